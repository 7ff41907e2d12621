//! Specular spots: a lamp mirrored in the document.
//!
//! Not everything white is glare. A spot is burnt out in all three colours, and it fades into
//! the paper over some distance, where a white field that is printed ends at once and a page
//! that is merely bright has no darker paper around it.

use super::grid::{COLUMNS, Grid, ROWS};
use crate::vision::geometry::Point;

/// From this value on, in the darkest of the three colours, a sample is burnt out.
const BURNT: u8 = 250;
/// Samples that make a spot.
const LEAST: usize = 24;
/// Steps outwards from a spot that are looked at.
const REACH: usize = 8;

/// The specular spots of a document.
#[derive(Default)]
pub(super) struct Glare {
    /// Share of the document under spots.
    pub share: f32,
    /// Where the largest spot is, in samples of the grid.
    pub at: Option<Point>,
}

pub(super) fn find(grid: &Grid) -> Glare {
    let mut label = vec![0usize; COLUMNS * ROWS];
    let (mut covered, mut largest) = (0, 0);
    let mut at = None;
    for start in 0..COLUMNS * ROWS {
        let burnt = grid.least.get(start).is_some_and(|&value| value >= BURNT);
        if !burnt || label.get(start) != Some(&0) {
            continue;
        }
        let spot = collect(grid, &mut label, start);
        if spot.len() >= LEAST && fades(grid, &spot) {
            covered += spot.len();
            if spot.len() > largest {
                largest = spot.len();
                at = Some(centre(&spot));
            }
        }
    }
    Glare { share: covered as f32 / (COLUMNS * ROWS) as f32, at }
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

fn neighbours(at: usize) -> impl Iterator<Item = usize> {
    let (x, y) = (at % COLUMNS, at / COLUMNS);
    [
        (x > 0).then(|| at - 1),
        (x + 1 < COLUMNS).then_some(at + 1),
        (y > 0).then(|| at.wrapping_sub(COLUMNS)),
        (y + 1 < ROWS).then_some(at + COLUMNS),
    ]
    .into_iter()
    .flatten()
}

/// Whether the paper around a spot is darker than burnt, and reached by and by.
fn fades(grid: &Grid, spot: &[usize]) -> bool {
    let rings = rings(spot);
    // Print is dark: the brighter three quarters of a ring are paper.
    let paper = |ring: &[usize]| -> Option<f32> {
        let mut values: Vec<u8> = ring.iter().filter_map(|&at| grid.least.get(at).copied()).collect();
        values.sort_unstable();
        let paper = values.get(values.len() / 4..).filter(|paper| !paper.is_empty())?;
        Some(paper.iter().map(|&value| f32::from(value)).sum::<f32>() / paper.len() as f32)
    };
    let ring = |at: usize| rings.get(at).and_then(|ring| paper(ring));
    let (Some(near), Some(far)) = (ring(1), ring(REACH - 2)) else { return false };
    let drop = 255.0 - far;
    drop > 7.0 && near - far > 0.12 * drop && near - far > 2.0
}

/// The samples one, two, ... steps away from a spot.
fn rings(spot: &[usize]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; COLUMNS * ROWS];
    let mut mark = |at: usize| seen.get_mut(at).is_some_and(|seen| !std::mem::replace(seen, true));
    for &at in spot {
        mark(at);
    }
    let mut rings: Vec<Vec<usize>> = Vec::with_capacity(REACH);
    let mut last = spot;
    for _ in 0..REACH {
        let ring = last.iter().flat_map(|&at| neighbours(at)).filter(|&at| mark(at)).collect();
        rings.push(ring);
        last = rings.last().map_or(&[], Vec::as_slice);
    }
    rings
}

fn centre(spot: &[usize]) -> Point {
    let count = spot.len().max(1) as f32;
    let x = spot.iter().map(|at| at % COLUMNS).sum::<usize>() as f32;
    let y = spot.iter().map(|at| at / COLUMNS).sum::<usize>() as f32;
    Point::new(x / count + 0.5, y / count + 0.5)
}
