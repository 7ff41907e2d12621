use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use proptest::prelude::*;

use super::*;

fn sample(width: u16, height: u16, change: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            pixels.extend([(x ^ y) as u8, (x * 3) as u8, (y * 5 + x / 7) as u8]);
        }
    }
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 85);
    change(&mut encoder);
    encoder.encode(&pixels, width, height, ColorType::Rgb).unwrap();
    out
}

fn small() -> Limits {
    Limits { min_side: 8, ..Limits::default() }
}

#[test]
fn whole_pictures_of_every_kind_come_in() {
    let plain = |_: &mut Encoder<&mut Vec<u8>>| {};
    for bytes in [
        sample(97, 61, plain),
        sample(96, 64, |e| e.set_sampling_factor(SamplingFactor::F_2_2)),
        sample(95, 63, |e| e.set_sampling_factor(SamplingFactor::F_2_1)),
        sample(90, 70, |e| e.set_restart_interval(3)),
        sample(90, 70, |e| e.set_progressive(true)),
        sample(90, 70, |e| e.set_optimized_huffman_tables(true)),
    ] {
        let (picture, header) = open_with_header(&bytes, &small()).unwrap();
        assert_eq!((picture.width(), picture.height()), (header.width, header.height));
        assert_eq!(header.trailing, 0);
    }
}

#[test]
fn what_follows_the_image_is_left_outside() {
    let mut bytes = sample(64, 64, |_| {});
    let whole = open(&bytes, &small()).unwrap();
    bytes.extend(b"PK\x03\x04 and so on");
    let (picture, header) = open_with_header(&bytes, &small()).unwrap();
    assert_eq!(header.trailing, 14);
    assert!(picture == whole);
}

#[test]
fn other_formats_and_tiny_or_huge_pictures_are_refused() {
    assert_eq!(open(b"\x89PNG\r\n\x1a\n", &small()), Err(DoorRefusal::NotJpeg));
    assert_eq!(open(&[], &small()), Err(DoorRefusal::NotJpeg));
    let bytes = sample(64, 32, |_| {});
    let code = |limits: &Limits| open(&bytes, limits).unwrap_err().code();
    assert_eq!(code(&Limits { min_side: 33, ..Limits::default() }), ReasonCode::ImageTooSmall);
    assert_eq!(code(&Limits { max_side: 63, ..small() }), ReasonCode::ImageTooLarge);
    assert_eq!(code(&Limits { max_pixels: 2047, ..small() }), ReasonCode::ImageTooLarge);
    assert_eq!(code(&Limits { max_bytes: 10, ..small() }), ReasonCode::ImageTooLarge);
}

#[test]
fn a_bomb_is_refused_by_its_announced_size() {
    let mut bytes = sample(64, 64, |_| {});
    let frame = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    assert!(matches!(open(&bytes, &small()), Err(DoorRefusal::TooLarge { width: 65535, height: 65535, .. })));
}

#[test]
fn half_a_picture_is_damaged_even_with_an_end_marker() {
    let bytes = sample(200, 160, |_| {});
    for keep in [bytes.len() - 2, bytes.len() * 9 / 10, bytes.len() / 2, 30] {
        let mut cut = bytes[..keep].to_vec();
        assert_eq!(open(&cut, &small()).unwrap_err().code(), ReasonCode::ImageDamaged, "{keep}");
        cut.extend([0xff, 0xd9]);
        let again = open(&cut, &small()).map(|_| ()).map_err(|e| e.code());
        let expected = if keep == bytes.len() - 2 { Ok(()) } else { Err(ReasonCode::ImageDamaged) };
        assert_eq!(again, expected, "{keep}");
    }
}

#[test]
fn half_a_progressive_picture_is_damaged() {
    let bytes = sample(200, 160, |e| e.set_progressive(true));
    for keep in [bytes.len() - 2, bytes.len() / 2, bytes.len() / 4] {
        assert_eq!(open(&bytes[..keep], &small()).unwrap_err().code(), ReasonCode::ImageDamaged, "{keep}");
    }
}

#[test]
fn a_restart_marker_out_of_turn_is_damage() {
    let mut bytes = sample(200, 160, |e| e.set_restart_interval(4));
    let at = bytes.windows(2).position(|pair| pair == [0xff, 0xd3]).unwrap();
    bytes[at + 1] = 0xd5;
    assert_eq!(open(&bytes, &small()).unwrap_err().code(), ReasonCode::ImageDamaged);
}

proptest! {
    #[test]
    fn nothing_panics_on_any_bytes(tail in proptest::collection::vec(any::<u8>(), 0..600)) {
        let mut bytes = vec![0xff, 0xd8, 0xff];
        bytes.extend(tail);
        let _ = open(&bytes, &small());
    }

    #[test]
    fn nothing_panics_on_a_changed_picture(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = sample(64, 48, |_| {});
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Ok(picture) = open(&bytes, &small()) {
            prop_assert!(picture.width() <= 8192);
        }
    }
}
