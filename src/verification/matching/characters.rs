//! Folds of single characters, shared by names and addresses.

use unicode_normalization::UnicodeNormalization as _;

use crate::input::is_dash;

use super::{Fold, Folds, Variants};

/// Whether `c` is a kanji, the marks 々 and 〆 included.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
        || is_compatibility_ideograph(c)
}

/// Whether `c` is full-width katakana, the long vowel mark included.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// Whether `c` is full-width hiragana.
pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// Hiragana as katakana; other characters as they are.
pub(super) fn to_katakana(c: char) -> char {
    if is_hiragana(c) { char::from_u32(c as u32 + 0x60).unwrap_or(c) } else { c }
}

fn is_compatibility_ideograph(c: char) -> bool {
    matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// White space and characters that nobody sees.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The text with width, variants and dashes folded, as far as `folds` says. Dashes become `-`,
/// the long vowel mark included.
pub(super) fn fold_forms(text: &str, folds: Folds, variants: &Variants) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    let mut plain = String::new();
    let flush = |plain: &mut String, out: &mut Vec<char>| {
        if folds.has(Fold::Width) {
            out.extend(plain.nfkc());
        } else {
            out.extend(plain.chars());
        }
        plain.clear();
    };
    // Compatibility ideographs are variants, not widths, though one normalisation covers both.
    for c in text.chars() {
        if is_compatibility_ideograph(c) {
            flush(&mut plain, &mut out);
            if folds.has(Fold::Variant) { out.extend(std::iter::once(c).nfkc()) } else { out.push(c) }
        } else if !(folds.has(Fold::Variant) && is_variation_selector(c)) {
            plain.push(c);
        }
    }
    flush(&mut plain, &mut out);
    for c in &mut out {
        if folds.has(Fold::Variant) {
            *c = variants.representative(*c);
        }
        if folds.has(Fold::Dash) && is_dash(*c) {
            *c = '-';
        }
    }
    out
}

/// ヶ ケ が ガ are one, ノ の are one, ツ ッ are one.
pub(super) fn fold_kana(c: char) -> char {
    match c {
        'ヶ' | 'が' | 'ガ' => 'ケ',
        'の' => 'ノ',
        'ッ' => 'ツ',
        c => c,
    }
}
