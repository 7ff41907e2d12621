use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{DoorRefusal, Header};
use crate::vision::Picture;

/// Decodes `image` to RGB. The sizes were checked by the caller; the decoder is held to them.
pub(super) fn rgb(image: &[u8], header: &Header) -> Result<Picture, DoorRefusal> {
    const DAMAGED: DoorRefusal = DoorRefusal::Damaged("the image data is not whole");
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(header.width)
        .set_max_height(header.height)
        .jpeg_set_max_scans(64)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(image), options);
    let pixels = decoder.decode().map_err(|_| DAMAGED)?;
    let same = decoder.info().is_some_and(|info| {
        usize::from(info.width) == header.width && usize::from(info.height) == header.height
    });
    if !same {
        return Err(DAMAGED);
    }
    Picture::from_rgb(header.width, header.height, pixels).ok_or(DAMAGED)
}
