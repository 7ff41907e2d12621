//! `kiosk submit` and `kiosk queue` as a program: exit codes, what is printed, what is written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod delivery_support;

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use kiosk::central::sandbox::{Options, Sandbox};
use serde_json::Value;

struct Rig {
    temp: tempfile::TempDir,
    sandbox: Sandbox,
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/samples")
}

impl Rig {
    fn new(faults: &[&str]) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let faults = faults.iter().map(|text| text.parse().unwrap()).collect();
        let options = Options { faults, ..Options::default() };
        let sandbox = Sandbox::start(Sandbox::ANY, &temp.path().join("sandbox"), options).unwrap();
        std::fs::create_dir(temp.path().join("tmp")).unwrap();
        Self { temp, sandbox }
    }

    fn data(&self) -> PathBuf {
        self.temp.path().join("data")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiosk"));
        command
            .args(arguments)
            .args(["--json", "--config"])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config"))
            .arg("--data")
            .arg(self.data())
            .env("KIOSK__CENTRAL__URL", &self.sandbox.url)
            .env("KIOSK__CENTRAL__RECIPIENT", &self.sandbox.recipient)
            .env("KIOSK__CENTRAL__TOKEN_FILE", &self.sandbox.token_file)
            .env("TMPDIR", self.temp.path().join("tmp"));
        command
    }

    fn run(&self, arguments: &[&str]) -> (i32, Value, String) {
        answer(&self.command(arguments).output().unwrap())
    }

    fn submit(&self, case: &str, more: &[&str]) -> (i32, Value, String) {
        let case = samples().join("cases").join(case).display().to_string();
        self.run(&[&["submit", &case], more].concat())
    }

    fn licence(&self, more: &[&str]) -> (i32, Value, String) {
        let front =
            format!("drivers-license/front={}", samples().join("drivers-license.front.jpg").display());
        self.submit("drivers-license.json", &[&["--photo", &front], more].concat())
    }

    fn cases(&self) -> Vec<Value> {
        self.run(&["queue", "list"]).1["cases"].as_array().unwrap().clone()
    }
}

fn answer(output: &Output) -> (i32, Value, String) {
    let json = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (output.status.code().unwrap_or(-1), json, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn delivered_accepted_and_nothing_readable_left() {
    let rig = Rig::new(&[]);
    let (exit, json, _) = rig.licence(&["--wait", "120", "--staff", "s01"]);
    assert_eq!(
        (exit, &json["state"], &json["status"]),
        (0, &"delivered".into(), &"accepted".into()),
        "{json}"
    );
    scan(&rig);
}

#[test]
fn a_waiting_case_is_not_readable_either() {
    let rig = Rig::new(&["http-500"]);
    let (exit, json, stderr) = rig.licence(&[]);
    assert_eq!((exit, &json["state"]), (4, &"queued".into()));
    assert!(stderr.contains("http-500"));
    scan(&rig);
    assert_eq!(rig.cases()[0]["last_error"], "http-500");
}

/// No file of the kiosk holds the applicant's name or address, or the start of a JPEG.
fn scan(rig: &Rig) {
    let text = std::fs::read_to_string(samples().join("cases/drivers-license.json")).unwrap();
    let case: Value = serde_json::from_str(&text).unwrap();
    let applicant = &case["applicant"];
    let mut marks: Vec<Vec<u8>> =
        ["family_name", "given_name", "family_kana", "address", "phone", "birth_date"]
            .iter()
            .map(|key| applicant[*key].as_str().unwrap().as_bytes().to_vec())
            .collect();
    marks.push(vec![0xff, 0xd8, 0xff]);
    let mut files = 0;
    for folder in [rig.data(), rig.temp.path().join("tmp")] {
        for file in walk(&folder) {
            files += 1;
            let bytes = std::fs::read(&file).unwrap();
            for mark in &marks {
                // Three bytes turn up in ciphertext by chance; a JPEG start has a fourth and stands
                // at the start of a value, so more of it is looked for.
                let mark: &[u8] = if mark.len() == 3 { b"\xff\xd8\xff\xe0\x00\x10JFIF" } else { mark };
                assert!(!bytes.windows(mark.len()).any(|found| found == mark), "{}", file.display());
            }
        }
    }
    assert!(files > 0, "the scan looked at nothing");
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path) } else { vec![path] }
        })
        .collect()
}

