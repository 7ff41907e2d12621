use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::camera::{CameraError, Clock, Format, Frame};

use super::meter::Meter;
use super::{Event, Patience, Status};

/// What the owner asks of the camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    Off,
    On,
    Quit,
}

/// Where the worker is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    Off,
    Opening,
    Live(Format),
    Trouble(CameraError),
}

/// Everything that the owner, the worker and the watchdog know in common.
pub struct State {
    pub want: Want,
    pub phase: Phase,
    /// When the worker went into a call of the camera, and how long that may take.
    pub call: Option<(Duration, Duration)>,
    pub latest: Option<Arc<Frame>>,
    pub meter: Meter,
    /// The camera's name once it has worked: from then on, absent means unplugged.
    pub seen: Option<String>,
    /// The worker has left.
    pub ended: bool,
}

/// The state, and how to wait for it to change.
pub struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    pub camera: String,
    pub clock: Arc<dyn Clock>,
    pub patience: Patience,
    notify: Box<dyn Fn(Event) + Send + Sync>,
}

impl Shared {
    pub fn new(
        camera: String,
        clock: Arc<dyn Clock>,
        patience: Patience,
        notify: Box<dyn Fn(Event) + Send + Sync>,
    ) -> Self {
        let state = State {
            want: Want::Off,
            phase: Phase::Off,
            call: None,
            latest: None,
            meter: Meter::default(),
            seen: None,
            ended: false,
        };
        Self { state: Mutex::new(state), changed: Condvar::new(), camera, clock, patience, notify }
    }

    pub fn lock(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves no half-made state worth refusing.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and wakes whoever waits for it.
    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = change(&mut self.lock());
        self.changed.notify_all();
        result
    }

    pub fn want(&self, want: Want) {
        self.change(|state| {
            state.want = want;
            if want != Want::On {
                state.latest = None;
            }
        });
    }

    /// Waits for a change, at most for `limit` of the machine's time.
    pub fn wait<'a>(&self, state: MutexGuard<'a, State>, limit: Option<Duration>) -> MutexGuard<'a, State> {
        match limit {
            None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            Some(limit) => self.changed.wait_timeout(state, limit).unwrap_or_else(PoisonError::into_inner).0,
        }
    }

    /// Waits until the owner wants something else than `want`, or for `limit`.
    pub fn wait_while_wanted(&self, want: Want, limit: Option<Duration>) -> Want {
        let state = self.lock();
        let still = |state: &mut State| state.want == want;
        match limit {
            None => self.changed.wait_while(state, still).unwrap_or_else(PoisonError::into_inner).want,
            Some(limit) => {
                let waited = self.changed.wait_timeout_while(state, limit, still);
                waited.unwrap_or_else(PoisonError::into_inner).0.want
            }
        }
    }

    /// Waits for the worker to leave, within the patience for it.
    pub fn wait_for_the_end(&self) -> bool {
        let state = self.lock();
        let waited = self.changed.wait_timeout_while(state, self.patience.shut_down, |state| !state.ended);
        waited.unwrap_or_else(PoisonError::into_inner).0.ended
    }

    pub fn notify(&self, event: Event) {
        (self.notify)(event);
    }

    /// The camera's name as far as it is known.
    pub fn name(&self) -> String {
        self.lock().seen.clone().unwrap_or_else(|| self.camera.clone())
    }

    pub fn status(&self) -> Status {
        self.lock().status(self.clock.now(), &self.camera)
    }

    pub fn latest(&self) -> Option<Arc<Frame>> {
        let now = self.clock.now();
        let state = self.lock();
        let fresh =
            state.meter.last_arrival().is_some_and(|at| now.saturating_sub(at) <= self.patience.frame);
        if fresh { state.latest.clone() } else { None }
    }
}

impl State {
    pub fn status(&self, now: Duration, camera: &str) -> Status {
        let camera = self.seen.as_deref().unwrap_or(camera);
        let late = self.call.is_some_and(|(since, limit)| now.saturating_sub(since) > limit);
        match &self.phase {
            Phase::Opening | Phase::Live(_) if late => {
                Status::Trouble(CameraError::Stalled { camera: camera.to_owned() })
            }
            Phase::Off => Status::Off,
            Phase::Opening => Status::Opening,
            Phase::Live(format) => {
                Status::Live { format: *format, fps: self.meter.fps(), dropped: self.meter.dropped() }
            }
            Phase::Trouble(error) => Status::Trouble(error.clone()),
        }
    }

    /// Enters trouble. A camera that has worked before and is not there any more was
    /// unplugged.
    pub fn trouble(&mut self, error: CameraError) {
        self.latest = None;
        self.meter = Meter::default();
        self.phase = Phase::Trouble(match (error, &self.seen) {
            (CameraError::Absent { .. }, Some(camera)) => CameraError::Unplugged { camera: camera.clone() },
            (error, _) => error,
        });
    }
}
