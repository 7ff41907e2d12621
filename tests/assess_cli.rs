//! `kiosk assess`, `kiosk policy` and `kiosk schema` as programs meet them: exit codes, one JSON
//! document on standard output, bad input named.
// A test fails by panicking; helpers are not seen as tests by the lint.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn kiosk(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kiosk"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .args(args)
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// Standard output as exactly one JSON document.
fn document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stdout)))
}

fn case() -> Value {
    json!({
        "order": { "lines": [{ "service": "voice-sim", "quantity": 1 }], "reservation": null },
        "applicant": {
            "family_name": "山田", "given_name": "太郎", "family_kana": "ヤマダ", "given_kana": "タロウ",
            "birth_date": "1990-04-01", "postal_code": "", "address": "東京都千代田区丸の内1-2-3", "phone": "",
        },
        "primary": {
            "document": "drivers-license", "name": "山田 太郎", "birth_date": "1990-04-01",
            "address": "東京都千代田区丸の内1-2-3", "expires_on": "2099-08-09", "shows_address": true,
        },
    })
}

fn assess(path: &Path, more: &[&str]) -> Output {
    let args = [&["assess", path.to_str().unwrap(), "--on", "2026-07-01", "--json"], more].concat();
    kiosk(&args)
}

fn error(output: &Output) -> Value {
    assert_eq!(code(output), 2, "{}", String::from_utf8_lossy(&output.stderr));
    let error = document(output)["error"].clone();
    for key in ["file", "key", "line", "column", "code", "text_ja", "text_en"] {
        assert!(error.get(key).is_some(), "{key}: {error}");
    }
    assert!(!output.stderr.is_empty(), "the same for people");
    error
}

#[test]
fn the_verdict_is_the_exit_code() {
    let desk = Desk::new();
    let accepted = assess(&desk.file("a.json", case().to_string()), &[]);
    assert_eq!(code(&accepted), 0);
    assert_eq!(
        document(&accepted),
        json!({
            "policy": "counter-2022", "on": "2026-07-01", "verdict": "accept", "identity_required": true,
            "shots": [
                { "document": "drivers-license", "side": "front", "required": true },
                { "document": "drivers-license", "side": "back", "required": false },
            ],
            "reasons": [],
        })
    );
    let mut needs = case();
    needs["primary"] = Value::Null;
    let needs = assess(&desk.file("b.json", needs.to_string()), &[]);
    assert_eq!((code(&needs), document(&needs)["verdict"].as_str()), (3, Some("needs")));
    let mut refused = case();
    refused["order"]["lines"][0]["service"] = json!("supply-device");
    let refused = assess(&desk.file("c.json", refused.to_string()), &[]);
    assert_eq!((code(&refused), document(&refused)["verdict"].as_str()), (3, Some("refuse")));
    let reason = &document(&refused)["reasons"][0];
    assert_eq!(
        (reason["code"].as_str(), reason["severity"].as_str()),
        (Some("device-at-counter"), Some("block"))
    );
    assert!(reason["text_ja"].as_str().unwrap().contains("ウェブサイト"));
    assert!(reason["text_en"].as_str().unwrap().contains("website"));
}

