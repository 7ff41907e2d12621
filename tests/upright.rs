//! A document is kept upright whichever way it lay: told by its text, for every quarter turn.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail like tests")]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use kiosk::policy::PolicySet;
use kiosk::reading::{self, Models, Reader};
use kiosk::vision::geometry::{Point, Quad};
use kiosk::vision::{Expectation, Picture, Settings, door, encode, still};
use serde_json::Value;

fn config() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk-config"))
}

fn sample(name: &str) -> Picture {
    let bytes = std::fs::read(config().join("samples").join(name)).unwrap();
    door::open(&bytes, &Settings::default().limits).unwrap()
}

/// The document's corners on the sample as it is, from its own top-left.
fn corners(name: &str) -> Quad {
    let index: Value =
        serde_json::from_slice(&std::fs::read(config().join("samples/index.json")).unwrap()).unwrap();
    let items = index["items"].as_array().unwrap();
    let corners = &items.iter().find(|item| item["file"] == name).unwrap()["corners"];
    let corner = |at: usize| {
        Point::new(corners[at][0].as_f64().unwrap() as f32, corners[at][1].as_f64().unwrap() as f32)
    };
    Quad::new([0, 1, 2, 3].map(corner))
}

fn near(found: &Quad, expected: &Quad) -> bool {
    found.corners.iter().zip(expected.corners).all(|(a, b)| a.distance(b) < 15.0)
}

#[test]
fn cards_passports_and_sheets_stand_upright_however_they_lay() {
    let reader = Reader::new(Arc::new(Models::load(&config().join("models")).unwrap()));
    let policies = PolicySet::load(config()).unwrap();
    for (name, document, side) in [
        ("drivers-license.front.jpg", "drivers-license", "front"),
        ("japanese-passport.photo-page.jpg", "japanese-passport", "photo-page"),
        ("certificate-of-residence.page-1.jpg", "certificate-of-residence", "page-1"),
    ] {
        let expectation = Expectation::of(document, side, policies.class_of(document).unwrap());
        for turns in 0..4 {
            let plain = sample(name);
            let size = (plain.width() as f32, plain.height() as f32);
            let picture = plain.turned(turns);
            let seen = still::examine(&picture, &expectation, &Settings::default());
            let flat = still::document(&picture, &seen).unwrap();
            let said =
                reading::read(&reader, &picture, Some(&flat), (document, side), &[], &|| false).unwrap();
            let quad = seen.outline.unwrap().quad.turned((4 - said.to_upright) % 4);
            let expected = corners(name).with_picture_turned(turns, size);
            assert!(near(&quad, &expected), "{name} turned {turns}: {quad:?} {expected:?}");
        }
    }
}

#[test]
fn what_inspect_writes_stands_upright() {
    let temp = tempfile::tempdir().unwrap();
    let name = "drivers-license.front.jpg";
    let plain = sample(name);
    let size = (plain.width() as f32, plain.height() as f32);
    let file = temp.path().join("upside-down.jpg");
    std::fs::write(&file, &*encode(&plain.turned(2), 92, usize::MAX).unwrap()).unwrap();
    let crop = temp.path().join("crop.jpg");
    let output = Command::new(env!("CARGO_BIN_EXE_kiosk"))
        .args(["inspect", "--json", "--document", "drivers-license", "--side", "front", "--config"])
        .args([config(), &file])
        .arg("--crop")
        .arg(&crop)
        .output()
        .unwrap();
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &json["outline"]["corners"][0];
    let [expected, ..] = corners(name).with_picture_turned(2, size).corners;
    let found = Point::new(first[0].as_f64().unwrap() as f32, first[1].as_f64().unwrap() as f32);
    assert!(found.distance(expected) < 15.0, "{json}");
    // The same document as it lies upright, pixel beside pixel, and not upside down.
    let (card, seen) = (sample(name), Expectation::any());
    let seen = still::examine(&card, &seen, &Settings::default());
    let upright = still::document(&card, &seen).unwrap().picture;
    let written = door::open(&std::fs::read(&crop).unwrap(), &Settings::default().limits).unwrap();
    let off = |turned: bool| {
        let place = |of: &Picture, x: i32, y: i32| {
            let (x, y) = if turned { (40 - x, 24 - y) } else { (x, y) };
            let at = |step: i32, steps: i32, size: usize| step * (size as i32 - 1) / steps;
            i32::from(of.luma_at(at(x, 40, of.width()), at(y, 24, of.height())))
        };
        let differs = |x: i32, y: i32| {
            let there = (x * (upright.width() as i32 - 1) / 40, y * (upright.height() as i32 - 1) / 24);
            (place(&written, x, y) - i32::from(upright.luma_at(there.0, there.1))).abs()
        };
        (0..=40).flat_map(|x| (0..=24).map(move |y| (x, y))).map(|(x, y)| differs(x, y)).sum::<i32>()
    };
    assert!(off(false) * 3 < off(true) * 2, "{} {}", off(false), off(true));
}