#[test]
fn rejected_within_the_wait_is_exit_5_with_reasons() {
    let temp = tempfile::tempdir().unwrap();
    let options = Options { verdict: "rejected:blurred,glare@1".parse().unwrap(), ..Options::default() };
    let sandbox = Sandbox::start(Sandbox::ANY, &temp.path().join("sandbox"), options).unwrap();
    let rig = Rig { temp, sandbox };
    let (exit, json, _) = rig.submit("data-only.json", &["--wait", "120"]);
    assert_eq!((exit, &json["state"], &json["status"]), (5, &"delivered".into(), &"rejected".into()));
    let codes: Vec<&str> =
        json["reasons"].as_array().unwrap().iter().map(|reason| reason["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["blurred", "glare"]);
}

#[test]
fn refused_for_good_is_exit_5_and_listed_until_discarded() {
    let rig = Rig::new(&["reject=device-at-counter"]);
    let (exit, json, _) = rig.submit("data-only.json", &[]);
    assert_eq!((exit, &json["state"]), (5, &"refused".into()));
    assert_eq!(json["reasons"][0]["code"], "device-at-counter");
    let id = json["submission_id"].as_str().unwrap();
    assert_eq!(rig.cases().len(), 1);
    assert_eq!(rig.run(&["queue", "send"]).0, 0);
    assert_eq!(rig.run(&["queue", "discard", id]).0, 0);
    assert!(rig.cases().is_empty());
}

#[test]
fn a_waiting_case_is_not_discarded_by_mistake() {
    let rig = Rig::new(&["http-500"]);
    let (_, json, _) = rig.submit("data-only.json", &[]);
    let id = json["submission_id"].as_str().unwrap();
    assert_eq!(rig.run(&["queue", "discard", id]).0, 2);
    assert_eq!(rig.cases().len(), 1);
    assert_eq!(rig.run(&["queue", "discard", id, "--undelivered"]).0, 0);
    assert!(rig.cases().is_empty());
}

#[test]
fn policy_and_pictures_are_judged_before_anything_is_queued() {
    let rig = Rig::new(&[]);
    let half = rig.temp.path().join("half.jpg");
    let whole = std::fs::read(samples().join("drivers-license.front.jpg")).unwrap();
    std::fs::write(&half, &whole[..whole.len() / 2]).unwrap();
    let half = format!("drivers-license/front={}", half.display());
    let back = format!(
        "individual-number-card/back={}",
        samples().join("individual-number-card.back.jpg").display()
    );
    for (case, more, code) in [
        ("sim-and-device.json", vec![], "device-at-counter"),
        ("expired-license.json", vec![], "document-expired"),
        ("drivers-license.json", vec![], "side-missing"),
        ("drivers-license.json", vec!["--photo", &half], "image-damaged"),
        ("individual-number-card.json", vec!["--photo", &back], "side-not-allowed"),
    ] {
        let (exit, json, _) = rig.submit(case, &more);
        assert_eq!(exit, 3, "{case}: {json}");
        assert_eq!(json["reasons"][0]["code"], code, "{case}");
        assert_eq!((&json["submission_id"], &json["state"]), (&Value::Null, &"refused".into()));
    }
    assert!(rig.cases().is_empty());
    assert_eq!(rig.licence(&["--photo", "drivers-license/back=/nowhere"]).0, 2);
}

#[test]
fn a_visible_my_number_is_refused_and_its_digits_are_nowhere() {
    const NUMBER: &str = "750781587370"; // invented, on the sample
    let rig = Rig::new(&[]);
    let back = format!(
        "individual-number-card/front={}",
        samples().join("individual-number-card.back.jpg").display()
    );
    let (exit, json, said) = rig.submit("individual-number-card.json", &["--photo", &back]);
    assert_eq!((exit, &json["reasons"][0]["code"]), (3, &"my-number-visible".into()), "{json} {said}");
    assert!(rig.cases().is_empty());
    let (_, audit, _) = rig.run(&["audit", "show"]);
    assert!(audit.to_string().contains("picture-destroyed"), "{audit}");
    assert!(!format!("{json}{said}{audit}").contains(NUMBER));
    for file in walk(&rig.data()) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(12).any(|window| window == NUMBER.as_bytes()), "{}", file.display());
    }
}

