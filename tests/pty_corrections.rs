//! What the service rejects is put right at the counter: at once, or when the customer comes back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use std::path::Path;

use serde_json::Value;
use support::{Key, Pty, Site, licence_holder};

fn counter(site: &Site) -> Pty {
    let (config, data) = (site.config(), site.data().join("kiosk"));
    let mut pty =
        Pty::kiosk(&["--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()], (80, 24));
    pty.sees(&["いらっしゃいませ"]);
    pty
}

fn json(folder: &Path, file: &str) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join(file)).unwrap()).unwrap()
}

/// The received manifests, the oldest first.
fn manifests(site: &Site) -> Vec<Value> {
    let mut folders = site.received();
    folders.sort();
    folders.iter().map(|folder| json(folder, "manifest.json")).collect()
}

/// The kiosk's audit trail, as it exports it.
fn audit(site: &Site) -> String {
    let (config, data) = (site.config(), site.data().join("kiosk"));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kiosk"));
    command.args(["audit", "show", "--json", "--config"]).arg(config).arg("--data").arg(data);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

#[test]
fn a_rejected_side_is_photographed_again_while_the_customer_waits() {
    let site = Site::new();
    let sandbox = site.sandbox_that_says("rejected:blurred@1", "accepted@0");
    site.configure(&sandbox.url, &sandbox.recipient);
    let mut pty = counter(&site);
    pty.serve(&licence_holder());
    pty.sees(&["審査で差し戻されました", "写真がぼけています", "1 撮り直す: 運転免許証 表面"]);
    pty.send("1").sees(&["撮影: 運転免許証 表面", "カメラ 撮影中"]);
    pty.press(Key::Enter).sees(&["写真の確認: 運転免許証 表面"]);
    pty.accepts().sees(&["送信前の確認", &licence_holder().registered("family_name")]);
    pty.press(Key::Enter).sees(&["審査に通りました"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]).contains("要対応").then(|| panic!("something is open"));
    pty.press(Key::F(3)).sees(&["本日の受付", "訂正済", "完了"]);
    pty.press(Key::CtrlQ);
    assert_eq!(pty.ends(), 0);

    let manifests = manifests(&site);
    assert_eq!(manifests.len(), 2);
    assert_eq!(manifests[0]["supersedes"], Value::Null);
    assert_eq!(manifests[1]["supersedes"], manifests[0]["submission_id"]);
    let first = manifests[0]["submission_id"].as_str().unwrap();
    assert!(audit(&site).contains(&format!("supersedes-{first}")), "the audit chain names it");
}

#[test]
fn a_customer_who_comes_back_after_a_restart_is_found_by_the_receipt_number() {
    let (site, person) = (Site::new(), licence_holder());
    let sandbox = site.sandbox_that_says("never", "accepted@0");
    site.configure(&sandbox.url, &sandbox.recipient);
    let mut pty = counter(&site);
    pty.serve(&person);
    // The customer does not wait, and the verdict comes after the counter was opened anew.
    pty.sees(&["受付番号"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
    pty.kill();
    sandbox.stop();
    let sandbox = site.sandbox_that_says("rejected:glare@0", "accepted@0");
    site.configure(&sandbox.url, &sandbox.recipient);
    let mut pty = counter(&site);
    pty.sees(&["要対応 1"]);
    pty.kill();

    let mut pty = counter(&site);
    pty.sees(&["要対応 1", "F3 で一覧を開いて"]);
    let receipt = json(&site.received()[0], "receipt.json")["receipt_number"].as_str().unwrap().to_owned();
    let tail: String = receipt.chars().skip(receipt.len() - 5).collect();
    let shown = pty.press(Key::F(3)).sees(&["本日の受付", "差し戻し", &receipt]);
    assert!(!shown.contains(&person.registered("family_name")), "no personal data in the list");
    pty.send(&tail).sees(&[&tail]);
    pty.press(Key::Enter).sees(&["受付の内容", "光が反射", "訂正を始める"]);
    pty.press(Key::Enter).sees(&["ご注文", "音声通話 SIM 1"]);
    pty.from_order(&person, &mut |_, _| {}).press(Key::Enter).sees(&["審査に通りました"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
    let manifests = manifests(&site);
    assert_eq!(manifests.len(), 2);
    assert_eq!(manifests[1]["supersedes"], manifests[0]["submission_id"]);
    assert_eq!(Site::holds(&site.data().join("kiosk"), person.registered("family_name").as_bytes()), None);
}
