//! A JPEG at an eighth of its size: the mean of each block of 8 x 8 pixels stands in the data as such, so
//! that nothing else must be decoded. Lenient: what is missing of a picture that was cut off is grey.

use zeroize::Zeroizing;

use super::bits::{Bits, Codes, Runs};
use super::segments::{SOS, Segment, segments};
use super::tables::{DHT, TABLES};

const DQT: u8 = 0xdb;
const DRI: u8 = 0xdd;
const APP14: u8 = 0xee;
/// Baseline, and extended with Huffman codes: one block after the other, each whole.
const SEQUENTIAL: [u8; 2] = [0xc0, 0xc1];
/// Pictures of more pixels are left to others.
const LARGEST: usize = 64 << 20;

/// Width and height of the whole picture in pixels; `rgb` then holds that of a block for each pixel: rows of
/// a width of eighths, rounded up. `None` where it is no such JPEG (a progressive one, other colours).
pub fn eighth(jpeg: &[u8], rgb: &mut Zeroizing<Vec<u8>>) -> Option<(u32, u32)> {
    let mut header = Header::default();
    for (class_and_id, counts, values) in TABLES {
        header.table(class_and_id, counts, values)?;
    }
    for segment in segments(jpeg) {
        match segment.marker {
            DQT => header.steps(segment.body)?,
            DHT => header.tables(segment.body)?,
            DRI => header.interval = usize::from(u16::from_be_bytes(*segment.body.first_chunk()?)),
            // "Adobe", version, flags, and how the colours were turned: 1 is as everywhere else.
            APP14 if segment.body.starts_with(b"Adobe") && segment.body.get(11) != Some(&1) => return None,
            marker if SEQUENTIAL.contains(&marker) => header.frame(segment.body)?,
            SOS => {
                let means = header.scan(jpeg, &segment)?;
                header.colours(&means, rgb);
                return Some((header.width as u32, header.height as u32));
            }
            _ => {}
        }
    }
    None
}