#[test]
fn a_document_with_masks_goes_only_covered() {
    let rig = Rig::new(&[]);
    let photo = |name: &str, file: &str| format!("{name}={}", samples().join(file).display());
    let front = photo("eligibility-certificate/front", "eligibility-certificate.front.jpg");
    let page = photo("utility-receipt/page-1", "utility-receipt.page-1.city-gas.jpg");
    let photos = ["--photo", &front, "--photo", &page];
    let (exit, json, _) = rig.submit("eligibility-certificate.json", &photos);
    assert_eq!((exit, &json["reasons"][0]["code"]), (3, &"masking-required".into()), "{json}");
    assert!(rig.cases().is_empty());

    let mask = ["--mask", "eligibility-certificate/front=440,280,1100,80", "--wait", "120"];
    let (exit, json, said) = rig.submit("eligibility-certificate.json", &[&photos[..], &mask].concat());
    assert_eq!(exit, 0, "{json} {said}");
    let received = walk(&rig.temp.path().join("sandbox"));
    let front = received.iter().find(|file| file.ends_with("eligibility-certificate.front.jpg")).unwrap();
    let picture =
        kiosk::vision::door::open(&std::fs::read(front).unwrap(), &kiosk::vision::door::Limits::default())
            .unwrap();
    let black = picture.rgb().chunks(3).filter(|pixel| pixel.iter().all(|value| *value < 12)).count();
    let share = black as f64 / (picture.width() * picture.height()) as f64;
    assert!(share > 0.05, "what was to be covered is {share} of the picture");
}

#[test]
fn a_reservation_with_a_device_is_refused_and_offline_the_lines_stand() {
    let rig = Rig::new(&[]);
    let text = std::fs::read_to_string(samples().join("cases/data-only.json")).unwrap();
    let mut case: Value = serde_json::from_str(&text).unwrap();
    case["order"]["reservation"] = "BIC-9001".into();
    let file = rig.temp.path().join("reserved.json");
    std::fs::write(&file, case.to_string()).unwrap();
    let file = file.display().to_string();
    let (exit, json, _) = rig.run(&["submit", &file]);
    assert_eq!((exit, &json["reasons"][0]["code"]), (3, &"device-at-counter".into()));
    let mut offline = rig.command(&["submit", &file]);
    let (exit, json, _) = answer(&offline.env("KIOSK__CENTRAL__URL", "http://127.0.0.1:9").output().unwrap());
    assert_eq!((exit, &json["state"]), (4, &"queued".into()));
}

/// Every one of these would hold the command up for longer than the wait if it could: for the 45
/// seconds of a request, or for an hour.
#[test]
fn the_wait_bounds_the_whole_command() {
    let most = Duration::from_secs(40);
    for fault in ["hang", "drip", "http-503=3600", "huge", "captive-portal"] {
        let rig = Rig::new(&[fault]);
        let began = Instant::now();
        let (exit, json, _) = rig.submit("data-only.json", &["--wait", "3"]);
        assert_eq!((exit, &json["state"]), (4, &"queued".into()), "{fault}");
        assert!(began.elapsed() < most, "{fault}: {:?}", began.elapsed());
    }
    let rig = Rig::new(&["status:hang"]);
    let began = Instant::now();
    let (exit, json, _) = rig.submit("data-only.json", &["--wait", "10"]);
    assert_eq!((exit, &json["state"]), (0, &"delivered".into()));
    assert!(began.elapsed() < most, "{:?}", began.elapsed());
}

