use std::path::PathBuf;

use crate::text::Message;

/// Why a camera gives no pictures. Each kind has a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CameraError {
    /// No camera is there, or none that fits the settings.
    #[error("no camera{}", .wanted.as_ref().map(|w| format!(" named {w}")).unwrap_or_default())]
    Absent {
        /// Name or path asked for in the settings.
        wanted: Option<String>,
    },
    /// Another program holds the camera.
    #[error("{camera} is in use by another program")]
    Busy {
        /// The camera's name.
        camera: String,
    },
    /// The camera was there and is gone.
    #[error("{camera} was unplugged")]
    Unplugged {
        /// The camera's name.
        camera: String,
    },
    /// The camera is there and open, but sends no pictures.
    #[error("{camera} sends no pictures")]
    Stalled {
        /// The camera's name.
        camera: String,
    },
    /// This user may not use the camera.
    #[error("no permission to use {path}")]
    Denied {
        /// The device node.
        path: String,
    },
    /// The camera offers no format that can be used.
    #[error("{camera} offers no usable format ({offered})")]
    NoFormat {
        /// The camera's name.
        camera: String,
        /// The formats it offers.
        offered: String,
    },
    /// A sample picture can not be read.
    #[error("sample {}: {why}", .path.display())]
    Sample {
        /// The picture or folder.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The driver refused something; its own words.
    #[error("{camera}: {doing}: {why}")]
    Driver {
        /// The camera's name.
        camera: String,
        /// What was asked of the driver.
        doing: &'static str,
        /// What the driver said.
        why: String,
    },
}

impl CameraError {
    /// The sentence for staff: what is wrong and the remedy.
    pub fn message(&self) -> Message {
        match self {
            Self::Absent { wanted: None } => Message::new("camera-absent"),
            Self::Absent { wanted: Some(wanted) } => {
                Message::new("camera-absent-named").with("wanted", wanted.clone())
            }
            Self::Busy { camera } => Message::new("camera-busy").with("camera", camera.clone()),
            Self::Unplugged { camera } => Message::new("camera-unplugged").with("camera", camera.clone()),
            Self::Stalled { camera } => Message::new("camera-stalled").with("camera", camera.clone()),
            Self::Denied { path } => Message::new("camera-denied").with("path", path.clone()),
            Self::NoFormat { camera, offered } => Message::new("camera-no-format")
                .with("camera", camera.clone())
                .with("offered", offered.clone()),
            Self::Sample { path, why } => Message::new("camera-sample")
                .with("path", path.display().to_string())
                .with("why", why.clone()),
            Self::Driver { camera, doing, why } => Message::new("camera-driver")
                .with("camera", camera.clone())
                .with("doing", *doing)
                .with("why", why.clone()),
        }
    }

    /// Stable kind for `--json` and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Absent { .. } => "camera-absent",
            Self::Busy { .. } => "camera-busy",
            Self::Unplugged { .. } => "camera-unplugged",
            Self::Stalled { .. } => "camera-stalled",
            Self::Denied { .. } => "camera-denied",
            Self::NoFormat { .. } => "camera-no-format",
            Self::Sample { .. } => "camera-sample",
            Self::Driver { .. } => "camera-driver",
        }
    }
}