/// What stands before the data.
#[derive(Default)]
struct Header<'a> {
    width: usize,
    height: usize,
    components: Vec<Component>,
    /// Size of the steps that block means are counted in, by table.
    steps: [i32; 4],
    /// Codes of means and of the rest, by table.
    means: [Table<'a>; 4],
    rest: [Table<'a>; 4],
    /// Groups of blocks between two restarts; 0 for none.
    interval: usize,
}

/// A Huffman table as it stands there: counts by length, and values.
type Table<'a> = Option<(&'a [u8; 16], &'a [u8])>;

fn codes(table: &Table<'_>) -> Option<Codes> {
    table.and_then(|(counts, values)| Codes::new(counts, values))
}

/// Brightness, or one of the two colour differences.
struct Component {
    id: u8,
    /// Blocks of it in a group, across and down.
    across: usize,
    down: usize,
    steps: usize,
}

/// Block means of a component, row by row.
struct Means {
    /// Blocks in a row.
    width: usize,
    /// Blocks of it in a group, across and down.
    across: usize,
    down: usize,
    values: Zeroizing<Vec<u8>>,
}

impl<'a> Header<'a> {
    fn steps(&mut self, mut body: &[u8]) -> Option<()> {
        while let [head, rest @ ..] = body {
            // One byte each, or two.
            let wide = head >> 4 != 0;
            let first = if wide {
                i32::from(u16::from_be_bytes(*rest.first_chunk()?))
            } else {
                i32::from(*rest.first()?)
            };
            *self.steps.get_mut(usize::from(head & 15))? = first;
            body = rest.get(if wide { 128 } else { 64 }..)?;
        }
        Some(())
    }

    fn tables(&mut self, mut body: &'a [u8]) -> Option<()> {
        while let [class_and_id, rest @ ..] = body {
            let (counts, rest) = rest.split_first_chunk::<16>()?;
            let total = counts.iter().map(|&count| usize::from(count)).sum();
            let (values, rest) = rest.split_at_checked(total)?;
            self.table(*class_and_id, counts, values)?;
            body = rest;
        }
        Some(())
    }

    fn table(&mut self, class_and_id: u8, counts: &'a [u8; 16], values: &'a [u8]) -> Option<()> {
        let tables = if class_and_id >> 4 == 0 { &mut self.means } else { &mut self.rest };
        *tables.get_mut(usize::from(class_and_id & 15))? = Some((counts, values));
        Some(())
    }

    fn frame(&mut self, body: &[u8]) -> Option<()> {
        let [8, h1, h0, w1, w0, count, components @ ..] = body else { return None };
        self.width = usize::from(u16::from_be_bytes([*w1, *w0]));
        self.height = usize::from(u16::from_be_bytes([*h1, *h0]));
        if self.width == 0
            || self.height == 0
            || self.width * self.height > LARGEST
            || !matches!(count, 1 | 3)
        {
            return None;
        }
        let (components, _) = components.as_chunks::<3>();
        for &[id, factors, steps] in components.get(..usize::from(*count))? {
            let (across, down) = (usize::from(factors >> 4), usize::from(factors & 15));
            if !matches!((across, down), (1..=4, 1..=4)) {
                return None;
            }
            // One component alone comes block by block, however many are said to be a group.
            let (across, down) = if *count == 1 { (1, 1) } else { (across, down) };
            self.components.push(Component { id, across, down, steps: usize::from(steps) });
        }
        // Red, green and blue as they are need no turning; no camera sends them.
        let ids: Vec<u8> = self.components.iter().map(|component| component.id).collect();
        (ids != *b"RGB").then_some(())
    }

    /// Blocks of a group at most, across and down.
    fn group(&self) -> Option<(usize, usize)> {
        let most = |pick: fn(&Component) -> usize| self.components.iter().map(pick).max();
        Some((most(|component| component.across)?, most(|component| component.down)?))
    }

    /// The means of all blocks; `None` where the components do not come together, group by group.
    fn scan(&self, jpeg: &[u8], segment: &Segment<'_>) -> Option<Vec<Means>> {
        let (count, chosen) = segment.body.split_first()?;
        let (chosen, _) = chosen.as_chunks::<2>();
        if usize::from(*count) != self.components.len() || chosen.len() < self.components.len() {
            return None;
        }
        let (across, down) = self.group()?;
        let groups = (self.width.div_ceil(8 * across), self.height.div_ceil(8 * down));
        let mut parts = Vec::new();
        for (component, &[id, tables]) in self.components.iter().zip(chosen) {
            if component.id != id {
                return None;
            }
            parts.push(Part {
                across: component.across,
                down: component.down,
                step: *self.steps.get(component.steps)?,
                means: codes(self.means.get(usize::from(tables >> 4))?)?,
                rest: Runs::new(codes(self.rest.get(usize::from(tables & 15))?)?),
                last: 0,
            });
        }
        let mut planes: Vec<Means> = parts
            .iter()
            .map(|part| {
                let width = groups.0 * part.across;
                let values = Zeroizing::new(vec![128; width * groups.1 * part.down]);
                Means { width, across: part.across, down: part.down, values }
            })
            .collect();
        let start = segment.start + 4 + segment.body.len();
        let mut bits = Bits::new(jpeg.get(start..segment.end)?);
        let mut until_restart = self.interval;
        for group in 0..groups.0 * groups.1 {
            if self.interval > 0 && until_restart == 0 {
                if !bits.restart() {
                    break;
                }
                parts.iter_mut().for_each(|part| part.last = 0);
                until_restart = self.interval;
            }
            until_restart = until_restart.saturating_sub(1);
            let place = (group % groups.0, group / groups.0);
            let whole = parts
                .iter_mut()
                .zip(&mut planes)
                .try_for_each(|(part, plane)| part.group(&mut bits, place, plane));
            if whole.is_none() || bits.is_over() {
                break;
            }
        }
        Some(planes)
    }

    fn colours(&self, means: &[Means], rgb: &mut Zeroizing<Vec<u8>>) {
        let (width, height) = (self.width.div_ceil(8), self.height.div_ceil(8));
        rgb.resize(width * height * 3, 0);
        let Some((across, down)) = self.group() else { return };
        let rows = rgb.as_chunks_mut::<3>().0.chunks_exact_mut(width);
        for (y, row) in rows.enumerate() {
            match means {
                [luma, blue, red] => {
                    let [luma, blue, red] = [luma, blue, red].map(|plane| plane.row(y, (across, down)));
                    for (x, pixel) in row.iter_mut().enumerate() {
                        *pixel = colour(luma(x), blue(x), red(x));
                    }
                }
                [luma] => {
                    let luma = luma.row(y, (across, down));
                    row.iter_mut().enumerate().for_each(|(x, pixel)| *pixel = [luma(x); 3]);
                }
                _ => {}
            }
        }
    }
}

impl Means {
    /// The means of the row of eighths `y`, by column, where a group has so many blocks across and down.
    fn row(&self, y: usize, (across, down): (usize, usize)) -> impl Fn(usize) -> u8 {
        let start = y * self.down / down * self.width;
        let row = self.values.get(start..start + self.width).unwrap_or_default();
        move |x| row.get(x * self.across / across).copied().unwrap_or(128)
    }
}

/// A component while the data are read.
struct Part {
    across: usize,
    down: usize,
    step: i32,
    means: Codes,
    rest: Runs,
    /// The mean before, in steps: each is told as the difference to it.
    last: i32,
}

impl Part {
    /// Its blocks of one group.
    fn group(&mut self, bits: &mut Bits<'_>, (column, row): (usize, usize), plane: &mut Means) -> Option<()> {
        for y in 0..self.down {
            let start = (row * self.down + y) * plane.width + column * self.across;
            for mean in plane.values.get_mut(start..start + self.across)? {
                self.last = self.last.wrapping_add(self.means.difference(bits)?);
                self.rest.pass_over(bits)?;
                // Eight times the mean, around the middle of the scale.
                *mean =
                    ((self.last.wrapping_mul(self.step).saturating_add(4) >> 3) + 128).clamp(0, 255) as u8;
            }
        }
        Some(())
    }
}

/// Full-range BT.601, as JFIF has it, in 16-bit fixed point.
#[inline]
fn colour(luma: u8, blue: u8, red: u8) -> [u8; 3] {
    let (luma, blue, red) = (i32::from(luma) << 16, i32::from(blue) - 128, i32::from(red) - 128);
    [luma + 91_881 * red, luma - 22_554 * blue - 46_802 * red, luma + 116_130 * blue]
        .map(|value| ((value + (1 << 15)) >> 16).clamp(0, 255) as u8)
}

#[cfg(test)]
mod tests {
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
    use proptest::prelude::*;
    use zune_jpeg::JpegDecoder;
    use zune_jpeg::zune_core::bytestream::ZCursor;

    use super::*;
    use crate::camera::jpeg::fixtures::{small_jpeg, without_tables};
    use crate::camera::jpeg::size;

    /// A soft picture with some print on it.
    fn pixels(width: u16, height: u16) -> Vec<u8> {
        let (width, height) = (usize::from(width), usize::from(height));
        let pixel = |x: usize, y: usize| match (x / 3 + y / 5) % 7 {
            0 => [30, 40, 60],
            _ => [(x + 40) as u8, (y + 50) as u8, 180 - (x / 2) as u8],
        };
        (0..width * height).flat_map(|i| pixel(i % width, i / width)).collect()
    }

    fn encoded(width: u16, height: u16, settings: impl Fn(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, 90);
        settings(&mut encoder);
        encoder.encode(&pixels(width, height), width, height, ColorType::Rgb).unwrap();
        jpeg
    }

    fn shrunk(jpeg: &[u8]) -> Option<((u32, u32), Vec<u8>)> {
        let mut rgb = Zeroizing::default();
        let size = eighth(jpeg, &mut rgb)?;
        Some((size, rgb.to_vec()))
    }

    /// Mean of each whole block of the picture as another decoder reads it.
    fn means(jpeg: &[u8]) -> Vec<[f32; 3]> {
        let (width, height) = size(jpeg).unwrap();
        let rgb = JpegDecoder::new(ZCursor::new(jpeg)).decode().unwrap();
        let channels = rgb.len() / (width * height) as usize;
        let at = |x: u32, y: u32, part: usize| {
            f32::from(rgb[(y * width + x) as usize * channels + part % channels])
        };
        let block = |column: u32, row: u32, part| -> f32 {
            (0..64).map(|i| at(column * 8 + i % 8, row * 8 + i / 8, part)).sum::<f32>() / 64.0
        };
        let blocks = (0..height / 8).flat_map(|row| (0..width / 8).map(move |column| (column, row)));
        blocks.map(|(column, row)| [0, 1, 2].map(|part| block(column, row, part))).collect()
    }

    /// How far the two lie apart in brightness and in red, green and blue, on average of all whole blocks.
    fn apart(jpeg: &[u8]) -> (f32, f32) {
        let ((width, height), rgb) = shrunk(jpeg).unwrap();
        let (columns, rows) = (width.div_ceil(8), height.div_ceil(8));
        assert_eq!(rgb.len(), (columns * rows * 3) as usize);
        let ours = rgb.as_chunks::<3>().0.chunks_exact(columns as usize);
        let ours = ours.take(height as usize / 8).flat_map(|row| &row[..width as usize / 8]);
        let theirs = means(jpeg);
        let luma = |[r, g, b]: [f32; 3]| 0.299 * r + 0.587 * g + 0.114 * b;
        let (mut brightness, mut colour) = (0.0, 0.0);
        for (ours, theirs) in ours.zip(&theirs) {
            let ours = ours.map(f32::from);
            brightness += (luma(ours) - luma(*theirs)).abs();
            colour += ours.iter().zip(theirs).map(|(a, b)| (a - b).abs()).sum::<f32>() / 3.0;
        }
        (brightness / theirs.len() as f32, colour / theirs.len() as f32)
    }

    #[test]
    fn it_is_the_mean_of_the_blocks_however_colours_are_stored() {
        for sampling in [
            SamplingFactor::R_4_4_4,
            SamplingFactor::R_4_2_0,
            SamplingFactor::R_4_2_2,
            SamplingFactor::R_4_4_0,
        ] {
            for (width, height) in [(160, 96), (16, 16), (165, 99), (39, 17)] {
                let jpeg = encoded(width, height, |encoder| encoder.set_sampling_factor(sampling));
                let (brightness, colour) = apart(&jpeg);
                // Where several blocks share a colour, it is one for all of them.
                let most = if sampling == SamplingFactor::R_4_4_4 { 1.0 } else { 8.0 };
                assert!(
                    brightness < 1.0 && colour < most,
                    "{sampling:?} {width}x{height}: {brightness} {colour}"
                );
            }
        }
    }

    #[test]
    fn restarts_and_tables_of_its_own_are_read() {
        for interval in [1, 3, 7] {
            let jpeg = encoded(160, 96, |encoder| encoder.set_restart_interval(interval));
            assert!(apart(&jpeg).0 < 1.0, "{interval}");
        }
        // Drawn by another program, with tables made for it alone.
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk-config/samples/drivers-license.front.jpg");
        assert!(apart(&std::fs::read(sample).unwrap()).0 < 1.0);
    }

    #[test]
    fn grey_stays_grey() {
        let grey: Vec<u8> = (0..64 * 40).map(|i| (i % 64 * 3) as u8).collect();
        let mut jpeg = Vec::new();
        Encoder::new(&mut jpeg, 90).encode(&grey, 64, 40, ColorType::Luma).unwrap();
        assert!(apart(&jpeg).1 < 1.0);
    }

    #[test]
    fn what_cameras_do_to_a_frame_changes_nothing() {
        let jpeg = small_jpeg();
        let found = shrunk(&jpeg);
        assert!(found.is_some());
        assert_eq!(shrunk(&without_tables(&jpeg)), found);
        assert_eq!(shrunk(&[&jpeg[..], &[0; 20], &jpeg[20..]].concat()), found);
    }

    #[test]
    fn what_is_missing_is_grey() {
        let jpeg = encoded(160, 96, |encoder| encoder.set_sampling_factor(SamplingFactor::R_4_4_4));
        let (whole, half) = (shrunk(&jpeg).unwrap().1, shrunk(&jpeg[..jpeg.len() / 2]).unwrap().1);
        let same = whole.iter().zip(&half).take_while(|(a, b)| a == b).count();
        assert!((whole.len() / 4..whole.len() * 3 / 4).contains(&same), "{same} of {}", whole.len());
        assert_eq!(half[half.len() - 30..], [128; 30]);
    }

    #[test]
    fn other_kinds_are_left_to_others() {
        let progressive = encoded(64, 64, |encoder| encoder.set_progressive(true));
        assert_eq!(shrunk(&progressive), None);
        // One component after the other.
        let apart = encoded(64, 64, |encoder| encoder.set_optimized_huffman_tables(true));
        assert_eq!(shrunk(&apart), None);
        for bytes in [&b""[..], b"\x89PNG\r\n", b"\xff\xd8\xff\xd9"] {
            assert_eq!(shrunk(bytes), None);
        }
    }

    #[test]
    fn a_size_without_data_behind_it_is_refused_before_room_is_made_for_it() {
        let mut jpeg = small_jpeg();
        let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        jpeg[frame + 5..frame + 9].fill(0xff);
        assert_eq!(shrunk(&jpeg), None);
    }

    proptest! {
        #[test]
        fn damage_is_harmless(places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
            let mut jpeg = small_jpeg();
            for (place, byte) in places {
                let place = place.index(jpeg.len());
                jpeg[place] = byte;
            }
            let _ = shrunk(&jpeg);
        }
    }
}
