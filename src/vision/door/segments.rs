use super::DoorRefusal;
use super::DoorRefusal::Damaged;

/// What a JPEG file says of itself before its pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Width in pixels, at least 1.
    pub width: usize,
    /// Height in pixels, at least 1.
    pub height: usize,
    /// Colour components: 1, 3 or 4.
    pub components: u8,
    /// Whether the image comes in several scans, coarse to fine.
    pub progressive: bool,
    /// Length of the image in bytes, its end marker included.
    pub end: usize,
    /// Bytes after the image's end.
    pub trailing: usize,
    /// Whether there are segments about the picture (EXIF, XMP, comments); never their content.
    pub has_metadata: bool,
}

/// Where a marker's payload lies in the file.
pub(super) struct Segment<'a> {
    pub marker: u8,
    pub payload: &'a [u8],
    /// Offset of the first byte after the payload.
    pub after: usize,
}

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
pub(super) const SOS: u8 = 0xda;

/// Walks all segments up to the end marker. No allocation.
pub(super) fn parse(bytes: &[u8]) -> Result<Header, DoorRefusal> {
    let mut frame: Option<(usize, usize, u8, bool)> = None;
    let mut has_metadata = false;
    let mut scans = 0u32;
    let mut at = 2;
    loop {
        let segment = next(bytes, at)?;
        at = segment.after;
        match segment.marker {
            EOI if scans > 0 => break,
            EOI => return Err(Damaged("no image data")),
            SOI => return Err(Damaged("a second image inside")),
            SOS => {
                if frame.is_none() {
                    return Err(Damaged("image data before the size"));
                }
                scans += 1;
                // Each scan costs a pass over all blocks; no camera makes more than a dozen.
                if scans > 64 {
                    return Err(Damaged("too many scans"));
                }
                at = end_of_scan(bytes, at)?;
            }
            marker if is_frame(marker) => {
                if frame.is_some() {
                    return Err(Damaged("two sizes"));
                }
                frame = Some(parse_frame(marker, segment.payload)?);
            }
            0xe1..=0xef | 0xfe => has_metadata = true,
            _ => {}
        }
    }
    let (width, height, components, progressive) = frame.ok_or(Damaged("no size"))?;
    Ok(Header { width, height, components, progressive, end: at, trailing: bytes.len() - at, has_metadata })
}

fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// The segment at `at`: fill bytes, the marker and its payload.
pub(super) fn next(bytes: &[u8], at: usize) -> Result<Segment<'_>, DoorRefusal> {
    const CUT: DoorRefusal = Damaged("cut off between segments");
    if bytes.get(at) != Some(&0xff) {
        return Err(if at >= bytes.len() { CUT } else { Damaged("no marker where one belongs") });
    }
    let rest = bytes.get(at..).ok_or(CUT)?;
    let fill = rest.iter().take_while(|&&byte| byte == 0xff).count();
    let marker = *rest.get(fill).ok_or(CUT)?;
    let start = at + fill + 1;
    if matches!(marker, SOI | EOI | 0x01 | 0xd0..=0xd7) {
        return Ok(Segment { marker, payload: &[], after: start });
    }
    let Some(&[high, low]) = bytes.get(start..start + 2) else { return Err(CUT) };
    let length = usize::from(u16::from_be_bytes([high, low]));
    let payload = bytes.get(start + 2..start + length.max(2)).ok_or(CUT)?;
    if length < 2 {
        return Err(Damaged("a segment shorter than its own length"));
    }
    Ok(Segment { marker, payload, after: start + length })
}

fn parse_frame(marker: u8, payload: &[u8]) -> Result<(usize, usize, u8, bool), DoorRefusal> {
    let &[precision, h1, h0, w1, w0, components, ..] = payload else { return Err(Damaged("half a size")) };
    // Baseline, extended sequential and progressive Huffman; what cameras and telephones make.
    if !matches!(marker, 0xc0..=0xc2) || precision != 8 || !matches!(components, 1 | 3 | 4) {
        return Err(Damaged("a kind of JPEG that no camera makes"));
    }
    let width = usize::from(u16::from_be_bytes([w1, w0]));
    let height = usize::from(u16::from_be_bytes([h1, h0]));
    if width == 0 || height == 0 || payload.len() != 6 + 3 * usize::from(components) {
        return Err(Damaged("an impossible size"));
    }
    Ok((width, height, components, marker == 0xc2))
}

/// The first byte after the compressed data that starts at `at`: its closing marker.
fn end_of_scan(bytes: &[u8], at: usize) -> Result<usize, DoorRefusal> {
    let mut at = at;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let found = rest.iter().position(|&byte| byte == 0xff).ok_or(Damaged("cut off in the image data"))?;
        at += found;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return Ok(at),
            None => return Err(Damaged("cut off in the image data")),
        }
    }
}
