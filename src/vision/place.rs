use super::geometry::Point;

/// A ninth of the picture, as staff see it on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    column: u8,
    row: u8,
}

impl Place {
    /// The ninth in which a point of a picture of this size lies.
    pub fn of(point: Point, width: f32, height: f32) -> Self {
        let third = |at: f32, size: f32| ((at / size.max(1.0) * 3.0).floor().clamp(0.0, 2.0)) as u8;
        Self { column: third(point.x, width), row: third(point.y, height) }
    }

    /// The name that the text catalogue knows it by.
    pub fn name(self) -> &'static str {
        match (self.row, self.column) {
            (0, 0) => "upper-left",
            (0, 1) => "upper",
            (0, _) => "upper-right",
            (1, 0) => "left",
            (1, 1) => "centre",
            (1, _) => "right",
            (_, 0) => "lower-left",
            (_, 1) => "lower",
            (_, _) => "lower-right",
        }
    }
}
