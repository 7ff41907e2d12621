//! Becoming another kiosk: the counter gives its process away for practice and gets it back. Nothing
//! of the one is left in the other: no memory, no open file, no connection.

use std::ffi::OsString;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use crate::text::Message;

use super::{Exit, Globals};

/// The program that runs, also where its file was replaced meanwhile.
const ITSELF: &str = "/proc/self/exe";

/// Starts the program anew in this process with those arguments; comes back only when that fails.
pub(super) fn with(globals: &Globals, arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let error = Command::new(ITSELF).arg0("kiosk").args(arguments).exec();
    globals.report(&Message::new("cli-system").with("why", error.to_string()), Exit::Failed)
}
