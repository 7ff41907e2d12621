//! Staff: registered by command, signing in at the counter, locked out and let in again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use support::{Key, Pty, Site, licence_holder};

/// PINs that stand nowhere by chance.
const MANAGER_PIN: &str = "83140297";
const CLERK_PIN: &str = "59027461";

/// What a command printed and how it ended.
struct Ran {
    code: i32,
    json: Value,
    said: String,
}

/// Runs `kiosk staff ...`, or another command, with a line on standard input.
fn kiosk(site: &Site, arguments: &[&str], line: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kiosk"))
        .args(arguments)
        .args(["--json", "--config"])
        .arg(site.config())
        .arg("--data")
        .arg(site.data().join("kiosk"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that needs no line may be gone before it is written.
    let _ = writeln!(child.stdin.take().unwrap(), "{line}");
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap() + std::str::from_utf8(&output.stdout).unwrap();
    let json = serde_json::from_slice(&output.stdout).unwrap_or_default();
    Ran { code: output.status.code().unwrap(), json, said }
}

fn add(site: &Site, id: &str, name: &str, role: &str, pin: &str) -> Ran {
    kiosk(site, &["staff", "add", id, "--name", name, "--role", role], pin)
}

fn staffed() -> Site {
    let site = Site::new();
    assert_eq!(add(&site, "0012", "山田 花子", "manager", MANAGER_PIN).code, 0);
    assert_eq!(add(&site, "0034", "鈴木 一郎", "staff", CLERK_PIN).code, 0);
    site
}

#[test]
fn staff_are_added_listed_disabled_and_given_another_pin() {
    let site = Site::new();
    let added = add(&site, "0012", "山田 花子", "manager", MANAGER_PIN);
    let manager = json!({ "id": "0012", "name": "山田 花子", "role": "manager", "disabled": false });
    assert_eq!((added.code, &added.json), (0, &manager), "{}", added.said);
    assert_eq!(add(&site, "0034", "鈴木", "staff", CLERK_PIN).code, 0);
    let disabled = kiosk(&site, &["staff", "disable", "0034"], "");
    assert_eq!((disabled.code, &disabled.json["disabled"]), (0, &json!(true)));
    let listed = kiosk(&site, &["staff", "list"], "");
    assert_eq!(listed.json["staff"][0], manager);
    assert_eq!(listed.json["staff"][1]["disabled"], true);
    assert_eq!(kiosk(&site, &["staff", "enable", "0034"], "").json["disabled"], false);

    assert_eq!(kiosk(&site, &["staff", "set-role", "0034", "manager"], "").json["role"], "manager");
    assert_eq!(kiosk(&site, &["staff", "set-role", "0034", "staff"], "").json["role"], "staff");

    let file = site.config().join("staff.toml");
    let before = fs::read_to_string(&file).unwrap();
    assert_eq!(kiosk(&site, &["staff", "reset-pin", "0034", "--pin-stdin"], "70258136").code, 0);
    assert_ne!(fs::read_to_string(&file).unwrap(), before);
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    for pin in [MANAGER_PIN, CLERK_PIN, "70258136"] {
        assert!(!fs::read_to_string(&file).unwrap().contains(pin) && !added.said.contains(pin));
    }
}

#[test]
fn what_can_not_be_is_refused_and_changes_nothing() {
    let site = staffed();
    let file = site.config().join("staff.toml");
    let before = fs::read(&file).unwrap();
    for (arguments, pin) in [
        (vec!["staff", "add", "0012", "--name", "x", "--role", "staff"], "83140297"),
        (vec!["staff", "add", "a b", "--name", "x", "--role", "staff"], "83140297"),
        (vec!["staff", "add", "5", "--name", " ", "--role", "staff"], "83140297"),
        (vec!["staff", "add", "5", "--name", "x", "--role", "staff"], "1234"),
        (vec!["staff", "add", "5", "--name", "x", "--role", "staff"], "12"),
        (vec!["staff", "add", "5", "--name", "x", "--role", "staff"], ""),
        (vec!["staff", "add", "5", "--name", "x", "--role", "boss"], "83140297"),
        (vec!["staff", "reset-pin", "0012"], "0000"),
        (vec!["staff", "reset-pin", "0021"], "83140297"),
        (vec!["staff", "disable", "0012"], ""),
        (vec!["staff", "disable", "nobody"], ""),
        (vec!["staff", "set-role", "0012", "staff"], ""),
        (vec!["staff", "set-role", "0034", "boss"], ""),
    ] {
        let ran = kiosk(&site, &arguments, pin);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.said);
        assert!(pin.len() < 5 || !ran.said.contains(pin), "{arguments:?}: {}", ran.said);
    }
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_file_that_others_can_read_is_refused_with_the_remedy() {
    let site = staffed();
    let file = site.config().join("staff.toml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let listed = kiosk(&site, &["staff", "list"], "");
    assert_eq!(listed.code, 2);
    assert!(listed.said.contains("chmod 600"), "{}", listed.said);
    let check = kiosk(&site, &["check"], "");
    let line = check.json["lines"].as_array().unwrap().iter().find(|line| line["name"] == "staff").unwrap();
    assert_eq!(line["level"], "fail");
    let (config, data) = (site.config(), site.data());
    let mut pty =
        Pty::kiosk(&["--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()], (80, 24));
    assert_eq!(pty.ends(), 2, "the counter opens");
}

#[test]
fn a_mistake_in_the_file_is_shown_with_its_line_and_without_a_hash() {
    let site = staffed();
    let file = site.config().join("staff.toml");
    let text = fs::read_to_string(&file).unwrap().replace("v=19", "v=ninety");
    fs::write(&file, text).unwrap();
    let listed = kiosk(&site, &["staff", "list"], "");
    assert_eq!((listed.code, &listed.json["error"]["key"]), (2, &json!("staff[0].pin")), "{}", listed.said);
    assert!(listed.json["error"]["line"].as_u64().is_some_and(|line| line > 4));
    assert!(listed.said.contains("pin = ") && !listed.said.contains("v=ninety"), "{}", listed.said);
}

#[test]
fn kiosk_check_tells_of_the_staff() {
    let level = |site: &Site| {
        let lines = kiosk(site, &["check"], "").json["lines"].as_array().unwrap().clone();
        lines.iter().find(|line| line["name"] == "staff").unwrap()["level"].as_str().unwrap().to_owned()
    };
    // The shipped settings name a service on this machine.
    let site = Site::new();
    assert_eq!(level(&site), "warn");
    site.configure("https://central.example.jp", "");
    assert_eq!(level(&site), "fail");
    assert_eq!(add(&site, "0034", "鈴木", "staff", CLERK_PIN).code, 0);
    assert_eq!(level(&site), "warn", "there is no manager");
    assert_eq!(add(&site, "0012", "山田", "manager", MANAGER_PIN).code, 0);
    assert_eq!(level(&site), "pass");
    assert_eq!(kiosk(&site, &["staff", "disable", "0034"], "").code, 0);
    assert_eq!(level(&site), "pass");
}

#[test]
fn on_a_terminal_the_pin_is_asked_for_twice_and_not_shown() {
    let site = Site::new();
    let config = site.config();
    let arguments = [
        "staff",
        "add",
        "0012",
        "--name",
        "Hanako",
        "--role",
        "manager",
        "--config",
        config.to_str().unwrap(),
    ];
    let mut pty = Pty::kiosk(&arguments, (80, 24));
    let mut answer = |question: &str, times: usize, pin: &str| {
        pty.wait_for(question, |screen| screen.matches(question).count() == times);
        pty.hides_what_is_typed().send(&format!("{pin}\r"));
    };
    answer("新しい暗証番号", 1, "00000000");
    answer("新しい暗証番号", 2, MANAGER_PIN);
    answer("もう一度:", 1, CLERK_PIN);
    answer("新しい暗証番号", 3, MANAGER_PIN);
    answer("もう一度:", 2, MANAGER_PIN);
    assert_eq!(pty.ends(), 0);
    pty.wait_for("a terminal with the outcome", |screen| screen.contains("0012 Hanako さんを登録しました"));
    let screen = pty.screen();
    assert!(screen.contains("推測されやすい") && screen.contains("2 回の入力が違います"), "{screen}");
    for pin in ["00000000", MANAGER_PIN, CLERK_PIN] {
        assert!(!screen.contains(pin), "a PIN was shown: {screen}");
    }
}

fn counter(site: &Site) -> Pty {
    let (config, data) = (site.config(), site.data().join("kiosk"));
    Pty::kiosk(&["--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()], (80, 24))
}

/// The deeds of the audit trail that concern staff: deed, who, how.
fn deeds(site: &Site) -> Vec<String> {
    let shown = kiosk(site, &["audit", "show", "--last", "100"], "");
    let entries = shown.json["entries"].as_array().unwrap().clone();
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or("-").to_owned();
    let codes = |entry: &Value| {
        let codes = entry["codes"].as_array().unwrap().iter();
        codes.map(|code| code.as_str().unwrap()).collect::<Vec<_>>().join(" ")
    };
    let line = |entry: &Value| format!("{} {} {}", text(entry, "action"), text(entry, "staff"), codes(entry));
    entries.iter().map(|entry| line(entry).trim_end().to_owned()).collect()
}

#[test]
fn a_clerk_signs_in_locks_hands_over_and_every_step_is_noted() {
    let site = staffed();
    let sandbox = site.sandbox();
    site.configure(&sandbox.url, &sandbox.recipient);
    let person = licence_holder();
    let mut pty = counter(&site);
    let screen = pty.sees(&["ログイン", "担当者番号", "暗証番号"]);
    assert!(!screen.contains("山田") && !screen.contains("0034"), "{screen}");
    pty.send("0034").press(Key::Enter).send("83140290").sees(&["********"]);
    assert!(!pty.screen().contains("83140290"));
    pty.press(Key::Enter).sees(&["担当者番号か暗証番号が違います"]);
    pty.send(CLERK_PIN).press(Key::Enter).sees(&["いらっしゃいませ", "担当 鈴木 一郎"]);

    pty.press(Key::Enter).sees(&["ご注文"]);
    pty.send("1").press(Key::Enter).sees(&["ご契約者"]);
    pty.send("高梨").press(Key::Tab).sees(&["高梨"]);
    pty.press(Key::F(10)).sees(&["画面をロックしています", "受付中の内容は残っています"]);
    let screen = pty.screen();
    assert!(!screen.contains("高梨") && !screen.contains("鈴木"), "{screen}");
    pty.send(CLERK_PIN).press(Key::Enter).sees(&["ご契約者", "高梨", "担当 鈴木 一郎"]);

    // The manager takes over in the middle of the customer, and sends.
    pty.press(Key::F(9)).sees(&["受付をやめますか"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
    pty.to_confirm(&person, &mut |_, _| {});
    pty.press(Key::F(10)).sees(&["画面をロックしています"]);
    // By itself: a terminal takes a letter right behind Esc for another key.
    pty.press(Key::Esc).sees_no_more("0034");
    pty.send("0012").press(Key::Enter).send(MANAGER_PIN).press(Key::Enter);
    pty.sees(&["送信前の確認", "担当 山田 花子"]);
    pty.press(Key::Enter).sees(&["受付番号", "審査に通りました"]);
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
    pty.press(Key::CtrlQ);
    assert_eq!(pty.ends(), 0);

    let received = site.received();
    let manifest = fs::read(received[0].join("manifest.json")).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&manifest).unwrap()["staff_id"], "0012");
    let noted = deeds(&site);
    let wanted = [
        "sign-in-refused 0034 wrong-pin",
        "signed-in 0034",
        "signed-out 0034 key",
        "signed-in 0034",
        "case-cancelled 0034 ended",
        "signed-out 0034 key",
        "signed-in 0012 took-over",
        "case-queued 0012",
    ];
    let mut rest = noted.iter();
    for deed in wanted {
        assert!(rest.any(|noted| noted.starts_with(deed)), "no {deed} in its place in {noted:#?}");
    }
    assert_eq!(kiosk(&site, &["audit", "verify"], "").code, 0);
    // Where there is an audit trail, it tells of changes of the staff too.
    assert_eq!(kiosk(&site, &["staff", "disable", "0034"], "").code, 0);
    assert_eq!(deeds(&site).last().map(String::as_str), Some("staff-changed - disabled 0034 staff"));
    for secret in [MANAGER_PIN, CLERK_PIN, "83140290", "山田", "鈴木"] {
        assert_eq!(Site::holds(&site.data().join("kiosk"), secret.as_bytes()), None, "{secret}");
    }
}

#[test]
fn wrong_pins_cost_time_that_a_restart_does_not_give_back() {
    let site = staffed();
    let sandbox = site.sandbox();
    site.configure(&sandbox.url, &sandbox.recipient);
    let mut pty = counter(&site);
    pty.sees(&["ログイン"]);
    // An id that nobody has is no better than a wrong PIN.
    for (id, told) in [("0034", "もう一度入力"), ("9999", "もう一度入力"), ("0012", "入力できません")]
    {
        pty.send(id).press(Key::Enter).send("83140290").sees(&["********"]);
        pty.press(Key::Enter).sees(&["担当者番号か暗証番号が違います", told]);
        if told != "入力できません" {
            pty.press(Key::Esc).sees_no_more(id);
        }
    }
    pty.kill();
    // Long enough to be seen however slow the machine is.
    let record = site.data().join("kiosk/sign-in.json");
    let mut kept: Value = serde_json::from_slice(&fs::read(&record).unwrap()).unwrap();
    assert_eq!(kept["wrong"], json!({ "": 1, "0012": 1, "0034": 1 }));
    kept["wrong"]["0034"] = json!(20);
    fs::write(&record, kept.to_string()).unwrap();
    let mut pty = counter(&site);
    pty.sees(&["ログイン", "入力できません"]);
    // The screen counts down by itself.
    let left = pty.screen();
    pty.wait_for("a second less", |screen| screen != left);
}

#[test]
fn practice_locks_too_shows_its_pin_and_brings_the_picture_back() {
    let mut pty = Pty::kiosk_with_sixel(&["demo"], (80, 24));
    pty.sees(&["いらっしゃいませ", "担当 練習 店長"]);
    let mut locked = false;
    pty.to_confirm(&licence_holder(), &mut |pty, at| {
        if at == "写真の確認" {
            let known = pty.sees_picture(0);
            pty.press(Key::F(10)).sees(&["画面をロックしています", "暗証番号は 2580 です"]);
            assert!(!pty.screen().contains("運転免許証"), "{}", pty.screen());
            pty.send("2580").press(Key::Enter).sees(&["写真の確認"]);
            pty.sees_picture(known);
            locked = true;
        }
    });
    assert!(locked);
}

#[test]
fn a_manager_registers_staff_at_the_counter() {
    let site = staffed();
    let sandbox = site.sandbox();
    site.configure(&sandbox.url, &sandbox.recipient);
    let mut pty = counter(&site);
    pty.sees(&["担当者番号"]);
    pty.send("0012").press(Key::Enter).send(MANAGER_PIN).press(Key::Enter);
    pty.sees(&["いらっしゃいませ"]);
    pty.press(Key::F(8)).sees(&["8 担当者"]);
    pty.send("8").sees(&["0012  山田 花子  店長", "0034  鈴木 一郎  担当者"]);

    // Someone more, who is a manager at once, and takes it from the clerk that he may sign in.
    pty.send("a").sees(&["新しい担当者を登録します"]);
    pty.send("0056").press(Key::Enter).send("佐藤").press(Key::Tab).send("\x1b[C").press(Key::Tab);
    pty.send("70258136").press(Key::Enter).send("70258136").sees(&["********", "店長"]);
    let screen = pty.press(Key::Enter).sees(&["0056 佐藤 さんを登録しました", "0056  佐藤  店長"]);
    assert!(!screen.contains("70258136"), "{screen}");
    pty.press(Key::Down).sees(&["> 0034"]);
    pty.send("d").sees(&["0034 鈴木 一郎 さんを無効にしました", "0034  鈴木 一郎  担当者  無効"]);

    // The new manager signs in, and takes the role from the one who registered him.
    pty.press(Key::F(10)).sees(&["画面をロックしています"]);
    pty.press(Key::Esc).sees_no_more("0012");
    pty.send("0056").press(Key::Enter).send("70258136").press(Key::Enter).sees(&["担当 佐藤"]);
    pty.press(Key::F(8)).sees(&["8 担当者"]);
    pty.send("8").sees(&["> 0012  山田 花子  店長"]);
    pty.send("m").sees(&["0012 山田 花子 さんの役割を変えました", "> 0012  山田 花子  担当者"]);
    pty.press(Key::Down).sees(&["> 0034"]);
    pty.press(Key::Down).sees(&["> 0056"]);
    pty.send("d").sees(&["この人のほかに店長がいません"]);
    // Who is no manager any more gets to no page.
    pty.press(Key::F(10)).sees(&["画面をロックしています"]);
    pty.press(Key::Esc).sees_no_more("0056");
    pty.send("0012").press(Key::Enter).send(MANAGER_PIN).press(Key::Enter).sees(&["担当 山田 花子"]);
    let screen = pty.press(Key::F(8)).press(Key::F(1)).sees(&["ヘルプ"]);
    assert!(!screen.contains("管理"), "{screen}");
    pty.press(Key::Enter).sees(&["いらっしゃいませ"]);
    pty.press(Key::CtrlQ);
    assert_eq!(pty.ends(), 0);

    let noted = deeds(&site);
    for wanted in [
        "staff-changed 0012 added 0056 manager",
        "staff-changed 0012 disabled 0034 staff",
        "staff-changed 0056 role-set 0012 staff",
    ] {
        assert!(noted.iter().any(|deed| deed == wanted), "no {wanted} in {noted:#?}");
    }
    assert!(!fs::read_to_string(site.config().join("staff.toml")).unwrap().contains("70258136"));
}
