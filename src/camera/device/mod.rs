//! The camera on the desk: Video for Linux devices, found by name or stable path.
//!
//! Built on the `v4l` crate itself and not on a layer above it, because three things are only
//! to be had here: how many bytes of a buffer are the frame's own and whether the driver
//! flags it as damaged (what lies behind them may be an older customer's picture), a wait
//! that ends (so that a stalled camera can be switched off and on), and the system's error
//! numbers, which tell busy from unplugged.

mod controls;
mod fault;
mod find;
mod modes;
mod payload;
mod stream;

use std::sync::Arc;
use std::time::Duration;

use super::{Camera, CameraError, Clock, Format, Frame, Settings};
pub use controls::Control;
pub use find::{Device, find, list};
pub use modes::Mode;
use stream::Stream;

/// Pause before the second try to open a camera. The first can fail for no lasting reason,
/// right after plugging in or after another program let it go.
const SECOND_TRY: Duration = Duration::from_millis(150);

/// Sets exposure and focus of the camera of these settings, also while it streams. What it can
/// not do is left.
pub fn tune(settings: &Settings) -> Result<(), CameraError> {
    let device = find(settings)?;
    let handle =
        v4l::Device::with_path(&device.node).map_err(|error| fault::fault(&device, "open", &error))?;
    controls::apply(&handle, settings);
    Ok(())
}

/// A camera of Video for Linux. Found anew at every opening, so that one that was plugged into
/// another socket is found again.
pub struct DeviceCamera {
    settings: Settings,
    clock: Arc<dyn Clock>,
    name: String,
    stream: Option<Stream>,
}

impl DeviceCamera {
    /// The camera that the settings name; nothing is opened yet.
    pub fn new(settings: Settings, clock: Arc<dyn Clock>) -> Self {
        let configured = settings.name.clone();
        let path = settings.path.as_ref().map(|path| path.display().to_string());
        let name = configured.or(path).unwrap_or_else(|| "USB".to_owned());
        Self { settings, clock, name, stream: None }
    }
}

impl Camera for DeviceCamera {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn open(&mut self) -> Result<Format, CameraError> {
        self.close();
        let device = find(&self.settings)?;
        self.name.clone_from(&device.name);
        let opened = Stream::open(&device, &self.settings).or_else(|error| match error {
            CameraError::Driver { .. } => {
                tracing::info!("camera: {error}; trying once more");
                self.clock.sleep(SECOND_TRY);
                Stream::open(&device, &self.settings)
            }
            lasting => Err(lasting),
        });
        let stream = opened?;
        let format = stream.format();
        self.stream = Some(stream);
        Ok(format)
    }

    fn frame(&mut self) -> Result<Frame, CameraError> {
        if self.stream.is_none() {
            self.open()?;
        }
        match &mut self.stream {
            Some(stream) => stream.frame(),
            None => Err(CameraError::Absent { wanted: None }),
        }
    }

    fn close(&mut self) {
        self.stream = None;
    }
}
