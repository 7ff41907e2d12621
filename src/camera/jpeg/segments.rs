const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
pub(super) const SOS: u8 = 0xda;
const TEM: u8 = 0x01;

/// One marker of a JPEG and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    /// The marker's second byte.
    pub marker: u8,
    /// Where the marker's 0xff stands.
    pub start: usize,
    /// What the length field covers, without the field itself.
    pub body: &'a [u8],
    /// First byte behind the body; for a scan, behind its entropy-coded data.
    pub end: usize,
}

/// Walks the segments from the start of the picture to its end or to the first byte that
/// does not fit.
pub(super) fn segments(jpeg: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut at = 0;
    let mut done = !jpeg.starts_with(&[0xff, SOI]);
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let segment = segment_at(jpeg, at)?;
        at = segment.end;
        done = segment.marker == EOI;
        Some(segment)
    })
}

fn segment_at(jpeg: &[u8], at: usize) -> Option<Segment<'_>> {
    if *jpeg.get(at)? != 0xff {
        return None;
    }
    // Any number of 0xff may stand before a marker as filling.
    let start = at + jpeg.get(at..)?.iter().position(|byte| *byte != 0xff)? - 1;
    let marker = *jpeg.get(start + 1)?;
    if matches!(marker, SOI | EOI | TEM | 0xd0..=0xd7) {
        return Some(Segment { marker, start, body: &[], end: start + 2 });
    }
    if marker == 0 {
        return None;
    }
    let length = usize::from(u16::from_be_bytes([*jpeg.get(start + 2)?, *jpeg.get(start + 3)?]));
    let body = jpeg.get(start + 4..start + 2 + length)?;
    let mut end = start + 2 + length;
    if marker == SOS {
        end = scan_end(jpeg, end);
    }
    Some(Segment { marker, start, body, end })
}

/// The end of entropy-coded data: the next marker that is neither a stuffed 0xff nor a
/// restart.
fn scan_end(jpeg: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = jpeg.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) {
        at += found;
        match jpeg.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            _ => return at,
        }
    }
    jpeg.len()
}

/// The length of the JPEG that `buffer` starts with, to its own end marker; bytes behind
/// it, an older frame's end marker too, do not count. `None` where the picture is cut off or
/// no JPEG at all.
pub fn end(buffer: &[u8]) -> Option<usize> {
    segments(buffer).find(|segment| segment.marker == EOI).map(|segment| segment.end)
}

/// Width and height in pixels from the frame header.
pub fn size(jpeg: &[u8]) -> Option<(u32, u32)> {
    let frame = segments(jpeg).find(|segment| is_frame_header(segment.marker))?;
    let [_, h1, h0, w1, w0, ..] = *frame.body else { return None };
    Some((u16::from_be_bytes([w1, w0]).into(), u16::from_be_bytes([h1, h0]).into()))
}

/// SOF0 to SOF15, without DHT, JPG and DAC, which share the range.
fn is_frame_header(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::camera::jpeg::fixtures::small_jpeg;

    #[test]
    fn the_end_is_the_pictures_own_whatever_follows() {
        let jpeg = small_jpeg();
        assert_eq!(end(&jpeg), Some(jpeg.len()));
        for tail in [&[0_u8; 64][..], b"\xff\xd9", b"\x12\x34\xff\x00\xff\xd9\x00", &jpeg] {
            assert_eq!(end(&[&jpeg, tail].concat()), Some(jpeg.len()), "{tail:?}");
        }
    }

    #[test]
    fn a_cut_picture_has_no_end() {
        let jpeg = small_jpeg();
        for cut in 0..jpeg.len() {
            assert_eq!(end(&jpeg[..cut]), None, "cut at {cut}");
        }
    }

    #[test]
    fn the_thumbnail_inside_does_not_end_the_picture() {
        let jpeg = small_jpeg();
        // An APP1 segment that holds a whole JPEG, as EXIF does.
        let app = [&[0xff, 0xe1][..], &((jpeg.len() + 2) as u16).to_be_bytes(), &jpeg].concat();
        let with_thumbnail = [&jpeg[..2], &app, &jpeg[2..]].concat();
        assert_eq!(end(&with_thumbnail), Some(with_thumbnail.len()));
        assert_eq!(size(&with_thumbnail), size(&jpeg));
    }

    #[test]
    fn size_is_that_of_the_frame_header() {
        assert_eq!(size(&small_jpeg()), Some((32, 16)));
        assert_eq!(size(b"\x89PNG"), None);
    }

    proptest! {
        #[test]
        fn garbage_is_harmless(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let bytes = [&[0xff, SOI][..], &bytes].concat();
            if let Some(end) = end(&bytes) {
                prop_assert_eq!(&bytes[end - 2..end], &[0xff, EOI]);
            }
            let _ = size(&bytes);
        }
    }
}