#[test]
fn words_are_for_people_in_their_language() {
    let desk = Desk::new();
    let path = desk.file("a.json", case().to_string());
    let said = |lang: &str| {
        let output = kiosk(&["assess", path.to_str().unwrap(), "--on", "2026-07-01", "--lang", lang]);
        assert_eq!(code(&output), 0);
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(said("ja").starts_with("受け付けできます。"), "{}", said("ja"));
    assert!(said("en").contains("driver's licence, front (required)"), "{}", said("en"));
}

#[test]
fn channel_and_day_choose_the_policy() {
    let desk = Desk::new();
    let path = desk.file("a.json", case().to_string());
    let path = path.to_str().unwrap();
    let policy = |args: &[&str]| {
        let output = kiosk(&[&["assess", path, "--json"], args].concat());
        document(&output)["policy"].as_str().map(ToOwned::to_owned)
    };
    assert_eq!(policy(&["--on", "2022-01-31"]).as_deref(), Some("counter-2018"));
    assert_eq!(policy(&["--on", "2022-02-01"]).as_deref(), Some("counter-2022"));
    assert_eq!(policy(&["--on", "2022-01-31", "--channel", "web"]).as_deref(), Some("web-2018"));
    assert!(policy(&[]).is_some(), "today in Japan");
    for (args, key) in [
        (&["--on", "2022-02-01", "--channel", "web"][..], None),
        (&["--on", "2017-12-31"], None),
        (&["--on", "20260701"], Some("--on")),
        (&["--on", "R8.7.1"], Some("--on")),
        (&["--on", "2026-02-29"], Some("--on")),
        (&["--channel", "shop"], Some("--channel")),
        (&["--lang", "fr"], Some("--lang")),
    ] {
        let error = error(&kiosk(&[&["assess", path, "--json"], args].concat()));
        assert_eq!(error["key"].as_str(), key, "{args:?}");
        if key.is_none() {
            assert!(error["text_en"].as_str().unwrap().contains("2018 (2018-01-01 - 2022-01-31)"), "{error}");
        }
    }
}

#[test]
fn bad_input_names_file_key_line_and_column() {
    let desk = Desk::new();
    let path = desk.file("a.json", "{\n  \"order\": { \"lines\": [] },\n  \"applikant\": {}\n}");
    let told = error(&assess(&path, &[]));
    assert_eq!(told["file"].as_str(), path.to_str());
    assert_eq!(
        (told["key"].as_str(), told["line"].as_u64(), told["column"].as_u64()),
        (Some("order.lines"), Some(2), Some(23))
    );
    let path = desk.file("b.json", case().to_string().replace("\"phone\"", "\"fone\":1,\"phone\""));
    let told = error(&assess(&path, &[]));
    assert_eq!((told["code"].as_str(), told["key"].as_str()), (Some("unknown-key"), Some("applicant.fone")));
    assert!(told["text_ja"].as_str().unwrap().contains("fone"));
}

#[test]
fn hostile_files_are_refused_in_bounded_time() {
    let desk = Desk::new();
    let text = case().to_string();
    let huge = text.replace("山田 太郎", &"山".repeat(3_500_000));
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&b"\xFF\xFE"[..], &utf16].concat();
    let missing = desk.dir.path().join("missing.json");
    let files: Vec<(PathBuf, &str)> = vec![
        (desk.file("huge.json", huge), "too-long"),
        (desk.file("deep.json", "[".repeat(100_000)), "too-deep"),
        (desk.file("deeper.json", "{\"order\":".repeat(100_000)), "too-deep"),
        (desk.file("many.json", format!("[{}1]", "1,".repeat(5_000_000))), "too-many"),
        (desk.file("nul.json", text.replace("太郎", "太\\u0000郎")), "control-character"),
        (desk.file("nuls.json", [0u8; 4096]), "not-utf8"),
        (desk.file("utf16.json", &utf16), "not-utf8"),
        (desk.file("utf16bom.json", &marked), "not-utf8"),
        (desk.file("sjis.json", b"{\"order\": \"\x8E\x52\x93\x63\"}"), "not-utf8"),
        (desk.file("empty.json", ""), "syntax"),
        (desk.file("twice.json", format!("{text}{text}")), "trailing-data"),
        (
            desk.file("double.json", text.replace("\"phone\":\"\"", "\"phone\":\"\",\"phone\":\"\"")),
            "duplicate-key",
        ),
        (desk.dir.path().to_owned(), "file-is-folder"),
        (missing, "file-missing"),
        (PathBuf::from("/dev/zero"), "file-too-large"),
    ];
    for (path, expected) in files {
        let started = Instant::now();
        let told = error(&assess(&path, &[]));
        assert_eq!(told["code"].as_str(), Some(expected), "{}", path.display());
        assert!(started.elapsed() < Duration::from_secs(20), "{}", path.display());
    }
    let marked = [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat();
    assert_eq!(code(&assess(&desk.file("bom.json", marked), &[])), 0, "a byte order mark is accepted");
}

#[test]
fn no_number_of_twelve_digits_is_ever_quoted() {
    let desk = Desk::new();
    for (index, number) in
        ["123456789018", "1234-5678-9018", "１２３４５６７８９０１８"].into_iter().enumerate()
    {
        let mut odd = case();
        odd["primary"]["document"] = json!(number);
        let mut key = case();
        key["applicant"][number] = json!(number);
        let mut service = case();
        service["order"]["lines"][0]["service"] = json!(number);
        let mut expiry = case();
        expiry["primary"]["expires_on"] = json!(number);
        for (at, made) in [odd, key, service, expiry].into_iter().enumerate() {
            for json in [true, false] {
                let path = desk.file(&format!("{index}-{at}.json"), made.to_string());
                let mut args = vec!["assess", path.to_str().unwrap(), "--on", "2026-07-01"];
                args.extend(json.then_some("--json"));
                let output = kiosk(&args);
                assert!(matches!(code(&output), 2 | 3));
                let all = [output.stdout, output.stderr].concat();
                let all = String::from_utf8(all).unwrap();
                assert!(!all.contains(number) && !all.contains("5678"), "{all}");
            }
        }
    }
}

#[test]
fn personal_data_is_not_quoted_either() {
    let desk = Desk::new();
    let path = desk.file("case.toml", case().to_string().replace("\"phone\"", "\"fone\""));
    let output = assess(&path, &[]);
    assert_eq!(code(&output), 2);
    let all = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!all.contains("山田") && !all.contains("丸の内"), "{all}");
}

