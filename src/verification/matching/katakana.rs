//! A character that the registration system can not take is registered in katakana, that
//! character alone.

use super::characters::{is_hiragana, is_kanji, is_katakana, is_space, to_katakana};
use unicode_normalization::UnicodeNormalization as _;

/// Longer than any name; the search is quadratic.
const LONGEST: usize = 64;

/// Whether the registered name is the document's with one kanji replaced by its katakana
/// reading, and the registered kana have that reading at its place.
///
/// `fields` are family and given name, each with its registered kana.
pub(super) fn is_reading_of_one_kanji(
    fields: [(&Vec<char>, &str); 2],
    document: &[char],
    kana: impl Fn(&char) -> char,
) -> bool {
    let [(family, _), (given, _)] = fields;
    let registered = [family.as_slice(), given.as_slice()].concat();
    if registered.len() > LONGEST || document.len() > registered.len() {
        return false;
    }
    let same = |a: &[char], b: &[char]| a.iter().map(&kana).eq(b.iter().map(&kana));
    (0..document.len()).any(|at| {
        let (before, rest) = document.split_at(at);
        let Some((kanji, after)) = rest.split_first() else { return false };
        let end = registered.len() - after.len();
        let (Some(head), Some(run), Some(tail)) =
            (registered.get(..at), registered.get(at..end), registered.get(end..))
        else {
            return false;
        };
        is_kanji(*kanji)
            && run.iter().any(|c| is_katakana(*c))
            && run.iter().all(|c| is_katakana(*c) || *c == '-')
            && same(head, before)
            && same(tail, after)
            && stands_in_its_field(fields, at, end, &kana)
    })
}

/// Whether the kana of the field that holds the characters `start..end` have them at their place.
fn stands_in_its_field(
    fields: [(&Vec<char>, &str); 2],
    start: usize,
    end: usize,
    kana: impl Fn(&char) -> char,
) -> bool {
    let [(family, _), _] = fields;
    let (field, reading, offset) = match fields {
        [(family, reading), _] if end <= family.len() => (family, reading, 0),
        [_, (given, reading)] if start >= family.len() => (given, reading, family.len()),
        _ => return false,
    };
    let reading: Vec<char> = reading
        .nfkc()
        .filter(|c| !is_space(*c))
        .map(|c| if c == 'ー' { '-' } else { kana(&to_katakana(c)) })
        .take(LONGEST)
        .collect();
    let run = start - offset..end - offset;
    let pattern: Vec<Option<char>> = field
        .iter()
        .enumerate()
        .map(|(at, c)| {
            let literal = run.contains(&at) || is_katakana(*c) || is_hiragana(*c);
            literal.then(|| if *c == 'ー' { '-' } else { kana(&to_katakana(*c)) })
        })
        .collect();
    fits(&pattern, &reading)
}

/// Whether kana fit a pattern of literal kana and of kanji (`None`), each of which reads as one
/// kana or more.
fn fits(pattern: &[Option<char>], kana: &[char]) -> bool {
    // reached[i]: the pattern so far may end after i kana.
    let mut reached = vec![false; kana.len() + 1];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    for part in pattern {
        let mut next = vec![false; kana.len() + 1];
        let mut inside = false;
        for (index, c) in kana.iter().enumerate() {
            let from = reached.get(index).copied().unwrap_or_default();
            inside |= from;
            let here = match part {
                Some(literal) => from && literal == c,
                None => inside,
            };
            if let Some(slot) = next.get_mut(index + 1) {
                *slot = here;
            }
        }
        reached = next;
    }
    reached.last().copied().unwrap_or_default()
}
