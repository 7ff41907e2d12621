//! Dates on a page, in the forms of documents, however their characters are spaced.

use jiff::civil::Date;

use super::line;
use super::line::Glyph;
use super::page::{Mark, Page, Row};
use crate::verification::dates::parse_date;
use crate::vision::geometry::Quad;

/// A date that stands on the page.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) date: Date,
    /// Index of the row, its first character and the one after its last.
    pub(super) row: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) confidence: f32,
    pub(super) region: Quad,
}

/// All dates of a page, from top to bottom and left to right.
pub(super) fn all(page: &Page<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, row) in page.rows.iter().enumerate() {
        let mut start = 0;
        while start < row.marks.len() {
            let Some((date, end)) = date_at(row, start) else {
                start += 1;
                continue;
            };
            let marks = row.marks.get(start..end).unwrap_or_default();
            found.push(Found {
                date,
                row: index,
                start,
                end,
                confidence: confidence(marks),
                region: page.region_of(row, marks),
            });
            start = end;
        }
    }
    found
}

/// Mean confidence of characters.
pub(super) fn confidence(marks: &[Mark]) -> f32 {
    let glyph = |mark: &Mark| Glyph { char: mark.char, confidence: mark.confidence, at: 0.0 };
    line::mean(&marks.iter().map(glyph).collect::<Vec<_>>())
}

/// The eras, and what they are taken for where the print is small.
const ERAS: [(&str, &str); 8] = [
    ("令和", "令和"),
    ("平成", "平成"),
    ("昭和", "昭和"),
    ("大正", "大正"),
    ("明治", "明治"),
    ("今和", "令和"),
    ("合和", "令和"),
    ("会和", "令和"),
];
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// The date that begins at a character, and where it ends.
fn date_at(row: &Row, start: usize) -> Option<(Date, usize)> {
    let chars: Vec<char> = row.marks.iter().skip(start).take(32).map(|mark| mark.char).collect();
    let previous = start.checked_sub(1).and_then(|at| row.marks.get(at));
    if chars.first()?.is_ascii_digit()
        && previous.is_some_and(|mark| mark.char.is_ascii_digit() && row.gap_before(start) < 0.8)
    {
        return None;
    }
    let read = |form: fn(&mut Cursor<'_>) -> Option<String>| {
        let mut cursor = Cursor { chars: &chars, at: 0 };
        let text = form(&mut cursor)?;
        Some((parse_date(&text).ok()?, start + cursor.at))
    };
    read(words).or_else(|| read(signs)).or_else(|| read(english))
}

struct Cursor<'c> {
    chars: &'c [char],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, any_of: &str) -> bool {
        let found = self.peek().is_some_and(|char| any_of.contains(char));
        self.at += usize::from(found);
        found
    }

    fn need(&mut self, any_of: &str) -> Option<()> {
        self.take(any_of).then_some(())
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.chars.iter().skip(self.at);
        let fits = word.chars().zip(rest).filter(|(a, b)| a == *b).count() == word.chars().count();
        self.at += if fits { word.chars().count() } else { 0 };
        fits
    }

    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let mut value = 0;
        let mut len = 0;
        while len < most
            && let Some(digit) = self.peek().and_then(|char| match char {
                'O' | 'o' if len > 0 => Some(0),
                'l' | 'I' if len > 0 => Some(1),
                _ => char.to_digit(10),
            })
        {
            value = value * 10 + digit;
            len += 1;
            self.at += 1;
        }
        (len >= least).then_some(value)
    }

    fn era(&mut self) -> Option<String> {
        let (_, name) = ERAS.into_iter().find(|(seen, _)| self.word(seen))?;
        let year = if self.take("元") { "元".to_owned() } else { self.number(1, 2)?.to_string() };
        Some(format!("{name}{year}年"))
    }
}

