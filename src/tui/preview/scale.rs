use crate::camera::view::Crop;

use super::Picture;
use super::canvas::Canvas;

/// Where the shown part lies in the picture, and its size on the screen.
pub(super) struct Fitted {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
    /// Pixels on the screen.
    pub size: (u32, u32),
}

/// Fits the part of a picture into a room of pixels, its shape kept.
pub(super) fn fit(picture: &Picture, part: Crop, room: (u32, u32)) -> Option<Fitted> {
    let share = |share: f32, length: u32| (share * length as f32).round() as u32;
    let (left, top) = (share(part.left, picture.width()), share(part.top, picture.height()));
    let width = share(part.width, picture.width()).min(picture.width().saturating_sub(left));
    let height = share(part.height, picture.height()).min(picture.height().saturating_sub(top));
    if width == 0 || height == 0 || room.0 == 0 || room.1 == 0 {
        return None;
    }
    let scale = (room.0 as f32 / width as f32).min(room.1 as f32 / height as f32);
    let side = |length: u32, room: u32| ((length as f32 * scale).round() as u32).clamp(1, room);
    Some(Fitted { left, top, width, height, size: (side(width, room.0), side(height, room.1)) })
}

impl Fitted {
    /// Paints the part, pixel by pixel where the sizes agree, else by the mean of what falls
    /// on a pixel.
    pub fn paint(&self, picture: &Picture, canvas: &mut Canvas<'_>) {
        let (width, height) = self.size;
        let exact = self.size == (self.width, self.height) && self.left == 0 && self.width == picture.width();
        for row in 0..height.div_ceil(2) {
            let (upper, lower) = (row * 2, row * 2 + 1);
            if exact {
                let pixels = |y: u32| picture.row(self.top + y).iter().copied();
                let below = if lower < height { lower } else { u32::MAX - self.top };
                canvas.row(row as u16, pixels(upper), pixels(below));
            } else {
                let below = if lower < height { width } else { 0 };
                canvas.row(
                    row as u16,
                    (0..width).map(|x| self.mean(picture, x, upper)),
                    (0..below).map(|x| self.mean(picture, x, lower)),
                );
            }
        }
    }

    /// The mean colour of the source pixels under one pixel of the screen.
    fn mean(&self, picture: &Picture, x: u32, y: u32) -> [u8; 3] {
        let span = |at: u32, source: u32, target: u32| {
            let start = at * source / target;
            (start, ((at + 1) * source / target).max(start + 1))
        };
        let (x0, x1) = span(x, self.width, self.size.0);
        let (y0, y1) = span(y, self.height, self.size.1);
        let mut sum = [0_u32; 3];
        for row in y0..y1 {
            let (from, to) = ((self.left + x0) as usize, (self.left + x1) as usize);
            for pixel in picture.row(self.top + row).get(from..to).unwrap_or_default() {
                for (sum, part) in sum.iter_mut().zip(pixel) {
                    *sum += u32::from(*part);
                }
            }
        }
        let count = (x1 - x0) * (y1 - y0);
        sum.map(|sum| (sum / count) as u8)
    }
}
