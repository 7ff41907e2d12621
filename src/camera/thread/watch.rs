use std::time::Duration;

use super::shared::{Shared, Want};
use super::{Event, Status};

/// How often a camera that streams is looked after.
const EVERY: Duration = Duration::from_millis(200);

/// Tells every change of the camera's state, also that which the camera's own thread can not
/// tell because it is stuck.
pub fn run(shared: &Shared) {
    let mut told = Status::Off;
    let mut state = shared.lock();
    while state.want != Want::Quit {
        let status = state.status(shared.clock.now(), &shared.camera);
        if status.is_like(&told) {
            // Off, it sleeps until it is woken: an idle kiosk costs nothing.
            let limit = (status != Status::Off).then_some(EVERY);
            state = shared.wait(state, limit);
            continue;
        }
        drop(state);
        told = status.clone();
        shared.notify(Event::Status(status));
        state = shared.lock();
    }
}
