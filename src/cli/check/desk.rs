//! What stands on the desk: terminal, camera, disk.

use std::io::IsTerminal as _;

use jiff::Timestamp;

use crate::camera::device;
use crate::camera::settings::Source;
use crate::store::{DataDir, Queue, StoreError};
use crate::text::Message;
use crate::tui::SMALLEST;
use crate::tui::preview::Colours;

use super::super::Globals;
use super::super::setup::{Setup, load_reader};
use super::finding::Finding;

/// With room for fewer customers than this, the disk is worth a word.
const FEW_CASES: u64 = 50;

/// The terminal that this was started in.
pub(super) fn terminal(_: &Globals, _: &Setup) -> Vec<Finding> {
    const NAME: &str = "terminal";
    let size = crossterm::terminal::size().ok().filter(|_| std::io::stdout().is_terminal());
    let Some((columns, rows)) = size else {
        return vec![Finding::warn(NAME, Message::new("check-terminal-none"))];
    };
    let have = format!("{columns}x{rows}");
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        let needed = format!("{}x{}", SMALLEST.0, SMALLEST.1);
        let message = Message::new("check-terminal-small").with("have", have).with("needed", needed);
        return vec![Finding::fail(NAME, message)];
    }
    let utf8 = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if !utf8.is_some_and(|locale| locale.to_ascii_lowercase().replace('-', "").contains("utf8")) {
        return vec![Finding::warn(NAME, Message::new("check-terminal-locale"))];
    }
    vec![match Colours::detect(|name| std::env::var(name).ok()) {
        Colours::True => Finding::pass(NAME, Message::new("check-terminal-ok").with("have", have)),
        _ => Finding::warn(NAME, Message::new("check-terminal-colours").with("have", have)),
    }]
}

/// The camera of the settings, and what it would deliver.
pub(super) fn camera(_: &Globals, setup: &Setup) -> Vec<Finding> {
    const NAME: &str = "camera";
    let settings = &setup.config.camera;
    if settings.source == Source::Samples {
        let path = settings.samples.display().to_string();
        return vec![Finding::warn(NAME, Message::new("camera-list-samples").with("path", path))];
    }
    vec![match device::find(settings) {
        Ok(device) => {
            let mode = device.modes.first().map(|mode| mode.format().to_string()).unwrap_or_default();
            let message = Message::new("check-camera-ok").with("camera", device.name).with("mode", mode);
            Finding::pass(NAME, message)
        }
        Err(error) => Finding::fail(NAME, error.message()),
    }]
}

/// The data folder: room, what waits in it, and the audit trail.
pub(super) fn data(globals: &Globals, setup: &Setup) -> Vec<Finding> {
    look_at_data(globals, setup).unwrap_or_else(|error| vec![Finding::fail("data", error.message())])
}

fn look_at_data(globals: &Globals, setup: &Setup) -> Result<Vec<Finding>, StoreError> {
    let dir = DataDir::create(&globals.data_dir())?;
    let opened = Queue::open(&dir, &setup.config.queue, Timestamp::now())?;
    let mut findings = Vec::new();
    if let Some(damage) = &opened.damage {
        findings.push(Finding::fail("data", damage.message()));
    }
    let queue = opened.queue;
    let capacity = queue.capacity()?;
    let say = |id: &'static str| {
        let message = Message::new(id).with("dir", dir.root().display().to_string());
        message.with("cases", capacity.cases_possible.to_string())
    };
    findings.push(match capacity.cases_possible {
        0 => Finding::fail("data", say("check-data-full")),
        cases if cases < FEW_CASES => Finding::warn("data", say("check-data-few")),
        _ => Finding::pass("data", say("check-data-ok")),
    });
    let waiting = queue.waiting()?.len();
    if waiting > 0 {
        let message = Message::new("check-queue-waiting").with("count", waiting.to_string());
        findings.push(Finding::warn("queue", message));
    }
    let audit = queue.verify_audit()?;
    let entries = |message: Message| {
        message.with("entries", audit.entries.to_string()).with("head", audit.head.clone())
    };
    findings.push(match &audit.first_bad {
        None => Finding::pass("audit", entries(Message::new("audit-sound"))),
        Some(bad) => {
            let message = Message::new("audit-bad").with("index", bad.index.to_string());
            Finding::fail("audit", entries(message.with("why", bad.why.clone())))
        }
    });
    Ok(findings)
}

/// Whether text can be read and My Numbers be found in photographs. The counter opens without.
pub(super) fn models(_: &Globals, setup: &Setup) -> Vec<Finding> {
    vec![match load_reader(&setup.dir) {
        Ok(_) => Finding::pass("models", Message::new("check-models-ok")),
        Err(error) => Finding::warn("models", error.message()),
    }]
}
