use super::edges::Edge;

/// A straight line: all points with `normal . point = offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    /// Unit normal.
    pub normal: (f32, f32),
    /// Distance from the origin along the normal.
    pub offset: f32,
}

impl Line {
    /// How far a point lies to the normal's side.
    #[inline]
    pub fn distance(&self, x: f32, y: f32) -> f32 {
        self.normal.0 * x + self.normal.1 * y - self.offset
    }

    /// The point at `t` along the line, `distance` to the normal's side of it.
    #[inline]
    pub fn point(&self, t: f32, distance: f32) -> (f32, f32) {
        let along = self.offset + distance;
        (self.normal.0 * along - self.normal.1 * t, self.normal.1 * along + self.normal.0 * t)
    }

    /// Where along the line a point lies.
    #[inline]
    pub fn along(&self, x: f32, y: f32) -> f32 {
        self.normal.0 * y - self.normal.1 * x
    }

    /// Where two lines cross; `None` when they are nearly parallel.
    pub fn crossing(&self, other: &Self) -> Option<(f32, f32)> {
        let base = self.normal.0 * other.normal.1 - self.normal.1 * other.normal.0;
        (base.abs() > 0.2).then(|| {
            let x = (self.offset * other.normal.1 - other.offset * self.normal.1) / base;
            let y = (other.offset * self.normal.0 - self.offset * other.normal.0) / base;
            (x, y)
        })
    }

    /// Cosine of the angle between two lines, 0 to 1.
    pub fn cosine(&self, other: &Self) -> f32 {
        (self.normal.0 * other.normal.0 + self.normal.1 * other.normal.1).abs()
    }
}

const ANGLES: usize = 180;
/// Pixels to one step of the offset.
const STEP: f32 = 2.0;
/// The same in whole numbers.
const UNIT: usize = 8192 * STEP as usize;
/// Angles to either side of its own that an edge votes for, at most.
const MOST_SPREAD: usize = 4;

/// The straight lines that most edges lie on (Hough, each edge voting only for lines across
/// its own direction), most votes first.
pub(super) fn lines(edges: &[Edge], width: usize, height: usize, most: usize) -> Vec<Line> {
    let centre = (width as f32 / 2.0, height as f32 / 2.0);
    let reach = centre.0.hypot(centre.1);
    let offsets = (2.0 * reach / STEP) as usize + 3;
    let normals: Vec<(f32, f32)> =
        (0..ANGLES).map(|angle| (angle as f32).to_radians().sin_cos()).map(|(sin, cos)| (cos, sin)).collect();
    // Whole numbers from here on: twice the pixels, times the normals in 1/4096.
    let whole = |value: f32, unit: f32| (value * unit).round() as i32;
    // The first and the last angles a second time, so that a spread need not be cut in two.
    let turned = normals.iter().cycle().skip(ANGLES - MOST_SPREAD).take(ANGLES + 2 * MOST_SPREAD);
    let steps: Vec<(i32, i32)> = turned.map(|&(x, y)| (whole(x, 4096.0), whole(y, 4096.0))).collect();
    let base = whole(reach + STEP, 8192.0);
    let mut votes = vec![0u16; steps.len() * offsets];
    for edge in edges {
        // Half pixels, and so without a rest.
        let (x, y) = ((2.0 * (edge.x - centre.0)) as i32, (2.0 * (edge.y - centre.1)) as i32);
        // A weak edge knows its own direction less well.
        let spread = if edge.vote == 1 { MOST_SPREAD } else { 2 };
        let angles = edge.angle as usize + MOST_SPREAD - spread..=edge.angle as usize + MOST_SPREAD + spread;
        let first = *angles.start() * offsets;
        let rows = votes.get_mut(first..).unwrap_or_default().chunks_exact_mut(offsets);
        for (row, &(nx, ny)) in rows.zip(steps.get(angles).unwrap_or_default()) {
            let slot = (nx * x + ny * y + base) as usize / UNIT;
            if let Some(count) = row.get_mut(slot) {
                *count = count.saturating_add(edge.vote);
            }
        }
    }
    let votes = folded(votes, offsets);
    let floor = (width.min(height) / 8) as u16;
    peaks(&votes, offsets, floor, most)
        .into_iter()
        .filter_map(|(angle, slot)| {
            let &normal = normals.get(angle)?;
            let offset = (slot as f32 - 0.5) * STEP - reach;
            Some(Line { normal, offset: offset + normal.0 * centre.0 + normal.1 * centre.1 })
        })
        .collect()
}

/// The votes of each angle once, those for it a second time added.
fn folded(mut votes: Vec<u16>, offsets: usize) -> Vec<u16> {
    let (twice, whole) = (MOST_SPREAD * offsets, ANGLES * offsets);
    let (before, after) = (votes.get(..twice).map(<[u16]>::to_vec), votes.split_off(twice + whole));
    votes.drain(..twice);
    let add = |to: &mut [u16], more: &[u16]| {
        to.iter_mut().zip(more).for_each(|(count, more)| *count = count.saturating_add(*more));
    };
    add(votes.get_mut(whole - twice..).unwrap_or_default(), &before.unwrap_or_default());
    add(&mut votes, &after);
    votes
}

fn peaks(votes: &[u16], offsets: usize, floor: u16, most: usize) -> Vec<(usize, usize)> {
    let mut found: Vec<(u16, usize, usize)> = Vec::new();
    for (angle, row) in votes.chunks_exact(offsets).enumerate() {
        for (slot, window) in row.windows(3).enumerate() {
            if let &[before, here, after] = window
                && here >= floor
                && here >= before
                && here > after
            {
                // An edge between two steps splits its votes.
                found.push((here.saturating_add(before.max(after) / 2), angle, slot + 1));
            }
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    let mut kept: Vec<(usize, usize)> = Vec::with_capacity(most);
    for (_, angle, slot) in found {
        if kept.len() == most {
            break;
        }
        let close = |&(other, place): &(usize, usize)| {
            let turn = angle.abs_diff(other);
            // Past half a turn a line comes back with its offset's sign changed.
            let (turn, place) =
                if turn > ANGLES / 2 { (ANGLES - turn, offsets - place) } else { (turn, place) };
            turn <= 4 && slot.abs_diff(place) <= 3
        };
        if !kept.iter().any(close) {
            kept.push((angle, slot));
        }
    }
    kept
}
