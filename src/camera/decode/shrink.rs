use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use zeroize::Zeroizing;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::camera::view::{Crop, View};
use crate::camera::{Encoding, Frame, jpeg};

use super::Picture;
use super::raw::convert;

/// The frame can not be shown, not even in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a picture")]
pub struct Unreadable;

/// Makes small pictures of frames. Keeps its buffers from one frame to the next, so one
/// belongs to one preview; they are wiped when it is dropped or [cleared](Self::clear).
pub struct Shrinker {
    resizer: Resizer,
    /// The whole frame as RGB, once it was needed.
    full: Zeroizing<Vec<u8>>,
    /// Its size; `None` as long as it is not that of the frame shrunk last.
    full_size: Option<(u32, u32)>,
    /// A JPEG at an eighth of its size.
    eighth: Zeroizing<Vec<u8>>,
    /// The shrunk frame, not yet turned.
    flat: Picture,
    /// The shrunk and turned frame.
    turned: Picture,
}

impl Default for Shrinker {
    fn default() -> Self {
        Self::new()
    }
}

impl Shrinker {
    /// With empty buffers.
    pub fn new() -> Self {
        Self {
            resizer: Resizer::new(),
            full: Zeroizing::default(),
            full_size: None,
            eighth: Zeroizing::default(),
            flat: Picture::default(),
            turned: Picture::default(),
        }
    }

    /// The frame as `view` shows it, as large as fits into `width` x `height` pixels, its
    /// shape kept. `part` (in fractions of what the view shows) enlarges a part of it: the
    /// loupe.
    pub fn shrink(
        &mut self,
        frame: &Frame,
        view: &View,
        part: Crop,
        (width, height): (u32, u32),
    ) -> Result<&Picture, Unreadable> {
        let view = View { crop: part.within(view.part()), zoom: 1.0, ..*view };
        let room = if view.swaps_sides() { (height, width) } else { (width, height) };
        let part = view.part_of_source();
        self.full_size = None;
        if let Some((width, height)) = self.eighth(frame, part, room) {
            let lengths = (f64::from(width) / 8.0, f64::from(height) / 8.0);
            let source = (self.eighth.as_slice(), (width.div_ceil(8), height.div_ceil(8)), lengths);
            // Few pixels fall on each: a box would leave some out.
            resize(&mut self.resizer, FilterType::Hamming, source, part, room, &mut self.flat)?;
        } else {
            let (width, height) = self.decode(frame)?;
            let source = (self.full.as_slice(), (width, height), (f64::from(width), f64::from(height)));
            // Box is the mean of all that falls on a pixel: quick, and no small print is skipped.
            resize(&mut self.resizer, FilterType::Box, source, part, room, &mut self.flat)?;
        }
        if view.mirror || view.rotation != crate::camera::view::Rotation::None {
            self.turned.turned_from(&self.flat, &view);
            return Ok(&self.turned);
        }
        Ok(&self.flat)
    }

    /// Width, height and RGB bytes of the whole of `frame`, which is the one that was shrunk last. They are the
    /// caller's, best [given back](Self::give_back) when done: the next frame needs as many.
    pub fn take_full(&mut self, frame: &Frame) -> Result<(u32, u32, Vec<u8>), Unreadable> {
        if self.full_size.is_none() {
            self.decode(frame)?;
        }
        let (width, height) = self.full_size.take().ok_or(Unreadable)?;
        Ok((width, height, std::mem::take(&mut *self.full)))
    }

    /// Takes bytes back, for the next frame.
    pub fn give_back(&mut self, rgb: Zeroizing<Vec<u8>>) {
        self.full = rgb;
        self.full_size = None;
    }

    /// Wipes all that the buffers hold, for the time when nobody is photographed.
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// Size of the frame if an eighth of it is at hand now: of a JPEG, where that has as many pixels as the
    /// screen shows. It takes a third of the time.
    fn eighth(&mut self, frame: &Frame, part: Crop, room: (u32, u32)) -> Option<(u32, u32)> {
        if frame.encoding != Encoding::Jpeg {
            return None;
        }
        let (width, height) = jpeg::size(&frame.data)?;
        let shown = (f64::from(part.width) * f64::from(width), f64::from(part.height) * f64::from(height));
        let (across, down) = fit(shown, room)?;
        let enough = f64::from(across) * 8.0 <= shown.0 && f64::from(down) * 8.0 <= shown.1;
        if enough { jpeg::eighth(&frame.data, &mut self.eighth) } else { None }
    }

