//! `kiosk completions SHELL` and `kiosk man DIR`: for packages and shells.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Command;
use clap_complete::Shell;

use crate::text::Message;

use super::{Exit, Globals};

/// Print the completions for a shell.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Prints them on standard output.
    pub fn run(&self, mut command: Command) -> Exit {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "kiosk", &mut script);
        match std::io::stdout().write_all(&script) {
            Ok(()) => Exit::Done,
            Err(_) => Exit::Failed,
        }
    }
}

/// Write the manual pages.
#[derive(Debug, clap::Args)]
pub struct Man {
    /// Folder to write them to; made if missing
    dir: PathBuf,
}

impl Man {
    /// Writes a page for the program and one for each command.
    pub fn run(&self, globals: &Globals, command: Command) -> Exit {
        let written = std::fs::create_dir_all(&self.dir)
            .and_then(|()| clap_mangen::generate_to(command.disable_help_subcommand(true), &self.dir));
        match written {
            Ok(()) => Exit::Done,
            Err(error) => {
                let message = Message::new("cli-not-written")
                    .with("path", self.dir.display().to_string())
                    .with("why", error.to_string());
                globals.report(&message, Exit::Failed)
            }
        }
    }
}
