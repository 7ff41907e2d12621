use std::ops::Range;

use super::edges::Gradients;
use super::hough::Line;

/// Pixels between two looks along a line.
pub(super) const PACE: f32 = 2.0;
/// Looks on either side that one look is averaged with.
const SMOOTH: usize = 3;
/// So far a change is smoothed along a line, in pixels.
pub(super) const SMOOTHED: f32 = (SMOOTH as f32 + 0.5) * PACE;
/// A stretch is clear while this much of it is an edge;
const HALF: f32 = 0.5;
/// one of so many looks at least, and less than such a share of the line, is settled on by itself.
const SHORTEST: usize = 12;
const SHORT: f32 = 0.5;

/// How much a picture changes across a line, every [`PACE`] along it.
pub(super) struct Changes {
    pub line: Line,
    /// The first place along the line.
    pub first: f32,
    /// Smoothed along the line, signed by its normal.
    pub all: Vec<f32>,
}

impl Changes {
    /// Those across `line` where it lies in the frame; `None` where it does not cross it.
    pub fn across(line: Line, gradients: &Gradients) -> Option<Self> {
        let (first, last) = span(&line, gradients.width as f32, gradients.height as f32)?;
        let steps = ((last - first) / PACE) as usize + 1;
        let looks: Vec<f32> =
            (0..steps).map(|step| across(gradients, &line, first + step as f32 * PACE)).collect();
        let near = |step: usize| {
            looks.get(step.saturating_sub(SMOOTH)..(step + SMOOTH + 1).min(steps)).unwrap_or_default()
        };
        let mean = |near: &[f32]| near.iter().sum::<f32>() / near.len().max(1) as f32;
        let all = (0..steps).map(|step| mean(near(step))).collect();
        Some(Self { line, first, all })
    }

    /// The place along the line of a look.
    pub fn place(&self, step: usize) -> f32 {
        self.first + step as f32 * PACE
    }

    /// The looks between which most of the line's changes by `full` are, all one way: the stronger of both.
    pub fn clear_stretch(&self, full: f32) -> Option<Range<usize>> {
        let up = longest(self.all.iter().map(|change| (change / full).clamp(0.0, 1.0)));
        let down = longest(self.all.iter().map(|change| (-change / full).clamp(0.0, 1.0)));
        // A desk's grain may go on for longer than a small document, but not as strongly.
        let stretch = if self.total(&up) > self.total(&down) { up } else { down };
        (stretch.len() >= SHORTEST).then_some(stretch)
    }

    /// Whether a stretch is a small part of the line.
    pub fn is_short(&self, stretch: &Range<usize>) -> bool {
        (stretch.len() as f32) < SHORT * self.all.len() as f32
    }

    /// The mean change on a stretch, whichever way.
    pub fn strength(&self, stretch: &Range<usize>) -> f32 {
        self.total(stretch) / stretch.len().max(1) as f32
    }

    fn total(&self, stretch: &Range<usize>) -> f32 {
        self.all.get(stretch.clone()).unwrap_or_default().iter().sum::<f32>().abs()
    }
}

/// The stretch with the most support, as its first step and the one behind its last.
fn longest(support: impl Iterator<Item = f32>) -> Range<usize> {
    let (mut best, mut most) = (0..0, 0.0);
    let (mut start, mut sum) = (0, 0.0f32);
    for (at, support) in support.enumerate() {
        sum += support - HALF;
        if sum <= 0.0 {
            (start, sum) = (at + 1, 0.0);
        } else if sum > most {
            (best, most) = (start..at + 1, sum);
        }
    }
    best
}

/// Change across the line at `t`, over three pixels beside it, signed by the normal.
#[inline]
fn across(gradients: &Gradients, line: &Line, t: f32) -> f32 {
    let mut best = 0.0f32;
    for distance in [-1.0, 0.0, 1.0] {
        let found = change_at(gradients, line, t, distance);
        if found.abs() > best.abs() {
            best = found;
        }
    }
    best
}

/// The change at one place, if it points across the line and not along it.
#[inline]
pub(super) fn change_at(gradients: &Gradients, line: &Line, t: f32, distance: f32) -> f32 {
    let (x, y) = line.point(t, distance);
    // Cut off and not rounded down, which costs more: the first row and column are zero anyway.
    let (dx, dy) = gradients.at(x as i32, y as i32);
    let (dx, dy) = (dx as f32, dy as f32);
    let across = dx * line.normal.0 + dy * line.normal.1;
    let along = dy * line.normal.0 - dx * line.normal.1;
    if along.abs() > across.abs() { 0.0 } else { across }
}

/// The stretch of a line inside the frame.
pub(super) fn span(line: &Line, width: f32, height: f32) -> Option<(f32, f32)> {
    let (mut first, mut last) = (f32::NEG_INFINITY, f32::INFINITY);
    let origin = line.point(0.0, 0.0);
    let heading = (-line.normal.1, line.normal.0);
    for (start, step, end) in [(origin.0, heading.0, width), (origin.1, heading.1, height)] {
        if step.abs() < 1e-6 {
            if start < 0.0 || start > end {
                return None;
            }
            continue;
        }
        let (a, b) = (-start / step, (end - start) / step);
        first = first.max(a.min(b));
        last = last.min(a.max(b));
    }
    (last - first > 8.0).then_some((first, last))
}
