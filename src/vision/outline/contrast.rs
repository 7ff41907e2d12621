use super::quads::Hypothesis;
use crate::vision::geometry::{Point, Quad};
use crate::vision::{Plane, Preview};

/// Pixels from a side at which its colours are looked at.
const BESIDE: [f32; 3] = [3.0, 4.5, 6.0];
/// Places along a side that are looked at.
const LOOKS: usize = 24;

/// Pixels of the frame's border from which on a cut tells something.
const LEAST_CUT: f32 = 12.0;

/// Share of its strongest side that the weakest side of one that is cut off differs by from the desk.
const EVEN: f32 = 0.4;

/// Brightness and colour, in grey levels.
type Colour = [f32; 3];

/// What share of a hypothesis stands when the colours beside its sides are looked at, 0 to 1:
/// the inside must differ from the outside on all sides, also at the frame's border, where
/// the desk must not be what is taken for the document.
pub(super) fn standing(preview: &Preview, hypothesis: &Hypothesis) -> f32 {
    let centre = hypothesis.quad.centre();
    let sides = hypothesis.quad.sides();
    let beside = |(from, to): (Point, Point), depths: [f32; 3]| strip(preview, from, to, centre, depths);
    let third = |(from, to): (Point, Point), number: f32| {
        let (start, end) = (from.towards(to, number / 3.0), from.towards(to, (number + 1.0) / 3.0));
        strip(preview, start, end, centre, [-8.0, -9.5, -11.0])
    };
    let mut inside = sides.map(|side| beside(side, BESIDE.map(|depth| -depth)));
    let outside = sides.map(|side| beside(side, BESIDE));
    // What is cut off goes on up to the very border.
    for ((inside, side), border) in inside.iter_mut().zip(sides).zip(hypothesis.borders) {
        if border {
            *inside = beside(side, [-0.6, -1.2, -1.8]);
        }
    }
    let mut steps = Vec::with_capacity(4);
    for ((inside, outside), border) in inside.iter().zip(&outside).zip(hypothesis.borders) {
        if !border && let (Some(inside), Some(outside)) = (inside, outside) {
            steps.push(difference(inside, outside));
        }
    }
    if steps.len() < 2 {
        return 0.0;
    }
    let typical = steps.iter().sum::<f32>() / steps.len() as f32;
    let least = steps.iter().copied().fold(f32::INFINITY, f32::min);
    // Of one that the frame cuts off fewer sides tell: a pen beside the desk's grain is no sheet.
    let most = steps.iter().copied().fold(0.0, f32::max);
    let even = if hypothesis.borders.contains(&true) { (least / most.max(1.0) / EVEN).min(1.0) } else { 1.0 };
    // White on white the steps are too small to tell one side from another.
    let certain = ((typical - 6.0) / 18.0).clamp(0.0, 1.0);
    let mut standing = even * share(least, typical, certain);
    let nearest = |inside: &Colour| {
        // Other things on the desk may lie beside a side, so the nearest colour counts.
        outside.iter().flatten().map(|outside| difference(inside, outside)).fold(typical, f32::min)
    };
    for ((inside, known), border) in inside.iter().zip(&outside).zip(hypothesis.borders) {
        // Nor is a side known that runs along the frame's border, its outside not being seen.
        if let (Some(inside), true) = (inside, border || known.is_none()) {
            standing = standing.min(share(nearest(inside), typical, certain).powi(2));
        }
    }
    // Most of what the frame's border cuts must be paper too, not something else beside the desk.
    let (width, height) = (preview.luma.width() as f32, preview.luma.height() as f32);
    for (from, to) in cuts(&hypothesis.quad, width, height) {
        let third = |number: f32| {
            let (start, end) = (from.towards(to, number / 3.0), from.towards(to, (number + 1.0) / 3.0));
            strip(preview, start, end, centre, [-0.6, -1.2, -1.8])
        };
        let mut thirds: Vec<f32> =
            [0.0, 1.0, 2.0].into_iter().filter_map(third).map(|inside| nearest(&inside)).collect();
        thirds.sort_by(f32::total_cmp);
        if let Some(&second) = thirds.get(1) {
            standing = standing.min(share(second, typical, certain));
        }
    }
    // Where a pen's edge is taken for a side, the desk lies inside of a part of it, past the pen.
    for (side, _) in sides.into_iter().zip(hypothesis.borders).filter(|(_, border)| !border) {
        for inside in [0.0, 1.0, 2.0].into_iter().filter_map(|number| third(side, number)) {
            let mut beside: Vec<f32> =
                outside.iter().flatten().map(|outside| difference(&inside, outside)).collect();
            beside.sort_by(f32::total_cmp);
            if let Some(second) = beside.get(1) {
                standing = standing.min(share(2.0 * second, typical, certain));
            }
        }
    }
    standing
}

