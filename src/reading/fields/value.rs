//! Values beside, or under, their labels.

use super::Field;
use crate::reading::dates::confidence;
use crate::reading::page::{Mark, Page, Row};
use crate::vision::geometry::Quad;

/// Characters of one row: its index, the first and the one after the last.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Part {
    pub(super) row: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Part {
    pub(super) fn marks<'p>(&self, page: &'p Page<'_>) -> &'p [Mark] {
        page.rows.get(self.row).and_then(|row| row.marks.get(self.start..self.end)).unwrap_or_default()
    }
}

/// Labels of names, and what 氏 is taken for where the print is small.
const NAMES: &[&str] = &["氏名/Name", "氏名/NAME", "氏名NAME", "氏名", "本人氏名", "名前", "名/Name"];
/// Words that begin something else.
pub(super) const STOPS: &[&str] = &[
    "生年月日",
    "性別",
    "国籍",
    "世帯主",
    "続柄",
    "交付",
    "発行",
    "有効",
    "番号",
    "氏名",
    "住所",
    "住居地",
    "居住地",
    "生年",
    "筆頭者",
    "届出",
    "記載",
    "資格",
    "等級",
    "写真",
    "本籍",
    "SEX",
    "DATE",
    "枝番",
    "臓器",
    "署名",
    "お名前",
    "ご契約",
    "お客",
];
/// Largest gap inside a value, in widths of a character.
const GAP: f32 = 3.6;

/// The name beside 氏名.
pub(super) fn name(page: &Page<'_>) -> Option<Field> {
    let mut places: Vec<(usize, usize, usize)> = NAMES.iter().flat_map(|label| page.places(label)).collect();
    places.dedup();
    places.into_iter().chain(half_read(page)).find_map(|(row, _, end)| {
        let part = right_of(page, row, end).or_else(|| under(page, row, end))?;
        let mut field = join(page, &[part])?;
        field.text = usual_kanji(&field.text);
        let length = field.text.chars().filter(|char| !char.is_whitespace()).count();
        let plausible = (2..=40).contains(&length) && !field.text.chars().any(|char| char.is_ascii_digit());
        plausible.then_some(field)
    })
}

/// Lines of two characters one of which is read as of 氏名, and the other not as of another label
/// (署名, 品名).
fn half_read<'p>(page: &'p Page<'_>) -> impl Iterator<Item = (usize, usize, usize)> + 'p {
    let row_of = |(index, row): (usize, &'p Row)| {
        let windows = row.marks.windows(2).enumerate();
        let labels = windows.filter(|(_, window)| match window {
            [first, second] => {
                let whole = page.reading.lines.get(first.line).map(|line| line.glyphs.len());
                let alone = first.apart && second.line == first.line && whole == Some(2);
                let named = second.char == '名' && !matches!(first.char, '一'..='龯');
                alone && (matches!(first.char, '氏' | '民') || named)
            }
            _ => false,
        });
        labels.map(move |(start, _)| (index, start, start + 2))
    };
    page.rows.iter().enumerate().flat_map(row_of)
}

/// Characters that the recogniser takes for their rare look-alikes.
fn usual_kanji(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '穗' => '穂',
            '徽' => '徹',
            _ => char,
        })
        .collect()
}

/// The authority: beside its label, or what ends in its name.
pub(super) fn issuer(page: &Page<'_>) -> Option<Field> {
    const ENDINGS: &[&str] =
        &["公安委員会", "出入国在留管理庁長官", "法務大臣", "外務省", "知事", "市長", "区長", "町長", "村長"];
    if let Some((row, _, end)) = page.places("保険者名称").first().copied() {
        return join(page, &[right_of(page, row, end)?]);
    }
    if let Some((row, _, end)) = page.places("Authority").first().copied() {
        return join(page, &[under(page, row, end)?]);
    }
    for ending in ENDINGS {
        if let Some(&(row, start, end)) = page.places(ending).last() {
            let row_marks = page.rows.get(row)?;
            let mut from = start;
            while from > 0 && row_marks.gap_before(from) < 0.9 && !is_stop(row_marks, from - 1) {
                from -= 1;
            }
            return join(page, &[Part { row, start: from, end }]);
        }
    }
    None
}

fn is_stop(row: &Row, at: usize) -> bool {
    row.marks.get(at).is_none_or(|mark| mark.char.is_ascii_digit() || ":()".contains(mark.char))
}

/// The value to the right of a label in its row.
pub(super) fn right_of(page: &Page<'_>, row_index: usize, label_end: usize) -> Option<Part> {
    let row = page.rows.get(row_index)?;
    let mut start = label_end;
    while row.marks.get(start).is_some_and(|mark| matches!(mark.char, ':' | '/' | '|' | '.')) {
        start += 1;
    }
    let start = skip_english(row, start);
    let end = end_of(row, start);
    (end > start).then_some(Part { row: row_index, start, end })
}

