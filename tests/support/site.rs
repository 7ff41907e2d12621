use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use kiosk::central::sandbox::{Options, Sandbox};

use super::shipped_config;

/// A throw-away place for one test: configuration, data, and what a sandbox received.
pub struct Site {
    temp: tempfile::TempDir,
}

impl Site {
    /// The shipped configuration, with the rules of 2022 in force for good: these tests are to
    /// pass in ten years too.
    pub fn new() -> Self {
        let site = Self { temp: tempfile::tempdir().unwrap() };
        let (shipped, config) = (shipped_config(), site.config());
        fs::create_dir_all(config.join("policy")).unwrap();
        std::os::unix::fs::symlink(shipped.join("samples"), config.join("samples")).unwrap();
        fs::copy(shipped.join("policy/variants.txt"), config.join("policy/variants.txt")).unwrap();
        let policy = fs::read_to_string(shipped.join("policy/counter-2022.toml")).unwrap();
        let lasting: Vec<&str> = policy.lines().filter(|line| !line.starts_with("until")).collect();
        assert!(lasting.len() < policy.lines().count(), "the policy has no last day any more");
        fs::write(config.join("policy/counter-2022.toml"), lasting.join("\n")).unwrap();
        site.configure("", "");
        site
    }

    /// With the shipped text models.
    pub fn with_models(self) -> Self {
        std::os::unix::fs::symlink(shipped_config().join("models"), self.config().join("models")).unwrap();
        self
    }

    /// With text models that load and then fail on every picture: the recogniser is where the detector
    /// belongs, with a checksum that says so.
    pub fn with_failing_models(self) -> Self {
        let (shipped, models) = (shipped_config().join("models"), self.config().join("models"));
        fs::create_dir(&models).unwrap();
        for entry in fs::read_dir(&shipped).unwrap() {
            let file = entry.unwrap().path();
            fs::copy(&file, models.join(file.file_name().unwrap())).unwrap();
        }
        fs::copy(models.join("text-recognition-ja.onnx"), models.join("text-detection.onnx")).unwrap();
        let sums = fs::read_to_string(models.join("SHA256SUMS")).unwrap();
        let recogniser = sums.lines().find(|line| line.ends_with("text-recognition-ja.onnx")).unwrap();
        let sum = recogniser.split_once("  ").unwrap().0;
        let sums = sums.lines().map(|line| match line.split_once("  ") {
            Some((_, "text-detection.onnx")) => format!("{sum}  text-detection.onnx"),
            _ => line.to_owned(),
        });
        let sums: Vec<String> = sums.collect();
        fs::remove_file(models.join("SHA256SUMS")).unwrap();
        fs::write(models.join("SHA256SUMS"), sums.join("\n") + "\n").unwrap();
        self
    }

    /// Writes kiosk.toml for a service at `url` that has the key `recipient`.
    pub fn configure(&self, url: &str, recipient: &str) {
        let shipped = fs::read_to_string(shipped_config().join("kiosk.toml")).unwrap();
        let token_file = self.sandbox_data().join("token");
        let lines = shipped.lines().flat_map(|line| match line.split(" = ").next() {
            Some("url") if !url.is_empty() => {
                vec![format!("url = {url:?}"), format!("token_file = {:?}", token_file.display().to_string())]
            }
            Some("recipient") if !recipient.is_empty() => vec![format!("recipient = {recipient:?}")],
            _ => vec![line.to_owned()],
        });
        fs::write(self.config().join("kiosk.toml"), lines.collect::<Vec<_>>().join("\n")).unwrap();
    }

    pub fn config(&self) -> PathBuf {
        self.temp.path().join("config")
    }

    /// The folder for `--data`.
    pub fn data(&self) -> PathBuf {
        self.temp.path().join("data")
    }

    /// Where `kiosk demo --data` lets its sandbox keep what it receives; the tests' own sandbox
    /// uses it too.
    pub fn sandbox_data(&self) -> PathBuf {
        self.data().join("sandbox")
    }

    /// Starts the service on any free port.
    pub fn sandbox(&self) -> Sandbox {
        self.sandbox_at(Sandbox::ANY)
    }

    /// Starts the service at an address, where it may have been before.
    pub fn sandbox_at(&self, address: SocketAddr) -> Sandbox {
        Sandbox::start(address, &self.sandbox_data(), Options::default()).unwrap()
    }

    /// Starts the service on any free port, to answer with the first verdict, and with the second
    /// one about corrections.
    pub fn sandbox_that_says(&self, verdict: &str, on_corrections: &str) -> Sandbox {
        let options = Options {
            verdict: verdict.parse().unwrap(),
            verdict_on_corrections: Some(on_corrections.parse().unwrap()),
            ..Options::default()
        };
        Sandbox::start(Sandbox::ANY, &self.sandbox_data(), options).unwrap()
    }

    /// The folders of the cases that the sandbox received.
    pub fn received(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.sandbox_data().join("cases")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    /// The files below a folder.
    pub fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().path())
            .flat_map(|path| if path.is_dir() { Self::files(&path) } else { vec![path] })
            .collect()
    }

    /// Whether any file below a folder holds these bytes.
    pub fn holds(folder: &Path, bytes: &[u8]) -> Option<PathBuf> {
        Self::files(folder).into_iter().find(|file| {
            let content = fs::read(file).unwrap();
            content.windows(bytes.len()).any(|window| window == bytes)
        })
    }
}
