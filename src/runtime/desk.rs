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
use crate::config::Config;
use crate::counter::manager::{Answer, Ask};
use crate::counter::{Covered, Message, Sight, Situation, Unmasked, Wanted};
use crate::policy::{Mask, PolicySet};
use crate::reading::{ModelError, Models, Reader};
use crate::reason::ReasonCode;
use crate::store::{CaptureFacts, DataDir};
use crate::text::Message as Sentence;
use crate::tui::Picture;
use crate::tui::preview::LOUPE;
use crate::vision::geometry::Quad;
use crate::vision::{self, Expectation};

use super::RuntimeError;
use super::event::Event;
use super::eye::{ClosedEye, Eye, Look};
use super::looking::Looking;
use super::lookout::Lookout;
use super::pages::camera::{self as page, Controls};
use super::reading;
use super::still::{self, Known, Shared};

/// Camera, eye and the sample pictures, if it plays those.
pub(super) struct Desk {
    camera: Arc<CameraThread>,
    eye: Eye,
    samples: Option<Samples>,
    /// `[camera]` as it is in force.
    settings: camera::Settings,
    known: Shared,
    events: Sender<Event>,
    looking_for: Option<Looking>,
    /// How the manager tries to turn and cut the picture.
    tried: Option<View>,
    controls: Controls,
    data: DataDir,
    situation: Option<&'static Situation>,
    /// How often a code was looked for: each time the next sample lies there.
    scans: usize,
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
        known: Known,
        (config_dir, data): (&Path, DataDir),
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
        let camera = Arc::new(camera);
        let known = Shared::new(known);
        let (reader, one_at_a_time) = (Arc::default(), Arc::default());
        let lookout = Lookout::start(Arc::clone(&reader), Arc::clone(&one_at_a_time))?;
        let eye = eye.open(Arc::clone(&camera), known.clone(), lookout, events.clone())?;
        let controls = Controls::start(config_dir, events.clone())?;
        load_models(config_dir.join("models"), Arc::clone(&reader), events.clone())?;
        Ok(Self {
            camera,
            eye,
            samples,
            settings: settings.clone(),
            known,
            events,
            looking_for: None,
            tried: None,
            controls,
            data,
            situation: None,
            scans: 0,
            reader,
            stills: 0,
            readings: Vec::new(),
            one_at_a_time,
        })
    }

    /// Follows what the counter wants to photograph: switches the camera, shows the matching
    /// sample, and fits the live picture to `room` pixels.
    pub(super) fn follow(&mut self, sight: Option<Sight<'_>>, loupe: bool, room: (u32, u32)) {
        let wanted = sight.map(Looking::from);
        if self.looking_for != wanted {
            if let Some(wanted) = &wanted {
                self.show_sample(wanted);
            }
            self.tried = None;
            match (&self.looking_for, &wanted) {
                (None, Some(_)) => self.camera.start_streaming(),
                (Some(_), None) => self.camera.stop_streaming(),
                _ => {}
            }
            self.looking_for = wanted;
        }
        let part = if loupe { Crop::middle(LOUPE) } else { Crop::default() };
        let view = self.tried.unwrap_or(self.settings.view());
        self.eye.look(self.looking_for.as_ref().map(|looking| Look {
            wanted: looking.wanted().cloned(),
            view,
            code: looking.code(),
            part,
            room,
        }));
    }

    /// Nobody is at the desk any more.
    pub(super) fn forget(&self) {
        self.eye.forget();
    }

    /// The picture that the situation has of what is looked at.
    fn posed(&self, looking: &Looking) -> Option<&'static str> {
        let wanted = looking.wanted()?;
        self.situation?.picture(&wanted.document, &wanted.side)
    }

    /// Lays the sample on the desk that fits.
    fn show_sample(&mut self, looking: &Looking) {
        let Some(samples) = &self.samples else { return };
        let name = match (self.posed(looking), looking.sample()) {
            (Some(posed), _) => posed.to_owned(),
            (None, Some(usual)) => usual,
            (None, None) => {
                let names = samples.names().unwrap_or_default();
                let fitting = names.into_iter().filter(|name| name.starts_with(looking.samples()));
                let mut fitting: Vec<_> = fitting.collect();
                if fitting.is_empty() {
                    return;
                }
                self.scans += 1;
                fitting.swap_remove((self.scans - 1) % fitting.len())
            }
        };
        let _ = samples.show(&name);
    }

    /// Lets the sample camera show the pictures of a situation, from the next photograph on.
    pub(super) fn pose(&mut self, situation: Option<&'static Situation>) {
        self.situation = situation;
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
        let known = self.known.now();
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
            expectation: still::expectation(&known, &wanted),
            wanted,
            masks,
            view: self.settings.view(),
            settings: (*known.capture).clone(),
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
        let (settings, events) = (self.known.now().capture, self.events.clone());
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

    /// Takes over what of other rules and settings counts without a restart.
    pub(super) fn take_over(&mut self, policies: &Arc<PolicySet>, config: &Config) {
        let view = &config.camera;
        (self.settings.rotate, self.settings.mirror) = (view.rotate, view.mirror);
        (self.settings.crop, self.settings.zoom) = (view.crop, view.zoom);
        self.known.learn(|known| {
            known.policies = Arc::clone(policies);
            known.capture = Arc::new(config.capture.clone());
        });
    }

    /// Does what the pages of the camera and of the bare desk ask for; `None` for other pages' asks.
    pub(super) fn manage(&mut self, ask: Ask) -> Option<Ask> {
        match ask {
            Ask::Camera => self.controls.facts(Box::new(self.settings.clone())),
            Ask::Tune(settings) => {
                self.tried = Some(settings.view());
                self.controls.tune(settings);
            }
            Ask::Desk => {
                let _ = self.events.send(Message::Managed(page::last_taken(&self.data)).into());
            }
            Ask::Calibrate => self.calibrate(),
            other => return Some(other),
        }
        None
    }

    /// Takes the bare desk on a thread of its own; from then on it is known to all who look.
    fn calibrate(&self) {
        let failed = |id: &'static str| {
            let answer = Answer::Calibrated(Err(Sentence::new(id)));
            let _ = self.events.send(Message::Managed(answer).into());
        };
        let Some(frame) = self.camera.latest() else { return failed("notice-no-frame") };
        let (view, data) = (self.settings.view(), self.data.clone());
        let (known, events) = (self.known.clone(), self.events.clone());
        let spawned = std::thread::Builder::new().name("calibrate".into()).spawn(move || {
            let (answer, desk) = page::calibrate(&frame, &view, &known.now().capture.limits, &data);
            if let Some(desk) = desk {
                known.learn(|known| known.bare_desk = Some(Arc::new(desk)));
            }
            let _ = events.send(Message::Managed(answer).into());
        });
        if spawned.is_err() {
            failed("notice-no-frame");
        }
    }

    /// Lets the sample camera show its next picture of the wanted document, the flawed ones
    /// included, then those of any other.
    pub(super) fn next_sample(&self) {
        let Some(samples) = &self.samples else { return };
        let Ok(names) = samples.names() else { return };
        let showing = samples.showing();
        let posed = self.looking_for.as_ref().filter(|looking| self.posed(looking) == Some(showing.as_str()));
        if let Some(usual) = posed.and_then(Looking::sample) {
            // Put down anew, the document lies well.
            let _ = samples.show(&usual);
            return;
        }
        let of_document =
            |name: &&String| self.looking_for.as_ref().is_none_or(|looking| name.contains(looking.samples()));
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