#[test]
fn the_rules_are_listed_shown_and_explained() {
    let list = kiosk(&["policy", "list", "--on", "2026-07-01", "--json"]);
    assert_eq!(code(&list), 0);
    let list = document(&list);
    assert_eq!(
        (list["policy"].as_str(), list["provenance"].as_str()),
        (Some("counter-2022"), Some("assumption"))
    );
    assert_eq!(list["documents"].as_array().unwrap().len(), 22);
    assert_eq!(list["next"]["on"].as_str(), Some("2027-04-01"));
    assert_eq!(list["warnings"][0]["code"].as_str(), Some("assumption"));
    let show = document(&kiosk(&["policy", "show", "--on", "2021-07-01", "--channel", "web", "--json"]));
    assert_eq!((show["id"].as_str(), show["until"].as_str()), (Some("web-2018"), Some("2022-01-31")));
    assert!(!show["sources"].as_array().unwrap().is_empty());
    let explain =
        document(&kiosk(&["policy", "explain", "health-insurance-card", "--on", "2026-07-01", "--json"]));
    let told: Vec<_> =
        explain["policies"].as_array().unwrap().iter().map(|p| p["list"]["accepted"].as_str()).collect();
    assert_eq!(told, [Some("with-auxiliary"), Some("refused"), Some("refused")]);
    assert_eq!(code(&kiosk(&["policy", "explain", "utility-receipt"])), 0);
    for lang in ["ja", "en"] {
        for args in
            [&["policy", "list"][..], &["policy", "show"], &["policy", "explain", "mofa-identity-card"]]
        {
            let output = kiosk(&[args, &["--lang", lang]].concat());
            assert_eq!(code(&output), 0);
            let words = String::from_utf8(output.stdout).unwrap();
            assert!(
                !words.contains("need-") && !words.contains('$') && !words.contains("policy-"),
                "{words}"
            );
        }
    }
    let unknown = error(&kiosk(&["policy", "explain", "drivers-licence", "--json"]));
    assert!(unknown["text_en"].as_str().unwrap().contains("drivers-license"));
}

#[test]
fn a_wrong_policy_is_shown_with_line_and_caret_and_stops_the_rules() {
    let desk = Desk::new();
    let policy = desk.dir.path().join("policy");
    std::fs::create_dir(&policy).unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/policy/counter-2022.toml");
    let text = std::fs::read_to_string(shipped).unwrap();
    let dir = desk.dir.path().to_str().unwrap();
    std::fs::write(policy.join("p.toml"), &text).unwrap();
    let good = kiosk(&["policy", "check", "--config", dir, "--json"]);
    assert_eq!((code(&good), document(&good)["ok"].as_bool()), (0, Some(true)));
    std::fs::write(policy.join("p.toml"), text.replace("refused-at-counter", "identity-required")).unwrap();
    let bad = kiosk(&["policy", "check", "--config", dir, "--json"]);
    assert_eq!(code(&bad), 2);
    let told = &document(&bad)["errors"][0];
    assert_eq!(
        (told["code"].as_str(), told["key"].as_str()),
        (Some("device-let-through"), Some("services[4].terms"))
    );
    let words = kiosk(&["policy", "check", "--config", dir, "--lang", "en"]);
    let words = String::from_utf8(words.stdout).unwrap();
    assert!(words.contains("terms = \"identity-required\"") && words.contains("p.toml:"), "{words}");
    let path = desk.file("a.json", case().to_string());
    let stopped = error(&kiosk(&["assess", path.to_str().unwrap(), "--config", dir, "--json"]));
    assert_eq!(stopped["code"].as_str(), Some("device-let-through"));
}

#[test]
fn schemas_are_published() {
    for of in ["case", "config", "policy"] {
        let output = kiosk(&["schema", of]);
        assert_eq!(code(&output), 0);
        let schema = document(&output);
        assert_eq!(schema["type"].as_str(), Some("object"), "{of}");
        assert_eq!(schema["additionalProperties"].as_bool(), Some(false), "{of}");
    }
    assert_eq!(code(&kiosk(&["schema", "cases"])), 2);
}
