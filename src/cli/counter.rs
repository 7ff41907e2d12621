//! `kiosk` without a subcommand: the counter.

use std::path::Path;

use crate::config;
use crate::input::BadInput;
use crate::policy::PolicySet;
use crate::runtime::{self, Left, RuntimeError, Setup};
use crate::store::DataDir;
use crate::text::Message;

use super::{Exit, Globals, demo, restart};

/// Opens the counter.
pub fn run(globals: &Globals) -> Exit {
    let loaded = globals.config_dir().and_then(|dir| {
        let config = config::load(&dir, std::env::vars())?.config;
        Ok((config, policies(&dir)?, globals.catalogue(&dir)?, dir))
    });
    let (config, policies, catalogue, config_dir) = match loaded {
        Ok(loaded) => loaded,
        Err(bad) => return globals.refuse(&bad),
    };
    match DataDir::create(&globals.data_dir()) {
        Ok(data) => {
            let setup = Setup { config, config_dir, data, policies, catalogue, practice: None };
            match explain(globals, runtime::run(setup)) {
                (Left::ForPractice, _) => {
                    let counter = std::env::args_os().skip(1);
                    restart::with(globals, demo::for_practice(globals, counter))
                }
                (_, exit) => exit,
            }
        }
        Err(error) => globals.report(&error.message(), Exit::Failed),
    }
}

/// The rules of the configuration folder.
pub(super) fn policies(dir: &Path) -> Result<PolicySet, BadInput> {
    PolicySet::load(dir)
}

/// Says why the counter did not open, or had to close.
pub(super) fn explain(globals: &Globals, outcome: Result<Left, RuntimeError>) -> (Left, Exit) {
    let exit = match outcome {
        Ok(left) => return (left, Exit::Done),
        Err(RuntimeError::Input(bad)) => globals.refuse(&bad),
        Err(RuntimeError::Store(error)) => globals.report(&error.message(), Exit::Failed),
        Err(RuntimeError::Camera(error)) => globals.report(&error.message(), Exit::Failed),
        Err(RuntimeError::AlreadyOpen) => globals.say("cli-already-open", Exit::NotDelivered),
        Err(RuntimeError::System(error)) => {
            globals.report(&Message::new("cli-system").with("why", error.to_string()), Exit::Failed)
        }
    };
    (Left::Closed, exit)
}
