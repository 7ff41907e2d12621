use std::borrow::Cow;

use crate::camera::{Encoding, Format, jpeg};

/// The frame's own bytes of a driver's buffer, ready to be read by any decoder: a JPEG cut at
/// its true end and with its tables, raw lines without padding. `None` where there is no
/// frame: an empty buffer, noise, half a raw frame. A JPEG that breaks off is passed on; the
/// preview shows what there is, and as evidence it is refused.
pub(super) fn payload(format: &Format, stride: u32, buffer: &[u8]) -> Option<Vec<u8>> {
    let Format { encoding, width, height, .. } = *format;
    match encoding {
        Encoding::Jpeg => {
            jpeg::size(buffer)?;
            let own = jpeg::end(buffer).and_then(|end| buffer.get(..end)).unwrap_or(buffer);
            Some(jpeg::with_tables(own).into_owned())
        }
        Encoding::Yuyv | Encoding::Rgb => lines(buffer, line_len(encoding, width), stride, height),
        Encoding::Nv12 => {
            let luma = line_len(encoding, width).max(stride as usize) * height as usize;
            let (luma, chroma) = buffer.split_at_checked(luma)?;
            let mut packed = lines(luma, width as usize, stride, height)?;
            let chroma_len = width.div_ceil(2) as usize * 2;
            packed.extend(lines(chroma, chroma_len, stride, height.div_ceil(2))?);
            Some(packed)
        }
    }
}

/// Bytes of a line without padding.
fn line_len(encoding: Encoding, width: u32) -> usize {
    let width = width as usize;
    match encoding {
        Encoding::Jpeg => 0,
        Encoding::Yuyv => width * 2,
        Encoding::Nv12 => width,
        Encoding::Rgb => width * 3,
    }
}

/// `height` lines of `len` bytes that stand `stride` bytes apart.
fn lines(buffer: &[u8], len: usize, stride: u32, height: u32) -> Option<Vec<u8>> {
    let (stride, height) = ((stride as usize).max(len), height as usize);
    if len == 0 || height == 0 {
        return None;
    }
    let buffer = buffer.get(..stride * (height - 1) + len)?;
    let packed: Cow<'_, [u8]> = if stride == len {
        Cow::Borrowed(buffer)
    } else {
        buffer.chunks(stride).flat_map(|line| line.get(..len).unwrap_or(line)).copied().collect()
    };
    Some(packed.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::jpeg::fixtures::{small_jpeg, without_tables};

    fn format(encoding: Encoding, width: u32, height: u32) -> Format {
        Format { encoding, width, height, fps: 30.0 }
    }

    #[test]
    fn a_jpeg_loses_what_the_driver_left_behind_it_and_gets_its_tables() {
        let (jpeg, format) = (small_jpeg(), format(Encoding::Jpeg, 32, 16));
        let older = [&jpeg, &small_jpeg()[..], &[0; 500]].concat();
        assert_eq!(payload(&format, 0, &older), Some(jpeg.clone()));
        let bare = without_tables(&jpeg);
        let whole = payload(&format, 0, &[&bare, &[0; 9][..]].concat()).unwrap();
        assert!(whole.len() > bare.len() && jpeg::end(&whole) == Some(whole.len()));
    }

    #[test]
    fn half_a_jpeg_is_passed_on_and_noise_is_not() {
        let (jpeg, format) = (small_jpeg(), format(Encoding::Jpeg, 32, 16));
        let half = &jpeg[..jpeg.len() - 40];
        assert_eq!(payload(&format, 0, half).as_deref(), Some(half));
        for noise in [&[][..], &[0; 400], b"\xff\xd8\xff", b"\x89PNG"] {
            assert_eq!(payload(&format, 0, noise), None, "{noise:?}");
        }
    }

    #[test]
    fn padded_lines_are_packed_and_half_a_frame_is_none() {
        let padded = [1, 1, 1, 1, 0, 0, 2, 2, 2, 2, 0, 0];
        let yuyv = format(Encoding::Yuyv, 2, 2);
        assert_eq!(payload(&yuyv, 6, &padded), Some(vec![1, 1, 1, 1, 2, 2, 2, 2]));
        // The last line need not be padded.
        assert_eq!(payload(&yuyv, 6, &padded[..10]), Some(vec![1, 1, 1, 1, 2, 2, 2, 2]));
        assert_eq!(payload(&yuyv, 6, &padded[..9]), None);
        let nv12 = format(Encoding::Nv12, 2, 2);
        assert_eq!(payload(&nv12, 3, &[1, 1, 0, 2, 2, 0, 3, 4, 0]), Some(vec![1, 1, 2, 2, 3, 4]));
        assert_eq!(payload(&nv12, 2, &[1, 1, 2, 2, 3, 4]), Some(vec![1, 1, 2, 2, 3, 4]));
        assert_eq!(payload(&nv12, 2, &[1, 1, 2, 2, 3]), None);
    }
}
