//! My Numbers (個人番号) that somebody typed. They are refused, never kept.

use crate::input::{TwelveDigits, twelve_digits};

/// Words that tell that a number beside them is a My Number, in their narrowest notation.
const WORDS: &[&str] = &["個人番号", "マイナンバー", "mynumber"];

/// Which kind of field a text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Any text.
    Text,
    /// A telephone number: twelve digits may be one, unless a word beside them says otherwise.
    Phone,
}

/// Whether a My Number was typed into a text: twelve digits, in one run or in groups of four,
/// with a valid check digit.
pub fn typed_my_number(text: &str, field: Field) -> bool {
    let valid = twelve_digits(text).iter().any(|TwelveDigits { digits, .. }| check_digit_holds(digits));
    valid && (field == Field::Text || names_my_number(text))
}

/// Whether the last of twelve digits is the check digit of the others
/// (ministerial ordinance of 2014 on My Numbers, article 5).
pub fn check_digit_holds(digits: &[u8; 12]) -> bool {
    let [body @ .., check] = digits;
    let sum: u32 = body
        .iter()
        .rev()
        .zip(1u32..)
        .map(|(digit, n)| u32::from(*digit) * if n <= 6 { n + 1 } else { n - 5 })
        .sum();
    let expected = match sum % 11 {
        0 | 1 => 0,
        remainder => 11 - remainder,
    };
    u32::from(*check) == expected
}

fn names_my_number(text: &str) -> bool {
    use unicode_normalization::UnicodeNormalization as _;
    let narrow: String = text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    WORDS.iter().any(|word| narrow.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_is_valid_and_its_neighbours_are_not() {
        let example = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 8];
        for check in 0..10 {
            let mut digits = example;
            digits[11] = check;
            assert_eq!(check_digit_holds(&digits), check == 8, "{check}");
        }
        // Remainders 0 and 1 both give the check digit 0.
        assert!(check_digit_holds(&[0; 12]), "sum 0");
        assert!(check_digit_holds(&[0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0]), "sum 56, remainder 1");
    }

    #[test]
    fn any_width_and_grouping_is_seen() {
        for text in [
            "123456789018",
            "１２３４５６７８９０１８",
            "番号1234-5678-9018。",
            "1234　5678　9018",
            "１２３４－５６７８−９０１８",
        ] {
            assert!(typed_my_number(text, Field::Text), "{text}");
        }
        for text in
            ["123456789012", "12345678901", "1123456789018", "1234  5678  9018", "123-456-789-018", ""]
        {
            assert!(!typed_my_number(text, Field::Text), "{text}");
        }
    }

    #[test]
    fn a_telephone_number_needs_the_word_beside_it() {
        assert!(!typed_my_number("123456789018", Field::Phone));
        for text in [
            "123456789018 (My Number)",
            "ﾏｲﾅﾝﾊﾞｰ 123456789018",
            "個人番号1234-5678-9018",
            "MY NUMBER:123456789018",
        ] {
            assert!(typed_my_number(text, Field::Phone), "{text}");
        }
        assert!(!typed_my_number("個人番号 090-1234-5678", Field::Phone));
    }
}
