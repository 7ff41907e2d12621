//! The likeliest lines whose check digits hold.

use super::cells::Cell;
use super::{ALPHABET, check};

/// By how many characters at most a part may differ from what was read as likeliest.
const MENDED: usize = 2;
/// A character is taken for another only where that is at least so likely beside it.
const LEAST: f32 = 0.02;
/// So many readings of a part are weighed against the check over all parts.
const KEPT: usize = 12;

/// What may stand at a place of the second line.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Digit,
    Letter,
    Sex,
    /// A digit, or filling where the part before it is empty.
    DigitOrFilling,
    Any,
}

/// Characters that look alike, and how much of the one's likelihood the other has.
const ALIKE: &[(char, char, f32)] = &[
    ('O', '0', 0.6),
    ('Q', '0', 0.4),
    ('D', '0', 0.3),
    ('I', '1', 0.5),
    ('L', '1', 0.3),
    ('Z', '2', 0.5),
    ('A', '4', 0.2),
    ('S', '5', 0.5),
    ('G', '6', 0.5),
    ('T', '7', 0.3),
    ('B', '8', 0.5),
    ('K', '<', 0.3),
    ('C', '<', 0.3),
];

/// A reading of a part: its characters and how unlikely it is.
type Reading = (Vec<char>, f32);

/// The second line in the likeliest reading whose five check digits hold.
pub(in crate::reading) fn second_line(cells: &[Cell]) -> Option<String> {
    // Japanese numbers are two letters and seven digits.
    let japanese = likeliest(cells.get(10..13)?, |_| Kind::Letter) == ['J', 'P', 'N'];
    let number = |at| match at {
        9 => Kind::Digit,
        0..2 if japanese => Kind::Letter,
        2..9 if japanese => Kind::Digit,
        _ => Kind::Any,
    };
    let number = readings(cells.get(0..10)?, number);
    let country = likeliest(cells.get(10..13)?, |_| Kind::Letter);
    let birth = readings(cells.get(13..20)?, |_| Kind::Digit);
    let sex = likeliest(cells.get(20..21)?, |_| Kind::Sex);
    let expiry = readings(cells.get(21..28)?, |_| Kind::Digit);
    let own = readings(cells.get(28..43)?, |at| if at == 14 { Kind::DigitOrFilling } else { Kind::Any });
    let last = options(cells.get(43)?, Kind::Digit);
    let mut best: Option<(f32, String)> = None;
    for (number, a) in &number {
        for (birth, b) in &birth {
            for (expiry, c) in &expiry {
                for (own, d) in &own {
                    let sum = check(&[number.as_slice(), birth, expiry, own].concat());
                    let Some((_, e)) = last.iter().find(|(char, _)| Some(*char) == sum) else { continue };
                    let cost = a + b + c + d + e;
                    if best.as_ref().is_none_or(|(known, _)| cost < *known) {
                        let parts = [number.as_slice(), &country, birth, &sex, expiry, own].concat();
                        best = Some((cost, parts.into_iter().chain(sum).collect()));
                    }
                }
            }
        }
    }
    best.map(|(_, line)| line)
}

/// The first line: letters and filling; it has no check digit.
pub(in crate::reading) fn first_line(cells: &[Cell]) -> String {
    likeliest(cells, |_| Kind::Letter).into_iter().collect()
}

/// The likeliest character of each cell.
fn likeliest(cells: &[Cell], kind: impl Fn(usize) -> Kind) -> Vec<char> {
    let first = |(at, cell): (usize, &Cell)| options(cell, kind(at)).first().map_or('<', |(char, _)| *char);
    cells.iter().enumerate().map(first).collect()
}

/// Readings of a part whose last character is the check digit of those before, likeliest first.
fn readings(cells: &[Cell], kind: impl Fn(usize) -> Kind) -> Vec<Reading> {
    let choices: Vec<Vec<(char, f32)>> =
        cells.iter().enumerate().map(|(at, cell)| options(cell, kind(at))).collect();
    let plain: Vec<char> =
        choices.iter().map(|choice| choice.first().map_or('<', |(char, _)| *char)).collect();
    let mut found = Vec::new();
    vary(&choices, &plain, 0, (0, 0.0), &mut found);
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    found.truncate(KEPT);
    found
}

