//! Kills `kiosk submit` and `kiosk queue send` at labelled points and at random, with seeds
//! that replay: every case that was acknowledged is at the service once, the rest at most once.
//!
//! `KIOSK_CRASHES` sets how many kills (200), `KIOSK_CRASH_SEED` where the seeds begin.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod delivery_support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use delivery_support::kept;
use kiosk::central::sandbox::{Options, Sandbox};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

const POINTS: &[&str] = &[
    "enqueue-before",
    "enqueue-part",
    "enqueue-before-commit",
    "enqueue-committed",
    "attempt-marked",
    "reply-read",
    "receipt-before",
    "receipt-committed",
];

struct Rig {
    sandbox: Sandbox,
    data: PathBuf,
    acknowledged: BTreeSet<String>,
    submitted: usize,
}

impl Rig {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiosk"));
        let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config");
        command
            .args(arguments)
            .args(["--json", "--config"])
            .arg(config)
            .arg("--data")
            .arg(&self.data)
            .env("KIOSK__CENTRAL__URL", &self.sandbox.url)
            .env("KIOSK__CENTRAL__RECIPIENT", &self.sandbox.recipient)
            .env("KIOSK__CENTRAL__TOKEN_FILE", &self.sandbox.token_file)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        command
    }

    fn submit(&mut self, rng: &mut StdRng) -> Command {
        self.submitted += 1;
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/samples");
        let sample = |name: &str| samples.join(name).display().to_string();
        if rng.random_bool(0.2) {
            let photo = format!("drivers-license/front={}", sample("drivers-license.front.jpg"));
            return self.command(&["submit", &sample("cases/drivers-license.json"), "--photo", &photo]);
        }
        self.command(&["submit", &sample("cases/data-only.json")])
    }

    /// Runs to the end or to the kill, and learns what was acknowledged.
    fn finish(&mut self, child: Child) {
        let output = child.wait_with_output().unwrap();
        // Complete JSON is an acknowledgement, also from a process that was killed after it.
        if let Ok(answer) = serde_json::from_slice::<serde_json::Value>(&output.stdout)
            && let Some(id) = answer.get("submission_id").and_then(serde_json::Value::as_str)
        {
            self.acknowledged.insert(id.to_owned());
        }
    }

    fn crash(&mut self, seed: u64) {
        let mut rng = StdRng::seed_from_u64(seed);
        let mut command =
            if rng.random_bool(0.7) { self.submit(&mut rng) } else { self.command(&["queue", "send"]) };
        if rng.random_bool(0.5) {
            let point = POINTS[rng.random_range(0..POINTS.len())];
            command.env("KIOSK_CRASH_AT", format!("{point}#{}", rng.random_range(1..3)));
            let child = command.spawn().unwrap();
            return self.finish(child);
        }
        let mut child = command.spawn().unwrap();
        // Not to wait for something to happen, but to hit any moment of it.
        std::thread::sleep(Duration::from_micros(rng.random_range(0..120_000)));
        let _ = child.kill();
        self.finish(child);
    }
}

#[test]
fn what_was_acknowledged_arrives_once() {
    let number = |name: &str, default| {
        std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok()).unwrap_or(default)
    };
    let (crashes, first) = (number("KIOSK_CRASHES", 200), number("KIOSK_CRASH_SEED", 1));
    let temp = tempfile::tempdir().unwrap();
    let faults = ["lost-reply@9", "cut@5", "http-503=0@5"].map(|text| text.parse().unwrap());
    let options = Options { faults: faults.to_vec(), ..Options::default() };
    let sandbox = Sandbox::start(Sandbox::ANY, &temp.path().join("sandbox"), options).unwrap();
    let data = temp.path().join("data");
    let mut rig = Rig { sandbox, data, acknowledged: BTreeSet::new(), submitted: 0 };
    for seed in first..first + crashes {
        rig.crash(seed);
    }
    let drained = rig.command(&["queue", "send", "--wait", "600"]).output().unwrap();
    assert_eq!(drained.status.code(), Some(0), "{}", String::from_utf8_lossy(&drained.stdout));
    let kept: BTreeSet<String> = kept(&rig.sandbox.data).into_iter().collect();
    let lost: Vec<&String> = rig.acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "acknowledged and not delivered: {lost:?}");
    assert!(kept.len() <= rig.submitted, "{} cases of {} submissions", kept.len(), rig.submitted);
    let list = rig.command(&["queue", "list"]).output().unwrap();
    let list: serde_json::Value = serde_json::from_slice(&list.stdout).unwrap();
    let cases = list["cases"].as_array().unwrap();
    assert!(cases.iter().all(|case| case["state"] == "delivered"));
    assert_eq!(cases.len(), kept.len());
    let audit = rig.command(&["audit", "verify"]).output().unwrap();
    assert_eq!(audit.status.code(), Some(0));
    println!(
        "{crashes} kills: {} submitted, {} acknowledged, {} at the service",
        rig.submitted,
        rig.acknowledged.len(),
        kept.len()
    );
}
