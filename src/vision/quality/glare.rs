//! Specular spots: a lamp mirrored in the document.
//!
//! Not everything white is glare. A spot is burnt out in all three colours, and it fades into
//! the paper over some distance, where a white field that is printed ends at once and a page
//! that is merely bright has no darker paper around it. Spots are found in the preview, their
//! rims are measured in the picture itself.

use super::grid::{COLUMNS, Grid, ROWS, centre, neighbours, place};
use crate::vision::Picture;
use crate::vision::geometry::Point;

/// From this value on, in the darkest of the three colours, a sample is burnt out.
const BURNT: u8 = 250;
/// Samples that make a spot.
const LEAST: usize = 24;
/// Rays outwards from a spot's rim, or nearly as many.
const RAYS: usize = 48;
/// Of these at least must end inside the document.
const TELLING: usize = 16;
/// Looks along a ray, and how far they are apart, in samples.
const REACH: usize = 30;
const PACE: f32 = 0.3;
/// The rim of a spot with a larger radius, in samples, may be as much wider.
const LARGE: f32 = 15.0;
/// Samples before the spot's rim as it is known from the samples.
const BEFORE: f32 = 1.5;
/// By so many grey levels the paper around a spot is darker at least.
const DEPTH: f32 = 4.0;
/// So wide, in pixels of the picture, is the rim of a spot at least, and of print at most.
const SOFT: f32 = 7.0;
/// Within so many looks a rim must end: where it goes on falling, it is the light of the room that
/// falls off.
const SOON: f32 = 18.0;

/// The specular spots of a document.
#[derive(Default)]
pub(super) struct Glare {
    /// Share of the document under spots and their rims.
    pub share: f32,
    /// Share that is burnt out by them.
    pub burnt: f32,
    /// Where the largest spot is, in samples of the grid.
    pub at: Option<Point>,
}

pub(super) fn find(picture: &Picture, grid: &Grid) -> Glare {
    // 1: in the spot that is looked at; 2: in an earlier one.
    let mut label = vec![0usize; COLUMNS * ROWS];
    let (mut covered, mut burnt, mut largest) = (0.0, 0, 0);
    let mut at = None;
    for start in 0..COLUMNS * ROWS {
        let white = grid.least.get(start).is_some_and(|&value| value >= BURNT);
        if !white || label.get(start) != Some(&0) {
            continue;
        }
        let spot = collect(grid, &mut label, start);
        let radius = (spot.len() as f32 / std::f32::consts::PI).sqrt();
        let edge = if spot.len() >= LEAST { edge(&spot, &label) } else { Vec::new() };
        let wider = (radius > LARGE).then_some(PACE * radius / LARGE);
        let mut paces = std::iter::once(PACE).chain(wider);
        if let Some(rim) = paces.find_map(|pace| rim(picture, grid, &edge, &label, pace)) {
            // What lies under the rim can not be read either.
            burnt += spot.len();
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
    let all = (COLUMNS * ROWS) as f32;
    Glare { share: (covered / all).min(1.0), burnt: burnt as f32 / all, at }
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

/// How far the light fades into the paper around a spot, in samples; `None` where it does not
/// as a mirrored lamp does. Looked at outwards from its rim, every `pace`, the median of all rays: where a
/// printed field ends it falls at once, where the light of the room fades hardly at all. (Not from
/// its middle: that of two spots which run together may lie in neither.)
fn rim(picture: &Picture, grid: &Grid, edge: &[Ray], label: &[usize], pace: f32) -> Option<f32> {
    let samples = (REACH as f32 * pace - BEFORE + 0.5) as usize;
    let in_spot = |at: Point| {
        let inside = at.x >= 0.0 && at.y >= 0.0 && at.x < COLUMNS as f32 && at.y < ROWS as f32;
        inside.then(|| label.get(at.y as usize * COLUMNS + at.x as usize) == Some(&1))
    };
    let mut looks: Vec<Vec<f32>> = (0..REACH).map(|_| Vec::with_capacity(RAYS)).collect();
    let (mut rays, mut pixels) = (0usize, 0.0);
    for (from, way) in edge.iter().step_by(edge.len().div_ceil(RAYS).max(1)) {
        let along = |far: f32| Point::new(from.x + way.x * far, from.y + way.y * far);
        // A ray that leaves the document, or comes back into the spot past print, tells nothing.
        let clear = (1..).map(|step| along(1.0 + step as f32)).take(samples);
        if clear.map(in_spot).any(|known| known != Some(false)) {
            continue;
        }
        rays += 1;
        pixels += grid.in_picture(*from).distance(grid.in_picture(along(1.0)));
        for (look, values) in looks.iter_mut().enumerate() {
            let at = grid.in_picture(along(look as f32 * pace - BEFORE));
            let [r, g, b] = picture.at(at.x as i32, at.y as i32);
            values.push(f32::from(r.min(g).min(b)));
        }
    }
    if rays < TELLING {
        return None;
    }
    let profile: Vec<f32> = looks.iter_mut().map(|values| of_paper(values)).collect();
    let far = profile.get(REACH * 2 / 3..).unwrap_or_default();
    let paper = far.iter().sum::<f32>() / far.len().max(1) as f32;
    let depth = 255.0 - paper;
    // From where the first of the light is missing to where little of it is left.
    let leaves = profile.iter().rposition(|&value| value >= paper + 0.9 * depth)?;
    let rest = profile.get(leaves..).unwrap_or_default();
    let ends = falls_below(rest, paper + 0.2 * depth)?;
    let width = (ends - falls_below(rest, paper + 0.9 * depth).unwrap_or(0.0)) * pace;
    (ends <= SOON && depth > DEPTH && width * pixels / rays as f32 >= SOFT).then_some(width)
}

/// Where a ray begins on the rim of a spot, and which way it goes out of it.
type Ray = (Point, Point);

fn edge(spot: &[usize], label: &[usize]) -> Vec<Ray> {
    spot.iter().filter_map(|&at| Some((place(at), outwards(at, label)?))).collect()
}

/// Which way it goes out of the spot from a sample on its rim; `None` for one that is not.
fn outwards(at: usize, label: &[usize]) -> Option<Point> {
    if neighbours(at).all(|beside| label.get(beside) == Some(&1)) {
        return None;
    }
    let (x, y) = ((at % COLUMNS) as i32, (at / COLUMNS) as i32);
    let (mut across, mut down) = (0i32, 0i32);
    for dy in -2..=2 {
        for dx in -2..=2 {
            let (x, y) = (x + dx, y + dy);
            let inside = x >= 0 && y >= 0 && x < COLUMNS as i32 && y < ROWS as i32;
            if !inside || label.get(y as usize * COLUMNS + x as usize) != Some(&1) {
                across += dx;
                down += dy;
            }
        }
    }
    let (across, down) = (across as f32, down as f32);
    let length = across.hypot(down);
    (length > 0.0).then(|| Point::new(across / length, down / length))
}

/// Where values first fall below a level, between looks too.
fn falls_below(values: &[f32], level: f32) -> Option<f32> {
    let at = values
        .windows(2)
        .position(|pair| matches!(pair, &[before, after] if before >= level && after < level))?;
    let (before, after) = (*values.get(at)?, *values.get(at + 1)?);
    Some(at as f32 + (before - level) / (before - after))
}

/// The paper among values that are there: brighter than the print, if there is any.
fn of_paper(values: &mut [f32]) -> f32 {
    let at = values.len() * 2 / 3;
    values.sort_by(f32::total_cmp);
    values.get(at).copied().unwrap_or(0.0)
}
