//! The rim of a burnt-out spot: how its light fades into the paper.

use super::glare::radius;
use super::grid::{COLUMNS, Grid, ROWS, darkest, neighbours, place};
use crate::vision::Picture;
use crate::vision::geometry::Point;

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
/// The light along a ray falls by so many grey levels at least where it tells something, from the middle of
/// its first looks on;
const FALL: f32 = 12.0;
const FIRST: usize = 4;
/// gradually where less than this share of it is lost from one look to the next but one,
const GRADUAL: f32 = 0.5;
/// as it does on this share of the rays of a lamp at least.
const GRADUAL_RAYS: f32 = 0.05;

/// Where the light of a spot fades into the paper.
#[derive(Clone, Copy)]
pub(super) struct Rim {
    /// How far it reaches, in samples.
    pub width: f32,
    /// By how many grey levels the paper is darker.
    pub depth: f32,
}

/// The rim of a spot, which has mark 1 in `label`; `None` where its light does not fade as a mirrored lamp's does.
pub(super) fn find(picture: &Picture, grid: &Grid, spot: &[usize], label: &[usize]) -> Option<Rim> {
    let (edge, radius) = (edge(spot, label), radius(spot));
    let wider = (radius > LARGE).then_some(PACE * radius / LARGE);
    let mut paces = std::iter::once(PACE).chain(wider);
    paces.find_map(|pace| find_at(picture, grid, &edge, label, pace))
}

/// The same, looked at outwards from the spot's edge, every `pace`, on the middle of all rays: where a
/// printed field ends the light falls at once, where it is the room's it fades hardly at all. (Not from the
/// spot's middle: that of two which run together may lie in neither.)
fn find_at(picture: &Picture, grid: &Grid, edge: &[Ray], label: &[usize], pace: f32) -> Option<Rim> {
    let samples = (REACH as f32 * pace - BEFORE + 0.5) as usize;
    let in_spot = |at: Point| {
        let inside = at.x >= 0.0 && at.y >= 0.0 && at.x < COLUMNS as f32 && at.y < ROWS as f32;
        inside.then(|| label.get(at.y as usize * COLUMNS + at.x as usize) == Some(&1))
    };
    let mut rays: Vec<[f32; REACH]> = Vec::with_capacity(RAYS);
    let mut pixels = 0.0;
    for (from, way) in edge.iter().step_by(edge.len().div_ceil(RAYS).max(1)) {
        let along = |far: f32| Point::new(from.x + way.x * far, from.y + way.y * far);
        // A ray that leaves the document, or comes back into the spot past print, tells nothing.
        let clear = (1..).map(|step| along(1.0 + step as f32)).take(samples);
        if clear.map(in_spot).any(|known| known != Some(false)) {
            continue;
        }
        pixels += grid.in_picture(*from).distance(grid.in_picture(along(1.0)));
        rays.push(std::array::from_fn(|look| {
            let at = grid.in_picture(along(look as f32 * pace - BEFORE));
            f32::from(darkest(picture.at(at.x as i32, at.y as i32)))
        }));
    }
    if rays.len() < TELLING {
        return None;
    }
    let look = |look: usize| rays.iter().filter_map(move |ray| ray.get(look).copied());
    let profile: Vec<f32> = (0..REACH).map(|at| of_paper(&mut look(at).collect::<Vec<f32>>())).collect();
    let far = profile.get(REACH * 2 / 3..).unwrap_or_default();
    let paper = far.iter().sum::<f32>() / far.len().max(1) as f32;
    let depth = 255.0 - paper;
    // From where the first of the light is missing to where little of it is left.
    let leaves = profile.iter().rposition(|&value| value >= paper + 0.9 * depth)?;
    let rest = profile.get(leaves..).unwrap_or_default();
    let ends = falls_below(rest, paper + 0.2 * depth)?;
    let width = (ends - falls_below(rest, paper + 0.9 * depth).unwrap_or(0.0)) * pace;
    let soft = width * pixels / rays.len() as f32 >= SOFT;
    (ends <= SOON && depth > DEPTH && soft && fades(&rays, depth)).then_some(Rim { width, depth })
}

/// Whether the light falls little by little along as many single rays as it does around a lamp. Print
/// that bounds a white field at changing distances looks soft on the middle of all rays, but on none of them.
fn fades(rays: &[[f32; REACH]], depth: f32) -> bool {
    // What is darker than the paper may be print, which ends at once, or more of the light's fall.
    let falls = |ray| [falls_gradually(ray, depth, 255.0 - depth), falls_gradually(ray, depth, 0.0)];
    let telling = rays.iter().map(falls).filter(|known| known.iter().any(Option::is_some));
    let (gradual, all) =
        telling.fold((0, 0), |(some, all), known| (some + usize::from(known.contains(&Some(true))), all + 1));
    gradual as f32 >= GRADUAL_RAYS * all as f32
}

/// Whether the light along one ray, down to `least`, falls little by little; `None` where hardly any is lost.
fn falls_gradually(ray: &[f32; REACH], depth: f32, least: f32) -> Option<bool> {
    let ray = ray.map(|value| value.max(least));
    let start = ray.iter().take(FIRST).sum::<f32>() / FIRST as f32;
    let fall = start - ray.iter().copied().fold(f32::INFINITY, f32::min);
    let steepest =
        ray.iter().zip(ray.iter().skip(2)).map(|(before, after)| before - after).fold(0.0, f32::max);
    (fall >= FALL.max(depth / 2.0)).then_some(steepest < GRADUAL * fall)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_at_changing_distances_are_no_fading_light() {
        let rays = |ray: fn(usize, usize) -> f32| -> Vec<[f32; REACH]> {
            (0..RAYS).map(|number| std::array::from_fn(|look| ray(number, look))).collect()
        };
        let steps = rays(|number, look| if look < 6 + number % 12 { 255.0 } else { 150.0 });
        assert!(!fades(&steps, 105.0));
        let lamp = rays(|_, look| (255.0 - 9.0 * (look as f32 - 5.0).max(0.0)).max(150.0));
        assert!(fades(&lamp, 105.0));
        // Print beside most of the lamp.
        let over_print =
            rays(
                |number, look| {
                    if look > 12 && number % 8 > 0 { 30.0 } else { 255.0 - 7.0 * look.min(15) as f32 }
                },
            );
        assert!(fades(&over_print, 105.0));
    }
}
