//! The lines of a picture as rows of characters, each with its place.

use unicode_normalization::UnicodeNormalization as _;

use super::line::{Line, Reading};
use crate::vision::geometry::{Point, Quad};

/// Lines read with less confidence are seals, portraits and the like.
const NOISE: f32 = 0.3;
/// Lines of one row have no more of the narrower one's width in common.
const SHARED: f32 = 0.5;

/// A character on the page.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Mark {
    /// In its narrow form, to compare.
    pub(super) char: char,
    /// As printed.
    pub(super) raw: char,
    pub(super) confidence: f32,
    /// Where its middle lies across the straightened page, in pixels.
    pub(super) x: f32,
    /// Half of its width, in pixels.
    pub(super) half: f32,
    /// Whether a space or the beginning of a line precedes it.
    pub(super) apart: bool,
    /// The line it belongs to, as an index into the reading.
    pub(super) line: usize,
    /// Where it lies along that line, 0 to 1.
    pub(super) at: f32,
}

/// Lines side by side.
pub(super) struct Row {
    pub(super) marks: Vec<Mark>,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

impl Row {
    /// Height of its tallest line, in pixels.
    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// Its characters in their narrow form.
    pub(super) fn text(&self) -> String {
        self.marks.iter().map(|mark| mark.char).collect()
    }

    /// The first place at or after `from` where `word` stands, spaces aside: start and end.
    /// A word of four or more characters may have one wrong, one of ten or more two.
    pub(super) fn find(&self, word: &str, from: usize) -> Option<(usize, usize)> {
        let word: Vec<char> = word.chars().collect();
        let forgiven = usize::from(word.len() >= 4) + usize::from(word.len() >= 10);
        let windows = self.marks.windows(word.len().max(1)).enumerate().skip(from);
        let differs =
            |window: &[Mark]| window.iter().zip(&word).filter(|(mark, char)| mark.char != **char).count();
        let fits = |&(_, window): &(usize, &[Mark])| differs(window) <= forgiven;
        windows.filter(fits).map(|(start, _)| (start, start + word.len())).next()
    }

    /// The gap before a character, in heights of the row.
    pub(super) fn gap_before(&self, index: usize) -> f32 {
        let before = index.checked_sub(1).and_then(|before| self.marks.get(before));
        match (before, self.marks.get(index)) {
            (Some(before), Some(mark)) => {
                (mark.x - mark.half - before.x - before.half) / (mark.half * 2.0).max(1.0)
            }
            _ => 0.0,
        }
    }
}

/// The rows of a reading, from top to bottom, straightened.
pub(super) struct Page<'a> {
    pub(super) reading: &'a Reading,
    pub(super) rows: Vec<Row>,
    angle: f32,
}

impl<'a> Page<'a> {
    pub(super) fn of(reading: &'a Reading) -> Self {
        let mut page = Self { reading, rows: Vec::new(), angle: lean(reading) };
        let mut lines: Vec<(usize, f32, f32)> = Vec::new();
        let usual = usual_height(&reading.lines);
        for (index, line) in reading.lines.iter().enumerate() {
            let numeric = line.glyphs.iter().any(|glyph| narrow(glyph.char).is_ascii_digit());
            let watermark = line.height() > 2.4 * usual && line.glyphs.len() < 12 && !numeric;
            if !watermark && line.confidence() > NOISE {
                lines.push((index, page.straight(line.centre()).y, line.height()));
            }
        }
        // Specks last: a row that one of them began would take away what belongs to the row beside it.
        let speck = |height: f32| height < 0.5 * usual;
        lines.sort_by(|a, b| speck(a.2).cmp(&speck(b.2)).then(a.1.total_cmp(&b.1)));
        // A row: the height of its tallest line and the middle of it.
        let mut rows: Vec<(f32, f32, Vec<usize>)> = Vec::new();
        for (index, y, height) in lines {
            let near = |row: &&mut (f32, f32, Vec<usize>)| {
                (row.0 - y).abs() < 0.3 * row.1.max(height)
                    && row.1.max(height) < 3.2 * row.1.min(height)
                    && !row.2.iter().any(|other| page.one_over_the_other(*other, index))
            };
            let nearest = rows.iter_mut().filter(near);
            match nearest.min_by(|a, b| (a.0 - y).abs().total_cmp(&(b.0 - y).abs())) {
                Some(row) => {
                    row.2.push(index);
                    if height > row.1 {
                        (row.0, row.1) = (y, height);
                    }
                }
                None => rows.push((y, height, vec![index])),
            }
        }
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        page.rows = rows.into_iter().map(|(y, height, members)| page.row(y, height, &members)).collect();
        page
    }

