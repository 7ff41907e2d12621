use crate::vision::widest::widest;
use crate::vision::{Plane, Preview};

/// How fast brightness or colour changes at every pixel, and in which direction.
pub(super) struct Gradients {
    pub width: usize,
    pub height: usize,
    /// Change to the right, of the channel that changes most.
    across: Vec<i16>,
    /// Change downwards, of the same channel.
    down: Vec<i16>,
    /// Strength of the change, near enough to its length.
    strength: Vec<i16>,
    /// Median strength: what the desk's texture and noise come to.
    pub noise: f32,
    /// The strength that counts as an edge.
    floor: i16,
}

/// From so many times the strength of an edge on, one is clear.
const CLEAR: f32 = 2.5;

/// Pixels that are looked at together at first.
const STRETCH: usize = 16;

/// A pixel where the change is strongest across its direction.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub x: f32,
    pub y: f32,
    /// Direction of the change, in degrees from 0 to 180 (its sign left out).
    pub angle: f32,
    /// Vote in the line search: 1, 3 or 4.
    pub vote: u16,
}

impl Gradients {
    /// `difference` from the bare desk counts like a further colour.
    pub fn of(preview: &Preview, difference: Option<&Plane>) -> Self {
        let (width, height) = (preview.luma.width(), preview.luma.height());
        let empty = || vec![0i16; width * height];
        let mut made =
            Self { width, height, across: empty(), down: empty(), strength: empty(), noise: 0.0, floor: 0 };
        made.add_channel(&preview.luma, 2);
        // Colour differences were halved, and their noise is stronger than brightness noise.
        made.add_channel(&preview.blue, 3);
        made.add_channel(&preview.red, 3);
        if let Some(difference) = difference {
            made.add_channel(difference, 2);
        }
        made.weigh();
        made
    }

    /// The change at a pixel, to the right and downwards; zero outside.
    #[inline]
    pub fn at(&self, x: i32, y: i32) -> (i32, i32) {
        // What is negative becomes too large.
        let (x, y) = (x as u32 as usize, y as u32 as usize);
        if x >= self.width || y >= self.height {
            return (0, 0);
        }
        let index = y * self.width + x;
        match (self.across.get(index), self.down.get(index)) {
            (Some(&across), Some(&down)) => (i32::from(across), i32::from(down)),
            _ => (0, 0),
        }
    }

    /// How much stronger than what counts as an edge the change at a pixel is, as a multiple of that; `None` outside.
    pub fn clearness(&self, x: i32, y: i32) -> Option<f32> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        let row = self.strength.chunks_exact(self.width.max(1)).nth(y)?;
        row.get(x).map(|&strength| (f32::from(strength) / f32::from(self.floor.max(1)) - CLEAR).max(0.0))
    }

    /// Sobel in one channel; keeps what is stronger than what is there. The one-pixel border
    /// stays zero.
    fn add_channel(&mut self, plane: &Plane, weight: i16) {
        let width = plane.width();
        if width < 3 {
            return;
        }
        let row = || vec![0i16; width];
        let (mut smooth, mut rise) = (row(), row());
        let rows = self.across.chunks_exact_mut(width).zip(self.down.chunks_exact_mut(width));
        let rows = rows.zip(self.strength.chunks_exact_mut(width)).enumerate().skip(1);
        for (y, ((across, down), strength)) in rows {
            let (above, here, below) = (plane.row(y - 1), plane.row(y), plane.row(y + 1));
            if below.is_empty() {
                break;
            }
            let inner = 1..width - 1;
            let found = (across.get_mut(inner.clone()), down.get_mut(inner.clone()), strength.get_mut(inner));
            let (Some(across), Some(down), Some(strength)) = found else { continue };
            widest(
                #[inline(always)]
                || {
                    smooth_and_rise(above, here, below, &mut smooth, &mut rise);
                    keep_stronger(&smooth, &rise, weight, across, down, strength);
                },
            );
        }
    }

    /// Finds noise and floor from every other row.
    fn weigh(&mut self) {
        let mut counts = [0usize; 512];
        let mut total = 0;
        for row in self.strength.chunks_exact(self.width).step_by(2) {
            total += row.len();
            for &strength in row {
                if let Some(count) = counts.get_mut((strength as usize).min(511)) {
                    *count += 1;
                }
            }
        }
        let reach = |share: usize| {
            let mut seen = 0;
            let below = counts.iter().take_while(|&&count| {
                seen += count;
                seen * 100 < total * share
            });
            below.count() as i16
        };
        self.noise = f32::from(reach(50));
        // At most about a fifth of all pixels are let through.
        self.floor = reach(80).max((self.noise * 1.6) as i16).max(12);
    }

    /// The thinned edges: where the change is strongest across its direction.
    pub fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::with_capacity(1 << 14);
        let strong = (self.floor.saturating_mul(5) / 2, self.floor.saturating_mul(5));
        let mut ridge = Ridge::of_width(self.width);
        for y in 1..self.height.saturating_sub(1) {
            widest(
                #[inline(always)]
                || ridge.find(self, y),
            );
            let row = y * self.width;
            for (number, stretch) in ridge.strength.as_chunks::<STRETCH>().0.iter().enumerate() {
                let mut marked = marks(stretch);
                while marked != 0 {
                    let place = marked.trailing_zeros() as usize;
                    marked &= marked - 1;
                    // The first column has no neighbours.
                    let x = number * STRETCH + place + 1;
                    let found = (stretch.get(place), self.across.get(row + x), self.down.get(row + x));
                    let (Some(&here), Some(&across), Some(&down)) = found else { continue };
                    let vote = 1 + 2 * u16::from(here > strong.0) + u16::from(here > strong.1);
                    let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
                    edges.push(Edge { x, y, angle: angle(across, down), vote });
                }
            }
        }
        edges
    }
}

