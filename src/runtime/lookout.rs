//! Looks at a live frame now and then, whether it shows a My Number: only a warning, so that staff
//! turn the card over before they take the photograph. What counts is the search of the still.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, TryLockError};
use std::time::{Duration, Instant};

use crate::reading::{Reader, my_number};
use crate::vision::geometry::Quad;
use crate::vision::{self, rectify};

/// The eye hands a frame over at most this often.
const EVERY: Duration = Duration::from_secs(1);
/// The lowest priority: the picture, the keys and the network come first.
const LOWEST: i32 = 19;

/// A document in a live frame.
struct Sighting {
    frame: vision::Picture,
    /// Its outline and its size in millimetres, where it was found.
    document: Option<(Quad, (f32, f32))>,
}

/// The handle to the looking thread.
pub(super) struct Lookout {
    frames: SyncSender<Sighting>,
    warned: Arc<AtomicBool>,
    last: Instant,
}

impl Lookout {
    /// Starts looking as soon as there are models. Nothing is read while `reading` is held.
    pub(super) fn start(
        reader: Arc<OnceLock<Option<Reader>>>,
        reading: Arc<Mutex<()>>,
    ) -> std::io::Result<Self> {
        // A frame is taken over only while the thread waits for one.
        let (frames, sighted) = sync_channel(0);
        let warned = Arc::new(AtomicBool::new(false));
        let tell = Arc::clone(&warned);
        std::thread::Builder::new().name("lookout".into()).spawn(move || {
            // Of this thread, and of those that the reader starts from it.
            if let Err(error) = rustix::process::setpriority_process(None, LOWEST) {
                tracing::debug!(%error, "the lookout keeps its priority");
            }
            if let Some(reader) = reader.wait() {
                look(&reader.quiet(), &reading, &sighted, &tell);
            }
        })?;
        Ok(Self { frames, warned, last: Instant::now() })
    }

    /// Shows it a frame, when it is time and it has nothing to do; else the frame comes back.
    pub(super) fn show(
        &mut self,
        frame: vision::Picture,
        document: Option<(Quad, (f32, f32))>,
    ) -> Option<vision::Picture> {
        if self.last.elapsed() < EVERY {
            return Some(frame);
        }
        match self.frames.try_send(Sighting { frame, document }) {
            Ok(()) => {
                self.last = Instant::now();
                None
            }
            Err(TrySendError::Full(sighting) | TrySendError::Disconnected(sighting)) => Some(sighting.frame),
        }
    }

    /// Whether the last frame that it saw shows a My Number.
    pub(super) fn warns(&self) -> bool {
        self.warned.load(Ordering::Relaxed)
    }

    /// Forgets what it saw.
    pub(super) fn forget(&self) {
        self.warned.store(false, Ordering::Relaxed);
    }
}

fn look(reader: &Reader, reading: &Mutex<()>, sighted: &Receiver<Sighting>, warned: &AtomicBool) {
    while let Ok(Sighting { frame, document }) = sighted.recv() {
        // A still is read first, and by itself: memory is for one.
        let turn = match reading.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
            Err(TryLockError::WouldBlock) => continue,
        };
        let began = Instant::now();
        let flat = document.and_then(|(quad, size)| rectify(&frame, &quad, size));
        let picture = flat.map_or(frame, |flat| flat.picture);
        let seen = catch_unwind(AssertUnwindSafe(|| reader.glance(&picture)));
        drop(turn);
        if let Ok(Ok(seen)) = seen {
            let found = my_number::search(&seen).found();
            warned.store(found, Ordering::Relaxed);
            tracing::debug!(milliseconds = began.elapsed().as_millis() as u64, found, "lookout");
        }
    }
}
