//! Whatever is read: the digits of a My Number are in no text that could leave the program.

use proptest::prelude::*;

use super::page::tests::reading;
use super::{fields, my_number};
use crate::verification::my_number::check_digit_holds;

/// Eleven digits and their check digit.
fn number() -> impl Strategy<Value = String> {
    proptest::collection::vec(0u8..10, 11).prop_map(|body| {
        let digits = |check: u8| -> [u8; 12] {
            let mut digits = [check; 12];
            digits[..11].copy_from_slice(&body);
            digits
        };
        let valid = (0..10).map(digits).find(check_digit_holds).unwrap();
        valid.iter().map(|digit| char::from(b'0' + digit)).collect()
    })
}

const KINDS: &[(&str, &str)] = &[
    ("", ""),
    ("drivers-license", "front"),
    ("individual-number-card", "front"),
    ("residence-card", "back"),
    ("japanese-passport", "photo-page"),
    ("certificate-of-residence", "page-1"),
    ("utility-receipt", "page-1"),
    ("physical-disability-handbook", "photo-page"),
];

proptest! {
    #[test]
    fn no_text_holds_the_digits(
        number in number(),
        label in prop::sample::select(vec!["個人番号", "マイナンバー", "My Number", "氏名", "住所", "第", "交付", ""]),
        joiner in prop::sample::select(vec!["", " ", "-", "　"]),
        kind in prop::sample::select(KINDS),
        below in any::<bool>(),
    ) {
        let shown = [&number[..4], &number[4..8], &number[8..]].join(joiner);
        let place = if below { (40.0, 150.0) } else { (300.0, 98.0) };
        let page = reading(&[
            (40.0, 20.0, 30.0, "令和8年5月1日"),
            (40.0, 100.0, 30.0, label),
            (place.0, place.1, 34.0, &shown),
            (40.0, 260.0, 30.0, "個人番号カード"),
        ]);
        let found = my_number::search(&page);
        let fields = fields::find(&page, kind.0, kind.1);
        let mut told = format!("{found:?} {fields:?} {page:?} {:?}", page.lines);
        for (name, field) in fields.named() {
            told.push_str(name);
            told.push_str(&field.map(|field| field.text.clone()).unwrap_or_default());
        }
        for line in &fields.mrz {
            told.push_str(&line.text);
        }
        let digits: String = told.chars().filter(char::is_ascii_digit).collect();
        prop_assert!(!digits.contains(&number));
    }
}