/// `令和9年8月9日`, `2027年8月9日`, or with both years; a bracket may have been lost.
fn words(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut year = match cursor.era() {
        Some(era) => era,
        None => format!("{}年", cursor.number(4, 4)?),
    };
    if !cursor.take("年午牛") {
        return None;
    }
    let before = cursor.at;
    let opened = cursor.take("([〈<C");
    let other = match cursor.era() {
        Some(era) => Some(era),
        None if opened => cursor.number(4, 4).map(|year| format!("{year}年")),
        None => None,
    };
    match other {
        Some(other) if cursor.take("年午牛") => {
            cursor.take(")]〉>D");
            year = format!("{year}({other})");
        }
        _ => cursor.at = before,
    }
    let month = cursor.number(1, 2)?;
    cursor.need("月")?;
    let day = cursor.number(1, 2)?;
    cursor.need("日目曰H")?;
    Some(format!("{year}{month}月{day}日"))
}

/// `2027/8/9`, `2027-08-09`, `2027.8.9`, `R9.8.9`.
fn signs(cursor: &mut Cursor<'_>) -> Option<String> {
    let era = cursor.peek().filter(|char| "RHSTM".contains(*char));
    let year = if let Some(letter) = era {
        cursor.at += 1;
        format!("{letter}{}", cursor.number(1, 2)?)
    } else {
        cursor.number(4, 4)?.to_string()
    };
    let sign = cursor.peek().filter(|char| "/.,-".contains(*char))?;
    cursor.at += 1;
    let month = cursor.number(1, 2)?;
    // A dot and a comma are easily taken for each other.
    cursor.need(if ".,".contains(sign) {
        ".,"
    } else if sign == '/' {
        "/"
    } else {
        "-"
    })?;
    let day = cursor.number(1, 2)?;
    Some(format!("{year}/{month}/{day}"))
}

/// `09 AUG 2027`.
fn english(cursor: &mut Cursor<'_>) -> Option<String> {
    let day = cursor.number(1, 2)?;
    let name: String = cursor.chars.iter().skip(cursor.at).take(3).map(char::to_ascii_uppercase).collect();
    let name = name.replace('0', "O").replace('1', "I");
    let month = MONTHS.iter().position(|month| *month == name)? + 1;
    cursor.at += 3;
    let year = cursor.number(4, 4)?;
    Some(format!("{year}/{month}/{day}"))
}

#[cfg(test)]
mod tests {
    use super::super::page::tests::reading;
    use super::*;

    fn dates(text: &str) -> Vec<String> {
        let reading = reading(&[(0.0, 0.0, 30.0, text)]);
        all(&Page::of(&reading)).iter().map(|found| found.date.to_string()).collect()
    }

    #[test]
    fn the_forms_of_documents_are_found_in_their_row() {
        for (text, date) in [
            ("昭和60年4月1日生", "1985-04-01"),
            ("令和 08 年 05 月 01 日 12345", "2026-05-01"),
            ("2029年(令和11年)08月14日まで有効", "2029-08-14"),
            ("2029年令和11年08月14日まで有効", "2029-08-14"),
            ("平成34年10月1日まで有効", "2022-10-01"),
            ("令和元年5月2日", "2019-05-02"),
            ("合和13年9月8日まで有効", "2031-09-08"),
            ("2027年(合和9年)07月31日", "2027-07-31"),
            ("有効期限2027/8/9", "2027-08-09"),
            ("09 AUG 2027", "2027-08-09"),
            ("R8.5.1", "2026-05-01"),
        ] {
            assert_eq!(dates(text), [date], "{text}");
        }
        assert_eq!(dates("昭和60年4月1日 令和8年5月1日").len(), 2);
    }

    #[test]
    fn two_years_that_disagree_and_impossible_days_are_unknown() {
        for text in
            ["2029年(令和10年)08月14日", "令和8年13月1日", "令和00年00月00日", "123-4567-890", "1234年"]
        {
            assert!(dates(text).is_empty(), "{text}");
        }
    }
}
