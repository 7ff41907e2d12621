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
        // First down, in one vector loop over whole rows, then across, then into colours.
        let mut sums = vec![0u16; width * factor * 3];
        let mut means = [vec![0u16; width], vec![0u16; width], vec![0u16; width]];
        let planes = || vec![0u8; width * height];
        let (mut luma, mut blue, mut red) = (planes(), planes(), planes());
        let rows = luma.chunks_exact_mut(width).zip(blue.chunks_exact_mut(width));
        for (y, ((luma, blue), red)) in rows.zip(red.chunks_exact_mut(width)).enumerate() {
            sums.fill(0);
            // Two lines at a time, which saves half of the sums' way to and fro.
            for line in (y * factor..(y + 1) * factor).step_by(2) {
                if line + 1 < (y + 1) * factor {
                    let lines = picture.row(line).iter().zip(picture.row(line + 1));
                    for (sum, (&upper, &lower)) in sums.iter_mut().zip(lines) {
                        *sum += u16::from(upper) + u16::from(lower);
                    }
                } else {
                    for (sum, &value) in sums.iter_mut().zip(picture.row(line)) {
                        *sum += u16::from(value);
                    }
                }
            }
            match factor {
                1 => average::<1>(&sums, &mut means),
                2 => average::<2>(&sums, &mut means),
                3 => average::<3>(&sums, &mut means),
                4 => average::<4>(&sums, &mut means),
                5 => average::<5>(&sums, &mut means),
                6 => average::<6>(&sums, &mut means),
                8 => average::<8>(&sums, &mut means),
                _ => average_blocks(&sums, factor, &mut means),
            }
            let [r, g, b] = &means;
            colours([r, g, b], luma, blue, red);
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

/// Means of blocks of `N` columns whose rows are summed already. The count is known when this
/// is compiled, which makes the loop several times as fast.
fn average<const N: usize>(sums: &[u16], means: &mut [Vec<u16>; 3]) {
    let [red, green, blue] = means;
    let pixels = (N * N) as u32;
    let out = red.iter_mut().zip(green.iter_mut()).zip(blue.iter_mut());
    let blocks = sums.as_chunks::<3>().0.as_chunks::<N>().0;
    for (((r, g), b), block) in out.zip(blocks) {
        let mut total = [0u32; 3];
        for &[r, g, b] in block {
            let [sum_r, sum_g, sum_b] = total;
            total = [sum_r + u32::from(r), sum_g + u32::from(g), sum_b + u32::from(b)];
        }
        [*r, *g, *b] = total.map(|sum| ((sum + pixels / 2) / pixels) as u16);
    }
}

/// The same for any count.
fn average_blocks(sums: &[u16], columns: usize, means: &mut [Vec<u16>; 3]) {
    let pixels = (columns * columns) as u32;
    for (x, block) in sums.chunks_exact(columns * 3).enumerate() {
        for (part, means) in means.iter_mut().enumerate() {
            let sum: u32 = block.iter().skip(part).step_by(3).map(|&sum| u32::from(sum)).sum();
            if let Some(mean) = means.get_mut(x) {
                *mean = ((sum + pixels / 2) / pixels).min(255) as u16;
            }
        }
    }
}

/// Brightness and colour differences of one row. Not inlined: only as arguments are the slices
/// known to lie apart, which vector instructions need.
#[inline(never)]
fn colours([red, green, blue]: [&[u16]; 3], luma: &mut [u8], to_blue: &mut [u8], to_red: &mut [u8]) {
    let out = luma.iter_mut().zip(to_blue).zip(to_red);
    for (((y, to_b), to_r), ((&r, &g), &b)) in out.zip(red.iter().zip(green).zip(blue)) {
        let brightness = (77 * r + 150 * g + 29 * b) >> 8;
        let difference = |part: u16| ((part as i16 - brightness as i16) / 2 + 128) as u8;
        *y = brightness as u8;
        *to_b = difference(b);
        *to_r = difference(r);
    }
}
