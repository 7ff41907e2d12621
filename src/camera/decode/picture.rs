use std::fmt;

use zeroize::Zeroizing;

use crate::camera::view::{Rotation, View};

/// A small RGB picture, wiped when dropped.
#[derive(Default)]
pub struct Picture {
    width: u32,
    height: u32,
    rgb: Zeroizing<Vec<u8>>,
}

impl Picture {
    /// A picture of `rgb` bytes, row by row; `None` where their number does not fit.
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Option<Self> {
        let rgb = Zeroizing::new(rgb);
        (rgb.len() == width as usize * height as usize * 3).then_some(Self { width, height, rgb })
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The bytes, three a pixel, row by row.
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// The pixels of one row; empty below the picture.
    pub fn row(&self, y: u32) -> &[[u8; 3]] {
        let stride = self.width as usize * 3;
        let start = y as usize * stride;
        self.rgb.get(start..start + stride).unwrap_or_default().as_chunks().0
    }

    /// Takes on another size; what it shows is undefined until it is filled.
    pub(super) fn resize(&mut self, width: u32, height: u32) {
        (self.width, self.height) = (width, height);
        self.rgb.resize(width as usize * height as usize * 3, 0);
    }

    pub(super) fn rgb_mut(&mut self) -> &mut [u8] {
        &mut self.rgb
    }

    /// Becomes `source`, mirrored and turned as `view` says.
    pub(super) fn turned_from(&mut self, source: &Self, view: &View) {
        let (w, h) = (source.width, source.height);
        let (width, height) = if view.swaps_sides() { (h, w) } else { (w, h) };
        self.resize(width, height);
        if width == 0 {
            return;
        }
        let (pixels, _) = self.rgb.as_chunks_mut::<3>();
        for (y, row) in (0_u32..).zip(pixels.chunks_exact_mut(width as usize)) {
            for (x, pixel) in (0_u32..).zip(row) {
                let (sx, sy) = match view.rotation {
                    Rotation::None => (x, y),
                    Rotation::Quarter => (y, h - 1 - x),
                    Rotation::Half => (w - 1 - x, h - 1 - y),
                    Rotation::ThreeQuarters => (w - 1 - y, x),
                };
                let sx = if view.mirror { w - 1 - sx } else { sx };
                if let Some(found) = source.row(sy).get(sx as usize) {
                    *pixel = *found;
                }
            }
        }
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({}x{})", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use image::RgbImage;

    use super::*;

    #[test]
    fn turning_is_that_of_the_full_picture() {
        let rgb: Vec<u8> = (0..4 * 3 * 3).collect();
        let source = Picture::new(4, 3, rgb.clone()).unwrap();
        for rotation in [Rotation::None, Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters] {
            for mirror in [false, true] {
                let view = View { rotation, mirror, ..View::default() };
                let mut turned = Picture::default();
                turned.turned_from(&source, &view);
                let expected = view.turn(RgbImage::from_raw(4, 3, rgb.clone()).unwrap());
                assert_eq!(turned.rgb(), expected.as_raw().as_slice(), "{view:?}");
                assert_eq!((turned.width(), turned.height()), expected.dimensions());
            }
        }
    }

    #[test]
    fn a_wrong_number_of_bytes_is_no_picture() {
        assert!(Picture::new(2, 2, vec![0; 11]).is_none());
        assert_eq!(Picture::new(2, 2, vec![0; 12]).unwrap().row(2), &[] as &[[u8; 3]]);
    }
}
