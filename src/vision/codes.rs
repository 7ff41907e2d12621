//! QR and bar codes: the reservation on a customer's telephone, the number of a SIM package.

use rxing::{BarcodeFormat, DecodeHints};

use super::{Picture, Plane};

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// A reservation code.
    Reservation(String),
    /// The number of a Japanese SIM (ITU-T E.118), 19 or 20 digits with a right check digit.
    Iccid(String),
    /// Something that the counter has no use for.
    Other,
}

/// Which kind of code is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// A QR code with a reservation code.
    Reservation,
    /// A bar code (Code 128) with the number of a SIM.
    SimPackage,
}

/// Longest reservation code that is believed.
const LONGEST: usize = 64;

/// The code of that kind in a picture, if there is one that can be read.
pub fn find(picture: &Picture, kind: CodeKind) -> Option<Code> {
    let luma: Vec<u8> =
        picture.rgb().chunks_exact(3).map(|p| p.try_into().map_or(0, super::picture::luma_of)).collect();
    let plane = Plane::new(picture.width(), picture.height(), luma)?;
    Some(
        match kind {
            CodeKind::Reservation => reservation(&read(&plane, BarcodeFormat::QR_CODE)?),
            CodeKind::SimPackage => iccid(&read(&plane, BarcodeFormat::CODE_128)?),
        }
        .unwrap_or(Code::Other),
    )
}

fn read(luma: &Plane, format: BarcodeFormat) -> Option<String> {
    let (width, height) = (u32::try_from(luma.width()).ok()?, u32::try_from(luma.height()).ok()?);
    let mut hints = DecodeHints::default();
    let values = luma.values().to_vec();
    let found = rxing::helpers::detect_in_luma_with_hints(values, width, height, Some(format), &mut hints);
    Some(found.ok()?.getText().to_owned())
}

/// A reservation code as the QR code holds it: the code alone, or an https address with it as
/// `code` or `reservation` in its query, or behind `r/`, `reservation/` or `reservations/` at the end
/// of its path. How the service will write them is not known: these forms are an assumption, and so
/// is that a code has a digit in it.
fn reservation(text: &str) -> Option<Code> {
    let text = text.trim();
    let code = match text.split_once("://") {
        None => text.to_owned(),
        Some(_) => in_address(text)?,
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let digit = code.bytes().any(|byte| byte.is_ascii_digit());
    (code.len() >= 4 && code.len() <= LONGEST && digit && code.chars().all(plain))
        .then_some(Code::Reservation(code))
}

fn in_address(text: &str) -> Option<String> {
    let address = url::Url::parse(text).ok().filter(|address| address.scheme() == "https")?;
    let asked = address.query_pairs().find(|(key, _)| matches!(&**key, "code" | "reservation"));
    if let Some((_, code)) = asked {
        return Some(code.into_owned());
    }
    let mut parts = address.path_segments()?.rev().filter(|part| !part.is_empty());
    let code = parts.next()?;
    matches!(parts.next()?, "r" | "reservation" | "reservations").then(|| code.to_owned())
}

/// The number of a SIM of a Japanese company: begins with 8981, 19 or 20 digits, the last one by Luhn.
pub fn iccid(text: &str) -> Option<Code> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let values: Option<Vec<u32>> = digits.chars().map(|c| c.to_digit(10)).collect();
    let right = matches!(digits.len(), 19 | 20) && digits.starts_with("8981") && luhn(&values?);
    right.then_some(Code::Iccid(digits))
}

/// Whether the last digit fits the others (ISO/IEC 7812-1, annex B).
fn luhn(digits: &[u32]) -> bool {
    let weighed = digits.iter().rev().enumerate().map(|(place, &digit)| match place % 2 {
        0 => digit,
        _ if digit > 4 => 2 * digit - 9,
        _ => 2 * digit,
    });
    weighed.sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use rxing::{MultiFormatWriter, Writer as _};

    use super::*;

    /// A code of so many pixels in the middle of a grey frame.
    fn frame(text: &str, format: BarcodeFormat, width: i32, height: i32) -> Picture {
        let code = MultiFormatWriter.encode(text, &format, width, height).unwrap();
        let (left, top) = (400usize, 300usize);
        let rgb = (0..1280 * 720).flat_map(|i| {
            let (x, y) = ((i % 1280usize).wrapping_sub(left), (i / 1280usize).wrapping_sub(top));
            let inside = x < code.width() as usize && y < code.height() as usize;
            let dark = inside && code.get(x as u32, y as u32);
            [if dark {
                25
            } else if inside {
                235
            } else {
                180
            }; 3]
        });
        Picture::from_rgb(1280, 720, rgb.collect()).unwrap()
    }

    #[test]
    fn a_reservation_is_read_from_a_telephone() {
        for text in ["BIC-1001", "https://example.jp/r?code=BIC-1001"] {
            let seen = find(&frame(text, BarcodeFormat::QR_CODE, 260, 260), CodeKind::Reservation);
            assert_eq!(seen, Some(Code::Reservation("BIC-1001".into())), "{text}");
        }
    }

    #[test]
    fn a_reservation_is_a_code_or_an_address_with_one() {
        for text in [
            " BIC-1001 ",
            "https://example.jp/?lang=ja&reservation=BIC-1001",
            "https://example.jp/reservations/BIC-1001",
            "https://example.jp/ja/r/BIC-1001/",
        ] {
            assert_eq!(reservation(text), Some(Code::Reservation("BIC-1001".into())), "{text}");
        }
        for text in [
            "",
            "hello",
            "1-2",
            "http://example.jp/r/BIC-1001",
            "https://example.jp/BIC-1001",
            "https://example.jp/coupon?shop=1234",
            "https://example.jp/r?code=../../v1",
            "WIFI:S:BIC;P:1234;;",
            "tel:0312345678",
        ] {
            assert_eq!(reservation(text), None, "{text}");
        }
    }

    #[test]
    fn a_sim_package_is_read_and_a_wrong_digit_is_not() {
        let seen =
            find(&frame("8981100000012345679", BarcodeFormat::CODE_128, 460, 120), CodeKind::SimPackage);
        let right = iccid("8981100000012345679");
        assert_eq!(seen, Some(right.unwrap_or(Code::Other)));
        let valid = (0..10).filter(|digit| iccid(&format!("898110000001234567{digit}")).is_some());
        assert_eq!(valid.count(), 1);
        for wrong in
            ["", "89", "1234567890123456789", "89811000000123456780000", "八九", "8901100001234567899"]
        {
            assert_eq!(iccid(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn other_codes_are_told_apart_from_none() {
        let other = frame("あいうえお", BarcodeFormat::QR_CODE, 260, 260);
        assert_eq!(find(&other, CodeKind::Reservation), Some(Code::Other));
        assert_eq!(find(&other, CodeKind::SimPackage), None);
        let bare = Picture::from_rgb(64, 64, vec![128; 64 * 64 * 3]).unwrap();
        assert_eq!(find(&bare, CodeKind::Reservation), None);
    }
}
