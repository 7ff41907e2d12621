//! The camera on a thread of its own: a device may block for as long as it likes, the screen
//! and the counter never wait for it. The newest frame wins.

mod meter;
mod shared;
mod status;
#[cfg(test)]
mod tests;
mod watch;
mod worker;

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use shared::{Shared, Want};
pub use status::Status;

use super::{Camera, Clock, Frame};

/// What the camera's thread has to tell. Told from that thread: return quickly.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A frame newer than the last is there.
    Frame,
    /// The camera's state is another.
    Status(Status),
}

/// How patient the thread is.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// A camera that sends no frame for this long is called stalled.
    pub frame: Duration,
    /// The same while it opens and until its first frame.
    pub open: Duration,
    /// Time between two tries to open it.
    pub retry: Duration,
    /// How long shutting down waits for a camera that does not answer.
    pub shut_down: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            frame: Duration::from_secs(2),
            open: Duration::from_secs(8),
            retry: Duration::from_millis(500),
            shut_down: Duration::from_secs(1),
        }
    }
}

/// A camera that runs by itself. Off until streaming is started; a camera that goes away is
/// opened again when it is back.
pub struct CameraThread {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
    simulated: bool,
}

impl CameraThread {
    /// Takes the camera to a thread of its own. `notify` is told of every new frame and
    /// state.
    pub fn spawn(
        camera: Box<dyn Camera>,
        clock: Arc<dyn Clock>,
        patience: Patience,
        notify: impl Fn(Event) + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (simulated, name) = (camera.is_simulated(), camera.name());
        let shared = Arc::new(Shared::new(name, clock, patience, Box::new(notify)));
        let mut thread = Self { shared, threads: Vec::new(), simulated };
        let shared = Arc::clone(&thread.shared);
        thread.threads.push(spawn("camera-watch", move || watch::run(&shared))?);
        let shared = Arc::clone(&thread.shared);
        thread.threads.push(spawn("camera", move || worker::run(&shared, camera))?);
        Ok(thread)
    }

    /// Switches the camera on; frames follow.
    pub fn start_streaming(&self) {
        self.shared.want(Want::On);
    }

    /// Switches the camera off and forgets the last frame.
    pub fn stop_streaming(&self) {
        self.shared.want(Want::Off);
    }

    /// The newest frame, if there is one that is not stale.
    pub fn latest(&self) -> Option<Arc<Frame>> {
        self.shared.latest()
    }

    /// How the camera is now.
    pub fn status(&self) -> Status {
        self.shared.status()
    }

    /// Whether the pictures come from files.
    pub fn is_simulated(&self) -> bool {
        self.simulated
    }

    /// The camera's name; the one in the settings until it has worked.
    pub fn name(&self) -> String {
        self.shared.name()
    }
}

impl Drop for CameraThread {
    /// Switches the camera off and waits for it, but not for one that never answers: its
    /// thread is left behind and ends with its call, or with the program.
    fn drop(&mut self) {
        self.shared.want(Want::Quit);
        if self.shared.wait_for_the_end() {
            for thread in self.threads.drain(..) {
                let _ = thread.join();
            }
        }
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> std::io::Result<JoinHandle<()>> {
    std::thread::Builder::new().name(name.to_owned()).spawn(run)
}
