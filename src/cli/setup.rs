//! What the commands about cases have in common: settings, the queue, the way to the service.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::central::{self, Client, system_clock};
use crate::config::{self, Config};
use crate::input::BadInput;
use crate::reading::{ModelError, Models, Reader};
use crate::store::{DataDir, Queue, Recipients, StoreError};
use crate::text::{Catalogue, Language, Message};

use super::{Exit, Globals};

/// From here on a clock difference is worth a word, in seconds.
pub(super) const NOTABLE_SKEW: i64 = 120;
/// How long the comparison of keys may take.
pub(super) const COMPARISON: Duration = Duration::from_secs(2);

/// The settings of a command, and how it speaks.
pub(super) struct Setup {
    pub(super) config: Config,
    pub(super) dir: PathBuf,
    pub(super) catalogue: Catalogue,
}

impl Setup {
    pub(super) fn load(globals: &Globals) -> Result<Self, BadInput> {
        let dir = globals.config_dir()?;
        let config = config::load(&dir, std::env::vars())?.config;
        let catalogue = globals.catalogue(&dir)?;
        Ok(Self { config, dir, catalogue })
    }

    /// A reader of text; without models that is said, and nothing is read.
    pub(super) fn reader(&self) -> Option<Reader> {
        load_reader(&self.dir).inspect_err(|error| self.warn(&error.message())).ok()
    }

    /// The service's settings, with paths that can be opened.
    pub(super) fn central(&self) -> central::Settings {
        self.config.central.clone().resolved(&self.dir)
    }

    pub(super) fn client(&self) -> Result<Client, BadInput> {
        Client::new(&self.central(), system_clock())
    }

    /// Opens the queue. Damage that was found is said on standard error.
    pub(super) fn queue(&self, globals: &Globals) -> Result<Queue, StoreError> {
        let dir = DataDir::create(&globals.data_dir())?;
        let opened = Queue::open(&dir, &self.config.queue, Timestamp::now())?;
        if let Some(damage) = &opened.damage {
            self.warn(&damage.message());
            for id in &damage.lost {
                self.warn(&Message::new("store-lost-case").with("id", id.clone()));
            }
        }
        Ok(opened.queue)
    }

    /// Says a sentence on standard error, in both languages; standard output stays clean.
    pub(super) fn warn(&self, message: &Message) {
        say_both(&self.catalogue, message);
    }

    /// Says so when this machine's clock and the service's are far apart.
    pub(super) fn warn_of_skew(&self, client: &Client) {
        if let Some(skew) = client.skew_seconds().filter(|skew| skew.abs() >= NOTABLE_SKEW) {
            self.warn(&Message::new("delivery-clock-skew").with("seconds", skew.abs().to_string()));
        }
    }

    /// Shouts when the service announces another key than those that cases are sealed to.
    pub(super) async fn compare_keys(&self, client: &Client, recipients: &Recipients, until: Instant) {
        let left = until.saturating_duration_since(Instant::now());
        if let Ok(health) = client.health(left.min(COMPARISON)).await
            && !recipients.contains(&health.recipient)
        {
            self.warn(&Message::new("delivery-recipient-mismatch"));
        }
    }

    /// A sentence in the language of the screen.
    pub(super) fn say(&self, message: &Message) -> String {
        self.catalogue.render(self.config.kiosk.language, message)
    }
}

/// A reader with the models of a configuration folder.
pub(super) fn load_reader(config_dir: &Path) -> Result<Reader, ModelError> {
    Models::load(&config_dir.join("models")).map(|models| Reader::new(Arc::new(models)))
}

/// Says a built-in sentence on standard error, for a command without a configuration.
pub(super) fn warn(message: &Message) {
    if let Ok(catalogue) = Catalogue::built_in() {
        say_both(&catalogue, message);
    }
}

fn say_both(catalogue: &Catalogue, message: &Message) {
    for language in [Language::Ja, Language::En] {
        let _ = writeln!(std::io::stderr(), "{}", catalogue.render(language, message));
    }
}

/// Ends a command because of the data directory.
pub(super) fn failed(globals: &Globals, error: &StoreError) -> Exit {
    let exit = match error {
        StoreError::UnknownCase | StoreError::AlreadyQueued | StoreError::NotDelivered => Exit::BadInput,
        StoreError::Busy => Exit::NotDelivered,
        _ => Exit::Failed,
    };
    globals.report(&error.message(), exit)
}

/// Prints a line for people on standard output.
pub(super) fn print_line(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