    /// Whether two lines take the same part of the width: then they are not side by side, however
    /// near a seal beside both of them brings them. A speck between two words hinders neither.
    fn one_over_the_other(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.reading.lines.get(a), self.reading.lines.get(b)) else { return false };
        if a.height().min(b.height()) < 0.5 * a.height().max(b.height()) {
            return false;
        }
        let span = |line: &Line| {
            let xs = line.quad.corners.map(|corner| self.straight(corner).x);
            (xs.into_iter().fold(f32::MAX, f32::min), xs.into_iter().fold(f32::MIN, f32::max))
        };
        let (a, b) = (span(a), span(b));
        a.1.min(b.1) - a.0.max(b.0) > SHARED * (a.1 - a.0).min(b.1 - b.0)
    }

    fn row(&self, y: f32, height: f32, members: &[usize]) -> Row {
        let mut marks: Vec<Mark> = Vec::new();
        for &index in members {
            marks.extend(
                self.reading.lines.get(index).map(|line| self.marks(index, line)).unwrap_or_default(),
            );
        }
        marks.sort_by(|a, b| a.x.total_cmp(&b.x));
        // Where two lines overlap, what lies in both was read twice.
        marks.dedup_by(|b, a| a.line != b.line && a.char == b.char && b.x - a.x < a.half.min(b.half));
        Row { marks, top: y - height / 2.0, bottom: y + height / 2.0 }
    }

    fn marks(&self, index: usize, line: &Line) -> Vec<Mark> {
        let [a, b, c, d] = line.quad.corners.map(|corner| self.straight(corner));
        let (left, right) = (f32::midpoint(a.x, d.x), f32::midpoint(b.x, c.x));
        let half = pitch(line, right - left) / 2.0;
        let mut apart = true;
        let mut marks = Vec::with_capacity(line.glyphs.len());
        for glyph in &line.glyphs {
            if glyph.char.is_whitespace() {
                apart = true;
                continue;
            }
            marks.push(Mark {
                char: narrow(glyph.char),
                raw: glyph.char,
                confidence: glyph.confidence,
                x: left + glyph.at * (right - left),
                half,
                apart,
                line: index,
                at: glyph.at,
            });
            apart = false;
        }
        marks
    }

    /// A point of the picture on the straightened page.
    pub(super) fn straight(&self, point: Point) -> Point {
        let (sin, cos) = self.angle.sin_cos();
        Point::new(point.x * cos + point.y * sin, point.y * cos - point.x * sin)
    }

    /// The rectangle of the straightened page, in the picture.
    pub(super) fn region(&self, left: f32, top: f32, right: f32, bottom: f32) -> Quad {
        let (sin, cos) = self.angle.sin_cos();
        let back = |x: f32, y: f32| Point::new(x * cos - y * sin, y * cos + x * sin);
        Quad::new([back(left, top), back(right, top), back(right, bottom), back(left, bottom)])
    }

    /// Where characters of a row stand, in the picture.
    pub(super) fn region_of(&self, row: &Row, marks: &[Mark]) -> Quad {
        let left = marks.iter().map(|mark| mark.x - mark.half).fold(f32::MAX, f32::min);
        let right = marks.iter().map(|mark| mark.x + mark.half).fold(f32::MIN, f32::max);
        let lines = marks.iter().filter_map(|mark| self.reading.lines.get(mark.line));
        let height = lines.map(Line::height).fold(0.0, f32::max);
        let middle = marks
            .first()
            .and_then(|mark| self.reading.lines.get(mark.line))
            .map_or(row.middle(), |line| self.straight(line.centre()).y);
        self.region(left, middle - height / 2.0, right, middle + height / 2.0)
    }

    /// Where a word stands: row, start and end.
    pub(super) fn places(&self, word: &str) -> Vec<(usize, usize, usize)> {
        let mut places = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            let mut from = 0;
            while let Some((start, end)) = row.find(word, from) {
                places.push((index, start, end));
                from = end;
            }
        }
        places
    }

    /// Whether any of the words stands on the page.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.rows.iter().any(|row| row.find(word, 0).is_some()))
    }
}

