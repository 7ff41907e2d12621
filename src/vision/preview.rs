use super::picture::luma_of;
use super::{Picture, Plane};

/// The long side of a preview, in pixels: what the outline is looked for in.
pub const PREVIEW_SIDE: usize = 480;

/// A small copy of a frame: brightness and the two colour differences.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Brightness.
    pub luma: Plane,
    /// Blue less brightness, halved, around 128.
    pub blue: Plane,
    /// Red less brightness, halved, around 128.
    pub red: Plane,
    /// Pixels of the picture to one pixel of the preview, across and down.
    pub scale: (f32, f32),
}

impl Preview {
    /// Shrinks `picture` by averaging whole blocks of pixels, which keeps weak edges and
    /// takes noise away. A picture with sides under [`PREVIEW_SIDE`] keeps its size.
    pub fn of(picture: &Picture) -> Self {
        let factor = picture.width().max(picture.height()).div_ceil(PREVIEW_SIDE).max(1);
        let width = (picture.width() / factor).max(1);
        let height = (picture.height() / factor).max(1);
        let factor = factor.min(picture.width()).min(picture.height()).max(1);
        let (width, height) = (width.min(picture.width() / factor), height.min(picture.height() / factor));
        let pixels = (factor * factor) as u32;
        // First down, in one vector loop over whole rows, then across.
        let mut sums = vec![0u16; width * factor * 3];
        let planes = || Vec::with_capacity(width * height);
        let (mut luma, mut blue, mut red) = (planes(), planes(), planes());
        for y in 0..height {
            sums.fill(0);
            for line in y * factor..(y + 1) * factor {
                for (sum, &value) in sums.iter_mut().zip(picture.row(line)) {
                    *sum += u16::from(value);
                }
            }
            for block in sums.chunks_exact(factor * 3) {
                let rgb @ [r, _, b] = total(block).map(|sum| ((sum + pixels / 2) / pixels).min(255) as u8);
                let brightness = luma_of(rgb);
                let difference =
                    |part: u8| ((i32::from(part) - i32::from(brightness)) / 2 + 128).clamp(0, 255) as u8;
                luma.push(brightness);
                blue.push(difference(b));
                red.push(difference(r));
            }
        }
        let plane =
            |data| Plane::new(width, height, data).unwrap_or_else(|| Plane::filled(width, height, 128));
        let scale = factor as f32;
        Self { luma: plane(luma), blue: plane(blue), red: plane(red), scale: (scale, scale) }
    }

    /// A preview of which only the brightness is known.
    pub fn from_luma(luma: Plane) -> Self {
        let grey = Plane::filled(luma.width(), luma.height(), 128);
        Self { blue: grey.clone(), red: grey, luma, scale: (1.0, 1.0) }
    }
}

fn total(block: &[u16]) -> [u32; 3] {
    let (mut red, mut green, mut blue) = (0, 0, 0);
    for pixel in block.chunks_exact(3) {
        if let &[r, g, b] = pixel {
            red += u32::from(r);
            green += u32::from(g);
            blue += u32::from(b);
        }
    }
    [red, green, blue]
}
