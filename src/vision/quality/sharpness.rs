//! Sharpness from how much a known blur changes the edges.
//!
//! An edge that is already soft changes little when it is blurred once more, a sharp one a
//! lot. Noise would pass for sharp edges: it is smoothed a little first, and what is left of
//! it, seen where nothing is printed, is taken away. Eight directions are measured apart,
//! because a moving hand blurs along one of them. Its other trace is that the print bends hardly
//! at all along that direction, while lines along it stay as sharp as they were.

use crate::vision::Picture;
use crate::vision::geometry::{Perspective, Point, Quad};

/// Tiles across and down the document.
const TILES: (usize, usize) = (9, 6);
/// Side of a tile that is measured, in pixels.
const TILE: usize = 32;
/// Pixels around it that the two blurs need.
const MARGIN: usize = 5;
const SIDE: usize = TILE + 2 * MARGIN;
/// Standard deviation of the known blur (two boxes of five), in pixels.
const KNOWN_BLUR: f32 = 2.0;
/// Energy below which nothing is printed, in squared grey levels.
const NOTHING: f32 = 0.4;

/// Directions that are measured apart: across, down, both diagonals, and between them.
const DIRECTIONS: usize = 8;

/// Share of the strongest direction's bends at which the weakest tells of a moving hand. (Print
/// that lies still comes to 0.007 at the least and 0.07 usually.)
const MOVED: f32 = 0.005;
/// Where noise bends more than this share, the weakest direction tells nothing.
const NOISY: f32 = 0.06;

/// Energy of the changes in each direction, before and after the known blur, and of the bends
/// before it.
#[derive(Clone, Copy, Default)]
struct Energy {
    sharp: [f32; DIRECTIONS],
    blurred: [f32; DIRECTIONS],
    bends: [f32; DIRECTIONS],
}

/// 1 where every edge is within a pixel, 0.5 at a blur of one pixel's standard deviation, 0
/// where there is nothing but blur.
/// `None` where nothing is printed at all.
pub(super) fn measure(picture: &Picture, quad: &Quad) -> Option<f32> {
    let tiles = tiles(picture, quad);
    let radii = (0..DIRECTIONS).map(|direction| radius(&tiles, direction));
    let worst = radii.reduce(|a, b| a.zip(b).map(|(a, b)| a.max(b))).flatten()?;
    let stillness = (stillness(&tiles) / MOVED).powi(2);
    Some(1.0 / (1.0 + worst * worst) * stillness / (1.0 + stillness))
}

/// What the weakest direction's bends are of the strongest one's, noise taken away.
fn stillness(tiles: &[Energy]) -> f32 {
    let bends = (0..DIRECTIONS).filter_map(|direction| {
        let mut all: Vec<f32> = tiles.iter().filter_map(|tile| tile.bends.get(direction).copied()).collect();
        all.sort_by(f32::total_cmp);
        let quiet = all.get(all.len() / 10).copied()?;
        let printed = all.get(all.len() * 2 / 3..)?;
        let mean = printed.iter().sum::<f32>() / printed.len().max(1) as f32;
        Some(((mean - quiet).max(0.0), quiet))
    });
    let bends: Vec<(f32, f32)> = bends.collect();
    let most = bends.iter().map(|(bend, _)| *bend).fold(0.0, f32::max).max(1e-3);
    let least = bends.iter().min_by(|a, b| a.0.total_cmp(&b.0));
    least.filter(|(_, quiet)| *quiet < NOISY * most).map_or(1.0, |(bend, _)| bend / most)
}

/// Blur radius (standard deviation in pixels) of the most printed third of the tiles; `None`
/// where nothing is printed at all.
fn radius(tiles: &[Energy], direction: usize) -> Option<f32> {
    let of = |energy: &Energy| -> (f32, f32) {
        let part = |all: &[f32; DIRECTIONS]| all.get(direction).copied().unwrap_or(0.0);
        (part(&energy.sharp), part(&energy.blurred))
    };
    let mut tiles: Vec<(f32, f32)> = tiles.iter().map(of).collect();
    tiles.sort_by(|a, b| a.0.total_cmp(&b.0));
    let quiet = tiles.get(tiles.len() / 10).copied().unwrap_or_default();
    let printed = tiles.get(tiles.len() * 2 / 3..)?;
    let (mut sharp, mut blurred) = (0.0, 0.0);
    for tile in printed {
        sharp += tile.0 - quiet.0;
        blurred += tile.1 - quiet.1;
    }
    if sharp <= NOTHING * printed.len() as f32 {
        return None;
    }
    // For a step of blur s, the energy of its slope falls as 1/s; with the known blur b it
    // becomes 1/sqrt(s*s + b*b).
    let kept = (blurred / sharp).clamp(0.01, 0.995);
    Some(KNOWN_BLUR * kept / (1.0 - kept * kept).sqrt())
}

fn tiles(picture: &Picture, quad: &Quad) -> Vec<Energy> {
    let Some(mapping) = Perspective::from_rectangle(TILES.0 as f32, TILES.1 as f32, quad) else {
        return Vec::new();
    };
    let half = SIDE as f32 / 2.0;
    let mut found = Vec::with_capacity(TILES.0 * TILES.1);
    let mut work = Work::new();
    for row in 0..TILES.1 {
        for column in 0..TILES.0 {
            let at = mapping.map(Point::new(column as f32 + 0.5, row as f32 + 0.5));
            let (left, top) = (at.x - half, at.y - half);
            let fits = left >= 0.0
                && top >= 0.0
                && left + SIDE as f32 <= picture.width() as f32
                && top + SIDE as f32 <= picture.height() as f32;
            if fits {
                work.copy(picture, left as usize, top as usize);
                found.push(work.energy());
            }
        }
    }
    found
}

