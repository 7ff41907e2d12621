//! Practice: the counter on sample pictures, with a sandbox service inside and a folder of its
//! own that is thrown away. It is made of how the counter looks and of nothing else, so that there
//! is no way from it to the real queue or service.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::camera;
use crate::camera::samples::SampleCamera;
use crate::camera::settings::Source;
use crate::central::sandbox::{FaultPlan, Kind, Options, Route, Sandbox, SandboxError, VerdictPlan};
use crate::central::{self, OneOrMany};
use crate::config::{Config, Kiosk, Log, PolicySection, Store};
use crate::counter::{ServicePlan, Situation};
use crate::policy::PolicySet;
use crate::store::{self, DataDir, Status, StoreError};
use crate::text::{Catalogue, Message};
use crate::vision;

use super::Setup;

/// What practice may know of a configured kiosk: how it looks, and how it judges pictures.
pub struct Look {
    kiosk: Kiosk,
    store: Store,
    capture: vision::Settings,
    samples: PathBuf,
    log: Log,
}

impl Look {
    /// The look of a configuration.
    pub fn of(config: &Config) -> Self {
        Self {
            kiosk: config.kiosk.clone(),
            store: config.store.clone(),
            capture: config.capture.clone(),
            samples: config.camera.samples.clone(),
            log: config.log.clone(),
        }
    }
}

/// Why practice could not begin.
#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    /// No folder to throw away could be made.
    #[error("no temporary folder: {0}")]
    Folder(std::io::Error),
    /// The sandbox did not start.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// The data folder does not work.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl PracticeError {
    /// The sentence for people: what happened and the remedy.
    pub fn message(&self) -> Message {
        match self {
            Self::Folder(_) => Message::new("cli-no-temporary-folder"),
            Self::Sandbox(error) => Message::new("cli-sandbox").with("why", error.to_string()),
            Self::Store(error) => error.message(),
        }
    }
}

/// Where practice keeps its data, and how it begins and ends.
#[derive(Clone, Copy, Debug)]
pub enum Occasion<'a> {
    /// By itself (`kiosk demo`): in that folder, where it can be looked at afterwards, or else in one
    /// that is thrown away.
    Demo(Option<&'a Path>),
    /// A counter is closed meanwhile: it begins at the menu, in a folder that is thrown away, and ends
    /// when nobody practises any more.
    OfCounter,
}

/// The sandbox of a counter that practises, and the folder that is thrown away with it.
pub struct Practice {
    sandbox: Sandbox,
    situation: Option<&'static Situation>,
    /// Whether a counter waits for its end.
    pub(super) interrupts: bool,
    _folder: Option<tempfile::TempDir>,
}

impl Practice {
    /// Everything to open a counter for practice. Nothing that is handed over here leads to the real
    /// queue or service.
    pub fn set_up(
        look: Look,
        occasion: Occasion,
        config_dir: PathBuf,
        policies: PolicySet,
        catalogue: Catalogue,
    ) -> Result<Setup, PracticeError> {
        let (kept, interrupts) = match occasion {
            Occasion::Demo(kept) => (kept, false),
            Occasion::OfCounter => (None, true),
        };
        let (root, folder) = if let Some(kept) = kept {
            (kept.to_owned(), None)
        } else {
            let folder = throw_away().map_err(PracticeError::Folder)?;
            (folder.path().to_owned(), Some(folder))
        };
        let sandbox = Sandbox::start(Sandbox::ANY, &root.join("sandbox"), Options::default())?;
        let data = DataDir::create(&root.join("kiosk"))?;
        let config = config(look, &sandbox.url, &sandbox.recipient, &sandbox.token_file);
        let practice = Self { sandbox, situation: None, interrupts, _folder: folder };
        Ok(Setup { config, config_dir, data, policies, catalogue, practice: Some(practice) })
    }

    /// Lets the sandbox behave as the situation asks; as usual without one.
    pub(super) fn follow(&mut self, situation: Option<&'static Situation>) {
        if self.situation != situation {
            self.situation = situation;
            self.sandbox.behave(situation.map(|situation| options(situation.service)).unwrap_or_default());
        }
    }

    /// Lets the sandbox answer again.
    pub(super) fn bring_service_back(&self) {
        self.sandbox.behave(options(ServicePlan::Accepts));
    }
}

/// Why a counter with these settings could not practise, before it closes for it.
pub(super) fn obstacle(camera: &camera::Settings, config_dir: &Path) -> Option<Message> {
    let samples = config_dir.join(&camera.samples);
    if let Err(error) = SampleCamera::new(&samples, camera.fps, Arc::new(camera::SystemClock::new())) {
        return Some(error.message());
    }
    throw_away().err().map(|error| PracticeError::Folder(error).message())
}

fn throw_away() -> std::io::Result<tempfile::TempDir> {
    tempfile::Builder::new().prefix("kiosk-practice-").tempdir()
}

/// How long after a case came its verdict comes: long enough to read that it is looked at.
const VERDICT: Duration = Duration::from_secs(2);

fn options(plan: ServicePlan) -> Options {
    let accepted = || VerdictPlan::new(Status::Accepted, &[], VERDICT);
    let gone = |route| FaultPlan { route, kind: Kind::Drop, count: None };
    match plan {
        ServicePlan::Accepts => Options { verdict: accepted(), ..Options::default() },
        ServicePlan::Rejects(code) => Options {
            verdict: VerdictPlan::new(Status::Rejected, &[code], VERDICT),
            verdict_on_corrections: Some(accepted()),
            ..Options::default()
        },
        // Reservations are found all the same: the line breaks later.
        ServicePlan::Away => Options {
            verdict: accepted(),
            faults: [Route::Submissions, Route::Status, Route::Health].map(gone).to_vec(),
            ..Options::default()
        },
    }
}

/// The settings of practice: the sandbox's address, key and token, and no other.
fn config(look: Look, url: &str, recipient: &str, token_file: &Path) -> Config {
    Config {
        kiosk: look.kiosk,
        store: look.store,
        camera: camera::Settings {
            source: Source::Samples,
            samples: look.samples,
            ..camera::Settings::default()
        },
        capture: look.capture,
        central: central::Settings {
            url: url.to_owned(),
            recipient: OneOrMany::One(recipient.to_owned()),
            token_file: Some(token_file.to_owned()),
            ..central::Settings::default()
        },
        queue: store::Settings::default(),
        policy: PolicySection::default(),
        log: look.log,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is configured, nothing of the way to the service is taken over.
        #[test]
        fn practice_knows_no_way_to_the_real_service(
            url in "https://[a-z]{3,12}\\.example", key in "age1[a-z0-9]{20}", file in "[a-z]{5,12}\\.pem",
        ) {
            let mut real = Config::default();
            real.central.url.clone_from(&url);
            real.central.recipient = OneOrMany::Many(vec![key.clone()]);
            let path = || Some(PathBuf::from("/etc").join(&file));
            real.central.token_file = path();
            real.central.ca_file = path();
            real.central.client_identity_file = path();
            real.central.proxy = Some(url.clone());
            real.camera.path = path();
            real.store.name = "新宿東口店".into();
            let token = Path::new("/tmp/sandbox/token");
            let practice = config(Look::of(&real), "http://127.0.0.1:1", "age1sandbox", token);
            prop_assert_eq!(practice.camera.source, Source::Samples);
            let told = format!("{practice:?}");
            for real in [&url, &key, &file] {
                prop_assert!(!told.contains(real.as_str()), "{} is known to practice", real);
            }
            prop_assert!(told.contains("新宿東口店"), "it looks like the counter");
        }
    }
}