    fn decode(&mut self, frame: &Frame) -> Result<(u32, u32), Unreadable> {
        let size = match frame.encoding {
            Encoding::Jpeg => self.decode_jpeg(&frame.data)?,
            _ if convert(frame.encoding, frame.width, frame.height, &frame.data, &mut self.full) => {
                (frame.width, frame.height)
            }
            _ => return Err(Unreadable),
        };
        self.full_size = Some(size);
        Ok(size)
    }

    fn decode_jpeg(&mut self, data: &[u8]) -> Result<(u32, u32), Unreadable> {
        let data = jpeg::with_tables(data);
        let options =
            DecoderOptions::default().set_strict_mode(false).jpeg_set_out_colorspace(ColorSpace::RGB);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data.as_ref()), options);
        decoder.decode_headers().map_err(|_| Unreadable)?;
        let (width, height) = decoder.dimensions().ok_or(Unreadable)?;
        let len = decoder.output_buffer_size().ok_or(Unreadable)?;
        self.full.resize(len, 0);
        decoder.decode_into(&mut self.full).map_err(|_| Unreadable)?;
        Ok((width as u32, height as u32))
    }
}

/// Shrinks `part` of a picture (its RGB bytes, their columns and rows, and how many of these it fills) to what
/// fits into `room`.
fn resize(
    resizer: &mut Resizer,
    filter: FilterType,
    (rgb, (columns, rows), (width, height)): (&[u8], (u32, u32), (f64, f64)),
    part: Crop,
    room: (u32, u32),
    shrunk: &mut Picture,
) -> Result<(), Unreadable> {
    let (left, top) = (f64::from(part.left) * width, f64::from(part.top) * height);
    let across = (f64::from(part.width) * width).clamp(1.0, width.max(1.0));
    let down = (f64::from(part.height) * height).clamp(1.0, height.max(1.0));
    let (left, top) = (left.clamp(0.0, (width - across).max(0.0)), top.clamp(0.0, (height - down).max(0.0)));
    let (width, height) = fit((across, down), room).ok_or(Unreadable)?;
    shrunk.resize(width, height);
    // Typed, because the untyped call compiles the resizer for every pixel type there is.
    let source = TypedImageRef::<U8x3>::from_buffer(columns, rows, rgb).map_err(|_| Unreadable)?;
    let mut target =
        TypedImage::<U8x3>::from_buffer(width, height, shrunk.rgb_mut()).map_err(|_| Unreadable)?;
    let options =
        ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter)).crop(left, top, across, down);
    resizer.resize_typed(&source, &mut target, &options).map_err(|_| Unreadable)
}

