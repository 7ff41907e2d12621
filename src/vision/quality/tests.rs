use super::*;
use crate::vision::{Class, Plane, Settings};

/// A sheet of this brightness with lines of letters, on a desk of another.
fn scene(desk: u8, paper: u8, light: impl Fn(f32, f32) -> f32) -> (Picture, Quad) {
    printed(desk, paper, |x, y| (y / 20).is_multiple_of(2) && x % 8 < 3, light)
}

/// The same with any print.
fn printed(
    desk: u8,
    paper: u8,
    print: impl Fn(usize, usize) -> bool,
    light: impl Fn(f32, f32) -> f32,
) -> (Picture, Quad) {
    let quad = Quad::new([
        Point::new(300.0, 150.0),
        Point::new(1620.0, 150.0),
        Point::new(1620.0, 930.0),
        Point::new(300.0, 930.0),
    ]);
    let value = |x: usize, y: usize| {
        let inside = quad.contains(Point::new(x as f32, y as f32));
        let value = if !inside {
            desk
        } else if print(x, y) {
            60
        } else {
            paper
        };
        (f32::from(value) + light(x as f32, y as f32)).clamp(0.0, 255.0) as u8
    };
    let data = (0..1080).flat_map(|y| (0..1920).map(move |x| (x, y))).map(|(x, y)| value(x, y)).collect();
    (Picture::from_luma(&Plane::new(1920, 1080, data).unwrap()), quad)
}

/// A lamp's reflection: burnt out in the middle, soft at the rim.
fn lamp(x: f32, y: f32, (at_x, at_y): (f32, f32), radius: f32) -> f32 {
    let away = (x - at_x).hypot(y - at_y) / radius;
    300.0 / (1.0 + ((away - 1.0) * 9.0).exp())
}

/// The measures of a scene.
fn seen((picture, quad): &(Picture, Quad)) -> Quality {
    measure(picture, &Preview::of(picture), quad)
}

fn glare(paper: u8, light: impl Fn(f32, f32) -> f32) -> f32 {
    seen(&scene(80, paper, light)).glare
}

/// A large card of which the frame cuts a part off.
fn cut_off(quad: Quad) -> Outline {
    Outline {
        quad,
        confidence: 0.5,
        fill: 0.5,
        dpi: 400.0,
        tilt: 0.0,
        cut_off: true,
        borders: [true, false, false, false],
    }
}

fn codes(outline: &Outline, quality: &Quality) -> Vec<ReasonCode> {
    let floors = Settings::default().floors(Class::Card);
    reasons(outline, quality, &floors, (1920, 1080)).iter().map(|reason| reason.code).collect()
}

#[test]
fn two_spots_that_run_together_are_glare() {
    let lamps = |x, y| lamp(x, y, (800.0, 540.0), 110.0) + lamp(x, y, (1020.0, 480.0), 110.0);
    for paper in [180, 225, 240] {
        assert!(glare(paper, lamps) > 0.05, "{paper} {}", glare(paper, lamps));
    }
}

#[test]
fn a_white_field_and_light_that_falls_off_are_no_glare() {
    let field = |x: f32, y: f32| {
        if (700.0..1100.0).contains(&x) && (400.0..650.0).contains(&y) { 255.0 } else { 0.0 }
    };
    assert!(glare(200, field) < 0.001, "{}", glare(200, field));
    let window = |x: f32, _: f32| (1000.0 - x) / 30.0;
    assert!(glare(235, window) < 0.001, "{}", glare(235, window));
}

#[test]
fn on_darker_paper_the_rim_tells_a_lamp_whatever_the_print_does() {
    let dashes = |x: usize, y: usize| (y / 12).is_multiple_of(5) && (x / 20).is_multiple_of(2);
    let lamps = |x, y| lamp(x, y, (640.0, 540.0), 252.0) + lamp(x, y, (1240.0, 540.0), 252.0);
    let quality = seen(&printed(80, 200, dashes, lamps));
    assert!(quality.glare > 0.05, "{quality:?}");
}

#[test]
fn on_paper_that_is_nearly_burnt_out_the_print_tells_a_lamp() {
    for (paper, radius) in [(246, 150.0), (248, 110.0), (249, 180.0)] {
        let lamp = glare(paper, |x, y| lamp(x, y, (900.0, 540.0), radius));
        assert!(lamp > 0.01, "{paper} {lamp}");
        let bright = glare(paper, |x, _| (1100.0 - x) / 60.0);
        assert!(bright < 0.001, "{paper} {bright}");
    }
}

#[test]
fn where_the_desk_is_burnt_out_too_nothing_else_is_said() {
    let scene = scene(254, 230, |_, _| 0.0);
    let quality = seen(&scene);
    let outline = Outline { dpi: 60.0, tilt: 40.0, ..cut_off(scene.1) };
    assert_eq!(codes(&outline, &quality), [ReasonCode::TooBright]);
}

#[test]
fn what_a_lamp_burns_out_is_glare_and_not_too_bright() {
    let lamps = |x, y| lamp(x, y, (640.0, 540.0), 262.0) + lamp(x, y, (1240.0, 540.0), 262.0);
    let scene = scene(80, 200, lamps);
    let quality = seen(&scene);
    let floors = Settings::default().floors(Class::Card);
    assert!(quality.burnt > floors.max_burnt, "{quality:?}");
    let outline = Outline { cut_off: false, borders: [false; 4], ..cut_off(scene.1) };
    assert_eq!(codes(&outline, &quality), [ReasonCode::Glare]);
}

#[test]
fn in_the_dark_nothing_is_said_to_be_cut_off() {
    let outline = cut_off(Quad::rectangle(1200.0, 800.0));
    let lit = |exposure| Quality { exposure, sharpness: 0.9, ..Quality::default() };
    assert_eq!(codes(&outline, &lit(0.7)), [ReasonCode::DocumentCutOff]);
    assert_eq!(codes(&outline, &lit(0.1)), [ReasonCode::TooDark]);
}

#[test]
fn print_that_is_too_small_is_not_said_to_be_blurred_unless_it_is_by_far() {
    let outline =
        Outline { cut_off: false, borders: [false; 4], dpi: 150.0, ..cut_off(Quad::rectangle(500.0, 300.0)) };
    let soft = |sharpness| Quality { exposure: 0.7, sharpness, ..Quality::default() };
    assert_eq!(codes(&outline, &soft(0.45)), [ReasonCode::DocumentTooSmall]);
    assert_eq!(codes(&outline, &soft(0.1)), [ReasonCode::DocumentTooSmall, ReasonCode::Blurred]);
    assert_eq!(codes(&Outline { dpi: 300.0, ..outline }, &soft(0.45)), [ReasonCode::Blurred]);
}

#[test]
fn of_what_is_cut_off_no_hand_is_told() {
    let outline = cut_off(Quad::rectangle(1200.0, 800.0));
    let quality = Quality {
        exposure: 0.7,
        sharpness: 0.9,
        covered: 0.05,
        covered_at: Some(Point::default()),
        ..Quality::default()
    };
    assert_eq!(codes(&outline, &quality), [ReasonCode::DocumentCutOff]);
    let whole = Outline { cut_off: false, borders: [false; 4], ..outline };
    let [reason] = &reasons(&whole, &quality, &Settings::default().floors(Class::Card), (1920, 1080))[..]
    else {
        panic!("the hand is told");
    };
    assert_eq!(reason.message.id, "reason-document-covered");
}
