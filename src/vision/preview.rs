use super::widest::widest;
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
        let row = |length| vec![0u16; length];
        // First down, in vector loops over whole rows, then across, then into colours.
        let (mut sums, mut totals) = (row(width * factor * 3), row(width * factor * 3));
        let mut means = [row(width), row(width), row(width)];
        let blank = vec![0u8; width * factor * 3];
        let planes = || vec![0u8; width * height];
        let (mut luma, mut blue, mut red) = (planes(), planes(), planes());
        let rows = luma.chunks_exact_mut(width).zip(blue.chunks_exact_mut(width));
        for (y, ((luma, blue), red)) in rows.zip(red.chunks_exact_mut(width)).enumerate() {
            let line = |line| if line < factor { picture.row(y * factor + line) } else { &blank };
            widest(
                #[inline(always)]
                || {
                    sums.fill(0);
                    // Four lines at a time, which saves most of the sums' way to and fro.
                    for first in (0..factor).step_by(4) {
                        add_lines(
                            [line(first), line(first + 1), line(first + 2), line(first + 3)],
                            &mut sums,
                        );
                    }
                    match factor {
                        1 => average::<1>(&sums, &mut totals, &mut means),
                        2 => average::<2>(&sums, &mut totals, &mut means),
                        3 => average::<3>(&sums, &mut totals, &mut means),
                        4 => average::<4>(&sums, &mut totals, &mut means),
                        5 => average::<5>(&sums, &mut totals, &mut means),
                        6 => average::<6>(&sums, &mut totals, &mut means),
                        8 => average::<8>(&sums, &mut totals, &mut means),
                        _ => average_blocks(&sums, factor, &mut means),
                    }
                    let [r, g, b] = &means;
                    colours([r, g, b], luma, blue, red);
                },
            );
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

/// Adds four lines to the sums of those before.
#[inline(always)]
fn add_lines([first, second, third, fourth]: [&[u8]; 4], sums: &mut [u16]) {
    let lines = first.iter().zip(second).zip(third.iter().zip(fourth));
    for (sum, ((&a, &b), (&c, &d))) in sums.iter_mut().zip(lines) {
        *sum += u16::from(a) + u16::from(b) + u16::from(c) + u16::from(d);
    }
}

/// Means of blocks of `N` columns whose rows are summed already. The count is known when this
/// is compiled, which makes the loops several times as fast.
#[inline(always)]
fn average<const N: usize>(sums: &[u16], totals: &mut [u16], means: &mut [Vec<u16>; 3]) {
    // From every column on and not only from the first of a block: as whole vectors.
    totals.copy_from_slice(sums);
    for column in 1..N {
        for (total, sum) in totals.iter_mut().zip(sums.get(3 * column..).unwrap_or_default()) {
            *total += sum;
        }
    }
    let [red, green, blue] = means;
    let out = red.iter_mut().zip(green.iter_mut()).zip(blue.iter_mut());
    let pixels = (N * N) as u16;
    for (((r, g), b), block) in out.zip(totals.as_chunks::<3>().0.as_chunks::<N>().0) {
        if let Some(&[red, green, blue]) = block.first() {
            let mean = |sum: u16| (sum + pixels / 2) / pixels;
            (*r, *g, *b) = (mean(red), mean(green), mean(blue));
        }
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

/// Brightness and colour differences of one row.
#[inline(always)]
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

#[cfg(test)]
mod tests {
    use rand::rngs::SmallRng;
    use rand::{Rng as _, SeedableRng as _};

    use super::*;

    #[test]
    fn rows_at_once_shrink_as_block_by_block() {
        let mut random = SmallRng::seed_from_u64(9);
        for factor in 1..=9 {
            let (width, height) = (PREVIEW_SIDE * (factor - 1) + 7, 2 * factor + 1);
            let rgb = (0..width * height * 3).map(|_| random.random()).collect();
            let picture = Picture::from_rgb(width, height, rgb).unwrap();
            let preview = Preview::of(&picture);
            assert_eq!((preview.luma.width(), preview.luma.height()), (width / factor, height / factor));
            for y in 0..height / factor {
                for x in 0..width / factor {
                    let mut sums = [0u32; 3];
                    for (dx, dy) in (0..factor * factor).map(|place| (place % factor, place / factor)) {
                        let pixel = picture.at((x * factor + dx) as i32, (y * factor + dy) as i32);
                        sums.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += u32::from(value));
                    }
                    let pixels = (factor * factor) as u32;
                    let [r, g, b] = sums.map(|sum| ((sum + pixels / 2) / pixels) as i32);
                    let luma = (77 * r + 150 * g + 29 * b) >> 8;
                    let wanted = [luma, (b - luma) / 2 + 128, (r - luma) / 2 + 128];
                    let found = [&preview.luma, &preview.blue, &preview.red]
                        .map(|plane| i32::from(plane.at(x as i32, y as i32)));
                    assert_eq!(found, wanted, "{factor}: {x},{y}");
                }
            }
        }
    }
}
