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
        let command = match injection {
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
        self.finish(command, data, arguments)
    }

    /// Runs a command that ends in the kiosk's name.
    fn finish(&self, mut command: Command, data: &str, arguments: &[&str]) -> (Option<i32>, Value) {
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

fn strace_is_here() -> bool {
    let here = Command::new("strace").arg("-V").stdout(Stdio::null()).status().is_ok();
    if !here {
        println!("strace is not installed (apt-get install strace): nothing was tested");
    }
    here
}

/// The files that one submission opens for writing, from the first photograph to the receipt.
#[test]
fn a_submission_writes_the_queue_and_nothing_else() {
    if !strace_is_here() {
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::start(Sandbox::ANY, &temp.path().join("sandbox"), Options::default()).unwrap();
    let rig = Rig { temp, sandbox };
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/samples");
    let case = samples.join("cases/drivers-license.json").display().to_string();
    let photo = format!("drivers-license/front={}", samples.join("drivers-license.front.jpg").display());
    let log = rig.temp.path().join("opened.log");
    let mut strace = Command::new("strace");
    strace.args([
        "-f",
        "-qq",
        "-y",
        "-e",
        "trace=open,openat,openat2,creat,rename,renameat,renameat2,memfd_create",
    ]);
    strace.arg("-o").arg(&log).arg(env!("CARGO_BIN_EXE_kiosk"));
    let arguments = ["submit", &case, "--photo", &photo, "--wait", "120"];
    let (exit, json) = rig.finish(strace, "data", &arguments);
    assert_eq!((exit, &json["state"]), (Some(0), &"delivered".into()), "{json}");
    let mut written = std::collections::BTreeSet::new();
    for line in std::fs::read_to_string(&log).unwrap().lines().filter(|line| !line.contains(" = -1 ")) {
        let opens = line.contains(" open")
            && !["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| line.contains(flag));
        let path = line.split('"').nth(1).unwrap_or_default();
        // Threads, exits and the null device are no files.
        if !opens && !path.is_empty() && path != "/dev/null" {
            written.insert(path.to_owned());
        }
    }
    let data = rig.temp.path().join("data");
    // The journal is that of a new database, before it has a log.
    let queue = ["queue.db", "queue.db-journal", "queue.db-wal", "queue.db-shm"];
    let locks = ["opening.lock", "use.lock", "sender.lock"];
    let expected = queue.iter().chain(&locks).map(|name| data.join(name).display().to_string()).collect();
    assert_eq!(written, expected);
}

#[test]
fn whichever_write_fails_nothing_acknowledged_is_lost() {
    if !strace_is_here() {
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