#[test]
fn another_key_at_the_service_is_shouted_whatever_it_answers() {
    for faults in [vec!["other-recipient"], vec!["other-recipient", "reject=blurred@1"]] {
        let rig = Rig::new(&faults);
        let (_, _, stderr) = rig.submit("data-only.json", &[]);
        assert!(stderr.contains("central.recipient"), "{faults:?}: {stderr}");
    }
    let rig = Rig::new(&["other-recipient", "http-500@1"]);
    rig.submit("data-only.json", &[]);
    let (exit, json, stderr) = rig.run(&["queue", "send"]);
    assert_eq!((exit, &json["delivered"]), (0, &1.into()));
    assert!(stderr.contains("central.recipient"), "{stderr}");
}

#[test]
fn bad_settings_are_exit_2_before_anything_is_sealed() {
    let rig = Rig::new(&[]);
    let case = samples().join("cases/data-only.json").display().to_string();
    let run =
        |key: &str, value: &str| answer(&rig.command(&["submit", &case]).env(key, value).output().unwrap());
    for url in ["http://0.0.0.0:1", "http://example.jp", "http://10.0.0.1", "nonsense"] {
        assert_eq!(run("KIOSK__CENTRAL__URL", url).0, 2, "{url}");
    }
    assert_eq!(run("KIOSK__CENTRAL__TOKEN_FILE", "/nowhere/token").0, 2);
    assert_eq!(run("KIOSK__CENTRAL__RECIPIENT", "age1nonsense").0, 2);
    let open = rig.temp.path().join("open-token");
    std::fs::write(&open, "secret\n").unwrap();
    std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o644)).unwrap();
    let (exit, _, stderr) = run("KIOSK__CENTRAL__TOKEN_FILE", &open.display().to_string());
    assert_eq!(exit, 2);
    assert!(stderr.contains("chmod 600"));
    assert!(!rig.data().join("queue.db").exists());
}

#[test]
fn the_day_can_be_chosen_for_practice_only() {
    let rig = Rig::new(&[]);
    let case = samples().join("cases/data-only.json").display().to_string();
    let mut command = rig.command(&["submit", &case, "--on", "2026-10-05"]);
    let (exit, ..) =
        answer(&command.env("KIOSK__CENTRAL__URL", "https://central.example.jp").output().unwrap());
    assert_eq!(exit, 2);
    assert_eq!(rig.submit("data-only.json", &["--on", "2026-10-05"]).0, 0);
}

#[test]
fn a_disk_that_fills_up_at_any_point_acknowledges_nothing_false() {
    let rig = Rig::new(&["http-500"]);
    let mut outcomes = std::collections::BTreeSet::new();
    let mut acknowledged = 0;
    for blocks in [0, 1, 4, 16, 32, 33, 40, 48, 64, 65, 80, 96, 128, 160, 200, 400, 4000] {
        // A limit on the size of files stands in for a disk that is full at that point.
        let command = rig.command(&["submit", &samples().join("cases/data-only.json").display().to_string()]);
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
        shell.arg(command.get_program()).args(command.get_args());
        shell.envs(command.get_envs().filter_map(|(key, value)| Some((key, value?))));
        let (exit, json, _) = answer(&shell.output().unwrap());
        outcomes.insert(exit);
        assert!(matches!(exit, 1 | 2 | 4), "{blocks} blocks: {exit}");
        acknowledged += usize::from(exit == 4);
        assert_eq!(exit == 4, json["submission_id"].is_string(), "{blocks} blocks: {json}");
        assert!(rig.cases().len() >= acknowledged, "{blocks} blocks: an acknowledged case is gone");
    }
    assert!(outcomes.contains(&1) && outcomes.contains(&4), "{outcomes:?}");
    assert_eq!(rig.run(&["audit", "verify"]).0, 0);
}

#[test]
fn a_data_folder_that_can_not_be_written_is_said() {
    let rig = Rig::new(&[]);
    std::fs::write(rig.data(), "a file in the way").unwrap();
    let (exit, json, stderr) = rig.submit("data-only.json", &[]);
    assert_eq!(exit, 1);
    assert!(json["submission_id"].is_null() && !stderr.is_empty());
}