/// The largest size of that shape inside the box; at least one pixel each way.
fn fit((width, height): (f64, f64), (box_width, box_height): (u32, u32)) -> Option<(u32, u32)> {
    if box_width == 0 || box_height == 0 || width < 1.0 || height < 1.0 {
        return None;
    }
    let scale = (f64::from(box_width) / width).min(f64::from(box_height) / height);
    let side = |length: f64, limit: u32| ((length * scale).round() as u32).clamp(1, limit);
    Some((side(width, box_width), side(height, box_height)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::jpeg::fixtures::{small_jpeg, without_tables};
    use crate::camera::view::Rotation;

    fn frame(encoding: Encoding, width: u32, height: u32, data: Vec<u8>) -> Frame {
        Frame { encoding, width, height, data: Zeroizing::new(data), sequence: 0 }
    }

    /// Left half red, right half blue.
    fn two_halves() -> Frame {
        let row: Vec<u8> = (0..64).flat_map(|x| if x < 32 { [255, 0, 0] } else { [0, 0, 255] }).collect();
        frame(Encoding::Rgb, 64, 32, row.repeat(32))
    }

    fn sample() -> Frame {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk-config/samples/drivers-license.front.jpg");
        frame(Encoding::Jpeg, 1920, 1080, std::fs::read(path).unwrap())
    }

    fn shrink(frame: &Frame, view: View, part: Crop, size: (u32, u32)) -> Picture {
        let mut shrinker = Shrinker::new();
        let picture = shrinker.shrink(frame, &view, part, size).unwrap();
        Picture::new(picture.width(), picture.height(), picture.rgb().to_vec()).unwrap()
    }

    #[test]
    fn the_shape_is_kept() {
        let plain = |size| {
            let picture = shrink(&two_halves(), View::default(), Crop::default(), size);
            (picture.width(), picture.height())
        };
        assert_eq!(plain((16, 100)), (16, 8));
        assert_eq!(plain((100, 8)), (16, 8));
        assert_eq!(plain((3, 1)), (2, 1));
        assert!(Shrinker::new().shrink(&two_halves(), &View::default(), Crop::default(), (0, 5)).is_err());
    }

    #[test]
    fn turning_and_the_loupe_show_the_right_part() {
        let view = View { rotation: Rotation::Quarter, ..View::default() };
        let picture = shrink(&two_halves(), view, Crop::default(), (8, 16));
        assert_eq!((picture.width(), picture.height()), (8, 16));
        assert_eq!((picture.row(0)[0], picture.row(15)[0]), ([255, 0, 0], [0, 0, 255]));
        let right = Crop { left: 0.5, top: 0.0, width: 0.5, height: 1.0 };
        let picture = shrink(&two_halves(), View::default(), right, (4, 4));
        assert!(picture.rgb().chunks(3).all(|pixel| pixel == [0, 0, 255]), "{:?}", picture.rgb());
    }

    #[test]
    fn a_jpeg_without_tables_or_with_half_its_data_is_shown() {
        let jpeg = small_jpeg();
        let bare = without_tables(&jpeg);
        let half = jpeg[..jpeg.len() * 3 / 4].to_vec();
        for data in [jpeg, bare, half] {
            let picture =
                shrink(&frame(Encoding::Jpeg, 0, 0, data), View::default(), Crop::default(), (8, 8));
            assert_eq!((picture.width(), picture.height()), (8, 4));
        }
    }

    #[test]
    fn the_small_way_and_the_whole_way_show_the_same() {
        let jpeg = sample();
        let mut shrinker = Shrinker::new();
        let (width, height, rgb) = shrinker.take_full(&jpeg).unwrap();
        let raw = frame(Encoding::Rgb, width, height, rgb);
        let cut = Crop { left: 0.2, top: 0.1, width: 0.6, height: 0.7 };
        for rotation in [Rotation::None, Rotation::Quarter] {
            for (part, room, most) in
                [(Crop::default(), (120, 68), 3.0), (cut, (100, 68), 6.0), (Crop::default(), (16, 9), 3.0)]
            {
                let view = View { rotation, ..View::default() };
                let (small, whole) = (shrink(&jpeg, view, part, room), shrink(&raw, view, part, room));
                assert_eq!((small.width(), small.height()), (whole.width(), whole.height()));
                let apart: u32 =
                    small.rgb().iter().zip(whole.rgb()).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
                let mean = f64::from(apart) / small.rgb().len() as f64;
                assert!(mean < most, "{rotation:?} {part:?} {room:?}: {mean}");
            }
        }
    }

    #[test]
    fn the_whole_frame_is_there_whichever_way_it_was_shrunk() {
        let jpeg = sample();
        let mut shrinker = Shrinker::new();
        for room in [(120, 68), (1000, 1000), (120, 68)] {
            shrinker.shrink(&jpeg, &View::default(), Crop::default(), room).unwrap();
            for _ in 0..2 {
                let (width, height, rgb) = shrinker.take_full(&jpeg).unwrap();
                assert_eq!((width, height, rgb.len()), (1920, 1080, 1920 * 1080 * 3));
                shrinker.give_back(rgb.into());
            }
        }
        shrinker.shrink(&two_halves(), &View::default(), Crop::default(), (8, 8)).unwrap();
        assert_eq!(shrinker.take_full(&two_halves()).unwrap().0, 64);
    }

    #[test]
    fn what_is_no_picture_is_said_to_be_none() {
        let mut shrinker = Shrinker::new();
        for data in [vec![], b"\x89PNG\r\n".to_vec(), vec![0xff, 0xd8, 0xff, 0xd9], vec![0xff; 100]] {
            let frame = frame(Encoding::Jpeg, 32, 16, data);
            assert_eq!(
                shrinker.shrink(&frame, &View::default(), Crop::default(), (8, 8)).err(),
                Some(Unreadable)
            );
        }
        let short = frame(Encoding::Yuyv, 32, 16, vec![0; 100]);
        assert!(shrinker.shrink(&short, &View::default(), Crop::default(), (8, 8)).is_err());
    }
}
