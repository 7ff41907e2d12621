//! The sample camera: pictures from files, through the same door as those of a device.

mod control;
mod list;
mod play;

pub use control::Samples;
pub use play::SampleCamera;
