//! A disk whose nth write or sync fails, by strace's fault injection: what was acknowledged is
//! there afterwards, and the database is sound or set aside, whichever write it was.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod delivery_support;

use std::path::Path;
use std::process::{Command, Stdio};

use kiosk::central::sandbox::{Options, Sandbox};
use serde_json::Value;

struct Rig {
    temp: tempfile::TempDir,
    sandbox: Sandbox,
}

impl Rig {
    fn run(&self, data: &str, injection: Option<&str>, arguments: &[&str]) -> (Option<i32>, Value) {
        let mut command = match injection {
            None => Command::new(env!("CARGO_BIN_EXE_kiosk")),
            Some(injection) => {
                let mut strace = Command::new("strace");
                let calls = "trace=pwrite64,fsync,fdatasync,ftruncate";
                let log = self.temp.path().join("strace.log");
                strace.args(["-f", "-qq", "-e", calls, "-e", injection, "-o"]).arg(log);
                strace.arg(env!("CARGO_BIN_EXE_kiosk"));
                strace
            }
        };
        let output = command
            .args(arguments)
            .args(["--json", "--config"])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config"))
            .arg("--data")
            .arg(self.temp.path().join(data))
            .env("KIOSK__CENTRAL__URL", &self.sandbox.url)
            .env("KIOSK__CENTRAL__RECIPIENT", &self.sandbox.recipient)
            .env("KIOSK__CENTRAL__TOKEN_FILE", &self.sandbox.token_file)
            .stderr(Stdio::null())
            .output()
            .unwrap();
        (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or(Value::Null))
    }
}

#[test]
fn whichever_write_fails_nothing_acknowledged_is_lost() {
    if Command::new("strace").arg("-V").stdout(Stdio::null()).status().is_err() {
        println!("strace is not installed (apt-get install strace): nothing was tested");
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let options = Options { faults: vec!["http-500".parse().unwrap()], ..Options::default() };
    let sandbox = Sandbox::start(Sandbox::ANY, &temp.path().join("sandbox"), options).unwrap();
    let rig = Rig { temp, sandbox };
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/samples/cases/data-only.json");
    let case = samples.display().to_string();
    let (mut failed, mut acknowledged) = (0, 0);
    for (call, errors) in [("pwrite64", ["EIO", "ENOSPC"]), ("fsync", ["EIO", "ENOSPC"])] {
        for error in errors {
            // Each in a folder of its own, the one failing call further on every time.
            for nth in (1..=12).chain([16, 24, 40]) {
                let data = format!("data-{call}-{error}-{nth}");
                let injection = format!("inject={call}:error={error}:when={nth}");
                let (exit, json) = rig.run(&data, Some(&injection), &["submit", &case]);
                assert!(matches!(exit, Some(1 | 2 | 4)), "{injection}: {exit:?} {json}");
                let id = json["submission_id"].as_str();
                assert_eq!(exit == Some(4), id.is_some(), "{injection}");
                let (listed, list) = rig.run(&data, None, &["queue", "list"]);
                assert_eq!(listed, Some(0), "{injection}");
                if let Some(id) = id {
                    acknowledged += 1;
                    let cases = list["cases"].as_array().unwrap();
                    assert!(cases.iter().any(|case| case["submission_id"] == id), "{injection}: lost");
                } else {
                    failed += 1;
                }
                assert_eq!(rig.run(&data, None, &["audit", "verify"]).0, Some(0), "{injection}");
            }
        }
    }
    assert!(failed > 10 && acknowledged > 10, "{failed} failed, {acknowledged} acknowledged");
    println!("{failed} failed and said so, {acknowledged} acknowledged and there");
}
