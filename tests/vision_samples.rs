//! What the kiosk says of its own sample pictures: each good one is accepted, each flaw is named,
//! a bare desk shows nothing, and a side is known again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

use kiosk::policy::PolicySet;
use kiosk::vision::still::{self, Examination};
use kiosk::vision::{Expectation, Fingerprint, Level, Settings, door};

fn config() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config")
}

fn examine_with(file: &str, document: &str, side: &str, settings: &Settings) -> Examination {
    let bytes = std::fs::read(config().join("samples").join(file)).unwrap();
    let picture = door::open(&bytes, &settings.limits).unwrap();
    let class = PolicySet::load(&config()).unwrap().class_of(document);
    let expectation = class.map_or_else(Expectation::any, |class| Expectation::of(document, side, class));
    still::examine(&picture, &expectation, settings)
}

fn examine(file: &str, document: &str, side: &str) -> Examination {
    examine_with(file, document, side, &Settings::default())
}

fn codes(examination: &Examination) -> Vec<&'static str> {
    examination.reasons.iter().map(|reason| reason.code.as_str()).collect()
}

#[test]
fn good_samples_of_every_class_are_accepted() {
    for (document, side) in [
        ("drivers-license", "front"),
        ("drivers-license", "back"),
        ("individual-number-card", "front"),
        ("residence-card", "front"),
        ("residence-card", "back"),
        ("special-permanent-resident-certificate", "back"),
        ("health-insurance-card", "back"),
        ("japanese-passport", "photo-page"),
        ("japanese-passport", "address-page"),
        ("physical-disability-handbook", "photo-page"),
        ("rehabilitation-handbook", "address-page"),
        ("certificate-of-residence", "page-1"),
        ("utility-receipt", "page-1"),
        ("housing-certificate", "page-1"),
    ] {
        let seen = examine(&format!("{document}.{side}.jpg"), document, side);
        assert_eq!(codes(&seen), Vec::<&str>::new(), "{document} {side} {seen:?}");
    }
}

#[test]
fn each_flaw_is_named() {
    for (flaw, code) in [
        ("blurred", "blurred"),
        ("bright", "too-bright"),
        ("cut-off", "document-cut-off"),
        ("dark", "too-dark"),
        ("finger", "document-cut-off"),
        ("glare", "glare"),
        ("small", "document-too-small"),
        ("tilted", "document-tilted"),
    ] {
        let seen = examine(&format!("bad/drivers-license.front.{flaw}.jpg"), "drivers-license", "front");
        assert!(codes(&seen).contains(&code), "{flaw}: {seen:?}");
    }
    let finger = examine("bad/drivers-license.front.finger.jpg", "drivers-license", "front");
    assert_eq!(finger.reasons[0].message.id, "reason-document-covered");
}

#[test]
fn a_bare_desk_shows_nothing() {
    for desk in ["cloth", "dark", "leather", "white", "wood"] {
        let seen = examine(&format!("desk/empty-{desk}.jpg"), "drivers-license", "front");
        assert_eq!(seen.outline, None, "{desk}");
        assert!(codes(&seen).contains(&"document-not-found"), "{desk}");
    }
}

#[test]
fn a_front_where_a_back_is_asked_is_the_wrong_side() {
    for (document, front, back) in [
        ("drivers-license", "front", "back"),
        ("residence-card", "front", "back"),
        ("japanese-passport", "photo-page", "address-page"),
    ] {
        let seen = examine(&format!("{document}.{front}.jpg"), document, back);
        assert!(codes(&seen).contains(&"wrong-side"), "{document} {seen:?}");
    }
}

#[test]
fn a_side_is_known_again_and_the_other_is_not() {
    let print = |file: &str| examine(file, "drivers-license", "front").fingerprint.unwrap();
    let front = print("drivers-license.front.jpg");
    for again in ["sequence/drivers-license.front/0008.jpg", "bad/drivers-license.front.glare.jpg"] {
        assert!(front.same_side(&print(again)), "{again}");
    }
    for other in
        ["drivers-license.back.jpg", "residence-card.front.jpg", "driving-history-certificate.front.jpg"]
    {
        assert!(!front.same_side(&print(other)), "{other}");
    }
}

#[test]
fn a_side_is_known_again_whichever_way_up_it_was_taken_to_be() {
    let bytes = std::fs::read(config().join("samples/physical-disability-handbook.photo-page.jpg")).unwrap();
    let picture = door::open(&bytes, &Settings::default().limits).unwrap();
    let seen =
        examine("physical-disability-handbook.photo-page.jpg", "physical-disability-handbook", "photo-page");
    let (print, quad) = (seen.fingerprint.unwrap(), seen.outline.unwrap().quad);
    for turns in 0..4 {
        assert!(print.same_side(&Fingerprint::of(&picture, &quad.turned(turns)).unwrap()), "{turns}");
    }
}

#[test]
fn a_stricter_level_refuses_what_a_more_relaxed_one_takes() {
    let at = |level| {
        let settings = Settings { level, ..Settings::default() };
        // Right between the levels: what the picture has is what `normal` asks for.
        let seen = examine_with("drivers-license.front.jpg", "drivers-license", "front", &settings);
        let sharpness = seen.quality.unwrap().sharpness;
        let mut settings = settings;
        settings.card.min_sharpness = sharpness;
        codes(&examine_with("drivers-license.front.jpg", "drivers-license", "front", &settings))
    };
    assert_eq!(at(Level::Strict), ["blurred"]);
    assert_eq!(at(Level::Normal), Vec::<&str>::new());
    assert_eq!(at(Level::Relaxed), Vec::<&str>::new());
}
