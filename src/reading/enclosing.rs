//! The smallest rectangle around points.

use crate::vision::geometry::{Point, Quad};

/// A rectangle that may lean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rectangle {
    centre: Point,
    /// Direction of its width, of length 1.
    along: Point,
    width: f32,
    height: f32,
}

impl Rectangle {
    /// The one of least area around points whose coordinates are whole numbers below 4096;
    /// `None` around nothing.
    pub(super) fn around(points: &mut [Point]) -> Option<Self> {
        let hull = hull(points);
        let edges = hull.iter().zip(hull.iter().cycle().skip(1)).map(|(a, b)| (b.x - a.x, b.y - a.y));
        let upright = Self::leaning(&hull, (1.0, 0.0))?;
        Some(
            edges
                .filter_map(|edge| Self::leaning(&hull, edge))
                .fold(upright, |least, other| if other.area() < least.area() { other } else { least }),
        )
    }

    /// The one whose sides run along and across a direction.
    fn leaning(hull: &[Point], (x, y): (f32, f32)) -> Option<Self> {
        let length = x.hypot(y);
        if length == 0.0 {
            return None;
        }
        let along = Point::new(x / length, y / length);
        let span = |axis: Point| {
            let places = hull.iter().map(|point| point.x * axis.x + point.y * axis.y);
            let (low, high) =
                places.fold((f32::MAX, f32::MIN), |(low, high), at| (low.min(at), high.max(at)));
            (low <= high).then_some((low, high))
        };
        let ((left, right), (top, bottom)) = (span(along)?, span(Point::new(-along.y, along.x))?);
        let (u, v) = (f32::midpoint(left, right), f32::midpoint(top, bottom));
        let centre = Point::new(u * along.x - v * along.y, u * along.y + v * along.x);
        Some(Self { centre, along, width: right - left, height: bottom - top })
    }

    pub(super) fn sides(&self) -> (f32, f32) {
        (self.width, self.height)
    }

    fn area(&self) -> f32 {
        self.width * self.height
    }

    /// Its corners once each side was moved outwards.
    pub(super) fn grown(&self, by: f32) -> Quad {
        let (half_width, half_height) = (self.width / 2.0 + by, self.height / 2.0 + by);
        let corner = |across: f32, down: f32| {
            let (u, v) = (across * half_width, down * half_height);
            Point::new(
                self.centre.x + u * self.along.x - v * self.along.y,
                self.centre.y + u * self.along.y + v * self.along.x,
            )
        };
        Quad::new([corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)])
    }
}

/// The corners of the convex hull (monotone chain). Sorted by place and not by angle, which for a
/// long flat line `f32` can not tell apart: products of whole numbers below 4096 it holds exactly.
fn hull(points: &mut [Point]) -> Vec<Point> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let mut hull = Vec::new();
    chain(points.iter(), &mut hull);
    hull.pop();
    let lower = hull.len();
    let mut upper = Vec::new();
    chain(points.iter().rev(), &mut upper);
    upper.pop();
    hull.append(&mut upper);
    // A single point is the end of both halves.
    if lower == 0 {
        hull.extend(points.first());
    }
    hull
}

/// One half of a hull.
fn chain<'p>(points: impl Iterator<Item = &'p Point>, half: &mut Vec<Point>) {
    for point in points {
        while let [.., a, b] = half.as_slice()
            && (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) <= 0.0
        {
            half.pop();
        }
        half.push(*point);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rectangle(points: &[(f32, f32)]) -> Rectangle {
        let mut points: Vec<Point> = points.iter().map(|&(x, y)| Point::new(x, y)).collect();
        Rectangle::around(&mut points).unwrap()
    }

    #[test]
    fn a_long_flat_line_keeps_its_height() {
        // The ends of the rows of a line of text that leans by less than a pixel in fifty.
        for lean in 0..40_u16 {
            let mut points = Vec::new();
            for y in 0..14_u16 {
                let (from, to) = (83.0 + f32::from(y % 3), 793.0 - f32::from(y % 5));
                let down = f32::from(y + lean);
                points.extend([(from, f32::from(y)), (from, f32::from(y + 1)), (to, down), (to, down + 1.0)]);
            }
            let (width, height) = rectangle(&points).sides();
            assert!((706.0..716.0).contains(&width.max(height)), "{lean}: {width} {height}");
            assert!((13.0..56.0).contains(&width.min(height)), "{lean}: {width} {height}");
        }
    }

    #[test]
    fn a_leaning_square_has_a_leaning_rectangle() {
        let square = rectangle(&[(10.0, 0.0), (0.0, 10.0), (10.0, 20.0), (20.0, 10.0), (10.0, 10.0)]);
        assert!((square.area() - 200.0).abs() < 0.01, "{square:?}");
        assert!((square.grown(1.0).area() - (200.0_f32.sqrt() + 2.0).powi(2)).abs() < 0.1);
    }

    #[test]
    fn a_point_and_nothing() {
        assert_eq!(rectangle(&[(3.0, 4.0), (3.0, 4.0)]).sides(), (0.0, 0.0));
        assert_eq!(Rectangle::around(&mut []), None);
    }
}
