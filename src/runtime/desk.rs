//! The camera on the desk: on while a photograph is wanted, off otherwise.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use crate::camera::device::DeviceCamera;
use crate::camera::samples::{SampleCamera, Samples};
use crate::camera::settings::Source;
use crate::camera::thread::{CameraThread, Event as CameraEvent, Patience};
use crate::camera::view::Crop;
use crate::camera::{self, Camera, Frame, SystemClock, View};
use crate::counter::{Covered, Message, Unmasked, Wanted};
use crate::policy::Mask;
use crate::reading::{ModelError, Models, Reader};
use crate::reason::ReasonCode;
use crate::store::CaptureFacts;
use crate::text::Message as Sentence;
use crate::tui::Picture;
use crate::tui::preview::LOUPE;
use crate::vision::geometry::Quad;
use crate::vision::{self, Expectation};

use super::RuntimeError;
use super::event::Event;
use super::eye::{ClosedEye, Eye, Look};
use super::lookout::Lookout;
use super::reading;
use super::still::{self, Known};

/// Camera, eye and the sample pictures, if it plays those.
pub(super) struct Desk {
    camera: Arc<CameraThread>,
    eye: Eye,
    samples: Option<Samples>,
    view: View,
    capture: vision::Settings,
    known: Known,
    events: Sender<Event>,
    looking_for: Option<Wanted>,
    reader: Arc<OnceLock<Option<Reader>>>,
    /// The number of the last still.
    stills: u64,
    readings: Vec<Reading>,
    one_at_a_time: Arc<Mutex<()>>,
}

impl Desk {
    /// Sets the desk up; the camera stays off.
    pub(super) fn set_up(
        settings: &camera::Settings,
        capture: &vision::Settings,
        known: Known,
        config_dir: &Path,
        events: Sender<Event>,
    ) -> Result<Self, RuntimeError> {
        let clock = Arc::new(SystemClock::new());
        let (device, samples): (Box<dyn Camera>, _) = match settings.source {
            Source::Samples => {
                let root = config_dir.join(&settings.samples);
                let camera =
                    SampleCamera::new(&root, settings.fps, clock.clone()).map_err(RuntimeError::Camera)?;
                let samples = camera.samples();
                (Box::new(camera), Some(samples))
            }
            Source::Device => (Box::new(DeviceCamera::new(settings.clone(), clock.clone())), None),
        };
        let eye = ClosedEye::new();
        let (wake, told) = (eye.wake(), events.clone());
        let notify = move |event: CameraEvent| match event {
            CameraEvent::Frame => wake.wake(),
            CameraEvent::Status(_) => {
                let _ = told.send(Event::Camera(event));
            }
        };
        let camera = CameraThread::spawn(device, clock, Patience::default(), notify)?;
        let (camera, view) = (Arc::new(camera), settings.view());
        let (reader, one_at_a_time) = (Arc::default(), Arc::default());
        let lookout = Lookout::start(Arc::clone(&reader), Arc::clone(&one_at_a_time))?;
        let (seen, told) = (Arc::clone(&camera), events.clone());
        let eye = eye.open(seen, view, capture.clone(), known.clone(), lookout, told)?;
        let capture = capture.clone();
        load_models(config_dir.join("models"), Arc::clone(&reader), events.clone())?;
        Ok(Self {
            camera,
            eye,
            samples,
            view,
            capture,
            known,
            events,
            looking_for: None,
            reader,
            stills: 0,
            readings: Vec::new(),
            one_at_a_time,
        })
    }

    /// Follows what the counter wants to photograph: switches the camera, shows the matching
    /// sample, and fits the live picture to `room` pixels.
    pub(super) fn follow(&mut self, wanted: Option<&Wanted>, loupe: bool, room: (u32, u32)) {
        if self.looking_for.as_ref() != wanted {
            if let (Some(wanted), Some(samples)) = (wanted, &self.samples) {
                let name = format!("{}.{}.jpg", wanted.document, wanted.side);
                let _ = samples.show(&name);
            }
            match (&self.looking_for, wanted) {
                (None, Some(_)) => self.camera.start_streaming(),
                (Some(_), None) => self.camera.stop_streaming(),
                _ => {}
            }
            self.looking_for = wanted.cloned();
        }
        let part = if loupe { Crop::middle(LOUPE) } else { Crop::default() };
        self.eye.look(wanted.map(|wanted| Look { wanted: wanted.clone(), part, room }));
    }

    /// The newest live picture, if it was not fetched yet.
    pub(super) fn picture(&self) -> Option<Picture> {
        self.eye.picture()
    }

    /// Takes the photograph from the frame that the eye chose, or else the newest. A thread of its own
    /// examines it, tells of it at once, and then reads it; `masks` are to be covered on it.
    pub(super) fn take(&mut self, wanted: Wanted, masks: Vec<Mask>) {
        let Some(frame) = self.eye.chosen().or_else(|| self.camera.latest()) else {
            let _ = self.events.send(Message::StillFailed(wanted, Sentence::new("notice-no-frame")).into());
            return;
        };
        let facts = CaptureFacts {
            taken_at: Some(jiff::Timestamp::now()),
            source: if self.camera.is_simulated() { "samples" } else { "camera" }.to_owned(),
            ..CaptureFacts::default()
        };
        self.stills += 1;
        let stop = Arc::new(AtomicBool::new(false));
        self.readings.push(Reading { id: self.stills, stop: Arc::clone(&stop), announced: false });
        let work = Work {
            id: self.stills,
            expectation: still::expectation(&self.known, &wanted),
            wanted,
            masks,
            view: self.view,
            settings: self.capture.clone(),
            reader: Arc::clone(&self.reader),
            one_at_a_time: Arc::clone(&self.one_at_a_time),
            stop,
            events: self.events.clone(),
        };
        let failed = work.wanted.clone();
        let spawned = std::thread::Builder::new().name("still".into()).spawn(move || work.run(&frame, facts));
        if spawned.is_err() {
            let _ = self.events.send(Message::StillFailed(failed, Sentence::new("notice-no-frame")).into());
        }
    }