/// `/Name` and the like behind a Japanese label.
fn skip_english(row: &Row, start: usize) -> usize {
    const LABELS: &[&str] = &["NAME", "Name", "ADDRESS", "Address", "Presentaddress", "Newaddress"];
    LABELS
        .iter()
        .filter_map(|label| row.find(label, start))
        .find(|(from, _)| *from == start)
        .map_or(start, |(_, end)| end)
}

/// Where a value that begins at `start` ends: before a wide gap, another label or a date.
pub(super) fn end_of(row: &Row, start: usize) -> usize {
    let stops = STOPS.iter().filter_map(|stop| row.find(stop, start)).map(|(at, _)| at);
    let eras =
        ["昭和", "平成", "令和", "大正"].iter().filter_map(|era| row.find(era, start)).map(|(at, _)| at);
    let end = stops.chain(eras).min().unwrap_or(row.marks.len());
    (start + 1..end).find(|at| row.gap_before(*at) > GAP).unwrap_or(end).max(start.min(end))
}

/// The value in the row below a label, near its left side.
pub(super) fn under(page: &Page<'_>, row_index: usize, label_end: usize) -> Option<Part> {
    let label = page.rows.get(row_index)?.marks.get(label_end.checked_sub(1)?)?;
    let height = page.reading.lines.get(label.line)?.height();
    let middle = page.rows.get(row_index)?.middle();
    let next = page.rows.iter().enumerate().skip(row_index + 1).take(2);
    next.filter(|(_, row)| row.middle() - middle < 3.0 * height).find_map(|(index, row)| {
        let start = row.marks.iter().position(|mark| (mark.x - label.x).abs() < 8.0 * height)?;
        let end = end_of(row, start);
        (end > start).then_some(Part { row: index, start, end })
    })
}

/// The text of parts, with spaces where they are printed, and where it stands.
pub(super) fn join(page: &Page<'_>, parts: &[Part]) -> Option<Field> {
    let mut text = String::new();
    let mut all = Vec::new();
    for part in parts {
        let marks = without_specks(page, part.marks(page));
        for (index, mark) in marks.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| marks.get(before));
            if let Some(before) = before
                && mark.apart
            {
                let latin = before.char.is_ascii_alphanumeric() && mark.char.is_ascii_alphanumeric();
                text.push(if latin { ' ' } else { '　' });
            }
            text.push(mark.raw);
        }
        all.extend_from_slice(&marks);
    }
    let regions: Vec<Quad> = parts
        .iter()
        .filter_map(|part| page.rows.get(part.row).map(|row| page.region_of(row, part.marks(page))))
        .collect();
    let region = around(&regions)?;
    (!text.is_empty()).then(|| Field { confidence: confidence(&all), text, region })
}

/// Height of the line of a character, in pixels.
pub(super) fn line_height(page: &Page<'_>, mark: &Mark) -> f32 {
    page.reading.lines.get(mark.line).map_or(0.0, super::Line::height)
}

/// Without single characters much smaller than the rest: specks between words.
fn without_specks(page: &Page<'_>, marks: &[Mark]) -> Vec<Mark> {
    let height = |mark: &Mark| line_height(page, mark);
    let tallest = marks.iter().map(height).fold(0.0, f32::max);
    let alone = |mark: &Mark| page.reading.lines.get(mark.line).is_some_and(|line| line.glyphs.len() == 1);
    marks.iter().filter(|mark| !(alone(mark) && height(mark) < 0.65 * tallest)).copied().collect()
}

/// The upright rectangle around regions.
fn around(regions: &[Quad]) -> Option<Quad> {
    let corners = || regions.iter().flat_map(|quad| quad.corners);
    if regions.len() == 1 {
        return regions.first().copied();
    }
    let left = corners().map(|p| p.x).reduce(f32::min)?;
    let right = corners().map(|p| p.x).reduce(f32::max)?;
    let top = corners().map(|p| p.y).reduce(f32::min)?;
    let bottom = corners().map(|p| p.y).reduce(f32::max)?;
    let size = Quad::rectangle(right - left, bottom - top);
    Some(Quad::new(size.corners.map(|p| crate::vision::geometry::Point::new(p.x + left, p.y + top))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::page::tests::reading;

    #[test]
    fn a_name_stands_behind_its_label_however_that_was_read() {
        let read = |label: &str| {
            let reading = reading(&[(100.0, 50.0, 30.0, label), (300.0, 48.0, 40.0, "久保田 大輔")]);
            name(&Page::of(&reading)).map(|field| field.text.clone())
        };
        for label in ["氏名", "氏6", "民名", "R名", "民R/Name"] {
            assert_eq!(read(label).as_deref(), Some("久保田　大輔"), "{label}");
        }
        for label in ["番号", "保険者名", "性別", "署名"] {
            assert_eq!(read(label), None, "{label}");
        }
    }
}