/// The buffers of one tile after another.
struct Work {
    read: Vec<f32>,
    sharp: Vec<f32>,
    blurred: Vec<f32>,
    half: Vec<f32>,
}

impl Work {
    fn new() -> Self {
        let buffer = || vec![0.0; SIDE * SIDE];
        Self { read: buffer(), sharp: buffer(), blurred: buffer(), half: buffer() }
    }

    /// Copies the brightness of the square whose corner is at `left`, `top`.
    fn copy(&mut self, picture: &Picture, left: usize, top: usize) {
        for (y, row) in self.read.chunks_exact_mut(SIDE).enumerate() {
            let pixels = picture.row(top + y).get(left * 3..).unwrap_or_default().chunks_exact(3);
            for (value, pixel) in row.iter_mut().zip(pixels) {
                if let &[r, g, b] = pixel {
                    *value = 0.30 * f32::from(r) + 0.59 * f32::from(g) + 0.11 * f32::from(b);
                }
            }
        }
    }

    fn energy(&mut self) -> Energy {
        blur::<3>([0.25, 0.5, 0.25], &self.read, &mut self.half, &mut self.sharp);
        let triangle = [1.0, 2.0, 3.0, 4.0, 5.0, 4.0, 3.0, 2.0, 1.0].map(|part: f32| part / 25.0);
        blur::<9>(triangle, &self.sharp, &mut self.half, &mut self.blurred);
        Energy { sharp: changes(&self.sharp), blurred: changes(&self.blurred), bends: bends(&self.sharp) }
    }
}

/// Blurs a square across and then down; the outermost pixels are left as they are.
fn blur<const TAPS: usize>(kernel: [f32; TAPS], from: &[f32], half: &mut [f32], to: &mut [f32]) {
    let reach = TAPS / 2;
    for (line, out) in from.chunks_exact(SIDE).zip(half.chunks_exact_mut(SIDE)) {
        out.copy_from_slice(line);
        let inner = out.get_mut(reach..SIDE - reach).unwrap_or_default();
        weighted(kernel, inner, |tap| line.get(tap..).unwrap_or_default());
    }
    to.copy_from_slice(half);
    for (y, out) in to.chunks_exact_mut(SIDE).enumerate().skip(reach).take(SIDE - 2 * reach) {
        let first = y - reach;
        weighted(kernel, out, |tap| half.get((first + tap) * SIDE..).unwrap_or_default());
    }
}

/// Each value of `out` becomes the weighted sum of the values at its place in the sources.
#[inline]
fn weighted<'a, const TAPS: usize>(
    kernel: [f32; TAPS],
    out: &mut [f32],
    source: impl Fn(usize) -> &'a [f32],
) {
    out.fill(0.0);
    for (tap, weight) in kernel.into_iter().enumerate() {
        for (sum, value) in out.iter_mut().zip(source(tap)) {
            *sum += weight * value;
        }
    }
}

/// Mean squared change inside the margin, in each direction.
fn changes(values: &[f32]) -> [f32; DIRECTIONS] {
    let mut sums = [0.0f32; DIRECTIONS];
    for y in MARGIN..MARGIN + TILE {
        let row = |down: usize| {
            values.get((y + down) * SIDE + MARGIN..).and_then(|row| row.get(..TILE + 2)).unwrap_or_default()
        };
        let rows = row(0).windows(3).zip(row(1).windows(3)).zip(row(2).windows(3));
        for ((here, below), second) in rows {
            let (&[a, b, c], &[d, e, f], &[g, h, _]) = (here, below, second) else { continue };
            let steps = [b - a, d - a, e - a, d - b, f - a, d - c, h - a, g - b];
            for (sum, step) in sums.iter_mut().zip(steps) {
                *sum += step * step;
            }
        }
    }
    sums.map(|sum| sum / (TILE * TILE) as f32)
}

/// Mean squared bend inside the margin, in the same directions.
fn bends(values: &[f32]) -> [f32; DIRECTIONS] {
    let mut sums = [0.0f32; DIRECTIONS];
    for y in MARGIN..MARGIN + TILE {
        let row = |down: usize| {
            let start = (y + down - 2) * SIDE + MARGIN - 2;
            values.get(start..start + TILE + 4).unwrap_or_default().windows(5)
        };
        let rows = row(0).zip(row(1)).zip(row(2).zip(row(3)).zip(row(4)));
        for ((above2, above), ((here, below), below2)) in rows {
            let at = |row: &[f32], column: usize| row.get(column).copied().unwrap_or(0.0);
            // Both ends of each direction, the place itself in the middle.
            let ends = [
                at(here, 1) + at(here, 3),
                at(above, 2) + at(below, 2),
                at(above, 1) + at(below, 3),
                at(below, 1) + at(above, 3),
                at(above, 0) + at(below, 4),
                at(above2, 1) + at(below2, 3),
                at(below2, 1) + at(above2, 3),
                at(below, 0) + at(above, 4),
            ];
            for (sum, ends) in sums.iter_mut().zip(ends) {
                let bend = ends - 2.0 * at(here, 2);
                *sum += bend * bend;
            }
        }
    }
    sums.map(|sum| sum / (TILE * TILE) as f32)
}