/// One bit for every place that is not zero, the lowest for the first.
#[inline]
fn marks(stretch: &[i16; STRETCH]) -> u32 {
    let bits = stretch.iter().enumerate().map(|(place, &here)| u32::from(here != 0) << place);
    bits.fold(0, |all, bit| all | bit)
}

/// The ridges of one row, its first and last pixel left out.
struct Ridge {
    /// The neighbours on the way of the change, before and after.
    before: Vec<i16>,
    after: Vec<i16>,
    /// The change where it is strongest, else zero.
    strength: Vec<i16>,
}

impl Ridge {
    fn of_width(width: usize) -> Self {
        let length = width.saturating_sub(2);
        let row = |length| vec![0i16; length];
        // In whole stretches.
        let strength = row(length.next_multiple_of(STRETCH));
        Self { before: row(length), after: row(length), strength }
    }

    #[inline(always)]
    fn find(&mut self, field: &Gradients, y: usize) {
        // As long as what is picked; what lies behind that is passed over.
        let strength = |y: usize, column| from(&field.strength, y * field.width + column);
        let (across, down) =
            (from(&field.across, y * field.width + 1), from(&field.down, y * field.width + 1));
        let before = [strength(y, 0), strength(y - 1, 1), strength(y - 1, 0), strength(y - 1, 2)];
        let after = [strength(y, 2), strength(y + 1, 1), strength(y + 1, 2), strength(y + 1, 0)];
        let here = strength(y, 1);
        pick(across, down, before, &mut self.before);
        pick(across, down, after, &mut self.after);
        keep_ridge(here, &self.before, &self.after, field.floor, &mut self.strength);
    }
}

/// Of four neighbours the one in the direction of the change: across, down, along the falling diagonal or
/// along the rising one.
#[inline(always)]
fn pick(across: &[i16], down: &[i16], [flat, upright, falling, rising]: [&[i16]; 4], picked: &mut [i16]) {
    let changes = across.iter().zip(down);
    let neighbours = flat.iter().zip(upright).zip(falling.iter().zip(rising));
    for ((picked, (&across, &down)), ((&flat, &upright), (&falling, &rising))) in
        picked.iter_mut().zip(changes).zip(neighbours)
    {
        let (a, b) = (across.wrapping_abs(), down.wrapping_abs());
        // As masks: choices would be made one by one.
        let choose = |first: bool, one: i16, other: i16| {
            let first = -i16::from(first);
            (one & first) | (other & !first)
        };
        let slanted = choose((across > 0) == (down > 0), falling, rising);
        *picked = choose(a / 2 > b, flat, choose(b / 2 > a, upright, slanted));
    }
}

#[inline(always)]
fn keep_ridge(here: &[i16], before: &[i16], after: &[i16], floor: i16, kept: &mut [i16]) {
    for ((kept, &here), (&before, &after)) in kept.iter_mut().zip(here).zip(before.iter().zip(after)) {
        let mask = |holds: bool| -i16::from(holds);
        *kept = here & mask(here >= floor) & mask(here > before) & mask(here >= after);
    }
}

#[inline(always)]
fn smooth_and_rise(above: &[u8], here: &[u8], below: &[u8], smooth: &mut [i16], rise: &mut [i16]) {
    let columns = above.iter().zip(here).zip(below);
    for ((s, d), ((&a, &b), &c)) in smooth.iter_mut().zip(rise).zip(columns) {
        *s = i16::from(a) + 2 * i16::from(b) + i16::from(c);
        *d = i16::from(c) - i16::from(a);
    }
}

/// The changes along one row where they are stronger than what is there, the first and the last pixel left out.
#[inline(always)]
fn keep_stronger(
    smooth: &[i16],
    rise: &[i16],
    weight: i16,
    across: &mut [i16],
    down: &mut [i16],
    strength: &mut [i16],
) {
    let known = across.iter_mut().zip(down).zip(strength);
    let columns = smooth.iter().zip(from(smooth, 2)).zip(rise.iter().zip(from(rise, 1)).zip(from(rise, 2)));
    for (((across, down), strength), ((before, after), ((a, b), c))) in known.zip(columns) {
        let (to_right, downwards) = ((after - before) * weight / 2, (a + 2 * b + c) * weight / 2);
        // Near enough to the length of the change, with whole numbers.
        let (x, y) = (to_right.wrapping_abs(), downwards.wrapping_abs());
        let length = x.max(y) + x.min(y) / 2;
        // As a mask: a choice would be made one by one.
        let stronger = -i16::from(length > *strength);
        *across = (to_right & stronger) | (*across & !stronger);
        *down = (downwards & stronger) | (*down & !stronger);
        *strength = length.max(*strength);
    }
}

