use crate::vision::Picture;
use crate::vision::geometry::{Point, Quad};
use crate::vision::picture::luma_of;
use crate::vision::regression::Regression;

/// Places along a side where the edge is looked for.
const LOOKS: usize = 48;

/// Moves each side of `quad` onto the edge within `reach` pixels of it, or three times that, and
/// gives the quad of the new sides. A side whose edge is not clear stays where it was.
pub(super) fn refine(picture: &Picture, quad: &Quad, reach: f32) -> Quad {
    let sides = quad.sides().map(|(from, to)| {
        // A side that is a degree off leaves the edge at its ends: then from farther away.
        let found = [reach, 3.0 * reach].into_iter().find_map(|reach| side(picture, from, to, reach));
        found.unwrap_or((from, to))
    });
    let [top, right, bottom, left] = sides;
    let corners = [cross(left, top), cross(top, right), cross(right, bottom), cross(bottom, left)];
    let [a, b, c, d] = corners;
    let (Some(a), Some(b), Some(c), Some(d)) = (a, b, c, d) else { return *quad };
    let refined = Quad::new([a, b, c, d]);
    let far = refined.corners.iter().zip(&quad.corners).any(|(new, old)| new.distance(*old) > 4.0 * reach);
    if far || !refined.is_convex() { *quad } else { refined }
}

type Segment = (Point, Point);

fn side(picture: &Picture, from: Point, to: Point, reach: f32) -> Option<Segment> {
    let length = from.distance(to);
    if length < 40.0 {
        return None;
    }
    let normal = Point::new(-(to.y - from.y) / length, (to.x - from.x) / length);
    let steps = reach.ceil() as i32;
    let mut found: Vec<(f32, f32, f32)> = Vec::with_capacity(LOOKS);
    for look in 0..LOOKS {
        // The ends are left out: cards have round corners.
        let t = 0.08 + 0.84 * (look as f32 + 0.5) / LOOKS as f32;
        let at = from.towards(to, t);
        if let Some((offset, strength)) = strongest(picture, at, normal, steps) {
            found.push((t * length, offset, strength));
        }
    }
    let (slope, shift) = robust_line(&found)?;
    let moved = |p: Point, t: f32| {
        let offset = slope * t + shift;
        Point::new(p.x + normal.x * offset, p.y + normal.y * offset)
    };
    Some((moved(from, 0.0), moved(to, length)))
}

/// Where across the side brightness or colour changes most, and how much.
fn strongest(picture: &Picture, at: Point, normal: Point, steps: i32) -> Option<(f32, f32)> {
    let inside =
        |p: Point| p.x >= 0.0 && p.y >= 0.0 && p.x < picture.width() as f32 && p.y < picture.height() as f32;
    if !inside(at) {
        return None;
    }
    let profile: Vec<[f32; 3]> = (-steps - 2..=steps + 2)
        .map(|step| {
            let mut sum = [0f32; 3];
            // Three pixels along the side are averaged against noise.
            for beside in [-2.0, 0.0, 2.0] {
                let x = at.x + normal.x * step as f32 - normal.y * beside;
                let y = at.y + normal.y * step as f32 + normal.x * beside;
                let rgb = picture.at(x.floor() as i32, y.floor() as i32);
                let luma = f32::from(luma_of(rgb));
                let [r, _, b] = rgb.map(f32::from);
                let [s0, s1, s2] = sum;
                sum = [s0 + luma, s1 + (r - luma), s2 + (b - luma)];
            }
            sum
        })
        .collect();
    let changes: Vec<f32> = profile
        .windows(5)
        .map(|window| match window {
            [a, b, _, d, e] => {
                let change = |part: fn(&[f32; 3]) -> f32| (part(d) + part(e) - part(a) - part(b)).abs();
                change(|c| c[0]).max(change(|c| c[1])).max(change(|c| c[2]))
            }
            _ => 0.0,
        })
        .collect();
    let (best, &peak) = changes.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    let before = best.checked_sub(1).and_then(|i| changes.get(i)).copied().unwrap_or(peak);
    let after = changes.get(best + 1).copied().unwrap_or(peak);
    let bend = before - 2.0 * peak + after;
    let fine = if bend < -1e-3 { (0.5 * (before - after) / bend).clamp(-0.5, 0.5) } else { 0.0 };
    (peak > 6.0).then_some((best as f32 - steps as f32 + fine, peak))
}

/// The line through most of the places (Theil and Sen), then least squares on those near it.
fn robust_line(found: &[(f32, f32, f32)]) -> Option<(f32, f32)> {
    if found.len() < LOOKS / 3 {
        return None;
    }
    let half = found.len() / 2;
    let mut slopes: Vec<f32> = Vec::with_capacity(found.len() * found.len() / 2);
    for (i, a) in found.iter().enumerate() {
        for b in found.iter().skip(i + found.len() / 4) {
            if b.0 - a.0 > 1.0 {
                slopes.push((b.1 - a.1) / (b.0 - a.0));
            }
        }
    }
    let slope = median(&mut slopes)?;
    let mut shifts: Vec<f32> = found.iter().map(|(t, d, _)| d - slope * t).collect();
    let shift = median(&mut shifts)?;
    let (mut near, mut fit) = (0, Regression::default());
    for &(t, distance, _) in found {
        if (distance - slope * t - shift).abs() < 1.5 {
            near += 1;
            fit.add(1.0, t, distance);
        }
    }
    if near < half { None } else { fit.solve() }
}

fn median(values: &mut [f32]) -> Option<f32> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let (_, &mut value, _) = values.select_nth_unstable_by(middle, f32::total_cmp);
    Some(value)
}

fn cross(a: Segment, b: Segment) -> Option<Point> {
    let (ax, ay) = (a.1.x - a.0.x, a.1.y - a.0.y);
    let (bx, by) = (b.1.x - b.0.x, b.1.y - b.0.y);
    let base = ax * by - ay * bx;
    if base.abs() < 1e-3 {
        return None;
    }
    let t = ((b.0.x - a.0.x) * by - (b.0.y - a.0.y) * bx) / base;
    Some(a.0.towards(a.1, t))
}
