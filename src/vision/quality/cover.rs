//! A hand over the document: skin that comes in over an edge and reaches far inside.

use super::grid::{COLUMNS, Grid, ROWS};
use crate::vision::Preview;
use crate::vision::geometry::{Point, Quad};

/// Samples outside an edge at which the hand must be seen too.
const OUTSIDE: f32 = 5.0;

/// Grey levels, all three colours together, by which a hand differs from a desk of the colour of
/// skin.
const APART: u32 = 80;

/// The part of a document that a hand covers.
#[derive(Default)]
pub(super) struct Cover {
    /// Share of the document.
    pub share: f32,
    /// Where it is, in samples of the grid.
    pub at: Option<Point>,
}

/// Finds the largest patch of skin that hangs together with skin outside the document.
pub(super) fn find(preview: &Preview, quad: &Quad, grid: &Grid) -> Cover {
    let centre = quad.centre();
    let desk = desk_like_skin(preview, quad, centre);
    // On such a desk a hand is what has its own colour.
    let is_hand = |colour| is_skin(colour) && desk.is_none_or(|desk| distance(colour, desk) > APART);
    let mut skin: Vec<bool> = (0..COLUMNS * ROWS).map(|at| grid.colour(at).is_some_and(is_hand)).collect();
    let inside = skin.iter().filter(|&&skin| skin).count();
    if inside * 100 < COLUMNS * ROWS {
        return Cover::default();
    }
    let mut largest = Cover::default();
    let edge = (0..COLUMNS * ROWS).filter(|at| {
        let (x, y) = (at % COLUMNS, at / COLUMNS);
        x < 2 || y < 2 || x + 2 >= COLUMNS || y + 2 >= ROWS
    });
    for start in edge {
        if skin.get(start) != Some(&true) {
            continue;
        }
        let at = grid.in_picture(Point::new((start % COLUMNS) as f32 + 0.5, (start / COLUMNS) as f32 + 0.5));
        let patch = take(&mut skin, start);
        let away = centre.distance(at).max(1.0);
        let step = OUTSIDE * preview.scale.0 + 0.02 * away;
        let colour = colour(preview, centre.towards(at, 1.0 + step / away));
        let share = patch.len() as f32 / (COLUMNS * ROWS) as f32;
        if is_hand(colour) && share > largest.share && reach(&patch) >= ROWS / 12 {
            let (mut x, mut y) = (0.0, 0.0);
            for &at in &patch {
                x += (at % COLUMNS) as f32;
                y += (at / COLUMNS) as f32;
            }
            let count = patch.len() as f32;
            largest = Cover { share, at: Some(Point::new(x / count + 0.5, y / count + 0.5)) };
        }
    }
    largest
}

/// The colour around the document where that is wood or leather of the colour of skin: a patch
/// of it says nothing, inside a wrong outline least of all.
fn desk_like_skin(preview: &Preview, quad: &Quad, centre: Point) -> Option<[u8; 3]> {
    let looks = quad.sides().into_iter().flat_map(|(from, to)| {
        (0..12).map(move |look| centre.towards(from.towards(to, (look as f32 + 0.5) / 12.0), 1.08))
    });
    let colours: Vec<[u8; 3]> = looks.map(|at| colour(preview, at)).collect();
    let like_skin = colours.iter().filter(|&&colour| is_skin(colour)).count();
    (like_skin * 5 > colours.len() * 2).then(|| {
        [0, 1, 2].map(|part| {
            let mut values: Vec<u8> = colours.iter().filter_map(|colour| colour.get(part).copied()).collect();
            values.sort_unstable();
            values.get(values.len() / 2).copied().unwrap_or(0)
        })
    })
}

/// Grey levels between two colours, all three parts together.
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.into_iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b))).sum()
}

/// The colour at a place of the picture.
fn colour(preview: &Preview, at: Point) -> [u8; 3] {
    let (x, y) = ((at.x / preview.scale.0) as i32, (at.y / preview.scale.1) as i32);
    super::grid::rgb(preview.luma.at(x, y), preview.blue.at(x, y), preview.red.at(x, y))
}

/// How far a patch lies inside the document, in samples.
fn reach(patch: &[usize]) -> usize {
    let depth = |&at: &usize| {
        let (x, y) = (at % COLUMNS, at / COLUMNS);
        x.min(y).min(COLUMNS - 1 - x).min(ROWS - 1 - y)
    };
    patch.iter().map(depth).max().unwrap_or(0)
}

/// Takes all skin that hangs together with `start`.
fn take(skin: &mut [bool], start: usize) -> Vec<usize> {
    let mut patch = Vec::new();
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        if let Some(here @ true) = skin.get_mut(at) {
            *here = false;
            patch.push(at);
            let (x, y) = (at % COLUMNS, at / COLUMNS);
            open.extend((x > 0).then(|| at - 1));
            open.extend((x + 1 < COLUMNS).then_some(at + 1));
            open.extend((y > 0).then(|| at.wrapping_sub(COLUMNS)));
            open.extend((y + 1 < ROWS).then_some(at + COLUMNS));
        }
    }
    patch
}

/// Whether a colour may be a hand's, whatever its shade: red over green over blue, neither
/// grey nor glaring. (After Kovac, Peer and Solina, Human skin colour clustering, 2003, for
/// dimmer light too.)
fn is_skin([red, green, blue]: [u8; 3]) -> bool {
    let (r, g, b) = (f32::from(red), f32::from(green), f32::from(blue));
    let hue = (g - b) / (r - b).max(1.0);
    r > 55.0 && r > g && g > b && (r - b) > 0.24 * r && (r - b) < 0.66 * r && hue > 0.12 && hue < 0.68
}
