//! Quarter turns of pictures and of what lies in them.

use super::Picture;
use super::geometry::{Point, Quad};

impl Picture {
    /// The picture turned clockwise; the old one is wiped as it is dropped.
    #[must_use]
    pub fn turned(self, quarter_turns: u8) -> Self {
        let (width, height) = (self.width(), self.height());
        let pixels = || self.rgb().as_chunks::<3>().0;
        let rgb: Vec<u8> = match quarter_turns % 4 {
            0 => return self,
            2 => pixels().iter().rev().flatten().copied().collect(),
            odd => {
                let mut rgb = Vec::with_capacity(self.rgb().len());
                // A column of the old picture is a row of the new one, from below or from above.
                for column in 0..width {
                    let column = if odd == 1 { column } else { width - 1 - column };
                    let down = pixels().iter().skip(column).step_by(width);
                    let mut keep = |pixel: &[u8; 3]| rgb.extend_from_slice(pixel);
                    if odd == 1 {
                        down.rev().for_each(&mut keep);
                    } else {
                        down.for_each(&mut keep);
                    }
                }
                rgb
            }
        };
        let (width, height) = if quarter_turns % 2 == 1 { (height, width) } else { (width, height) };
        Self::from_rgb(width, height, rgb).unwrap_or(self)
    }
}

impl Quad {
    /// Where its corners lie once the picture of this size that they lie in is turned clockwise;
    /// each stays what it was, also which one is the first.
    #[must_use]
    pub fn with_picture_turned(&self, quarter_turns: u8, (width, height): (f32, f32)) -> Self {
        Self::new(self.corners.map(|Point { x, y }| match quarter_turns % 4 {
            0 => Point::new(x, y),
            1 => Point::new(height - y, x),
            2 => Point::new(width - x, height - y),
            _ => Point::new(y, width - x),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three across and two down; every pixel has a colour of its own.
    fn picture() -> Picture {
        Picture::from_rgb(3, 2, (0u8..18).collect()).unwrap()
    }

    #[test]
    fn pixels_and_places_turn_alike() {
        for turns in 0..8 {
            let turned = picture().turned(turns);
            for (x, y) in (0..3).flat_map(|x| (0..2).map(move |y| (x, y))) {
                let middle = Quad::new([Point::new(x as f32 + 0.5, y as f32 + 0.5); 4]);
                let [at, ..] = middle.with_picture_turned(turns, (3.0, 2.0)).corners;
                assert_eq!(turned.at(at.x as i32, at.y as i32), picture().at(x, y), "{turns} {x} {y}");
            }
        }
        let clockwise = picture().turned(1);
        assert_eq!((clockwise.width(), clockwise.height()), (2, 3));
        assert_eq!(clockwise.at(1, 0), picture().at(0, 0));
    }
}
