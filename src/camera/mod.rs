//! Pictures from the camera on the desk or from sample images, behind one trait.
//!
//! A [`Camera`] is opened, asked for [`Frame`]s one after another and closed again. It may
//! block, so the kiosk lets [`thread::CameraThread`] do that, which keeps the newest frame
//! and tells what state the camera is in. [`decode`] makes small pictures for the preview,
//! leniently; what is kept as evidence is decoded by `vision`, strictly.

pub mod clock;
pub mod decode;
pub mod device;
mod error;
mod frame;
pub mod jpeg;
pub mod samples;
pub mod settings;
pub mod thread;
pub mod view;

pub use clock::{Clock, SystemClock};
pub use error::CameraError;
pub use frame::{Encoding, Format, Frame};
pub use settings::Settings;
pub use view::View;

/// A source of frames. Calls may take long or, with a bad device, never return.
pub trait Camera: Send {
    /// The name that staff know it by.
    fn name(&self) -> String;

    /// Whether the pictures are not of this moment but from files.
    fn is_simulated(&self) -> bool {
        false
    }

    /// Switches it on. A second call while it is open starts it anew.
    fn open(&mut self) -> Result<Format, CameraError>;

    /// Waits for the next frame.
    fn frame(&mut self) -> Result<Frame, CameraError>;

    /// Switches it off; its light goes out. Harmless when it is closed.
    fn close(&mut self);
}
