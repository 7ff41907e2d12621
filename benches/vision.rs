//! What the eye costs: the outline in a preview, all live checks of a frame, and a still from
//! its JPEG to the evidence. See docs/vision.md.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench fails like a test"
)]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use kiosk::camera::decode::Shrinker;
use kiosk::camera::view::Crop;
use kiosk::camera::{Encoding, Frame, View};
use kiosk::tui::preview::Preview as Screen;
use kiosk::vision::codes::{self, CodeKind};
use kiosk::vision::live::Judge;
use kiosk::vision::{Class, Expectation, Picture, Preview, Settings, door, outline, still};
use ratatui::layout::Rect;
use zeroize::Zeroizing;

fn sample(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/samples").join(name);
    std::fs::read(path).expect("the sample picture")
}

fn licence() -> Expectation {
    Expectation::of("drivers-license", "front", Class::Card)
}

fn outlines(c: &mut Criterion) {
    let settings = Settings::default();
    for (name, file) in [
        ("outline, card on wood", "drivers-license.front.jpg"),
        ("outline, tilted card", "bad/drivers-license.front.tilted.jpg"),
        ("outline, empty desk", "desk/empty-wood.jpg"),
    ] {
        let picture = door::open(&sample(file), &settings.limits).expect("a picture");
        let preview = Preview::of(&picture);
        let shape = Class::Card.shape();
        c.bench_function(name, |b| b.iter(|| black_box(outline::find_in(&preview, &shape))));
    }
    let picture = door::open(&sample("drivers-license.front.jpg"), &settings.limits).expect("a picture");
    let shape = Class::Card.shape();
    c.bench_function("shrink and outline, card on wood", |b| {
        b.iter(|| black_box(outline::find_in(&Preview::of(&picture), &shape)));
    });
}

/// As in the running counter: decode, shrink for the screen, judge.
fn live(c: &mut Criterion) {
    let judge = Judge::new(licence(), Settings::default());
    let mut shrinker = Shrinker::new();
    let data = Zeroizing::new(sample("drivers-license.front.jpg"));
    let frame = Frame { encoding: Encoding::Jpeg, width: 1920, height: 1080, data, sequence: 0 };
    let room = Screen::room(Rect::new(0, 0, 120, 34));
    c.bench_function("live: decode, preview and all checks of 1080p", |b| {
        b.iter(|| {
            black_box(shrinker.shrink(&frame, &View::default(), Crop::default(), room).expect("a picture"));
            let (width, height, rgb) = shrinker.take_full(&frame).expect("a picture");
            let whole = Picture::from_rgb(width as usize, height as usize, rgb).expect("a picture");
            black_box(judge.judge(&whole));
            shrinker.give_back(whole.into_rgb());
        });
    });
}

fn stills(c: &mut Criterion) {
    let (settings, expectation) = (Settings::default(), licence());
    let bytes = sample("drivers-license.front.jpg");
    c.bench_function("still: decode, outline, quality, rectify, JPEG", |b| {
        b.iter(|| {
            let picture = door::open(&bytes, &settings.limits).expect("a picture");
            let seen = still::examine(&picture, &expectation, &settings);
            black_box(
                still::document(&picture, &seen).and_then(|flat| still::evidence(&flat.picture, &settings)),
            )
        });
    });
}

/// As when the customer's telephone or a SIM package is held up.
fn codes_of_a_frame(c: &mut Criterion) {
    let limits = Settings::default().limits;
    for (name, file, kind) in [
        ("QR code of 1080p", "codes/reservation.1.jpg", CodeKind::Reservation),
        ("bar code of 1080p", "codes/sim-package.1.jpg", CodeKind::SimPackage),
        ("no QR code in 1080p", "desk/empty-wood.jpg", CodeKind::Reservation),
    ] {
        let picture = door::open(&sample(file), &limits).expect("a picture");
        c.bench_function(name, |b| b.iter(|| black_box(codes::find(&picture, kind))));
    }
}

criterion_group!(benches, outlines, live, stills, codes_of_a_frame);
criterion_main!(benches);
