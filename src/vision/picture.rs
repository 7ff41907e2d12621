use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use zeroize::Zeroizing;

use super::Plane;

/// A picture in memory: RGB, 8 bits, row by row. Wiped from memory when dropped, and only
/// its size is ever printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    rgb: Zeroizing<Vec<u8>>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}x{})", self.width, self.height)
    }
}

impl Picture {
    /// A picture from interleaved RGB; `None` when the length does not fit the size.
    pub fn from_rgb(width: usize, height: usize, rgb: Vec<u8>) -> Option<Self> {
        let rgb = Zeroizing::new(rgb);
        let fits = width.checked_mul(height).and_then(|n| n.checked_mul(3)) == Some(rgb.len());
        (fits && !rgb.is_empty()).then_some(Self { width, height, rgb })
    }

    /// A picture from a camera's YUYV 4:2:2 frame (BT.601, video range as UVC says);
    /// `None` when the length does not fit the size.
    pub fn from_yuyv(width: usize, height: usize, yuyv: &[u8]) -> Option<Self> {
        let bytes = width.checked_mul(height)?.checked_mul(2)?;
        if width == 0 || height == 0 || !width.is_multiple_of(2) {
            return None;
        }
        let mut rgb = Vec::with_capacity(width * height * 3);
        for pair in yuyv.get(..bytes)?.chunks_exact(4) {
            if let &[y0, u, y1, v] = pair {
                rgb.extend_from_slice(&rgb_of(y0, u, v));
                rgb.extend_from_slice(&rgb_of(y1, u, v));
            }
        }
        Self::from_rgb(width, height, rgb)
    }

    /// A grey picture.
    pub fn from_luma(luma: &Plane) -> Self {
        let rgb = luma.values().iter().flat_map(|&value| [value; 3]).collect();
        Self { width: luma.width(), height: luma.height(), rgb: Zeroizing::new(rgb) }
    }

    /// Width in pixels, at least 1.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels, at least 1.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All pixels, interleaved RGB.
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// The same, when the picture is no longer needed.
    pub fn into_rgb(self) -> Zeroizing<Vec<u8>> {
        self.rgb
    }

    /// The same picture in another size; `None` when that is empty or too large.
    pub fn resized(&self, width: usize, height: usize, filter: FilterType) -> Option<Self> {
        let size = |side: usize| u32::try_from(side).ok();
        // Typed, because the untyped call compiles the resizer for every pixel type there is.
        let source =
            TypedImageRef::<U8x3>::from_buffer(size(self.width)?, size(self.height)?, &self.rgb).ok()?;
        let mut rgb = Zeroizing::new(vec![0; width.checked_mul(height)?.checked_mul(3)?]);
        let mut target = TypedImage::<U8x3>::from_buffer(size(width)?, size(height)?, &mut rgb).ok()?;
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
        Resizer::new().resize_typed(&source, &mut target, &options).ok()?;
        (!rgb.is_empty()).then_some(Self { width, height, rgb })
    }

    /// Row `y`, interleaved RGB; empty outside the picture.
    pub fn row(&self, y: usize) -> &[u8] {
        let stride = self.width * 3;
        let start = y.saturating_mul(stride);
        self.rgb.get(start..start.saturating_add(stride)).unwrap_or_default()
    }

    /// The pixel at `x`, `y`, which are moved to the nearest inside.
    #[inline]
    pub fn at(&self, x: i32, y: i32) -> [u8; 3] {
        let x = x.clamp(0, self.width as i32 - 1) as usize;
        let y = y.clamp(0, self.height as i32 - 1) as usize;
        let start = (y * self.width + x) * 3;
        match self.rgb.get(start..start + 3) {
            Some(&[r, g, b]) => [r, g, b],
            _ => [0; 3],
        }
    }

    /// Brightness of the pixel at `x`, `y`, moved to the nearest inside.
    #[inline]
    pub fn luma_at(&self, x: i32, y: i32) -> u8 {
        luma_of(self.at(x, y))
    }
}

/// Brightness of an RGB pixel (BT.601).
#[inline]
pub(crate) fn luma_of([r, g, b]: [u8; 3]) -> u8 {
    ((77 * u32::from(r) + 150 * u32::from(g) + 29 * u32::from(b)) >> 8) as u8
}

fn rgb_of(y: u8, u: u8, v: u8) -> [u8; 3] {
    let y = 298 * (i32::from(y) - 16);
    let (u, v) = (i32::from(u) - 128, i32::from(v) - 128);
    [y + 409 * v, y - 100 * u - 208 * v, y + 516 * u].map(|value| ((value + 128) >> 8).clamp(0, 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuyv_grey_and_red() {
        let picture = Picture::from_yuyv(2, 1, &[235, 128, 16, 128]).unwrap();
        assert_eq!(picture.rgb(), [255, 255, 255, 0, 0, 0]);
        let red = Picture::from_yuyv(2, 1, &[81, 90, 81, 240]).unwrap();
        let [r, g, b] = red.at(0, 0);
        assert!(r > 250 && g < 5 && b < 5);
    }

    #[test]
    fn sizes_that_do_not_fit_are_no_picture() {
        assert!(Picture::from_rgb(2, 2, vec![0; 11]).is_none());
        assert!(Picture::from_rgb(0, 0, vec![]).is_none());
        assert!(Picture::from_rgb(usize::MAX, 2, vec![0; 6]).is_none());
        assert!(Picture::from_yuyv(3, 1, &[0; 6]).is_none());
        assert!(Picture::from_yuyv(2, 2, &[0; 6]).is_none());
    }
}