/// Height of the middle one of the lines that were read without doubt.
fn usual_height(lines: &[Line]) -> f32 {
    let sure = lines.iter().filter(|line| line.confidence() > 0.8);
    let mut heights: Vec<f32> = sure.map(Line::height).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(f32::MAX)
}

/// How wide a character of a line is, in pixels.
fn pitch(line: &Line, width: f32) -> f32 {
    let steps = line.glyphs.windows(2).filter_map(|pair| match pair {
        [a, b] if !a.char.is_whitespace() && !b.char.is_whitespace() => Some((b.at - a.at) * width),
        _ => None,
    });
    let mut steps: Vec<f32> = steps.collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(line.height() * 0.6);
    usual.clamp(line.height() * 0.25, line.height() * 0.9)
}

/// The usual angle of the lines, in radians; the longer a line the more it counts.
fn lean(reading: &Reading) -> f32 {
    use std::f32::consts::{FRAC_PI_2, PI, TAU};
    let base = f32::from(reading.turned) * FRAC_PI_2;
    let angle = |line: &Line| {
        let [a, b, ..] = line.quad.corners;
        let off = (b.y - a.y).atan2(b.x - a.x) - base;
        (off + PI).rem_euclid(TAU) - PI + base
    };
    let mut angles: Vec<(f32, f32)> = reading.lines.iter().map(|line| (angle(line), line.width())).collect();
    angles.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = angles.iter().map(|(_, width)| width).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    let middle = angles.iter().find(|(_, width)| {
        sum += width;
        sum >= half
    });
    middle.map_or(0.0, |(angle, _)| *angle)
}

