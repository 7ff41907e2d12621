use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use crate::camera::{Camera, CameraError, Format, Frame};

use super::Event;
use super::meter::Meter;
use super::shared::{Phase, Shared, Want};

/// Runs the camera until the owner quits.
pub fn run(shared: &Shared, mut camera: Box<dyn Camera>) {
    loop {
        match shared.wait_while_wanted(Want::Off, None) {
            Want::Off => {}
            Want::Quit => break,
            Want::On => session(shared, camera.as_mut()),
        }
    }
    drop(camera);
    shared.change(|state| state.ended = true);
}

/// From switching on to switching off, whatever happens to the camera in between.
fn session(shared: &Shared, camera: &mut dyn Camera) {
    shared.change(|state| state.phase = Phase::Opening);
    loop {
        let error = stream(shared, camera).err();
        let _ = call(shared, camera, shared.patience.open, |camera| {
            camera.close();
            Ok(())
        });
        let Some(error) = error else { break };
        tracing::warn!(code = error.code(), "camera: {error}");
        shared.change(|state| state.trouble(error));
        if shared.wait_while_wanted(Want::On, Some(shared.patience.retry)) != Want::On {
            break;
        }
    }
    shared.change(|state| {
        state.phase = Phase::Off;
        state.latest = None;
        state.meter = Meter::default();
    });
}

/// Opens the camera and publishes its frames until the owner wants no more.
fn stream(shared: &Shared, camera: &mut dyn Camera) -> Result<(), CameraError> {
    let format = call(shared, camera, shared.patience.open, |camera| camera.open())?;
    shared.change(|state| state.meter = Meter::default());
    // The first frame may take its time: cameras measure the light first.
    let mut patience = shared.patience.open;
    while shared.lock().want == Want::On {
        let frame = call(shared, camera, patience, |camera| camera.frame())?;
        patience = shared.patience.frame;
        publish(shared, format, frame, camera.name());
    }
    Ok(())
}

fn publish(shared: &Shared, format: Format, frame: Frame, name: String) {
    let now = shared.clock.now();
    let wanted = shared.change(|state| {
        if state.want != Want::On {
            return false;
        }
        state.meter.note(now, frame.sequence);
        state.phase = Phase::Live(format);
        state.seen = Some(name);
        state.latest = Some(Arc::new(frame));
        true
    });
    if wanted {
        shared.notify(Event::Frame);
    }
}

/// One call of the camera, under the eyes of the watchdog. A panic in a driver's library is
/// trouble with the camera, not the end of its thread.
fn call<T>(
    shared: &Shared,
    camera: &mut dyn Camera,
    limit: Duration,
    call: impl FnOnce(&mut dyn Camera) -> Result<T, CameraError>,
) -> Result<T, CameraError> {
    let since = shared.clock.now();
    shared.lock().call = Some((since, limit));
    let result = catch_unwind(AssertUnwindSafe(|| call(camera))).unwrap_or_else(|_| {
        let why = "the driver's library failed".to_owned();
        Err(CameraError::Driver { camera: shared.camera.clone(), doing: "call", why })
    });
    shared.lock().call = None;
    result
}