/// The stretches of the frame's borders that lie within a quadrilateral which goes past them.
fn cuts(quad: &Quad, width: f32, height: f32) -> impl Iterator<Item = (Point, Point)> {
    let quad = *quad;
    // Just inside the frame, so that a side that is the border itself is crossed at its ends.
    let lines =
        [(false, 1.5, 0.0), (false, height - 1.5, height), (true, 1.5, 0.0), (true, width - 1.5, width)];
    lines.into_iter().filter_map(move |(upright, look, border)| {
        let flat = |p: Point| if upright { (p.y, p.x) } else { (p.x, p.y) };
        let most = if upright { height } else { width };
        let crossings = quad.sides().into_iter().filter_map(|(from, to)| {
            let ((x0, y0), (x1, y1)) = (flat(from), flat(to));
            ((y0 < look) != (y1 < look)).then(|| x0 + (x1 - x0) * (look - y0) / (y1 - y0))
        });
        let (first, last) = crossings.fold((f32::MAX, f32::MIN), |(a, b), x| (a.min(x), b.max(x)));
        let (first, last) = (first.max(0.0), last.min(most));
        let at = |x: f32| if upright { Point::new(border, x) } else { Point::new(x, border) };
        (last - first > LEAST_CUT).then(|| (at(first), at(last)))
    })
}

/// 1 for a step of a third of the typical one or more, less below.
fn share(step: f32, typical: f32, certain: f32) -> f32 {
    let share = (3.0 * step / typical.max(1.0)).min(1.0);
    1.0 - certain * (1.0 - share) * 0.8
}

/// Mean colour of a strip beside a side, at these depths outside of it (inside where negative);
/// `None` where that is mostly outside the frame.
fn strip(preview: &Preview, from: Point, to: Point, centre: Point, depths: [f32; 3]) -> Option<Colour> {
    let length = from.distance(to).max(1.0);
    let mut normal = Point::new(-(to.y - from.y) / length, (to.x - from.x) / length);
    let middle = from.towards(to, 0.5);
    if (middle.x - centre.x) * normal.x + (middle.y - centre.y) * normal.y < 0.0 {
        normal = Point::new(-normal.x, -normal.y);
    }
    let (width, height) = (preview.luma.width() as i32, preview.luma.height() as i32);
    let (mut sum, mut count) = ([0.0; 3], 0usize);
    for look in 0..LOOKS {
        let at = from.towards(to, 0.08 + 0.84 * (look as f32 + 0.5) / LOOKS as f32);
        for depth in depths {
            let (x, y) = (at.x + normal.x * depth, at.y + normal.y * depth);
            // Cut off, what is not negative is rounded down.
            let inside = x >= 0.0 && y >= 0.0;
            let (x, y) = (x as i32, y as i32);
            if inside && x < width && y < height {
                let value = |plane: &Plane| f32::from(plane.at(x, y));
                let [luma, blue, red] = sum;
                sum = [luma + value(&preview.luma), blue + value(&preview.blue), red + value(&preview.red)];
                count += 1;
            }
        }
    }
    (count >= LOOKS).then(|| sum.map(|part| part / count as f32))
}

/// Distance of two colours; the colour differences count double because they were halved.
fn difference(a: &Colour, b: &Colour) -> f32 {
    let ([a0, a1, a2], [b0, b1, b2]) = (a, b);
    (a0 - b0).abs() + 2.0 * ((a1 - b1).abs() + (a2 - b2).abs())
}