/// One character in its narrow form: full-width letters and digits as ASCII, brackets and
/// dashes of one kind. Characters that have no single narrow one stay.
pub(super) fn narrow(char: char) -> char {
    match char {
        '（' | '〔' | '［' | '[' => '(',
        '）' | '〕' | '］' | ']' => ')',
        '−' | '–' | '—' | '―' | '‐' | '－' => '-',
        '：' => ':',
        '收' => '収',
        '效' => '効',
        '樣' => '様',
        '冲' => '沖',
        '縣' => '県',
        _ => {
            let mut folded = std::iter::once(char).nfkc();
            match (folded.next(), folded.next()) {
                (Some(one), None) => one,
                _ => char,
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A page of lines of text, each at x, y (its top-left) with its height; characters are as
    /// wide as the line is high.
    pub(crate) fn reading(lines: &[(f32, f32, f32, &str)]) -> Reading {
        let line = |&(x, y, height, text): &(f32, f32, f32, &str)| {
            let width: f32 = text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 } * height).sum();
            let quad = Quad::rectangle(width, height);
            Line::of_text(text, Quad::new(quad.corners.map(|p| Point::new(p.x + x, p.y + y))))
        };
        Reading { lines: lines.iter().map(line).collect(), size: (1000.0, 630.0), turned: 0 }
    }

    #[test]
    fn lines_side_by_side_are_one_row() {
        let reading = reading(&[
            (200.0, 102.0, 40.0, "高梨　健太"),
            (20.0, 110.0, 24.0, "氏 名"),
            (20.0, 170.0, 24.0, "住所"),
        ]);
        let page = Page::of(&reading);
        let texts: Vec<String> = page.rows.iter().map(Row::text).collect();
        assert_eq!(texts, ["氏名高梨健太", "住所"]);
        assert_eq!(page.places("氏名"), [(0, 0, 2)]);
        assert!(page.rows[0].gap_before(2) > 2.0);
        assert!(page.says(&["住所"]) && !page.says(&["番号"]));
    }

    #[test]
    fn a_seal_beside_two_lines_does_not_make_them_one_row() {
        let reading = reading(&[
            (57.0, 606.0, 38.0, "交付年月日2025年02月03日"),
            (1010.0, 595.0, 96.0, "印"),
            (52.0, 637.0, 52.0, "このカードは2028年02月03日まで有効です"),
        ]);
        let texts: Vec<String> = Page::of(&reading).rows.iter().map(Row::text).collect();
        assert_eq!(texts, ["交付年月日2025年02月03日印", "このカードは2028年02月03日まで有効です"]);
    }

    #[test]
    fn what_lies_in_two_lines_is_one_character() {
        let reading = reading(&[(0.0, 50.0, 100.0, "29370"), (225.0, 52.0, 100.0, "0735")]);
        let texts: Vec<String> = Page::of(&reading).rows.iter().map(Row::text).collect();
        assert_eq!(texts, ["29370735"]);
        let boxes = self::reading(&[(0.0, 50.0, 100.0, "0"), (56.0, 50.0, 100.0, "0")]);
        assert_eq!(Page::of(&boxes).rows[0].text(), "00");
    }

    #[test]
    fn a_speck_in_a_row_does_not_part_it() {
        let digits = [(0.0, 100.0, 50.0), (100.0, 91.0, 70.0), (200.0, 118.0, 20.0), (300.0, 106.0, 50.0)];
        let mut lines: Vec<_> = digits.iter().map(|&(x, y, height)| (x + 200.0, y, height, "8")).collect();
        lines.push((0.0, 112.0, 40.0, "個人番号"));
        let texts: Vec<String> = Page::of(&reading(&lines)).rows.iter().map(Row::text).collect();
        assert!(texts.contains(&"個人番号888".to_owned()), "{texts:?}");
    }

    #[test]
    fn a_line_that_was_found_twice_is_two_rows() {
        let line = (40.0, 50.0, 60.0, "個人番号 1234 5678 9018");
        let reading = reading(&[line, (44.0, 52.0, 56.0, line.3)]);
        let texts: Vec<String> = Page::of(&reading).rows.iter().map(Row::text).collect();
        assert_eq!(texts, ["個人番号123456789018"; 2]);
    }

    #[test]
    fn a_long_word_may_have_one_character_wrong() {
        let reading = reading(&[
            (0.0, 0.0, 20.0, "有効期眼"),
            (0.0, 50.0, 20.0, "氏各"),
            (0.0, 90.0, 20.0, "尾佳地ADDRESS"),
        ]);
        let page = Page::of(&reading);
        assert!(page.says(&["有効期限"]) && !page.says(&["氏名"]));
        assert!(page.says(&["居住地ADDRESS"]) && !page.says(&["居住地"]));
        let order = self::reading(&[(0.0, 0.0, 20.0, "Order Number")]);
        assert!(!Page::of(&order).says(&["MyNumber", "MYNUMBER"]));
    }

    #[test]
    fn narrow_forms_keep_one_character_one() {
        assert_eq!("（１２Ａ）－㈱".chars().map(narrow).collect::<String>(), "(12A)-㈱");
    }
}
