use super::Corners;
use super::canvas::Canvas;

/// Share of the canvas that the guide leaves free on the nearer sides together.
const GUIDE_MARGIN: f32 = 0.16;

const GUIDE: [u8; 3] = [255, 255, 255];
const FOUND: [u8; 3] = [255, 190, 0];
const GOOD: [u8; 3] = [0, 230, 90];
const COVER: [u8; 3] = [200, 200, 200];
const FOCUSED: [u8; 3] = [255, 190, 0];

/// The corners of a frame of that shape (width divided by height) in the middle.
pub(super) fn guide(canvas: &mut Canvas<'_>, shape: f32) {
    let (width, height) = canvas.size();
    let (room_w, room_h) =
        (f32::from(width) * (1.0 - GUIDE_MARGIN), f32::from(height) * (1.0 - GUIDE_MARGIN));
    let w = room_w.min(room_h * shape.max(0.1));
    let h = w / shape.max(0.1);
    let (left, top) = ((f32::from(width) - w) / 2.0, (f32::from(height) - h) / 2.0);
    let (left, top, right, bottom) = (left as i32, top as i32, (left + w) as i32 - 1, (top + h) as i32 - 1);
    let arm = ((right - left) / 6).max(2);
    for (x, inward_x) in [(left, 1), (right, -1)] {
        for (y, inward_y) in [(top, 1), (bottom, -1)] {
            for step in 0..arm {
                canvas.pixel(x + inward_x * step, y, GUIDE);
                canvas.pixel(x, y + inward_y * step, GUIDE);
            }
        }
    }
}

/// The four sides of what was found.
pub(super) fn outline(canvas: &mut Canvas<'_>, corners: &Corners, good: bool) {
    let (width, height) = canvas.size();
    let rgb = if good { GOOD } else { FOUND };
    let at = |(x, y): (f32, f32)| {
        let on = |share: f32, length: u16| (share.clamp(-1.0, 2.0) * f32::from(length)) as i32;
        (on(x, width).min(i32::from(width) - 1), on(y, height).min(i32::from(height) - 1))
    };
    let [a, b, c, d] = corners.map(at);
    for (from, to) in [(a, b), (b, c), (c, d), (d, a)] {
        line(canvas, from, to, rgb);
    }
}

/// A part that will be covered: filled, outlined, with its number in its middle.
pub(super) fn cover(canvas: &mut Canvas<'_>, corners: &Corners, number: usize, focused: bool) {
    let (width, height) = canvas.size();
    let on = |share: f32, length: u16| (share.clamp(-1.0, 2.0) * f32::from(length)) as i32;
    let points = corners.map(|(x, y)| (on(x, width), on(y, height)));
    let inside = |x: i32, y: i32| {
        let [a, b, c, d] = points;
        [(a, b), (b, c), (c, d), (d, a)]
            .into_iter()
            .all(|(from, to)| (to.0 - from.0) * (y - from.1) - (to.1 - from.1) * (x - from.0) >= 0)
    };
    let (xs, ys) = (points.map(|p| p.0), points.map(|p| p.1));
    let range = |of: [i32; 4], limit: u16| {
        let least = of.into_iter().min().unwrap_or(0).max(0);
        least..=of.into_iter().max().unwrap_or(-1).min(i32::from(limit) - 1)
    };
    for y in range(ys, height) {
        for x in range(xs, width) {
            if inside(x, y) {
                canvas.covered(x, y);
            }
        }
    }
    let rgb = if focused { FOCUSED } else { COVER };
    let [a, b, c, d] = points;
    for (from, to) in [(a, b), (b, c), (c, d), (d, a)] {
        line(canvas, from, to, rgb);
    }
    let middle = |of: [i32; 4]| of.into_iter().sum::<i32>() / 4;
    let digit = char::from_digit((number % 10) as u32, 10).unwrap_or(' ');
    canvas.write(middle(xs), middle(ys), digit);
}

fn line(canvas: &mut Canvas<'_>, (x0, y0): (i32, i32), (x1, y1): (i32, i32), rgb: [u8; 3]) {
    let (dx, dy) = (x1 - x0, y1 - y0);
    let steps = dx.abs().max(dy.abs()).max(1);
    for step in 0..=steps {
        canvas.pixel(x0 + dx * step / steps, y0 + dy * step / steps, rgb);
    }
}
