//! QR and bar codes: the reservation on a customer's telephone, the number of a SIM package.

use rxing::{BarcodeFormat, DecodeHints};

use super::{Picture, Plane};

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// A reservation code.
    Reservation(String),
    /// The number of a SIM (ITU-T E.118), 19 or 20 digits with a right check digit.
    Iccid(String),
}

/// Longest reservation code that is believed.
const LONGEST: usize = 64;

/// The code in a picture that the counter can use, if there is one.
pub fn find(picture: &Picture) -> Option<Code> {
    let luma: Vec<u8> =
        picture.rgb().chunks_exact(3).map(|p| p.try_into().map_or(0, super::picture::luma_of)).collect();
    let plane = Plane::new(picture.width(), picture.height(), luma)?;
    read(&plane, BarcodeFormat::QR_CODE)
        .and_then(|text| reservation(&text))
        .or_else(|| read(&plane, BarcodeFormat::CODE_128).and_then(|text| iccid(&text)))
}

fn read(luma: &Plane, format: BarcodeFormat) -> Option<String> {
    let (width, height) = (u32::try_from(luma.width()).ok()?, u32::try_from(luma.height()).ok()?);
    let mut hints = DecodeHints::default();
    let values = luma.values().to_vec();
    let found = rxing::helpers::detect_in_luma_with_hints(values, width, height, Some(format), &mut hints);
    Some(found.ok()?.getText().to_owned())
}

/// A reservation code as the QR code holds it: the code alone, or an address that ends with
/// `?code=` or `/` and it.
fn reservation(text: &str) -> Option<Code> {
    let text = text.trim();
    let last = text.rsplit(['/', '=']).next().unwrap_or(text);
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (last.len() >= 4 && last.len() <= LONGEST && last.chars().all(plain))
        .then(|| Code::Reservation(last.to_owned()))
}

/// The number of a SIM: begins with 89, 19 or 20 digits, the last one by Luhn.
pub fn iccid(text: &str) -> Option<Code> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let values: Option<Vec<u32>> = digits.chars().map(|c| c.to_digit(10)).collect();
    let right = matches!(digits.len(), 19 | 20) && digits.starts_with("89") && luhn(&values?);
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
            let seen = find(&frame(text, BarcodeFormat::QR_CODE, 260, 260));
            assert_eq!(seen, Some(Code::Reservation("BIC-1001".into())), "{text}");
        }
    }

    #[test]
    fn a_sim_package_is_read_and_a_wrong_digit_is_not() {
        let seen = find(&frame("8981100000012345679", BarcodeFormat::CODE_128, 460, 120));
        let right = iccid("8981100000012345679");
        assert_eq!(seen, right);
        let valid = (0..10).filter(|digit| iccid(&format!("898110000001234567{digit}")).is_some());
        assert_eq!(valid.count(), 1);
        for wrong in ["", "89", "1234567890123456789", "89811000000123456780000", "八九"] {
            assert_eq!(iccid(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn other_codes_and_no_codes_are_nothing() {
        assert_eq!(find(&frame("あいうえお", BarcodeFormat::QR_CODE, 260, 260)), None);
        assert_eq!(find(&Picture::from_rgb(64, 64, vec![128; 64 * 64 * 3]).unwrap()), None);
    }
}
