use super::characters::{fold_forms, fold_kana, is_hiragana, is_kanji, is_katakana, is_space};
use super::katakana::is_reading_of_one_kanji;
use super::{Comparison, Fold, Folds, Variants};
use crate::verification::case::Applicant;

/// A name as registered.
#[derive(Clone, Copy)]
pub struct RegisteredName<'a> {
    /// Family name.
    pub family: &'a str,
    /// Given name.
    pub given: &'a str,
    /// Family name in katakana.
    pub family_kana: &'a str,
    /// Given name in katakana.
    pub given_kana: &'a str,
    /// Family and given name in Latin letters.
    pub roman: Option<(&'a str, &'a str)>,
}

impl<'a> RegisteredName<'a> {
    /// The applicant's name.
    pub fn of(applicant: &'a Applicant) -> Self {
        Self {
            family: &applicant.family_name,
            given: &applicant.given_name,
            family_kana: &applicant.family_kana,
            given_kana: &applicant.given_kana,
            roman: applicant.family_roman.as_deref().zip(applicant.given_roman.as_deref()),
        }
    }
}

/// The folds that names know.
const FOLDS: &[Fold] = &[
    Fold::Width,
    Fold::Case,
    Fold::Variant,
    Fold::Kana,
    Fold::Dash,
    Fold::Bracket,
    Fold::LatinSigns,
    Fold::Reading,
];

/// Compares the name on a document with the registered one. A name in Latin letters is compared
/// with the registered Latin pair. Spaces do not count.
pub fn compare_names(variants: &Variants, registered: RegisteredName<'_>, document: &str) -> Comparison {
    if is_same(registered, document) {
        return Comparison::Equal;
    }
    let bare = without_brackets(document);
    Comparison::of_unequal(FOLDS, |folds| {
        matches(variants, registered, document, folds)
            || folds.has(Fold::Bracket)
                && bare.as_deref().is_some_and(|bare| matches(variants, registered, bare, folds))
    })
}

fn is_same(registered: RegisteredName<'_>, document: &str) -> bool {
    let (family, given) = match (is_latin(document), registered.roman) {
        (false, _) => (registered.family, registered.given),
        (true, Some(pair)) => pair,
        (true, None) => return false,
    };
    let shown = |text: &'_ str| text.chars().filter(|c| !is_space(*c)).collect::<Vec<_>>();
    let document = shown(document);
    !document.is_empty() && [shown(family), shown(given)].concat() == document
}

fn matches(variants: &Variants, registered: RegisteredName<'_>, document: &str, folds: Folds) -> bool {
    if is_latin(document) {
        return registered.roman.is_some_and(|(family, given)| {
            latin(&format!("{family}{given}"), folds) == latin(document, folds)
        });
    }
    let forms = |text: &str| -> Vec<char> {
        let mut forms = fold_forms(text, folds, variants);
        forms.retain(|c| !is_space(*c));
        forms
    };
    let (family, given, document) = (forms(registered.family), forms(registered.given), forms(document));
    if document.is_empty() {
        return false;
    }
    let kana = |c: &char| if folds.has(Fold::Kana) { fold_kana(*c) } else { *c };
    if family.iter().chain(&given).map(kana).eq(document.iter().map(kana)) {
        return true;
    }
    folds.has(Fold::Reading)
        && is_reading_of_one_kanji(
            [(&family, registered.family_kana), (&given, registered.given_kana)],
            &document,
            kana,
        )
}

/// Whether the letters of a name are Latin, and there are some.
fn is_latin(text: &str) -> bool {
    use unicode_normalization::UnicodeNormalization as _;
    let mut letters = text.nfkc().filter(|c| c.is_alphabetic() || is_kanji(*c)).peekable();
    letters.peek().is_some() && letters.all(|c| matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'))
}

/// A Latin name to compare: words are joined, so that they may be split anywhere over two fields.
fn latin(text: &str, folds: Folds) -> Vec<char> {
    let wide = folds.has(Fold::Width);
    let forms = fold_forms(
        text,
        if wide { Folds::ALL } else { Folds::ALL.without(Fold::Width) },
        &Variants::default(),
    );
    forms
        .into_iter()
        .filter(|c| !(is_space(*c) || folds.has(Fold::LatinSigns) && is_latin_sign(*c)))
        .flat_map(|c| {
            let cased = folds.has(Fold::Case);
            let upper = cased.then(|| c.to_uppercase()).into_iter().flatten();
            upper.chain((!cased).then_some(c))
        })
        .collect()
}

fn is_latin_sign(c: char) -> bool {
    matches!(
        c,
        '-' | '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{02BC}' | '\u{00B4}'
    )
}

/// The name without what stands in brackets (a former name, an alias), or `None` where nothing
/// does or nothing else would be left.
fn without_brackets(text: &str) -> Option<String> {
    const PAIRS: &[(char, char)] = &[
        ('(', ')'),
        ('（', '）'),
        ('[', ']'),
        ('［', '］'),
        ('【', '】'),
        ('〔', '〕'),
        ('〈', '〉'),
        ('＜', '＞'),
    ];
    let mut rest = text;
    let mut out = String::new();
    let mut dropped = false;
    while let Some((before, after)) = rest.split_once(|c| PAIRS.iter().any(|(open, _)| *open == c)) {
        // Brackets of either width close one another, as documents are typed.
        let Some((_, behind)) = after.split_once(|c| PAIRS.iter().any(|(_, close)| *close == c)) else {
            break;
        };
        out.push_str(before);
        rest = behind;
        dropped = true;
    }
    out.push_str(rest);
    (dropped && out.chars().any(|c| is_kanji(c) || is_katakana(c) || is_hiragana(c) || c.is_alphabetic()))
        .then_some(out)
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
