//! The host's side: boots the guest and brings back what was printed.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The kiosk under test.
pub const KIOSK: &str = env!("CARGO_BIN_EXE_kiosk");

/// Exit code of run.sh where the packages for the guest can not be had.
const NOT_TO_BE_HAD: i32 = 77;

/// A guest to be.
pub struct Rig(Command);

/// How the program ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    #[expect(dead_code, reason = "shown when a test fails")]
    pub stderr: String,
}

impl Rig {
    pub fn new(camera: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut command = Command::new(root.join("tests/rig/run.sh"));
        command.current_dir(root).args(["--camera", camera, "--env", "KIOSK__CAMERA__SOURCE=device"]);
        Self(command)
    }

    fn with(mut self, option: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.arg(option).arg(value);
        self
    }

    pub fn feed(self, file: &Path) -> Self {
        self.with("--feed", file)
    }

    pub fn hold(self, frames: u32) -> Self {
        self.with("--hold", frames.to_string())
    }

    /// Gives up after so many seconds instead of the usual ones.
    pub fn patient(self, seconds: u32) -> Self {
        self.with("--timeout", seconds.to_string())
    }

    pub fn before(self, command: &str) -> Self {
        self.with("--before", command)
    }

    pub fn share(self, folder: &Path) -> Self {
        self.with("--share", folder)
    }

    /// Runs a line of shell in the guest; `None` where there is no rig to be had.
    pub fn shell(mut self, line: &str) -> Option<Run> {
        self.0.args(["--", "bash", "-c", line]);
        self.run()
    }

    /// Runs a scenario of this very file in the guest.
    pub fn scenario(self, name: &str) -> Option<Run> {
        let this: PathBuf = std::env::current_exe().unwrap();
        let mut rig = self.with("--env", format!("CAMERA_SCENARIO={name}"));
        rig.0.arg("--").arg(this).args(["--exact", "guest::scenario", "--nocapture"]);
        rig.run()
    }

    fn run(mut self) -> Option<Run> {
        let output = self.0.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        let code = output.status.code().unwrap();
        if code == NOT_TO_BE_HAD {
            eprintln!("SKIPPED: {}", stderr.trim());
            return None;
        }
        Some(Run { code, stdout, stderr })
    }
}

impl Run {
    /// The JSON documents on standard output.
    pub fn json<const N: usize>(&self, count: usize) -> [Value; N] {
        let documents: Result<Vec<Value>, _> =
            serde_json::Deserializer::from_str(&self.stdout).into_iter().collect();
        let documents = documents.unwrap_or_else(|error| panic!("{error}: {self:?}"));
        assert_eq!(documents.len(), count, "{self:?}");
        documents.try_into().unwrap()
    }
}
