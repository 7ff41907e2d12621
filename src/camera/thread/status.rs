use crate::camera::{CameraError, Format};
use crate::text::Message;

/// How the camera is.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// Switched off: light out, nothing is seen.
    Off,
    /// Being switched on; no frame yet.
    Opening,
    /// Frames come.
    Live {
        /// What was agreed with the camera.
        format: Format,
        /// Frames a second as measured.
        fps: f32,
        /// Frames lost on the way or damaged, since it was opened.
        dropped: u64,
    },
    /// No frames come, and why: absent, unplugged, busy, stalled or other. It is tried again
    /// and again.
    Trouble(CameraError),
}

impl Status {
    /// The sentence for the screen.
    pub fn message(&self) -> Message {
        match self {
            Self::Off => Message::new("camera-off"),
            Self::Opening => Message::new("camera-opening"),
            Self::Live { format, fps, .. } => Message::new("camera-live")
                .with("format", format!("{} {}x{}", format.encoding.name(), format.width, format.height))
                .with("fps", format!("{fps:.0}")),
            Self::Trouble(error) => error.message(),
        }
    }

    /// Whether staff would call it the same; measured figures do not count.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Live { format, .. }, Self::Live { format: other, .. }) => format == other,
            _ => self == other,
        }
    }
}
