use std::time::Duration;

use v4l::buffer::{Flags, Type};
use v4l::format::Format as Wanted;
use v4l::fraction::Fraction;
use v4l::io::mmap::Stream as Buffers;
use v4l::io::traits::CaptureStream as _;
use v4l::video::Capture as _;
use v4l::video::capture::Parameters;
use v4l::{Device as Handle, FourCC};
use zeroize::Zeroizing;

use crate::camera::{CameraError, Format, Frame, Settings};

use super::controls;
use super::fault::fault;
use super::find::Device;
use super::modes::Mode;
use super::payload::payload;

/// Buffers shared with the driver: enough not to lose frames, few enough to be up to date.
const BUFFERS: u32 = 4;

/// How long the first frame may take; webcams measure the light first.
const FIRST_FRAME: Duration = Duration::from_secs(5);

/// How long any other frame may take.
const NEXT_FRAME: Duration = Duration::from_secs(3);

/// So many damaged frames one after another are no accident.
const MOST_DAMAGED: u32 = 30;

/// A camera that is switched on; dropping it switches it off.
pub(super) struct Stream {
    buffers: Buffers<'static>,
    device: Device,
    format: Format,
    /// Bytes from one line to the next, of raw frames.
    stride: u32,
    /// The driver's number of the first frame.
    first: Option<u32>,
}

impl Stream {
    /// Switches the device on in the best mode for the settings. Sets size, encoding and rate
    /// always, whatever state another program has left the driver in.
    pub fn open(device: &Device, settings: &Settings) -> Result<Self, CameraError> {
        let Some(mode) = device.modes.first() else {
            let offered = "no MJPG, YUYV, NV12, RGB3".to_owned();
            return Err(CameraError::NoFormat { camera: device.name.clone(), offered });
        };
        let fail = |doing| move |error: std::io::Error| fault(device, doing, &error);
        let handle = Handle::with_path(&device.node).map_err(fail("open"))?;
        let wanted = Wanted::new(mode.width, mode.height, FourCC::new(&mode.fourcc));
        let set = handle.set_format(&wanted).map_err(fail("set format"))?;
        if set.fourcc.repr != mode.fourcc {
            let (doing, why) = ("set format", format!("{mode:?} became {set}"));
            return Err(CameraError::Driver { camera: device.name.clone(), doing, why });
        }
        let fps = set_rate(&handle, mode);
        let format = Format { encoding: mode.encoding, width: set.width, height: set.height, fps };
        controls::apply(&handle, settings);
        let mut buffers =
            Buffers::with_buffers(&handle, Type::VideoCapture, BUFFERS).map_err(fail("get buffers"))?;
        buffers.set_timeout(FIRST_FRAME);
        Ok(Self { buffers, device: device.clone(), format, stride: set.stride, first: None })
    }

    /// What was agreed with the driver.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Waits for the next frame that is one; damaged ones are passed over and leave a gap in
    /// the numbers.
    pub fn frame(&mut self) -> Result<Frame, CameraError> {
        for _ in 0..MOST_DAMAGED {
            let next = self.buffers.next();
            let (buffer, about) = next.map_err(|error| fault(&self.device, "read", &error))?;
            // Only what was written this time: behind it lie older frames.
            let own = buffer.get(..about.bytesused as usize).unwrap_or(buffer);
            let (damaged, number) = (about.flags.contains(Flags::ERROR), about.sequence);
            let data = if damaged { None } else { payload(&self.format, self.stride, own) };
            let first = *self.first.get_or_insert(number);
            self.buffers.set_timeout(NEXT_FRAME);
            let Some(data) = data else { continue };
            return Ok(Frame {
                encoding: self.format.encoding,
                width: self.format.width,
                height: self.format.height,
                data: Zeroizing::new(data),
                sequence: number.wrapping_sub(first).into(),
            });
        }
        let why = format!("{MOST_DAMAGED} damaged frames one after another");
        Err(CameraError::Driver { camera: self.device.name.clone(), doing: "read", why })
    }
}

/// Asks for the mode's rate and gives the one that it became. A driver that can not be asked
/// goes at its own.
fn set_rate(handle: &Handle, mode: &Mode) -> f32 {
    let (numerator, denominator) = mode.interval;
    match handle.set_params(&Parameters::new(Fraction::new(numerator, denominator))) {
        Ok(set) if set.interval.numerator > 0 => {
            set.interval.denominator as f32 / set.interval.numerator as f32
        }
        Ok(_) => mode.fps(),
        Err(error) => {
            tracing::info!("camera: rate not set: {error}");
            mode.fps()
        }
    }
}