/// Slices, not `skip`: only these are turned into vector instructions.
#[inline(always)]
fn from(row: &[i16], column: usize) -> &[i16] {
    row.get(column..).unwrap_or_default()
}

/// Direction of a change in degrees, 0 to 180, within a third of a degree.
fn angle(across: i16, down: i16) -> f32 {
    let (x, y) = (f32::from(across), f32::from(down));
    let (long, short) = (x.abs().max(y.abs()).max(1.0), x.abs().min(y.abs()));
    let ratio = short / long;
    let acute = ratio * (45.0 + 15.64 * (1.0 - ratio));
    let first = if x.abs() >= y.abs() { acute } else { 90.0 - acute };
    let turned = if x * y >= 0.0 { first } else { 180.0 - first };
    if turned >= 180.0 { turned - 180.0 } else { turned }
}

#[cfg(test)]
mod tests {
    use rand::rngs::SmallRng;
    use rand::{Rng as _, SeedableRng as _};

    use super::*;

    /// Pixel by pixel, as it is defined.
    fn is_ridge(field: &Gradients, x: usize, y: usize) -> bool {
        let at = |x: usize, y: usize| field.strength[y * field.width + x];
        let (across, down) = (field.across[y * field.width + x], field.down[y * field.width + x]);
        let (a, b) = (across.abs(), down.abs());
        let (before, after) = if a / 2 > b {
            (at(x - 1, y), at(x + 1, y))
        } else if b / 2 > a {
            (at(x, y - 1), at(x, y + 1))
        } else if (across > 0) == (down > 0) {
            (at(x - 1, y - 1), at(x + 1, y + 1))
        } else {
            (at(x + 1, y - 1), at(x - 1, y + 1))
        };
        let here = at(x, y);
        here >= field.floor && here > before && here >= after
    }

    #[test]
    fn rows_at_once_keep_what_changes_most() {
        let mut random = SmallRng::seed_from_u64(8);
        for (width, height) in [(3, 3), (67, 9), (2, 5), (5, 2)] {
            let mut plane = || {
                let values = (0..width * height).map(|_| random.random()).collect();
                Plane::new(width, height, values).unwrap()
            };
            let (luma, blue, red) = (plane(), plane(), plane());
            let channels = [(luma.clone(), 2), (blue.clone(), 3), (red.clone(), 3)];
            let found = Gradients::of(&Preview { luma, blue, red, scale: (1.0, 1.0) }, None);
            for y in 0..height as i32 {
                for x in 0..width as i32 {
                    let border = x == 0 || y == 0 || x + 1 == width as i32 || y + 1 == height as i32;
                    let changes = channels.iter().filter(|_| !border).map(|(plane, weight)| {
                        let at = |dx: i32, dy: i32| i16::from(plane.at(x + dx, y + dy));
                        let column = |dx| at(dx, -1) + 2 * at(dx, 0) + at(dx, 1);
                        let line = |dy| at(-1, dy) + 2 * at(0, dy) + at(1, dy);
                        ((column(1) - column(-1)) * weight / 2, (line(1) - line(-1)) * weight / 2)
                    });
                    let length = |&(a, b): &(i16, i16)| a.abs().max(b.abs()) + a.abs().min(b.abs()) / 2;
                    // The first of equals, as `max_by_key` takes the last.
                    let (across, down) = changes.rev().max_by_key(length).unwrap_or_default();
                    assert_eq!(found.at(x, y), (i32::from(across), i32::from(down)), "{x},{y}");
                }
            }
        }
    }

    #[test]
    fn rows_at_once_find_what_pixel_by_pixel_is_found() {
        let mut random = SmallRng::seed_from_u64(7);
        for (width, height) in [(3, 3), (40, 23), (67, 9), (2, 5), (5, 2)] {
            let mut values =
                || -> Vec<i16> { (0..width * height).map(|_| random.random_range(-90..90)).collect() };
            let (across, down) = (values(), values());
            let strength = values().into_iter().map(i16::abs).collect();
            let field = Gradients { width, height, across, down, strength, noise: 0.0, floor: 20 };
            let found: Vec<(f32, f32)> = field.edges().iter().map(|edge| (edge.x, edge.y)).collect();
            let inside = (1..height.max(2) - 1).flat_map(|y| (1..width.max(2) - 1).map(move |x| (x, y)));
            let wanted: Vec<(f32, f32)> = inside
                .filter(|&(x, y)| is_ridge(&field, x, y))
                .map(|(x, y)| (x as f32 + 0.5, y as f32 + 0.5))
                .collect();
            assert_eq!(found, wanted, "{width}x{height}");
        }
    }
}
