//! From a 1080p Motion JPEG frame to cells in the Buffer, as for every frame of the live
//! preview: decode, shrink, draw.
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
use kiosk::tui::preview::{Colours, Preview};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget as _;
use zeroize::Zeroizing;

/// The cells that the speed is promised for.
const AREA: Rect = Rect::new(0, 0, 120, 34);

fn sample() -> Frame {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/samples/drivers-license.front.jpg");
    let data = Zeroizing::new(std::fs::read(path).expect("the sample picture"));
    Frame { encoding: Encoding::Jpeg, width: 1920, height: 1080, data, sequence: 0 }
}

fn yuyv() -> Frame {
    let data = Zeroizing::new((0..1920 * 1080 * 2).map(|i| (i / 31 % 200) as u8).collect());
    Frame { encoding: Encoding::Yuyv, width: 1920, height: 1080, data, sequence: 0 }
}

fn preview(c: &mut Criterion) {
    let mut buf = Buffer::empty(AREA);
    let mut shrinker = Shrinker::new();
    let mut show = |frame: &Frame, colours: Colours, part: Crop| {
        let room = Preview::room(AREA);
        let small = shrinker.shrink(frame, &View::default(), part, room).expect("a picture");
        let corners = [(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8)];
        let preview = Preview::new(small).colours(colours).guide(Some(1.586)).outline(Some(corners));
        preview.render(AREA, &mut buf);
        black_box(&buf);
    };
    let (jpeg, raw) = (sample(), yuyv());
    c.bench_function("1080p jpeg to 120x34, true colour", |b| {
        b.iter(|| show(&jpeg, Colours::True, Crop::default()));
    });
    c.bench_function("1080p jpeg to 120x34, 256 colours", |b| {
        b.iter(|| show(&jpeg, Colours::Indexed, Crop::default()));
    });
    c.bench_function("1080p jpeg to 120x34, loupe", |b| {
        b.iter(|| show(&jpeg, Colours::True, Crop::middle(4.0)));
    });
    c.bench_function("1080p yuyv to 120x34, true colour", |b| {
        b.iter(|| show(&raw, Colours::True, Crop::default()));
    });
}

fn cells(c: &mut Criterion) {
    let mut shrinker = Shrinker::new();
    let frame = sample();
    let small =
        shrinker.shrink(&frame, &View::default(), Crop::default(), Preview::room(AREA)).expect("a picture");
    let mut buf = Buffer::empty(AREA);
    c.bench_function("picture to cells 120x34", |b| {
        b.iter(|| {
            Preview::new(small).render(AREA, &mut buf);
            black_box(&buf);
        });
    });
}

criterion_group!(benches, preview, cells);
criterion_main!(benches);
