//! A hand over the document: skin that comes in over an edge and reaches far inside.

use super::grid::{self, COLUMNS, Grid, ROWS, depth, neighbours, place};
use crate::vision::Preview;
use crate::vision::geometry::{Point, Quad};

/// Samples outside an edge at which the hand must be seen too.
const OUTSIDE: f32 = 5.0;

/// Samples from an edge that still belong to it, and how many of them a hand comes in over at least.
const EDGE: usize = 2;
const COMES_IN: usize = 4;

/// Samples along an edge that a finger or two take at most.
const FINGER: usize = 32;
/// Samples from a corner in which no finger is known by its form.
const CORNER: usize = 6;

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
    let look = |is_hand: &dyn Fn([u8; 3]) -> bool, fits: fn(&[usize]) -> bool| {
        let outside = |at: usize| {
            let at = grid.in_picture(place(at));
            let away = centre.distance(at).max(1.0);
            let step = OUTSIDE * preview.scale.0 + 0.02 * away;
            is_hand(colour(preview, centre.towards(at, 1.0 + step / away)))
        };
        largest(grid, is_hand, outside, fits)
    };
    let Some(desk) = desk_like_skin(preview, quad, centre) else { return look(&is_skin, is_deep) };
    // On such a desk a hand is what has its own colour, or the form of a finger.
    let apart = look(&|colour| is_skin(colour) && distance(colour, desk) > APART, is_deep);
    if apart.at.is_some() { apart } else { look(&is_skin, is_finger) }
}

/// The largest patch of a hand's colours that `fits` and at the edge goes on `outside`.
fn largest(
    grid: &Grid,
    is_hand: &dyn Fn([u8; 3]) -> bool,
    outside: impl Fn(usize) -> bool,
    fits: fn(&[usize]) -> bool,
) -> Cover {
    let mut skin: Vec<bool> = (0..COLUMNS * ROWS).map(|at| grid.colour(at).is_some_and(is_hand)).collect();
    let mut largest = Cover::default();
    for start in (0..COLUMNS * ROWS).filter(|&at| depth(at) < EDGE) {
        if skin.get(start) != Some(&true) {
            continue;
        }
        let patch = take(&mut skin, start);
        let share = patch.len() as f32 / (COLUMNS * ROWS) as f32;
        if share <= largest.share || !fits(&patch) {
            continue;
        }
        // At its rims, or where it lies aslant, a hand does not go on straight across the edge.
        if patch.iter().filter(|&&at| depth(at) < EDGE && outside(at)).count() >= COMES_IN {
            largest = Cover { share, at: Some(grid::centre(&patch)) };
        }
    }
    largest
}

/// Whether a patch reaches far inside.
fn is_deep(patch: &[usize]) -> bool {
    patch.iter().any(|&at| depth(at) >= ROWS / 12)
}

/// Whether a patch comes in narrow and reaches far inside, away from the corners: not the desk inside an
/// outline that is a little off, nor a coloured bar.
fn is_finger(patch: &[usize]) -> bool {
    let wide = patch.iter().filter(|&&at| depth(at) == 0).count();
    let deep = patch.iter().map(|&at| depth(at)).max().unwrap_or(0);
    let corner = |&at: &usize| {
        let (x, y) = (at % COLUMNS, at / COLUMNS);
        x.min(COLUMNS - 1 - x) < CORNER && y.min(ROWS - 1 - y) < CORNER
    };
    wide <= FINGER && deep >= ROWS / 9 && 2 * deep > wide && !patch.iter().any(corner)
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

/// Takes all skin that hangs together with `start`.
fn take(skin: &mut [bool], start: usize) -> Vec<usize> {
    let mut patch = Vec::new();
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        if let Some(here @ true) = skin.get_mut(at) {
            *here = false;
            patch.push(at);
            open.extend(neighbours(at));
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
    r > 55.0 && r > g && g > b && (r - b) > 0.2 * r && (r - b) < 0.66 * r && hue > 0.12 && hue < 0.68
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vision::Picture;

    const FLESH: [u8; 3] = [206, 158, 128];
    const WOOD: [u8; 3] = [176, 128, 84];
    const CLOTH: [u8; 3] = [70, 84, 110];
    const PAPER: [u8; 3] = [236, 236, 230];

    /// What is found on a sheet from (300, 150) to (1620, 930) on a desk; `over` lies on both.
    fn found(desk: [u8; 3], over: impl Fn(i32, i32) -> Option<[u8; 3]>) -> Cover {
        let corners = [(300.0, 150.0), (1620.0, 150.0), (1620.0, 930.0), (300.0, 930.0)];
        let quad = Quad::new(corners.map(|(x, y)| Point::new(x, y)));
        let colour = |x: i32, y: i32| {
            let sheet = (300..1620).contains(&x) && (150..930).contains(&y);
            over(x, y).unwrap_or(if sheet { PAPER } else { desk })
        };
        let rgb = (0..1080).flat_map(|y| (0..1920).flat_map(move |x| colour(x, y))).collect();
        let preview = Preview::of(&Picture::from_rgb(1920, 1080, rgb).unwrap());
        find(&preview, &quad, &Grid::of(&preview, &quad).unwrap())
    }

    #[test]
    fn a_finger_is_found_on_any_desk_also_aslant() {
        let straight = |x, y| ((..520).contains(&x) && (450..590).contains(&y)).then_some(FLESH);
        let aslant = |x: i32, y: i32| (y < 420 && (900 + y / 2..1060 + y / 2).contains(&x)).then_some(FLESH);
        for desk in [CLOTH, WOOD] {
            for cover in [found(desk, straight), found(desk, aslant)] {
                assert!((0.02..0.06).contains(&cover.share), "{desk:?} {}", cover.share);
            }
        }
    }

    #[test]
    fn desk_within_a_wrong_outline_and_a_printed_bar_are_no_hand() {
        let strip = |x, y| ((300..1620).contains(&x) && (150..260).contains(&y)).then_some(WOOD);
        let corner = |x: i32, y: i32| {
            ((300..600).contains(&x) && (150..500).contains(&y) && x - 300 + y < 500).then_some(WOOD)
        };
        let bar = |x, y| ((300..1620).contains(&x) && (800..930).contains(&y)).then_some(FLESH);
        assert_eq!(found(WOOD, strip).share, 0.0);
        assert_eq!(found(WOOD, corner).share, 0.0);
        assert_eq!(found(CLOTH, bar).share, 0.0);
    }
}
