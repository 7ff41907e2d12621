//! What stands on the desk: camera, models, disk.

use std::time::Duration;

use jiff::Timestamp;

use crate::camera::device;
use crate::camera::settings::Source;
use crate::store::{DataDir, Queue, StoreError};
use crate::text::Message;

use super::super::Globals;
use super::super::setup::{Setup, load_reader};
use super::finding::Finding;

/// With room for fewer customers than this, the disk is worth a word.
const FEW_CASES: u64 = 50;
/// A customer waits for two of these: a disk that takes longer is worth a word.
const SLOW_DISK: Duration = Duration::from_millis(500);

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
    findings.push(durability(&dir)?);
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

/// Whether what is written stays written, and how long that takes.
fn durability(dir: &DataDir) -> Result<Finding, StoreError> {
    const NAME: &str = "durability";
    let took = dir.measure_durability()?;
    Ok(if dir.is_in_memory()? {
        let message = Message::new("check-durability-memory").with("dir", dir.root().display().to_string());
        Finding::warn(NAME, message)
    } else {
        judged(NAME, took)
    })
}

fn judged(name: &'static str, took: Duration) -> Finding {
    let ms = format!("{:.1}", took.as_secs_f64() * 1000.0);
    if took > SLOW_DISK {
        Finding::warn(name, Message::new("check-durability-slow").with("ms", ms))
    } else {
        Finding::pass(name, Message::new("check-durability-ok").with("ms", ms))
    }
}

/// Whether text can be read and My Numbers be found in photographs. The counter opens without.
pub(super) fn models(_: &Globals, setup: &Setup) -> Vec<Finding> {
    vec![match load_reader(&setup.dir) {
        Ok(_) => Finding::pass("models", Message::new("check-models-ok")),
        Err(error) => Finding::warn("models", error.message()),
    }]
}

#[cfg(test)]
mod tests {
    use super::super::finding::Level;
    use super::*;

    #[test]
    fn a_slow_disk_is_told() {
        let level = |ms| judged("durability", Duration::from_millis(ms)).level;
        assert_eq!((level(20), level(2_000)), (Level::Pass, Level::Warn));
    }
}
