//! Long numbers in text. Twelve digits may be somebody's My Number, so that no message quotes them.

use std::ops::Range;

/// Twelve digits that stand together in a text: in one run, or in three groups of four.
#[derive(Clone, PartialEq, Eq)]
pub struct TwelveDigits {
    /// Where, in bytes of the text, separators included.
    pub range: Range<usize>,
    /// The digits' values.
    pub digits: [u8; 12],
}

/// The value of a decimal digit of any width.
pub fn digit(c: char) -> Option<u8> {
    let value = match c {
        '0'..='9' => c as u32 - '0' as u32,
        '０'..='９' => c as u32 - '０' as u32,
        // Mathematical digits: five alphabets of ten.
        '\u{1D7CE}'..='\u{1D7FF}' => (c as u32 - 0x1D7CE) % 10,
        _ => return None,
    };
    u8::try_from(value).ok()
}

/// Whether `c` is a hyphen or dash of any kind or width, the long vowel mark included.
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{00AD}' | '\u{058A}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207B}'
                | '\u{208B}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{2796}'
                | '\u{30FC}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
                | '\u{FF70}'
                | '\u{2E3A}'
                | '\u{2E3B}'
                | '\u{FE31}'
                | '\u{FE32}'
    )
}

/// Every stretch of twelve digits, any width: a run of exactly twelve, or three groups of four
/// with one space or dash between. A run inside a longer run is none, nor is one inside a longer
/// row of groups of four.
pub fn twelve_digits(text: &str) -> Vec<TwelveDigits> {
    let runs = digit_runs(text);
    let mut found = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        if let Ok(digits) = <[u8; 12]>::try_from(run.digits.as_slice()) {
            found.push(TwelveDigits { range: run.range.clone(), digits });
        } else if let Some(groups) = groups_of_four(text, &runs, index) {
            found.push(groups);
        }
    }
    found
}

struct Run {
    range: Range<usize>,
    digits: Vec<u8>,
}

/// Runs of at most twelve digits keep their digits; longer ones keep thirteen.
fn digit_runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some(value) = digit(c) else { continue };
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some(run) if run.range.end == at => {
                run.range.end = end;
                if run.digits.len() <= 12 {
                    run.digits.push(value);
                }
            }
            _ => runs.push(Run { range: at..end, digits: vec![value] }),
        }
    }
    runs
}

fn groups_of_four(text: &str, runs: &[Run], first: usize) -> Option<TwelveDigits> {
    let linked = |left: usize| {
        let (a, b) = (runs.get(left)?, runs.get(left + 1)?);
        let mut between = text.get(a.range.end..b.range.start)?.chars();
        let separator = between.next()?;
        let one = between.next().is_none() && (is_dash(separator) || separator.is_whitespace());
        (one && a.digits.len() == 4 && b.digits.len() == 4).then_some(())
    };
    linked(first)?;
    linked(first + 1)?;
    if linked(first + 2).is_some() || first.checked_sub(1).and_then(linked).is_some() {
        return None;
    }
    let groups = runs.get(first..first + 3)?;
    let digits: Vec<u8> = groups.iter().flat_map(|run| run.digits.iter().copied()).collect();
    let range = groups.first()?.range.start..groups.last()?.range.end;
    Some(TwelveDigits { range, digits: digits.try_into().ok()? })
}

/// The text with every digit of a long number (twelve or more in a run, or three and more groups
/// of four) replaced by `*`.
pub fn hide_long_numbers(text: &str) -> String {
    let runs = digit_runs(text);
    let mut hidden: Vec<Range<usize>> =
        runs.iter().filter(|run| run.digits.len() >= 12).map(|run| run.range.clone()).collect();
    for window in runs.windows(3) {
        if let [a, _, c] = window
            && window.iter().all(|run| run.digits.len() == 4)
            && text.get(a.range.start..c.range.end).is_some_and(|whole| whole.chars().count() == 14)
        {
            hidden.push(a.range.start..c.range.end);
        }
    }
    if hidden.is_empty() {
        return text.to_owned();
    }
    let hide = |at: usize| hidden.iter().any(|range| range.contains(&at));
    text.char_indices().map(|(at, c)| if digit(c).is_some() && hide(at) { '*' } else { c }).collect()
}

/// What a message may quote of a person's input: at most 40 characters on one line, without long
/// numbers.
pub fn quote(text: &str) -> String {
    const LONGEST: usize = 40;
    // Far more than is shown, so that a number which starts inside is still seen whole.
    let head: String = text.chars().take(4 * LONGEST).collect();
    let hidden = hide_long_numbers(&head);
    let shown = hidden.chars().take(LONGEST).map(|c| if c.is_control() { '?' } else { c });
    let cut = if text.chars().nth(LONGEST).is_some() { "..." } else { "" };
    shown.chain(cut.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        twelve_digits(text).len()
    }

    #[test]
    fn runs_and_groups_of_any_width_are_found() {
        for text in [
            "123456789018",
            "番号は123456789018です",
            "１２３４５６７８９０１８",
            "1234 5678 9018",
            "1234-5678-9018",
            "１２３４　５６７８　９０１８",
            "1234−5678 9018",
            "x1234ー5678ー9018y",
            "1234 5678 9018 090-1234-5678",
        ] {
            assert_eq!(count(text), 1, "{text}");
        }
    }

    #[test]
    fn other_shapes_are_not() {
        for text in [
            "12345678901",
            "1234567890189",
            "1234  5678 9018",
            "123-456-789-018",
            "1234-5678-9018-1234",
            "1234_5678_9018",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }

    #[test]
    fn quotes_hide_numbers_and_stay_short() {
        assert_eq!(quote("a 123456789018 b"), "a ************ b");
        assert_eq!(quote("1234-5678-9018"), "****-****-****");
        assert_eq!(quote("1234-5678-9018-1234"), "****-****-****-****");
        assert_eq!(quote("2026-11-22 2027-03-31"), "2026-11-22 2027-03-31");
        let long = format!("{}123456789018", "x".repeat(35));
        assert_eq!(quote(&long), format!("{}*****...", "x".repeat(35)));
        assert_eq!(quote(&"9".repeat(1000)), format!("{}...", "*".repeat(40)));
        assert_eq!(quote("a\nb"), "a?b");
    }
}
