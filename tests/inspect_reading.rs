//! `kiosk inspect` as a program: what is read, and what is never told.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail like tests")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn inspect(config: &Path, sample: &str, more: &[&str]) -> (i32, Value, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_kiosk"))
        .args(["inspect", "--json", "--config"])
        .arg(config)
        .arg(root.join("kiosk-config/samples").join(sample))
        .args(more)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap(), said)
}

fn shipped() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk-config"))
}

/// What the live picture is looked at with: the back of the card is noticed, and no other card is.
#[test]
fn a_glance_notices_the_back_of_the_card() {
    let config = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config");
    let models = kiosk::reading::Models::load(&config.join("models")).unwrap();
    let reader = kiosk::reading::Reader::new(std::sync::Arc::new(models)).quiet();
    let limits = kiosk::vision::Settings::default().limits;
    for (name, shows) in [
        ("individual-number-card.back.jpg", true),
        ("individual-number-card.front.jpg", false),
        ("drivers-license.front.jpg", false),
        ("residence-card.front.jpg", false),
    ] {
        let bytes = std::fs::read(config.join("samples").join(name)).unwrap();
        let picture = kiosk::vision::door::open(&bytes, &limits).unwrap();
        let seen = reader.glance(&picture).unwrap();
        assert_eq!(kiosk::reading::my_number::search(&seen).found(), shows, "{name}");
    }
}

#[test]
fn fields_are_told_with_their_places() {
    let license = ["--document", "drivers-license", "--side", "front"];
    let (exit, json, _) = inspect(shipped(), "drivers-license.front.jpg", &license);
    assert_eq!((exit, &json["my_number"]["found"]), (0, &false.into()), "{json}");
    assert_eq!(json["fields"]["birth_date"]["text"], "1988-07-14");
    assert_eq!(json["fields"]["expires_on"]["text"], "2029-08-14");
    assert_eq!(json["fields"]["document_number"]["text"], "430793849420");
    assert_eq!(json["fields"]["name"]["region"].as_array().unwrap().len(), 4);
}

#[test]
fn a_my_number_is_found_and_neither_told_nor_written() {
    const NUMBER: &str = "750781587370"; // invented, on the sample
    let temp = tempfile::tempdir().unwrap();
    let crop = temp.path().join("crop.jpg");
    let (exit, json, said) =
        inspect(shipped(), "individual-number-card.back.jpg", &["--crop", crop.to_str().unwrap()]);
    assert_eq!((exit, &json["my_number"]["found"]), (3, &true.into()));
    assert_eq!(json["reasons"][0]["code"], "my-number-visible");
    let region = json["my_number"]["regions"][0].as_array().unwrap();
    assert!(region.len() == 4 && region[0].as_array().unwrap().len() == 2, "{json}");
    assert!(!format!("{json}{said}").contains(NUMBER) && !crop.exists());
}

#[test]
fn without_models_it_works_and_says_so() {
    let temp = tempfile::tempdir().unwrap();
    let config = temp.path().join("kiosk-config");
    std::fs::create_dir(&config).unwrap();
    for name in ["kiosk.toml", "policy"] {
        std::os::unix::fs::symlink(shipped().join(name), config.join(name)).unwrap();
    }
    let (exit, json, said) = inspect(&config, "drivers-license.front.jpg", &[]);
    assert_eq!((exit, &json["my_number"]["searched"]), (0, &false.into()), "{json}");
    assert!(said.contains("SHA256SUMS"), "{said}");
    let (_, json, said) = inspect(shipped(), "drivers-license.front.jpg", &["--no-text"]);
    assert!(json["fields"].as_object().unwrap().is_empty() && said.is_empty(), "{said}");
}
