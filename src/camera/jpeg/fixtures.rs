//! Pictures for tests.

use super::segments::segments;

/// A colourful 32 x 16 picture with the standard tables.
pub fn small_jpeg() -> Vec<u8> {
    let pixels: Vec<u8> = (0..32 * 16 * 3).map(|i| (i * 7 % 251) as u8).collect();
    let mut jpeg = Vec::new();
    jpeg_encoder::Encoder::new(&mut jpeg, 90).encode(&pixels, 32, 16, jpeg_encoder::ColorType::Rgb).unwrap();
    jpeg
}

/// The same without Huffman tables, as webcams send it.
pub fn without_tables(jpeg: &[u8]) -> Vec<u8> {
    let mut out = jpeg[..2].to_vec();
    for segment in segments(jpeg).skip(1).filter(|segment| segment.marker != 0xc4) {
        out.extend_from_slice(&jpeg[segment.start..segment.end]);
    }
    out
}
