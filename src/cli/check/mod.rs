//! `kiosk check`: whether the counter can open, a line for each thing it needs.

mod desk;
mod finding;
mod permissions;
mod rules;
mod service;
mod staff;
mod terminal;
mod texts;

use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::config::{self, Config};
use crate::input::{BadInput, hide_long_numbers};
use crate::text::{Catalogue, Language, Message};

use super::setup::Setup;
use super::{Exit, Globals, print_json};
use finding::{Finding, Level};

/// Whether the counter can open: settings, rules, terminal, camera, disk, service, key, clock.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// A group of things to check; slow ones come last.
type Check = fn(&Globals, &Setup) -> Vec<Finding>;

/// What can be checked whatever kiosk.toml says.
const ALWAYS: &[Check] = &[rules::policies, texts::check, terminal::check, desk::models];
/// What depends on it.
const BY_SETTINGS: &[Check] = &[desk::camera, desk::data, staff::check, permissions::check, service::check];

/// Checks and tells; each line as soon as it is known. Where kiosk.toml itself is wrong that is told
/// with its line, and what does not depend on it is checked all the same.
pub fn run(globals: &Globals, _args: &Args) -> Exit {
    let dir = match globals.config_dir() {
        Ok(dir) => dir,
        Err(bad) => return globals.refuse(&bad),
    };
    // A text file that is wrong has its own line.
    let catalogue = globals.catalogue(&dir).or_else(|bad| Catalogue::built_in().map_err(|_| bad));
    let catalogue = match catalogue {
        Ok(catalogue) => catalogue,
        Err(bad) => return globals.refuse(&bad),
    };
    let (config, bad) = match load(&dir) {
        Ok(config) => (config, None),
        Err(bad) => (Config::default(), Some(bad)),
    };
    let setup = Setup { config, dir, catalogue };
    let mut report = Report { globals, setup: &setup, lines: Vec::new(), worst: Level::Pass };
    match &bad {
        None => report.tell(rules::settings(globals, &setup)),
        Some(bad) => report.tell(vec![rules::unreadable(bad)]),
    }
    let checks = ALWAYS.iter().chain(if bad.is_none() { BY_SETTINGS } else { &[] });
    for check in checks {
        report.tell(check(globals, &setup));
    }
    let ok = report.worst < Level::Fail;
    if globals.json {
        print_json(&json!({ "ok": ok, "lines": report.lines }));
    } else if let Some(bad) = &bad {
        // Once more at the end, with the line and a caret.
        return globals.refuse(bad);
    }
    match (bad, ok) {
        (Some(_), _) => Exit::BadInput,
        (None, true) => Exit::Done,
        (None, false) => Exit::Failed,
    }
}

fn load(dir: &Path) -> Result<Config, BadInput> {
    let config = config::load(dir, std::env::vars())?.config;
    let file = || dir.join(config::FILE).display().to_string();
    config.camera.check().map_err(|bad| bad.in_file(file()))?;
    Ok(config)
}

/// What was found so far.
struct Report<'a> {
    globals: &'a Globals,
    setup: &'a Setup,
    lines: Vec<Value>,
    worst: Level,
}

impl Report<'_> {
    fn tell(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            self.worst = self.worst.max(finding.level);
            if self.globals.json {
                self.lines.push(as_json(&self.setup.catalogue, &finding));
            } else {
                let _ = writeln!(std::io::stdout(), "{}", as_text(self.setup, &finding));
            }
        }
    }
}

fn as_json(catalogue: &Catalogue, finding: &Finding) -> Value {
    let text = |language| placed(finding, &catalogue.render(language, &finding.message));
    json!({
        "name": finding.name,
        "level": finding.level.as_str(),
        "text_ja": text(Language::Ja),
        "text_en": text(Language::En),
    })
}

fn as_text(setup: &Setup, finding: &Finding) -> String {
    let level = setup.say(&Message::new(format!("check-{}", finding.level.as_str())));
    let name = setup.say(&Message::new(format!("check-name-{}", finding.name)));
    format!("{level} {name}: {}", placed(finding, &setup.say(&finding.message)))
}

fn placed(finding: &Finding, text: &str) -> String {
    let text = hide_long_numbers(text);
    finding.place.as_ref().map_or_else(|| text.clone(), |place| format!("{place}: {text}"))
}
