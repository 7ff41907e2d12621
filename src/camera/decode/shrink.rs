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
    /// The whole frame as RGB.
    full: Zeroizing<Vec<u8>>,
    full_size: (u32, u32),
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
            full: Zeroizing::new(Vec::new()),
            full_size: (0, 0),
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
        self.decode(frame)?;
        let view = View { crop: part.within(view.part()), zoom: 1.0, ..*view };
        let part = view.part_of_source();
        let (full_width, full_height) = (f64::from(self.full_size.0), f64::from(self.full_size.1));
        let (left, top) = (f64::from(part.left) * full_width, f64::from(part.top) * full_height);
        let part_width = (f64::from(part.width) * full_width).clamp(1.0, full_width);
        let part_height = (f64::from(part.height) * full_height).clamp(1.0, full_height);
        let (left, top) =
            (left.clamp(0.0, full_width - part_width), top.clamp(0.0, full_height - part_height));

        let (width, height) = if view.swaps_sides() { (height, width) } else { (width, height) };
        let (width, height) = fit((part_width, part_height), (width, height)).ok_or(Unreadable)?;
        self.flat.resize(width, height);
        // Typed, because the untyped call compiles the resizer for every pixel type there is.
        let source = TypedImageRef::<U8x3>::from_buffer(self.full_size.0, self.full_size.1, &self.full)
            .map_err(|_| Unreadable)?;
        let mut target =
            TypedImage::<U8x3>::from_buffer(width, height, self.flat.rgb_mut()).map_err(|_| Unreadable)?;
        // Box is the mean of all that falls on a pixel: quick, and no small print is skipped.
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Box)).crop(
            left,
            top,
            part_width,
            part_height,
        );
        self.resizer.resize_typed(&source, &mut target, &options).map_err(|_| Unreadable)?;

        if view.mirror || view.rotation != crate::camera::view::Rotation::None {
            self.turned.turned_from(&self.flat, &view);
            return Ok(&self.turned);
        }
        Ok(&self.flat)
    }

    /// Width, height and RGB bytes of the whole frame shrunk last.
    pub fn full(&self) -> (u32, u32, &[u8]) {
        (self.full_size.0, self.full_size.1, &self.full)
    }

    /// Wipes all that the buffers hold, for the time when nobody is photographed.
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    fn decode(&mut self, frame: &Frame) -> Result<(), Unreadable> {
        if frame.encoding == Encoding::Jpeg {
            return self.decode_jpeg(&frame.data);
        }
        if !convert(frame.encoding, frame.width, frame.height, &frame.data, &mut self.full) {
            return Err(Unreadable);
        }
        self.full_size = (frame.width, frame.height);
        Ok(())
    }

    fn decode_jpeg(&mut self, data: &[u8]) -> Result<(), Unreadable> {
        let data = jpeg::with_tables(data);
        let options =
            DecoderOptions::default().set_strict_mode(false).jpeg_set_out_colorspace(ColorSpace::RGB);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data.as_ref()), options);
        decoder.decode_headers().map_err(|_| Unreadable)?;
        let (width, height) = decoder.dimensions().ok_or(Unreadable)?;
        let len = decoder.output_buffer_size().ok_or(Unreadable)?;
        self.full.resize(len, 0);
        self.full_size = (width as u32, height as u32);
        decoder.decode_into(&mut self.full).map_err(|_| Unreadable)
    }
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
