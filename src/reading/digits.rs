//! Runs of digits on a page, with their places.

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::page::{Mark, Page, Row};
use crate::vision::geometry::Quad;

/// Digits that stand together in a row. Wiped from memory when dropped and never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(super) struct Run {
    pub(super) digits: Vec<u8>,
    /// Lengths of the groups in which they stand.
    pub(super) groups: Vec<usize>,
    /// Index of the row, and of the first character and the one after the last.
    #[zeroize(skip)]
    pub(super) place: (usize, usize, usize),
    #[zeroize(skip)]
    pub(super) region: Quad,
    /// Confidence of the least certain of them, 0 to 1.
    pub(super) least_confidence: f32,
}

impl Run {
    /// Whether they stand in groups of four.
    pub(super) fn in_fours(&self) -> bool {
        self.groups == [4, 4, 4]
    }

    /// Exactly twelve digits.
    pub(super) fn twelve(&self) -> Option<[u8; 12]> {
        self.digits.as_slice().try_into().ok()
    }
}

/// Largest gap inside a number, in widths of a character.
const GAP: f32 = 2.6;

/// All runs of at least `least` digits. Single spaces, dashes and the lines of boxes may stand
/// between, and letters that a recogniser takes digits for.
pub(super) fn runs(page: &Page<'_>, least: usize) -> Vec<Run> {
    let mut found = Vec::new();
    for (index, row) in page.rows.iter().enumerate() {
        let mut start = 0;
        while start < row.marks.len() {
            let (end, run) = run_at(page, index, row, start);
            found.extend(run.filter(|run| run.digits.len() >= least));
            start = end.max(start + 1);
        }
    }
    found
}

fn run_at(page: &Page<'_>, index: usize, row: &Row, start: usize) -> (usize, Option<Run>) {
    let Some(first) = row.marks.get(start) else { return (start, None) };
    if first.char.to_digit(10).is_none() {
        return (start, None);
    }
    let (mut digits, mut groups) = (Vec::with_capacity(16), vec![0_usize]);
    let (mut end, mut between, mut marks) = (start, false, Vec::new());
    for (at, mark) in row.marks.iter().enumerate().skip(start) {
        let gap = if at == start { 0.0 } else { row.gap_before(at) };
        if gap > GAP {
            break;
        }
        if let Some(digit) = digit_of(mark, !digits.is_empty()) {
            if between || (at > start && (mark.apart || gap > 0.7)) {
                groups.push(0);
            }
            digits.push(digit);
            if let Some(group) = groups.last_mut() {
                *group += 1;
            }
            marks.push(*mark);
            (end, between) = (at + 1, false);
        } else if is_between(mark.char) && !between {
            between = mark.char != '|';
        } else {
            break;
        }
    }
    let region = page.region_of(row, &marks);
    let least_confidence = marks.iter().map(|mark| mark.confidence).fold(1.0, f32::min);
    (end, Some(Run { digits, groups, place: (index, start, end), region, least_confidence }))
}

fn is_between(char: char) -> bool {
    matches!(char, '-' | '|' | '・' | '.' | 'ー' | '·')
}

/// A digit, or inside a number a letter that looks like one.
fn digit_of(mark: &Mark, inside: bool) -> Option<u8> {
    let plain = mark.char.to_digit(10).map(|digit| digit as u8);
    plain.or(match mark.char {
        'O' | 'o' | 'D' | 'Q' if inside => Some(0),
        'I' | 'l' | 'i' if inside => Some(1),
        'Z' if inside => Some(2),
        'S' if inside => Some(5),
        'B' if inside => Some(8),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::page::tests::reading;
    use super::*;

    fn groups(lines: &[(f32, f32, f32, &str)]) -> Vec<(usize, Vec<usize>)> {
        let reading = reading(lines);
        let found = runs(&Page::of(&reading), 4);
        found.iter().map(|run| (run.digits.len(), run.groups.clone())).collect()
    }

    #[test]
    fn groups_in_one_line_and_in_several() {
        let expected = vec![(12, vec![4, 4, 4])];
        assert_eq!(groups(&[(0.0, 0.0, 30.0, "1234 5678 9018")]), expected);
        assert_eq!(groups(&[(0.0, 0.0, 30.0, "個人番号1234-5678-9018")]), expected);
        let apart = [(0.0, 0.0, 30.0, "1234"), (100.0, 0.0, 30.0, "5678"), (200.0, 0.0, 30.0, "9018")];
        assert_eq!(groups(&apart), expected);
        assert_eq!(groups(&[(0.0, 0.0, 30.0, "第123456789018号")]), [(12, vec![12])]);
    }

    #[test]
    fn far_apart_is_not_one_number() {
        let apart = [(0.0, 0.0, 30.0, "123456"), (400.0, 0.0, 30.0, "789018")];
        assert_eq!(groups(&apart).len(), 2);
    }

    #[test]
    fn letters_inside_a_number_are_digits() {
        assert_eq!(groups(&[(0.0, 0.0, 30.0, "1234 S678 9O18")]), [(12, vec![4, 4, 4])]);
    }
}