    /// The counter knows of the still of that number: from now on its reading is stopped when nobody
    /// waits for it.
    pub(super) fn announced(&mut self, id: u64) {
        for reading in self.readings.iter_mut().filter(|reading| reading.id == id) {
            reading.announced = true;
        }
    }

    /// Stops what nobody waits for any more.
    pub(super) fn stop_readings(&mut self, wanted: impl Fn(u64) -> bool) {
        self.readings.retain(|reading| {
            let wanted = !reading.announced || wanted(reading.id);
            if !wanted {
                reading.stop.store(true, Ordering::Relaxed);
            }
            wanted
        });
    }

    /// Covers parts of a still on a thread of its own.
    pub(super) fn cover(&self, id: u64, unmasked: Unmasked, regions: Vec<Quad>) {
        let (settings, events) = (self.capture.clone(), self.events.clone());
        let spawned = std::thread::Builder::new().name("cover".into()).spawn(move || {
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                reading::cover(id, unmasked, &regions, &settings)
            }));
            let done = done.unwrap_or(Covered { id, evidence: None, picture: None });
            let _ = events.send(Message::Covered(Box::new(done)).into());
        });
        if spawned.is_err() {
            let done = Covered { id, evidence: None, picture: None };
            let _ = self.events.send(Message::Covered(Box::new(done)).into());
        }
    }

    /// Lets the sample camera show its next picture of the wanted document, the flawed ones
    /// included, then those of any other.
    pub(super) fn next_sample(&self) {
        let Some(samples) = &self.samples else { return };
        let Ok(names) = samples.names() else { return };
        let showing = samples.showing();
        let of_document = |name: &&String| {
            self.looking_for.as_ref().is_none_or(|wanted| name.contains(wanted.document.as_str()))
        };
        let mut offered: Vec<&String> = names.iter().filter(of_document).collect();
        if offered.is_empty() {
            offered = names.iter().collect();
        }
        let at = offered.iter().position(|name| **name == showing).map_or(0, |at| at + 1);
        if let Some(next) = offered.iter().cycle().nth(at) {
            let _ = samples.show(next);
        }
    }
}

/// A still that is being examined and read.
struct Reading {
    id: u64,
    stop: Arc<AtomicBool>,
    /// Whether the counter knows of it.
    announced: bool,
}

/// What the thread of one still needs.
struct Work {
    id: u64,
    wanted: Wanted,
    masks: Vec<Mask>,
    expectation: Expectation,
    view: View,
    settings: vision::Settings,
    reader: Arc<OnceLock<Option<Reader>>>,
    one_at_a_time: Arc<Mutex<()>>,
    stop: Arc<AtomicBool>,
    events: Sender<Event>,
}

impl Work {
    fn run(self, frame: &Frame, facts: CaptureFacts) {
        let examined = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            still::examine(self.id, frame, &self.view, &self.expectation, &self.settings, facts)
        }));
        let Ok((still, pixels)) = examined else {
            let why = Sentence::new("notice-no-frame");
            let _ = self.events.send(Message::StillFailed(self.wanted, why).into());
            return;
        };
        let ready = Message::StillReady(self.wanted.clone(), Box::new(still));
        if self.events.send(ready.into()).is_err() {
            return;
        }
        let Some(pixels) = pixels else { return };
        // Memory is for one reading: the next one waits.
        let _turn = self.one_at_a_time.lock().unwrap_or_else(PoisonError::into_inner);
        let stop = || self.stop.load(Ordering::Relaxed);
        let began = Instant::now();
        let of = (&self.wanted, &self.masks[..]);
        let reader = self.reader.wait().as_ref();
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            reading::read(self.id, pixels, of, &self.settings, reader, &stop)
        }));
        // What could not even be encoded is not kept.
        let read = read.unwrap_or_else(|_| Some(still::refused(self.id, ReasonCode::ImageDamaged)));
        tracing::info!(
            milliseconds = began.elapsed().as_millis() as u64,
            stopped = read.is_none(),
            "still read"
        );
        if let Some(read) = read {
            let _ = self.events.send(Message::StillRead(self.wanted, Box::new(read)).into());
        }
    }
}

/// Loads the text models in the background: the counter opens without waiting for them, and the
/// first photograph waits if it must.
fn load_models(
    folder: PathBuf,
    reader: Arc<OnceLock<Option<Reader>>>,
    events: Sender<Event>,
) -> Result<(), RuntimeError> {
    std::thread::Builder::new().name("models".into()).spawn(move || {
        let loaded = std::panic::catch_unwind(|| Models::load(&folder));
        let loaded = loaded.unwrap_or_else(|_| Err(ModelError::unusable(&folder)));
        if let Err(error) = &loaded {
            tracing::warn!(%error, "text models");
            let _ = events.send(Message::ReadingOff(error.message()).into());
        }
        let _ = reader.set(loaded.ok().map(|models| Reader::new(Arc::new(models))));
    })?;
    Ok(())
}