#[test]
fn a_damaged_database_is_said_and_the_kiosk_goes_on() {
    let rig = Rig::new(&["http-500@1"]);
    rig.licence(&[]);
    let database = rig.data().join("queue.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 100].fill(0);
    std::fs::write(&database, &bytes).unwrap();
    let (exit, _, stderr) = rig.submit("data-only.json", &[]);
    assert_eq!(exit, 0);
    assert!(stderr.contains("queue-damaged-"), "{stderr}");
    let kept = walk(&rig.data()).into_iter().find(|path| path.to_string_lossy().contains("queue-damaged-"));
    assert_eq!(std::fs::read(kept.unwrap()).unwrap(), bytes);
}

#[test]
fn no_core_is_dumped() {
    let rig = Rig::new(&["hang"]);
    let case = samples().join("cases/data-only.json").display().to_string();
    let mut child = rig.command(&["submit", &case, "--wait", "120"]).spawn().unwrap();
    let limits = format!("/proc/{}/limits", child.id());
    let until = Instant::now() + Duration::from_secs(60);
    let mut seen = String::new();
    while Instant::now() < until {
        let text = std::fs::read_to_string(&limits).unwrap_or_default();
        seen = text.lines().find(|line| line.starts_with("Max core")).unwrap_or_default().to_owned();
        if seen.split_whitespace().nth(4) == Some("0") {
            break;
        }
        std::thread::yield_now();
    }
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(seen.split_whitespace().nth(4), Some("0"), "{seen}");
}

/// A copy of the configuration whose text models load, and then fail on every picture.
fn config_with_failing_models(folder: &Path) -> PathBuf {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config");
    let config = folder.join("failing");
    std::fs::create_dir_all(config.join("models")).unwrap();
    for name in ["kiosk.toml", "policy", "text", "samples"] {
        std::os::unix::fs::symlink(shipped.join(name), config.join(name)).unwrap();
    }
    let models = config.join("models");
    for entry in std::fs::read_dir(shipped.join("models")).unwrap() {
        let file = entry.unwrap().path();
        std::fs::copy(&file, models.join(file.file_name().unwrap())).unwrap();
    }
    // The recogniser where the detector belongs, with a checksum that says so.
    std::fs::copy(models.join("text-recognition-ja.onnx"), models.join("text-detection.onnx")).unwrap();
    let sums = std::fs::read_to_string(models.join("SHA256SUMS")).unwrap();
    let sum =
        |name: &str| sums.lines().find(|line| line.ends_with(name)).unwrap().split_once("  ").unwrap().0;
    let changed = sums.replace(sum("text-detection.onnx"), sum("text-recognition-ja.onnx"));
    std::fs::write(models.join("SHA256SUMS"), changed).unwrap();
    config
}

#[test]
fn models_that_fail_send_nothing_and_no_models_are_told_in_the_case() {
    let rig = Rig::new(&[]);
    let front = format!("drivers-license/front={}", samples().join("drivers-license.front.jpg").display());
    let case = samples().join("cases/drivers-license.json").display().to_string();
    let submit = |config: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiosk"));
        command
            .args(["submit", &case, "--photo", &front, "--wait", "120", "--json", "--config"])
            .arg(config)
            .arg("--data")
            .arg(rig.data())
            .env("KIOSK__CENTRAL__URL", &rig.sandbox.url)
            .env("KIOSK__CENTRAL__RECIPIENT", &rig.sandbox.recipient)
            .env("KIOSK__CENTRAL__TOKEN_FILE", &rig.sandbox.token_file);
        answer(&command.output().unwrap())
    };
    let config = config_with_failing_models(rig.temp.path());
    let (exit, json, said) = submit(&config);
    assert_eq!((exit, &json["error"]["code"]), (1, &"notice-search-failed".into()), "{json} {said}");
    assert!(rig.cases().is_empty());

    std::fs::remove_dir_all(config.join("models")).unwrap();
    let (exit, json, said) = submit(&config);
    assert_eq!(exit, 0, "{json} {said}");
    let received = walk(&rig.temp.path().join("sandbox"));
    let application = received.iter().find(|file| file.ends_with("application.json")).unwrap();
    let application: Value = serde_json::from_slice(&std::fs::read(application).unwrap()).unwrap();
    assert_eq!(application["captures"][0]["searched"], "not", "{application}");
}
