//! `kiosk sandbox`: a stand-in for the central service, for practice and tests.

use std::net::SocketAddr;

use serde_json::json;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::central::sandbox::{FAULTS, FaultPlan, Options, Sandbox, SandboxError, VERDICTS, VerdictPlan};
use crate::text::Message;

use super::setup::{print_line, warn};
use super::{Exit, Globals};

/// Options of `kiosk sandbox`. Its folder is named by `--data`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = format!("{VERDICTS}\n\n{FAULTS}"))]
pub struct Args {
    /// Where to listen: an address of this machine; port 0 takes any free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8420")]
    listen: SocketAddr,
    /// The verdict on every case; a second one is for corrections; see below
    #[arg(long = "verdict", value_name = "VERDICT", default_value = "accepted@1", num_args = 1)]
    verdicts: Vec<VerdictPlan>,
    /// Something to do wrong; see below
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<FaultPlan>,
}

/// Serves until it is told to stop (SIGTERM, SIGINT).
pub fn run(globals: &Globals, args: &Args) -> Exit {
    let Some(data) = &globals.data else {
        return globals.say("sandbox-needs-data", Exit::BadInput);
    };
    let mut verdicts = args.verdicts.iter().cloned();
    let options = Options {
        verdict: verdicts.next().unwrap_or_default(),
        verdict_on_corrections: verdicts.next(),
        faults: args.faults.clone(),
    };
    if verdicts.next().is_some() {
        return globals.say("sandbox-two-verdicts", Exit::BadInput);
    }
    // Taken before it is said that the sandbox listens, so that a stop is never missed.
    let Ok(mut signals) = Signals::new([SIGTERM, SIGINT]) else { return Exit::Failed };
    let sandbox = match Sandbox::start(args.listen, data, options) {
        Ok(sandbox) => sandbox,
        Err(error @ SandboxError::NotLoopback(_)) => return globals.report(&error.message(), Exit::BadInput),
        Err(error) => return globals.report(&error.message(), Exit::Failed),
    };
    let line = json!({
        "url": sandbox.url,
        "recipient": sandbox.recipient,
        "token_file": sandbox.token_file,
        "data": sandbox.data,
    });
    print_line(&line.to_string());
    let warning = Message::new("sandbox-says-so").with("dir", sandbox.data.display().to_string());
    warn(&warning);
    let _ = signals.forever().next();
    sandbox.stop();
    Exit::Done
}
