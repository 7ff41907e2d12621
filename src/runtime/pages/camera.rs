//! The camera's page and that of the bare desk.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};

use jiff::Timestamp;

use crate::camera::{self, Frame, View, device, settings::Source};
use crate::config::FILE;
use crate::counter::Message;
use crate::counter::manager::{Answer, CameraFacts};
use crate::runtime::bare_desk::{self, Refused};
use crate::runtime::event::Event;
use crate::runtime::local;
use crate::store::DataDir;
use crate::vision::BareDesk;

/// One thing to do with the camera's controls, off the main thread: a driver may take its time.
enum Job {
    Facts(Box<camera::Settings>),
    Tune(Box<camera::Settings>),
}

/// The handle to the thread that speaks with the camera's controls.
pub(crate) struct Controls {
    jobs: Sender<Job>,
}

impl Controls {
    /// Starts the thread; it ends with its handle.
    pub(crate) fn start(config_dir: &Path, events: Sender<Event>) -> std::io::Result<Self> {
        let (jobs, todo) = channel();
        let file = config_dir.join(FILE).display().to_string();
        std::thread::Builder::new().name("controls".into()).spawn(move || work(&file, &todo, &events))?;
        Ok(Self { jobs })
    }

    /// Asks for the controls of the camera of these settings.
    pub(crate) fn facts(&self, settings: Box<camera::Settings>) {
        let _ = self.jobs.send(Job::Facts(settings));
    }

    /// Sets the controls as these settings say.
    pub(crate) fn tune(&self, settings: Box<camera::Settings>) {
        let _ = self.jobs.send(Job::Tune(settings));
    }
}

fn work(file: &str, todo: &Receiver<Job>, events: &Sender<Event>) {
    let is_device = |settings: &camera::Settings| settings.source == Source::Device;
    while let Ok(job) = todo.recv() {
        match job {
            Job::Facts(settings) => {
                let found = is_device(&settings).then(|| device::find(&settings).ok()).flatten();
                let controls = found.map(|device| device.controls).unwrap_or_default();
                let facts = CameraFacts { settings: *settings, controls, file: file.to_owned() };
                let answer = Answer::Camera(Box::new(facts));
                if events.send(Message::Managed(answer).into()).is_err() {
                    return;
                }
            }
            Job::Tune(tried) if is_device(&tried) => {
                if let Err(error) = device::tune(&tried) {
                    tracing::warn!(%error, "controls");
                }
            }
            Job::Tune(_) => {}
        }
    }
}

/// When the bare desk was taken last.
pub(crate) fn last_taken(data: &DataDir) -> Answer {
    let modified = std::fs::metadata(data.bare_desk()).and_then(|file| file.modified()).ok();
    Answer::Desk(modified.and_then(|at| Timestamp::try_from(at).ok()).map(local))
}

/// Takes the bare desk from a frame and keeps how it looks.
pub(crate) fn calibrate(
    frame: &Frame,
    view: &View,
    limits: &crate::vision::door::Limits,
    data: &DataDir,
) -> (Answer, Option<BareDesk>) {
    match bare_desk::take(frame, view, limits, data) {
        Ok(taken) => (Answer::Calibrated(Ok(local(Timestamp::now()))), Some(taken.desk)),
        Err(Refused::Picture(why) | Refused::NotWritten(why)) => (Answer::Calibrated(Err(why)), None),
    }
}
