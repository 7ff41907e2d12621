//! Points, quadrilaterals and the perspective between them. Continuous pixel coordinates:
//! the pixel in column 0 covers 0.0 to 1.0.

use serde::Serialize;

/// A point, x to the right and y down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Serialize for Point {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tenth = |value: f32| (f64::from(value) * 10.0).round() / 10.0;
        [tenth(self.x), tenth(self.y)].serialize(serializer)
    }
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// Distance to another point.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point a share `t` of the way to `other`.
    #[must_use]
    pub fn towards(self, other: Self, t: f32) -> Self {
        Self::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }

    fn cross(self, a: Self, b: Self) -> f32 {
        (a.x - self.x) * (b.y - self.y) - (a.y - self.y) * (b.x - self.x)
    }
}

/// Four corners, clockwise as seen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quad {
    /// The corners; for a document its own top-left first.
    pub corners: [Point; 4],
}

impl Quad {
    /// A quadrilateral of these corners.
    pub const fn new(corners: [Point; 4]) -> Self {
        Self { corners }
    }

    /// The upright rectangle from 0, 0 to `width`, `height`.
    pub const fn rectangle(width: f32, height: f32) -> Self {
        Self::new([
            Point::new(0.0, 0.0),
            Point::new(width, 0.0),
            Point::new(width, height),
            Point::new(0.0, height),
        ])
    }

    /// The sides as pairs of corners: top, right, bottom, left.
    pub fn sides(&self) -> [(Point, Point); 4] {
        let [a, b, c, d] = self.corners;
        [(a, b), (b, c), (c, d), (d, a)]
    }

    /// Mean length of top and bottom, mean length of left and right.
    pub fn mean_sides(&self) -> (f32, f32) {
        let [top, right, bottom, left] = self.sides().map(|(a, b)| a.distance(b));
        (f32::midpoint(top, bottom), f32::midpoint(left, right))
    }

    /// Area; positive when the corners run clockwise.
    pub fn area(&self) -> f32 {
        polygon_area(&self.corners)
    }

    /// Whether all four turns go clockwise.
    pub fn is_convex(&self) -> bool {
        let [a, b, c, d] = self.corners;
        [a.cross(b, c), b.cross(c, d), c.cross(d, a), d.cross(a, b)].into_iter().all(|turn| turn > 0.0)
    }

    /// Whether a point lies inside; the corners run clockwise.
    pub fn contains(&self, point: Point) -> bool {
        self.sides().into_iter().all(|(from, to)| from.cross(to, point) >= 0.0)
    }

    /// All coordinates multiplied.
    #[must_use]
    pub fn scaled(&self, x: f32, y: f32) -> Self {
        Self::new(self.corners.map(|p| Point::new(p.x * x, p.y * y)))
    }

    /// The same corners, starting `quarter_turns` corners later.
    #[must_use]
    pub fn turned(&self, quarter_turns: u8) -> Self {
        let mut corners = self.corners;
        corners.rotate_left(usize::from(quarter_turns % 4));
        Self::new(corners)
    }

    /// Mean of the corners.
    pub fn centre(&self) -> Point {
        let [a, b, c, d] = self.corners;
        Point::new((a.x + b.x + c.x + d.x) / 4.0, (a.y + b.y + c.y + d.y) / 4.0)
    }

    /// The same shape, larger or smaller around its centre.
    #[must_use]
    pub fn grown(&self, factor: f32) -> Self {
        let centre = self.centre();
        Self::new(self.corners.map(|p| centre.towards(p, factor)))
    }

    /// Intersection over union with another convex quadrilateral, 0 to 1.
    pub fn iou(&self, other: &Self) -> f32 {
        let shared = polygon_area(&clip(&self.corners, &other.corners)).max(0.0);
        let union = self.area().abs() + other.area().abs() - shared;
        if union > 0.0 { (shared / union).min(1.0) } else { 0.0 }
    }

    /// The largest cosine of an interior angle: 0 when all corners are square.
    pub fn worst_cosine(&self) -> f32 {
        let [a, b, c, d] = self.corners;
        let cosine = |before: Point, at: Point, after: Point| {
            let (ux, uy, vx, vy) = (before.x - at.x, before.y - at.y, after.x - at.x, after.y - at.y);
            let lengths = ((ux * ux + uy * uy) * (vx * vx + vy * vy)).sqrt();
            (ux * vx + uy * vy).abs() / lengths.max(1e-6)
        };
        [cosine(d, a, b), cosine(a, b, c), cosine(b, c, d), cosine(c, d, a)].into_iter().fold(0.0, f32::max)
    }
}

/// How a rectangle lies before the camera, worked out from where its corners appear.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Its true width divided by its true height.
    pub aspect: f32,
    /// Degrees between its normal and the camera's axis.
    pub lean: f32,
}

impl Pose {
    /// The pose of the rectangle that appears as `quad` in a picture of this size. The focal
    /// length is taken for that of usual desk cameras, as long as the picture is wide.
    pub fn of(quad: &Quad, width: f32, height: f32) -> Option<Self> {
        Self::seen_with(quad, width, height, width.max(height))
    }

