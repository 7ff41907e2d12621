//! `kiosk check`: one line for each thing that the counter needs.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use std::process::Command;

use kiosk::central::sandbox::{Options, Sandbox};
use serde_json::Value;
use support::Site;

/// Exit code, and `name:level` of each line.
fn check(site: &Site) -> (i32, Vec<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_kiosk"))
        .args(["check", "--json", "--config"])
        .arg(site.config())
        .arg("--data")
        .arg(site.data().join("kiosk"))
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let code = output.status.code().unwrap();
    let lines = report["lines"].as_array().cloned().unwrap_or_default();
    assert_eq!(report["ok"].as_bool().unwrap_or_default(), code == 0, "{report}");
    for line in &lines {
        for language in ["text_ja", "text_en"] {
            let text = line[language].as_str().unwrap();
            assert!(!text.is_empty() && !text.contains("check-") && !text.contains("{$"), "{text}");
        }
    }
    let told =
        |line: &Value| format!("{}:{}", line["name"].as_str().unwrap(), line["level"].as_str().unwrap());
    (code, lines.iter().map(told).collect())
}

fn with_service(fault: Option<&str>) -> (Site, Sandbox) {
    let site = Site::new();
    let faults = fault.map(|fault| fault.parse().unwrap()).into_iter().collect();
    let options = Options { faults, ..Options::default() };
    let sandbox = Sandbox::start(Sandbox::ANY, &site.sandbox_data(), options).unwrap();
    site.configure(&sandbox.url, &sandbox.recipient);
    (site, sandbox)
}

#[test]
fn a_counter_that_can_open_has_no_failing_line() {
    let (site, _sandbox) = with_service(None);
    let (code, lines) = check(&site);
    assert_eq!(code, 0, "{lines:?}");
    for wanted in [
        "policy:pass",
        "texts:pass",
        "data:pass",
        "permissions:pass",
        "audit:pass",
        "service:pass",
        "key:pass",
        "clock:pass",
    ] {
        assert!(lines.iter().any(|line| line == wanted), "no {wanted} in {lines:?}");
    }
    // What the disk says depends on the machine; that it was asked does not.
    assert!(lines.iter().any(|line| line.starts_with("durability:")), "{lines:?}");
    assert!(lines.contains(&"policy:warn".into()), "an assumption is worth a word: {lines:?}");
    // Sample pictures and no terminal are worth a word.
    assert!(lines.contains(&"camera:warn".into()) && lines.contains(&"terminal:warn".into()), "{lines:?}");
}

#[test]
fn the_practice_settings_are_not_ready_for_real_work() {
    let (code, lines) = check(&Site::new());
    assert_eq!(code, 1);
    assert!(lines.contains(&"key:fail".into()), "{lines:?}");
}

#[test]
fn a_wrong_key_fails_and_a_wrong_clock_is_told() {
    let (site, _sandbox) = with_service(Some("other-recipient"));
    let (code, lines) = check(&site);
    assert_eq!((code, lines.contains(&"key:fail".into())), (1, true), "{lines:?}");
    let (site, _sandbox) = with_service(Some("clock=600"));
    let (code, lines) = check(&site);
    assert_eq!((code, lines.contains(&"clock:warn".into())), (0, true), "{lines:?}");
}

#[test]
fn a_service_that_is_away_fails() {
    let (site, sandbox) = with_service(None);
    sandbox.stop();
    let (code, lines) = check(&site);
    assert_eq!((code, lines.contains(&"service:fail".into())), (1, true), "{lines:?}");
}

#[test]
fn mistakes_of_a_manager_are_told() {
    let site = Site::new();
    let policy = site.config().join("policy/counter-2022.toml");
    let text = std::fs::read_to_string(&policy).unwrap();
    std::fs::write(&policy, text.replace("expiry = \"required\"", "expiry = \"sometimes\"")).unwrap();
    let (code, lines) = check(&site);
    assert_eq!((code, lines.contains(&"policy:fail".into())), (1, true), "{lines:?}");

    // Settings that can not be read are told, and what does not depend on them is looked at.
    std::fs::write(site.config().join("kiosk.toml"), "[camera]\nsource = \"moon\"\n").unwrap();
    let (code, lines) = check(&site);
    assert_eq!((code, lines[0].as_str()), (2, "settings:fail"), "{lines:?}");
    assert!(
        lines.iter().any(|line| line.starts_with("texts:"))
            && !lines.iter().any(|line| line.starts_with("key:"))
    );
}

#[test]
fn texts_that_do_not_fit_are_told() {
    let site = Site::new();
    let write = |language: &str, text: &str| {
        let folder = site.config().join("text").join(language);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("screen.ftl"), text).unwrap();
    };
    write("ja", "start-welcome = ようこそ\n");
    assert!(check(&site).1.contains(&"texts:pass".into()));
    for (language, text) in [
        ("ja", "start-welcome = { $\n"),
        ("en", "frame-waiting = { $number } unsent\n"),
        ("en", "document-new = New\n"),
    ] {
        write(language, text);
        let (code, lines) = check(&site);
        assert_eq!((code, lines.contains(&"texts:fail".into())), (1, true), "{text}: {lines:?}");
        write(language, "");
    }
    write("ja", "key-start = ①\n");
    assert!(check(&site).1.contains(&"texts:warn".into()));
}

#[test]
fn files_that_others_could_read_or_change_fail() {
    use std::os::unix::fs::PermissionsExt as _;
    let (site, _sandbox) = with_service(None);
    let permissions = |wanted: &str| {
        let (code, lines) = check(&site);
        assert!(lines.contains(&format!("permissions:{wanted}")), "{code} {lines:?}");
    };
    let set = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    permissions("pass");
    for (path, open, closed) in [
        (site.sandbox_data().join("token"), 0o644, 0o600),
        (site.config().join("kiosk.toml"), 0o646, 0o644),
        (site.config().join("policy/counter-2022.toml"), 0o666, 0o644),
        (site.data().join("kiosk"), 0o755, 0o700),
    ] {
        set(&path, open);
        permissions("fail");
        set(&path, closed);
        permissions("pass");
    }
}

#[test]
fn a_camera_that_is_not_there_and_models_that_are_not_are_told() {
    let site = Site::new();
    let path = site.config().join("kiosk.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let device = "source = \"device\"\nname = \"no such camera\"";
    std::fs::write(&path, text.replace("source = \"samples\"", device)).unwrap();
    let (code, lines) = check(&site);
    assert_eq!((code, lines.contains(&"camera:fail".into())), (1, true), "{lines:?}");
    assert!(lines.contains(&"models:warn".into()), "{lines:?}");
    let models = site.config().join("models");
    std::os::unix::fs::symlink(support::shipped_config().join("models"), &models).unwrap();
    assert!(check(&site).1.contains(&"models:pass".into()));
}

#[test]
fn a_data_folder_that_can_not_be_had_fails() {
    let site = Site::new();
    std::fs::create_dir_all(site.data()).unwrap();
    std::fs::write(site.data().join("kiosk"), "in the way").unwrap();
    let (code, lines) = check(&site);
    assert_eq!((code, lines.contains(&"data:fail".into())), (1, true), "{lines:?}");
}
