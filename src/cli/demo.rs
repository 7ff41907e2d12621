//! `kiosk demo`: the real counter on sample pictures, with a sandbox service inside and data
//! that is thrown away.

use crate::camera::settings::Source;
use crate::central::OneOrMany;
use crate::central::sandbox::{Options, Sandbox};
use crate::config;
use crate::runtime::{self, Setup};
use crate::store::DataDir;
use crate::text::Message;

use super::counter::{explain, policies};
use super::{Exit, Globals};

/// Practise on sample pictures: nothing leaves this machine, nothing is kept.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the counter for practice.
pub fn run(globals: &Globals, _args: &Args) -> Exit {
    let Ok(folder) = tempfile::Builder::new().prefix("kiosk-demo-").tempdir() else {
        return globals.say("cli-no-temporary-folder", Exit::Failed);
    };
    // With --data the practice data can be looked at afterwards.
    let root = globals.data.clone().unwrap_or_else(|| folder.path().to_owned());
    let sandbox = match Sandbox::start(Sandbox::ANY, &root.join("sandbox"), Options::default()) {
        Ok(sandbox) => sandbox,
        Err(error) => {
            let message = Message::new("cli-sandbox").with("why", error.to_string());
            return globals.report(&message, Exit::Failed);
        }
    };
    let outcome = globals.config_dir().and_then(|dir| {
        let mut config = config::load(&dir, std::env::vars())?.config;
        config.camera.source = Source::Samples;
        config.central.url.clone_from(&sandbox.url);
        config.central.recipient = OneOrMany::One(sandbox.recipient.clone());
        config.central.token_file = Some(sandbox.token_file.clone());
        (config.central.ca_file, config.central.client_identity_file, config.central.proxy) =
            (None, None, None);
        Ok((config, policies(&dir)?, globals.catalogue(&dir)?, dir))
    });
    let (config, policies, catalogue, config_dir) = match outcome {
        Ok(loaded) => loaded,
        Err(bad) => return globals.refuse(&bad),
    };
    let exit = match DataDir::create(&root.join("kiosk")) {
        Ok(data) => {
            let setup = Setup { config, config_dir, data, policies, catalogue, practice: true };
            explain(globals, runtime::run(setup))
        }
        Err(error) => globals.report(&error.message(), Exit::Failed),
    };
    sandbox.stop();
    exit
}
