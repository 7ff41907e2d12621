use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::camera::thread::{CameraThread, Event, Patience, Status};
use crate::camera::{CameraError, Encoding, Frame, SystemClock, View};
use crate::config::Config;
use crate::input::BadInput;
use crate::reason::{Reason, ReasonCode, Severity};
use crate::runtime::bare_desk::write_private;
use crate::runtime::seen;
use crate::text::Message;
use crate::vision::door::Limits;
use crate::vision::encode;

use super::super::{Exit, Globals, print_json};
use super::configured;

/// Frames let go before the shot: cameras find the light in the first ones.
const WARM_UP: u32 = 8;

/// How long to wait for a camera that gives no pictures.
const LIMIT: Duration = Duration::from_secs(15);

/// Quality of the JPEG made from a raw frame.
const QUALITY: u8 = 95;

/// What was taken and from where.
pub(super) struct Shot {
    pub(super) frame: Arc<Frame>,
    camera: String,
    simulated: bool,
    open_ms: u128,
}

/// Takes a picture and writes it.
pub fn run(globals: &Globals, config: &Config, dir: &Path, out: &Path) -> Exit {
    let shot = match take(config, dir) {
        Ok(shot) => shot,
        Err(Failure::Camera(error)) => return globals.report(&error.message(), Exit::Failed),
        Err(Failure::System(error)) => return system(globals, &error),
    };
    // A small camera may be tried out; whether its pictures are good enough is another question.
    let limits = Limits { min_side: 1, ..config.capture.limits.clone() };
    let picture = match jpeg(&shot.frame, &config.camera.view(), &limits) {
        Ok(picture) => picture,
        Err(reason) => return globals.report(&reason.message, Exit::Refused),
    };
    if let Err(error) = write_private(out, &picture.jpeg) {
        let message = Message::new("camera-shot-write")
            .with("file", out.display().to_string())
            .with("why", error.to_string());
        return globals.refuse(&BadInput::new("not-writable", message));
    }
    if globals.json {
        print_json(&json!({
            "file": out,
            "camera": shot.camera,
            "simulated": shot.simulated,
            "encoding": shot.frame.encoding.name(),
            "width": picture.width,
            "height": picture.height,
            "bytes": picture.jpeg.len(),
            "timings_ms": { "first_frame": shot.open_ms },
        }));
    }
    Exit::Done
}

/// Why no picture could be had.
pub(super) enum Failure {
    Camera(CameraError),
    System(std::io::Error),
}

/// Runs the camera for as long as it takes to get a settled picture. A camera that can not
/// be opened is not waited for; one that opens and sends nothing is, for a while.
pub(super) fn take(config: &Config, dir: &Path) -> Result<Shot, Failure> {
    let clock = Arc::new(SystemClock::new());
    let camera =
        configured(&config.camera, dir, Arc::<SystemClock>::clone(&clock)).map_err(Failure::Camera)?;
    let (tell, told) = channel();
    let notify = move |event| {
        let _ = tell.send(event);
    };
    let thread = CameraThread::spawn(camera, clock, Patience::default(), notify).map_err(Failure::System)?;
    let start = Instant::now();
    let mut first_frame = None;
    let mut frames = 0;
    // Samples are at their best from the first frame on.
    let enough = if thread.is_simulated() { 1 } else { WARM_UP };
    thread.start_streaming();
    loop {
        match told.recv_timeout(LIMIT.saturating_sub(start.elapsed())) {
            Ok(Event::Frame) => {
                frames += 1;
                let open_ms = *first_frame.get_or_insert_with(|| start.elapsed().as_millis());
                if let Some(frame) = thread.latest().filter(|_| frames >= enough) {
                    let (camera, simulated) = (thread.name(), thread.is_simulated());
                    return Ok(Shot { frame, camera, simulated, open_ms });
                }
            }
            Ok(Event::Status(Status::Trouble(error))) if !is_passing(&error) => {
                return Err(Failure::Camera(error));
            }
            Ok(Event::Status(_)) => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                let camera = thread.name();
                return Err(Failure::Camera(match thread.status() {
                    Status::Trouble(error) => error,
                    _ => CameraError::Stalled { camera },
                }));
            }
        }
    }
}

/// Trouble that may be over before the time is up.
fn is_passing(error: &CameraError) -> bool {
    matches!(error, CameraError::Stalled { .. })
}

/// A picture ready to be written.
struct Jpeg {
    jpeg: Vec<u8>,
    width: usize,
    height: usize,
}

/// The frame as an intact JPEG, the way it is seen. A camera's own JPEG is kept byte for byte
/// where nothing is to be turned.
fn jpeg(frame: &Frame, view: &View, limits: &Limits) -> Result<Jpeg, Reason> {
    let damaged = || Reason::new(ReasonCode::ImageDamaged, Severity::Block);
    let picture = seen(frame, view, limits)?;
    if frame.encoding == Encoding::Jpeg && view.is_plain() {
        let (width, height) = (picture.width(), picture.height());
        return Ok(Jpeg { jpeg: frame.data.to_vec(), width, height });
    }
    let (width, height) = (picture.width(), picture.height());
    let jpeg = encode(&picture, QUALITY, usize::MAX).ok_or_else(damaged)?;
    Ok(Jpeg { jpeg: jpeg.to_vec(), width, height })
}

pub(super) fn system(globals: &Globals, error: &std::io::Error) -> Exit {
    globals.report(&Message::new("cli-system").with("why", error.to_string()), Exit::Failed)
}
