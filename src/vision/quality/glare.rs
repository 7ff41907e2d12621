//! Specular spots: a lamp mirrored in the document.
//!
//! Not everything white is glare. A spot is burnt out in all three colours, and it fades into
//! the paper over some distance, where a white field that is printed ends at once and a page
//! that is merely bright has no darker paper around it. Spots are found in the preview, their
//! rims are measured in the picture itself.

use super::grid::{COLUMNS, Grid, ROWS};
use crate::vision::Picture;
use crate::vision::geometry::Point;

/// From this value on, in the darkest of the three colours, a sample is burnt out.
const BURNT: u8 = 250;
/// Samples that make a spot.
const LEAST: usize = 24;
/// Rays from a spot's middle.
const RAYS: usize = 48;
/// Of these at least must end inside the document.
const TELLING: usize = 16;
/// Looks along a ray outside the spot, and how far they are apart, in samples.
const REACH: usize = 30;
const PACE: f32 = 0.3;
/// Looks before the spot's rim as it is known from the samples.
const BEFORE: f32 = 1.5;
/// By so many grey levels the paper around a spot is darker at least.
const DEPTH: f32 = 4.0;
/// So wide, in pixels of the picture, is the rim of a spot at least, and of print at most.
const SOFT: f32 = 9.0;

/// The specular spots of a document.
#[derive(Default)]
pub(super) struct Glare {
    /// Share of the document under spots.
    pub share: f32,
    /// Where the largest spot is, in samples of the grid.
    pub at: Option<Point>,
}

pub(super) fn find(picture: &Picture, grid: &Grid) -> Glare {
    // 1: in the spot that is looked at; 2: in an earlier one.
    let mut label = vec![0usize; COLUMNS * ROWS];
    let (mut covered, mut largest) = (0.0, 0);
    let mut at = None;
    for start in 0..COLUMNS * ROWS {
        let burnt = grid.least.get(start).is_some_and(|&value| value >= BURNT);
        if !burnt || label.get(start) != Some(&0) {
            continue;
        }
        let spot = collect(grid, &mut label, start);
        let rim = if spot.len() >= LEAST { rim(picture, grid, &spot, &label) } else { None };
        if let Some(rim) = rim {
            // What lies under the rim can not be read either.
            let radius = (spot.len() as f32 / std::f32::consts::PI).sqrt();
            covered += spot.len() as f32 * ((radius + rim.min(radius)) / radius).powi(2);
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
    Glare { share: (covered / (COLUMNS * ROWS) as f32).min(1.0), at }
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

/// How far the light fades into the paper around a spot, in samples; `None` where it does not
/// as a mirrored lamp does. Looked at along rays from its middle, the median of all: where a
/// printed field ends it falls at once, where the light of the room fades hardly at all.
fn rim(picture: &Picture, grid: &Grid, spot: &[usize], label: &[usize]) -> Option<f32> {
    let start = nearest(spot, centre(spot))?;
    let from = Point::new((start % COLUMNS) as f32 + 0.5, (start / COLUMNS) as f32 + 0.5);
    let mut looks: Vec<Vec<f32>> = (0..REACH).map(|_| Vec::with_capacity(RAYS)).collect();
    let (mut rays, mut pixels) = (0usize, 0.0);
    for ray in 0..RAYS {
        let (dy, dx) = (std::f32::consts::TAU * ray as f32 / RAYS as f32).sin_cos();
        let along = |way: f32| Point::new(from.x + dx * way, from.y + dy * way);
        let inside = |at: Point| at.x >= 0.0 && at.y >= 0.0 && at.x < COLUMNS as f32 && at.y < ROWS as f32;
        let in_spot = |way: f32| {
            let at = along(way);
            inside(at) && label.get(at.y as usize * COLUMNS + at.x as usize) == Some(&1)
        };
        let edge = (0..COLUMNS).map(|way| way as f32).find(|&way| !in_spot(way))?;
        let first = edge - BEFORE;
        if !inside(along(first + REACH as f32 * PACE)) {
            continue;
        }
        rays += 1;
        pixels += grid.in_picture(along(first)).distance(grid.in_picture(along(first + 1.0)));
        for (look, values) in looks.iter_mut().enumerate() {
            let at = grid.in_picture(along(first + look as f32 * PACE));
            let [r, g, b] = picture.at(at.x as i32, at.y as i32);
            values.push(f32::from(r.min(g).min(b)));
        }
    }
    if rays < TELLING {
        return None;
    }
    let profile: Vec<f32> = looks.iter_mut().map(|values| middle(values)).collect();
    let far = profile.get(REACH * 2 / 3..).unwrap_or_default();
    let paper = far.iter().sum::<f32>() / far.len().max(1) as f32;
    let depth = 255.0 - paper;
    // From where it is no longer burnt out to where little of the light is left.
    let leaves = profile.iter().rposition(|&value| value >= f32::from(BURNT) - 1.0)?;
    let ends = profile.iter().skip(leaves).position(|&value| value < paper + 0.2 * depth)?;
    let width = ends as f32 * PACE;
    // Where it goes on falling it is the light of the room that falls off.
    (ends <= REACH * 2 / 3 && depth > DEPTH && width * pixels / rays as f32 >= SOFT).then_some(width)
}

/// The middle one of values that are there.
fn middle(values: &mut [f32]) -> f32 {
    let at = values.len() / 2;
    values.sort_by(f32::total_cmp);
    values.get(at).copied().unwrap_or(0.0)
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