/// All readings that differ from `plain` at up to [`MENDED`] places from `from` on.
fn vary(
    choices: &[Vec<(char, f32)>],
    plain: &[char],
    from: usize,
    (mended, cost): (usize, f32),
    found: &mut Vec<Reading>,
) {
    if holds(plain) {
        found.push((plain.to_vec(), cost));
    }
    if mended == MENDED {
        return;
    }
    for (at, choice) in choices.iter().enumerate().skip(from) {
        for (char, more) in choice.iter().skip(1) {
            let mut other = plain.to_vec();
            if let Some(place) = other.get_mut(at) {
                *place = *char;
            }
            vary(choices, &other, at + 1, (mended + 1, cost + more), found);
        }
    }
}

fn holds(part: &[char]) -> bool {
    let Some((digit, part)) = part.split_last() else { return false };
    check(part) == Some(*digit) || (*digit == '<' && part.iter().all(|char| *char == '<'))
}

/// What may stand in a cell, likeliest first, each with how much less likely it is (natural
/// logarithm).
fn options(cell: &[f32], kind: Kind) -> Vec<(char, f32)> {
    let mut likely: Vec<(char, f32)> = ALPHABET.chars().zip(cell.iter().copied()).collect();
    let read = likely.clone();
    for (seen, meant, share) in ALIKE {
        let seen = read.iter().find(|(char, _)| char == seen).map_or(0.0, |(_, value)| *value);
        if let Some((_, value)) = likely.iter_mut().find(|(char, _)| char == meant) {
            *value = value.max(seen * share);
        }
    }
    if matches!(kind, Kind::Letter) {
        for (letter, digit, share) in ALIKE.iter().filter(|(_, meant, _)| meant.is_ascii_digit()) {
            let seen = read.iter().find(|(char, _)| char == digit).map_or(0.0, |(_, value)| *value);
            if let Some((_, value)) = likely.iter_mut().find(|(char, _)| char == letter) {
                *value = value.max(seen * share);
            }
        }
    }
    likely.retain(|(char, _)| match kind {
        Kind::Digit => char.is_ascii_digit(),
        Kind::Letter => !char.is_ascii_digit(),
        Kind::Sex => matches!(char, 'M' | 'F' | '<'),
        Kind::DigitOrFilling => char.is_ascii_digit() || *char == '<',
        Kind::Any => true,
    });
    // Where nothing was read, filling is what gets lost.
    if kind != Kind::Digit
        && likely.iter().all(|(_, value)| *value < 0.05)
        && let Some((_, value)) = likely.iter_mut().find(|(char, _)| *char == '<')
    {
        *value = 0.06;
    }
    likely.sort_by(|a, b| b.1.total_cmp(&a.1));
    let best = likely.first().map_or(0.0, |(_, value)| *value).max(1e-6);
    likely.retain(|(_, value)| *value >= LEAST * best);
    likely.truncate(4);
    likely.into_iter().map(|(char, value)| (char, (best / value.max(1e-6)).ln())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::cells::cells;
    use super::super::tests::{SECOND, line_of, line_with};
    use super::*;

    #[test]
    fn an_uncertain_character_is_mended_by_its_check_digit() {
        let line = line_with(SECOND, &[(3, '3', 0.4), (21, '7', 0.3)]);
        assert_eq!(second_line(&cells(&line).unwrap()).as_deref(), Some(SECOND));
    }

    #[test]
    fn a_certain_character_is_not_exchanged_to_please_a_check_digit() {
        let wrong = SECOND.replacen("740812", "740813", 1);
        assert_eq!(second_line(&cells(&line_of(&wrong, &[])).unwrap()), None);
    }

    #[test]
    fn lost_filling_is_filled() {
        assert_eq!(second_line(&cells(&line_of(SECOND, &[37, 38, 39])).unwrap()).as_deref(), Some(SECOND));
    }
}
