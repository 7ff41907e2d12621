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
/// Rays from a spot's middle.
const RAYS: usize = 40;
/// Steps along a ray that are looked at outside the spot.
const REACH: usize = 9;

/// The specular spots of a document.
#[derive(Default)]
pub(super) struct Glare {
    /// Share of the document under spots.
    pub share: f32,
    /// Where the largest spot is, in samples of the grid.
    pub at: Option<Point>,
}

pub(super) fn find(grid: &Grid) -> Glare {
    // 1: in the spot that is looked at; 2: in an earlier one.
    let mut label = vec![0usize; COLUMNS * ROWS];
    let (mut covered, mut largest) = (0, 0);
    let mut at = None;
    for start in 0..COLUMNS * ROWS {
        let burnt = grid.least.get(start).is_some_and(|&value| value >= BURNT);
        if !burnt || label.get(start) != Some(&0) {
            continue;
        }
        let spot = collect(grid, &mut label, start);
        if spot.len() >= LEAST && fades(grid, &spot, &label) {
            covered += spot.len();
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

/// Whether the light fades into the paper around a spot. Looked at along rays from its middle:
/// where a printed field ends, a ray falls at once; where the light of the room fades, hardly
/// at all; around a mirrored lamp it falls by and by, whichever way the ray goes.
fn fades(grid: &Grid, spot: &[usize], label: &[usize]) -> bool {
    let Some(start) = nearest(spot, centre(spot)) else { return false };
    let from = Point::new((start % COLUMNS) as f32 + 0.5, (start / COLUMNS) as f32 + 0.5);
    let (mut soft, mut hard) = (0usize, 0usize);
    for ray in 0..RAYS {
        let (dy, dx) = (std::f32::consts::TAU * ray as f32 / RAYS as f32).sin_cos();
        let values = (0..).map_while(|step| {
            let (x, y) = (from.x + dx * step as f32, from.y + dy * step as f32);
            let inside = x >= 0.0 && y >= 0.0 && x < COLUMNS as f32 && y < ROWS as f32;
            inside.then(|| y as usize * COLUMNS + x as usize)
        });
        let outside = values.skip_while(|&at| label.get(at) == Some(&1)).take(REACH);
        let profile: Vec<f32> =
            outside.filter_map(|at| grid.least.get(at).map(|&value| f32::from(value))).collect();
        match fall(&profile) {
            Some(share) if share > 0.25 => soft += 1,
            Some(_) => hard += 1,
            None => {}
        }
    }
    soft >= RAYS * 7 / 20 && soft > hard
}

/// What share of a ray's fall is still to come two steps outside a spot; `None` where it meets
/// print or the document's end, or hardly falls.
fn fall(profile: &[f32]) -> Option<f32> {
    let &[first, second, .., a, b, c] = profile else { return None };
    let paper = a.max(b).min(a.min(b).max(c));
    let depth = 255.0 - paper;
    let print = profile.len() < REACH || first < paper - 6.0 || second < paper - 6.0;
    (depth > 6.0 && !print).then(|| (first.min(second) - paper) / depth)
}

fn nearest(spot: &[usize], to: Point) -> Option<usize> {
    let away = |at: &usize| {
        let (x, y) = ((at % COLUMNS) as f32 + 0.5 - to.x, (at / COLUMNS) as f32 + 0.5 - to.y);
        x * x + y * y
    };
    spot.iter().copied().min_by(|a, b| away(a).total_cmp(&away(b)))
}

fn centre(spot: &[usize]) -> Point {
    let count = spot.len().max(1) as f32;
    let x = spot.iter().map(|at| at % COLUMNS).sum::<usize>() as f32;
    let y = spot.iter().map(|at| at / COLUMNS).sum::<usize>() as f32;
    Point::new(x / count + 0.5, y / count + 0.5)
}
