//! `kiosk check`: whether the counter can open, a line for each thing it needs.

mod desk;
mod finding;
mod rules;
mod service;
mod staff;

use std::io::Write as _;

use serde_json::{Value, json};

use crate::config::{self, Config};
use crate::text::{Catalogue, Language, Message};

use super::setup::Setup;
use super::{Exit, Globals, print_json};
use finding::{Finding, Level};

/// Whether the counter can open: settings, rules, terminal, camera, disk, service, key, clock.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// A group of things to check; slow ones come last.
type Check = fn(&Globals, &Setup) -> Vec<Finding>;

const CHECKS: &[Check] = &[
    rules::settings,
    rules::policies,
    staff::check,
    desk::terminal,
    desk::camera,
    desk::models,
    desk::data,
    service::check,
];

/// Checks and tells; each line as soon as it is known.
pub fn run(globals: &Globals, _args: &Args) -> Exit {
    let setup = match Setup::load(globals).and_then(|setup| camera_settings(&setup.config).map(|()| setup)) {
        Ok(setup) => setup,
        Err(bad) => return globals.refuse(&bad),
    };
    let mut lines = Vec::new();
    let mut worst = Level::Pass;
    for check in CHECKS {
        for finding in check(globals, &setup) {
            worst = worst.max(finding.level);
            if globals.json {
                lines.push(as_json(&setup.catalogue, &finding));
            } else {
                let _ = writeln!(std::io::stdout(), "{}", as_text(&setup, &finding));
            }
        }
    }
    if globals.json {
        print_json(&json!({ "ok": worst < Level::Fail, "lines": lines }));
    }
    if worst < Level::Fail { Exit::Done } else { Exit::Failed }
}

fn camera_settings(config: &Config) -> Result<(), crate::input::BadInput> {
    config.camera.check().map_err(|bad| bad.in_file(config::FILE))
}

fn as_json(catalogue: &Catalogue, finding: &Finding) -> Value {
    let text = |language| catalogue.render(language, &finding.message);
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
    format!("{level} {name}: {}", setup.say(&finding.message))
}
