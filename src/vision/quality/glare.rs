//! Specular spots: a lamp mirrored in the document.
//!
//! Not everything white is glare. A spot is burnt out in all three colours, and it fades into
//! the paper over some distance, where a white field that is printed ends at once and a page
//! that is merely bright has no darker paper around it. Spots are found in the preview, their
//! rims are measured in the picture itself. On paper that is nearly burnt out the print around them
//! has the last word.

use super::fading::Print;
use super::grid::{COLUMNS, Grid, ROWS, centre, neighbours};
use super::rim::{self, Rim};
use crate::vision::Picture;
use crate::vision::geometry::Point;

/// From this value on, in the darkest of the three colours, a sample is burnt out.
const BURNT: u8 = 250;
/// Samples that make a spot.
const LEAST: usize = 24;
/// Where the paper is darker than the spot by more grey levels, its rim is clear whatever the print does.
const CLEAR: f32 = 20.0;
/// Samples of the largest spot that is known by its print alone: where nearly all is burnt out, print fades
/// whether a lamp is mirrored or not.
const MOST: usize = COLUMNS * ROWS * 6 / 10;

/// The specular spots of a document.
#[derive(Default)]
pub(super) struct Glare {
    /// Share of the document under spots and their rims.
    pub share: f32,
    /// Share under those that only the print tells.
    pub by_print: f32,
    /// Share that is burnt out by them.
    pub burnt: f32,
    /// Where the largest spot is, in samples of the grid.
    pub at: Option<Point>,
}

pub(super) fn find(picture: &Picture, grid: &Grid) -> Glare {
    // 1: in the spot that is looked at; 2: in an earlier one.
    let mut label = vec![0usize; COLUMNS * ROWS];
    let (mut by_rim, mut by_print, mut burnt, mut largest) = (0.0, 0.0, 0.0, 0);
    let mut at = None;
    let mut print = None;
    for start in 0..COLUMNS * ROWS {
        let white = grid.least.get(start).is_some_and(|&value| value >= BURNT);
        if !white || label.get(start) != Some(&0) {
            continue;
        }
        let spot = collect(grid, &mut label, start);
        let lamp = lamp(picture, grid, &spot, &label, &mut print);
        let size = spot.len() as f32;
        match lamp {
            // What lies under the rim can not be read either.
            Some(Lamp::ByRim { width }) => {
                by_rim += size * (1.0 + (width / radius(&spot)).min(1.0)).powi(2);
            }
            Some(Lamp::ByPrint) => by_print += size,
            None => {}
        }
        if lamp.is_some() {
            burnt += size;
            if spot.len() > largest {
                largest = spot.len();
                at = Some(centre(&spot));
            }
        }
        for &done in &spot {
            if let Some(mark) = label.get_mut(done) {
                *mark = 2;
            }
        }
    }
    let all = (COLUMNS * ROWS) as f32;
    Glare { share: ((by_rim + by_print) / all).min(1.0), by_print: by_print / all, burnt: burnt / all, at }
}

/// All burnt samples that hang together with `start`.
fn collect(grid: &Grid, label: &mut [usize], start: usize) -> Vec<usize> {
    let mut spot = vec![start];
    if let Some(mark) = label.get_mut(start) {
        *mark = 1;
    }
    let mut next = 0;
    while let Some(&here) = spot.get(next) {
        next += 1;
        for neighbour in neighbours(here) {
            let burnt = grid.least.get(neighbour).is_some_and(|&value| value >= BURNT);
            if let Some(mark @ 0) = label.get_mut(neighbour).filter(|_| burnt) {
                *mark = 1;
                spot.push(neighbour);
            }
        }
    }
    spot
}

/// What tells a mirrored lamp.
#[derive(Clone, Copy)]
enum Lamp {
    /// Its light, which fades into the paper within so many samples.
    ByRim { width: f32 },
    /// The print that fades into it; how far it reaches on paper that is burnt out anyway is not known.
    ByPrint,
}

/// The lamp that a spot mirrors; `None` for a spot that is something else.
fn lamp(
    picture: &Picture,
    grid: &Grid,
    spot: &[usize],
    label: &[usize],
    print: &mut Option<Print>,
) -> Option<Lamp> {
    if spot.len() < LEAST {
        return None;
    }
    let rim = rim::find(picture, grid, spot, label);
    if let Some(Rim { width, depth }) = rim
        && depth > CLEAR
    {
        return Some(Lamp::ByRim { width });
    }
    let fading = print.get_or_insert_with(|| Print::of(picture, grid)).around(spot);
    match rim.filter(|_| !fading.is_missing()) {
        Some(Rim { width, .. }) => Some(Lamp::ByRim { width }),
        None => (spot.len() <= MOST && fading.is_seen()).then_some(Lamp::ByPrint),
    }
}

/// The radius of a disc as large as a spot.
pub(super) fn radius(spot: &[usize]) -> f32 {
    (spot.len() as f32 / std::f32::consts::PI).sqrt()
}
