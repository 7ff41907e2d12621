//! `kiosk demo`: the real counter on sample pictures, with a sandbox service inside and data
//! that is thrown away. A configured counter becomes this for practice, and comes back.

use std::ffi::OsString;

use crate::config;
use crate::runtime::{self, Left, Look, Occasion, Practice};

use super::counter::{explain, policies};
use super::{Exit, Globals, restart};

/// Practise on sample pictures: nothing leaves this machine, nothing is kept.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Open with the menu of situations, and become the counter with these arguments again when
    /// practice ends
    #[arg(long, hide = true)]
    from_counter: bool,
    #[arg(last = true, hide = true)]
    back_to: Vec<OsString>,
}

/// The arguments for practice, from which the counter of these arguments comes back. The counter's
/// data folder is not among what practice goes by.
pub(super) fn for_practice(globals: &Globals, counter: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["demo".into(), "--from-counter".into()];
    if let Some(dir) = &globals.config {
        arguments.extend(["--config".into(), dir.into()]);
    }
    arguments.push("--".into());
    arguments.extend(counter);
    arguments
}

/// Runs the counter for practice.
pub fn run(globals: &Globals, args: &Args) -> Exit {
    match practise(globals, args) {
        (Left::Closed | Left::ForPractice, _) if args.from_counter => {
            restart::with(globals, args.back_to.iter().cloned())
        }
        (_, exit) => exit,
    }
}

fn practise(globals: &Globals, args: &Args) -> (Left, Exit) {
    let loaded = globals.config_dir().and_then(|dir| {
        let config = config::load(&dir, std::env::vars())?.config;
        Ok((Look::of(&config), policies(&dir)?, globals.catalogue(&dir)?, dir))
    });
    let (look, policies, catalogue, config_dir) = match loaded {
        Ok(loaded) => loaded,
        Err(bad) => return (Left::Closed, globals.refuse(&bad)),
    };
    let occasion = if args.from_counter {
        Occasion::OfCounter
    } else {
        // With --data the practice data can be looked at afterwards.
        Occasion::Demo(globals.data.as_deref())
    };
    match Practice::set_up(look, occasion, config_dir, policies, catalogue) {
        Ok(setup) => explain(globals, runtime::run(setup)),
        Err(error) => (Left::Closed, globals.report(&error.message(), Exit::Failed)),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn practice_is_told_the_configuration_and_not_the_data_of_its_counter() {
        let globals = Globals { config: Some("c".into()), data: Some(PathBuf::from("d")), json: false };
        let counter = ["--data", "d", "--config", "c"].map(OsString::from);
        let told = for_practice(&globals, counter.clone().into_iter());
        let split = told.iter().position(|word| word == "--").unwrap();
        assert_eq!(told[..split], ["demo", "--from-counter", "--config", "c"]);
        assert_eq!(told[split + 1..], counter);
    }
}