    /// The pose as a camera of this focal length, in pixels, sees it.
    /// (Zhang and He, Whiteboard scanning and image enhancement, 2003.)
    pub fn seen_with(quad: &Quad, width: f32, height: f32, focal: f32) -> Option<Self> {
        let seen = |p: Point| Point::new((p.x - width / 2.0) / focal, (p.y - height / 2.0) / focal);
        let [a, b, c, d] = quad.corners.map(seen);
        let (dx1, dy1, dx2, dy2) = (b.x - c.x, b.y - c.y, d.x - c.x, d.y - c.y);
        let (sx, sy) = (a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y);
        let base = dx1 * dy2 - dx2 * dy1;
        if base.abs() < 1e-9 {
            return None;
        }
        let (g, h) = ((sx * dy2 - dx2 * sy) / base, (dx1 * sy - sx * dy1) / base);
        let across = [b.x - a.x + g * b.x, b.y - a.y + g * b.y, g];
        let down = [d.x - a.x + h * d.x, d.y - a.y + h * d.y, h];
        let length = |[x, y, z]: [f32; 3]| (x * x + y * y + z * z).sqrt();
        let ([ax, ay, az], [bx, by, bz]) = (across, down);
        let normal = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
        let [_, _, towards] = normal;
        let lean = (towards.abs() / length(normal).max(1e-12)).min(1.0).acos().to_degrees();
        let aspect = length(across) / length(down).max(1e-12);
        (aspect.is_finite() && lean.is_finite()).then_some(Self { aspect, lean })
    }
}

fn polygon_area(corners: &[Point]) -> f32 {
    let next = corners.iter().skip(1).chain(corners.first());
    corners.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f32>() / 2.0
}

/// Sutherland and Hodgman: what of `subject` lies inside the clockwise convex `window`.
fn clip(subject: &[Point], window: &[Point; 4]) -> Vec<Point> {
    let mut rest = subject.to_vec();
    for (from, to) in Quad::new(*window).sides() {
        let corners = std::mem::take(&mut rest);
        let next = corners.iter().skip(1).chain(corners.first());
        for (&a, &b) in corners.iter().zip(next) {
            let (side_a, side_b) = (from.cross(to, a), from.cross(to, b));
            if side_a >= 0.0 {
                rest.push(a);
            }
            if (side_a >= 0.0) != (side_b >= 0.0) {
                rest.push(a.towards(b, side_a / (side_a - side_b)));
            }
        }
    }
    rest
}

/// A perspective mapping of the plane.
#[derive(Clone, Copy, Debug)]
pub struct Perspective {
    rows: [[f64; 3]; 3],
}

impl Perspective {
    /// The mapping that takes the rectangle 0..`width` x 0..`height` to `quad`; `None` where
    /// the corners are degenerate. (Heckbert, square to quadrilateral.)
    pub fn from_rectangle(width: f32, height: f32, quad: &Quad) -> Option<Self> {
        let [a, b, c, d] = quad.corners.map(|p| (f64::from(p.x), f64::from(p.y)));
        let (width, height) = (f64::from(width), f64::from(height));
        let (dx1, dy1, dx2, dy2) = (b.0 - c.0, b.1 - c.1, d.0 - c.0, d.1 - c.1);
        let (sx, sy) = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
        let base = dx1 * dy2 - dx2 * dy1;
        if base.abs() < 1e-9 || width <= 0.0 || height <= 0.0 {
            return None;
        }
        let g = (sx * dy2 - dx2 * sy) / base;
        let h = (dx1 * sy - sx * dy1) / base;
        Some(Self {
            rows: [
                [(b.0 - a.0 + g * b.0) / width, (d.0 - a.0 + h * d.0) / height, a.0],
                [(b.1 - a.1 + g * b.1) / width, (d.1 - a.1 + h * d.1) / height, a.1],
                [g / width, h / height, 1.0],
            ],
        })
    }

    /// Where a point goes.
    #[inline]
    pub fn map(&self, point: Point) -> Point {
        let (x, y) = (f64::from(point.x), f64::from(point.y));
        let [across, down, depth] = self.rows.map(|[a, b, c]| a * x + b * y + c);
        Point::new((across / depth) as f32, (down / depth) as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_of_two_squares() {
        let square = Quad::rectangle(10.0, 10.0);
        let moved = Quad::new(square.corners.map(|p| Point::new(p.x + 5.0, p.y)));
        assert!((square.iou(&moved) - 1.0 / 3.0).abs() < 1e-5);
        assert!((square.iou(&square) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn perspective_takes_corners_to_corners() {
        let quad = Quad::new([
            Point::new(10.0, 12.0),
            Point::new(90.0, 5.0),
            Point::new(100.0, 70.0),
            Point::new(2.0, 60.0),
        ]);
        let mapping = Perspective::from_rectangle(86.0, 54.0, &quad).unwrap();
        for (from, to) in Quad::rectangle(86.0, 54.0).corners.into_iter().zip(quad.corners) {
            assert!(mapping.map(from).distance(to) < 1e-3);
        }
    }
}
