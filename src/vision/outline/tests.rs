use super::*;
use crate::vision::geometry::Point;

/// A grey desk with a lighter sheet on it.
fn scene(width: usize, height: usize, sheet: &Quad, desk: u8, paper: u8) -> Plane {
    let inside = |x: f32, y: f32| {
        sheet.sides().iter().all(|(a, b)| (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= 0.0)
    };
    let mut seed = 7u32;
    let data = (0..width * height)
        .map(|i| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (seed >> 29) as u8;
            let value = if inside((i % width) as f32 + 0.5, (i / width) as f32 + 0.5) { paper } else { desk };
            value + noise
        })
        .collect();
    Plane::new(width, height, data).unwrap()
}

fn card() -> Quad {
    Quad::new([
        Point::new(90.0, 50.0),
        Point::new(380.0, 60.0),
        Point::new(372.0, 242.0),
        Point::new(84.0, 230.0),
    ])
}

#[test]
fn a_card_on_a_plain_desk_is_found() {
    for (desk, paper) in [(60, 220), (200, 90), (200, 215)] {
        let outline =
            find(&scene(480, 270, &card(), desk, paper), &Shape::of_size(85.6, 53.98, Reading::Landscape))
                .unwrap();
        assert!(outline.quad.iou(&card()) > 0.97, "{desk} {paper} {outline:?}");
        assert!(!outline.cut_off);
    }
}

#[test]
fn a_card_that_lies_far_away_is_found() {
    let corners = [(220.0, 120.0), (262.0, 122.0), (260.5, 148.5), (218.5, 146.5)];
    let far = Quad::new(corners.map(|(x, y)| Point::new(x, y)));
    let card = Shape::of_size(85.6, 53.98, Reading::Landscape);
    let outline = find(&scene(480, 270, &far, 60, 220), &card).unwrap();
    assert!(outline.quad.iou(&far) > 0.9, "{outline:?}");
    // Something of another form is not taken for one.
    let strip = Quad::new(
        [(220.0, 120.0), (320.0, 120.0), (320.0, 132.0), (220.0, 132.0)].map(|(x, y)| Point::new(x, y)),
    );
    assert_eq!(find(&scene(480, 270, &strip, 60, 220), &card), None);
}

#[test]
fn a_small_card_is_as_sure_as_a_large_one() {
    let shape = Shape::of_size(85.6, 53.98, Reading::Landscape);
    for (width, height) in [(320.0, 201.8), (100.0, 63.1)] {
        let corners =
            [(80.0, 40.0), (80.0 + width, 40.0), (80.0 + width, 40.0 + height), (80.0, 40.0 + height)];
        let card = Quad::new(corners.map(|(x, y)| Point::new(x, y)));
        let outline = find(&scene(480, 270, &card, 60, 220), &shape).unwrap();
        assert!(outline.confidence > 0.6, "{width} {outline:?}");
    }
}

#[test]
fn a_portrait_among_print_is_no_document() {
    let card = Shape::of_size(85.6, 53.98, Reading::Landscape);
    let portrait = Quad::new(
        [(200.0, 100.0), (279.0, 100.0), (279.0, 150.0), (200.0, 150.0)].map(|(x, y)| Point::new(x, y)),
    );
    let alone = scene(480, 270, &portrait, 200, 90);
    assert!(find(&alone, &card).unwrap().quad.iou(&portrait) > 0.9);
    let near = portrait.grown(1.25);
    let print = |x: i32, y: i32| {
        let place = Point::new(x as f32, y as f32);
        y % 10 < 4
            && (x + 5 * (y / 10)) % 10 < 4
            && portrait.grown(1.8).contains(place)
            && !near.contains(place)
    };
    let value = |x, y| if print(x, y) { 60 } else { alone.at(x, y) };
    let page = (0..270).flat_map(|y| (0..480).map(move |x| (x, y))).map(|(x, y)| value(x, y)).collect();
    assert_eq!(find(&Plane::new(480, 270, page).unwrap(), &card), None);
}

#[test]
fn the_more_it_leans_the_better_it_must_be_borne_out() {
    assert!(is_believed(0.45, 20.0) && !is_believed(0.45, 40.0));
    assert!(is_believed(0.6, 50.0) && !is_believed(0.95, 77.0));
}

#[test]
fn an_empty_desk_has_no_outline() {
    for desk in [30, 128, 240] {
        let empty = scene(480, 270, &Quad::rectangle(0.0, 0.0), desk, desk);
        assert_eq!(find(&empty, &Shape::any()), None, "{desk}");
    }
}

#[test]
fn tiny_planes_are_no_trouble() {
    for (width, height) in [(1, 1), (2, 7), (9, 3), (16, 16), (480, 1)] {
        assert_eq!(find(&Plane::filled(width, height, 9), &Shape::any()), None);
    }
}

/// A hypothesis from one corner to the opposite one.
fn hypothesis(score: f32, (left, top): (f32, f32), (right, bottom): (f32, f32)) -> Hypothesis {
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
    let quad = Quad::new(corners.map(|(x, y)| Point::new(x, y)));
    Hypothesis { quad, score, borders: [false; 4] }
}

#[test]
fn a_whole_document_goes_before_one_that_the_frame_cuts_off() {
    let frame = (480.0, 270.0);
    let card = hypothesis(0.74, (60.0, 30.0), (380.0, 230.0));
    // The same with a pen for its left side, and one that a pen and a sheet beside it make up.
    let past = hypothesis(0.75, (-9.0, 30.0), (380.0, 230.0));
    let beside =
        Hypothesis { borders: [true, false, false, false], ..hypothesis(0.8, (20.0, 0.0), (390.0, 240.0)) };
    for other in [past, beside] {
        assert_eq!(quads::choose(&[other, card], frame).unwrap().quad, card.quad);
    }
    // What is printed on a document that is cut off is borne out less than it.
    let print = hypothesis(0.6, (100.0, 60.0), (300.0, 200.0));
    assert_eq!(quads::choose(&[print, beside], frame).unwrap().quad, beside.quad);
}
