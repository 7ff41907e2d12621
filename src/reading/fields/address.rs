//! Addresses: the lines of one beside, below or around its label.

use zeroize::Zeroize as _;

use super::Field;
use super::places::{is_prefecture, mended};
use super::value::{Part, STOPS, end_of, join, line_height, right_of, under};
use crate::reading::page::{Mark, Page, Row};

const LABELS: &[&str] = &[
    "変更後の住所/Newaddress",
    "新住所",
    "現住所/Presentaddress",
    "現住所",
    "住所/Address",
    "住居地ADDRESS",
    "住居地",
    "居住地",
    "住所",
    "居地",
];
/// No address has more lines.
const LINES: usize = 3;
/// From the middle of one line of a paragraph to the next, in heights of the line.
const LEADING: std::ops::Range<f32> = 0.3..1.5;

/// The address beside 住所 and the lines around it; without a label what begins with the
/// name of a prefecture.
pub(super) fn address(page: &Page<'_>) -> Option<Field> {
    let labelled = LABELS.iter().flat_map(|label| page.places(label));
    let labelled = labelled.filter_map(|(row, start, end)| {
        let first = right_of(page, row, end).or_else(|| under(page, row, end))?;
        let label = page.rows.get(row)?.marks.get(start)?;
        Some(paragraph(page, top_of(page, first, label), Some(label)))
    });
    labelled
        .into_iter()
        .find(|parts| parts.iter().map(|part| part.end - part.start).sum::<usize>() >= 6)
        .or_else(|| unlabelled(page))
        .and_then(|parts| join(page, &parts))
        .map(as_address)
}

/// What stands before a prefecture's name is not of the address, and its words are put right.
pub(super) fn as_address(mut field: Field) -> Field {
    let text = mended(&field.text);
    field.text.zeroize();
    field.text = text;
    field
}

/// The lines of an address, the first of which is known.
fn paragraph(page: &Page<'_>, first: Part, label: Option<&Mark>) -> Vec<Part> {
    let mut parts = vec![first];
    while parts.len() < LINES
        && let Some(next) = parts.last().and_then(|last| goes_on(page, last, label))
    {
        parts.push(next);
    }
    parts
}

/// What begins with the name of a prefecture: a line, or behind a label that was half read.
fn unlabelled(page: &Page<'_>) -> Option<Vec<Part>> {
    let apart = |row: &Row, start: usize| row.marks.get(start).is_some_and(|mark| mark.apart);
    let behind_label = |row: &Row, start: usize| {
        let line = row.marks.get(start).map(|mark| mark.line);
        let before = row.marks.iter().take(start).filter(|mark| Some(mark.line) == line);
        let before: String = before.map(|mark| mark.char).collect();
        before.starts_with('住') && !before.contains(|char: char| char.is_ascii_digit())
    };
    begun(page, apart).or_else(|| begun(page, behind_label))
}

/// The first address whose beginning stands so in its row.
fn begun(page: &Page<'_>, stands: impl Fn(&Row, usize) -> bool) -> Option<Vec<Part>> {
    page.rows.iter().enumerate().find_map(|(index, row)| {
        let start = (0..row.marks.len()).find(|start| stands(row, *start) && begins_one(row, *start))?;
        let end = end_of(row, start);
        // What stands before it is its label, whatever was read there.
        let line = start.checked_sub(1).and_then(|before| row.marks.get(before)).map(|mark| mark.line);
        let label = row.marks.iter().find(|mark| Some(mark.line) == line);
        let digits = row.marks.get(start..end)?.iter().any(|mark| mark.char.is_ascii_digit());
        digits.then(|| paragraph(page, Part { row: index, start, end }, label))
    })
}

/// Whether an address begins at a character.
fn begins_one(row: &Row, start: usize) -> bool {
    is_prefecture(&row.marks.iter().skip(start).take(4).map(|mark| mark.char).collect::<String>())
}

/// The first line, where the label stands beside the middle of several.
fn top_of(page: &Page<'_>, beside: Part, label: &Mark) -> Part {
    let whole = |part: &Part| page.rows.get(part.row).is_some_and(|row| begins_one(row, part.start));
    let label_middle = page.reading.lines.get(label.line).map(|line| page.straight(line.centre()).y);
    let mut top = beside;
    for _ in 1..LINES {
        let (Some(middle), Some(first)) = (label_middle, top.marks(page).first()) else { break };
        let below_label = middle_of(page, first) - middle > 0.2 * line_height(page, first);
        if whole(&top) {
            break;
        }
        let Some(above) = before(page, &top, label) else { break };
        if !below_label && !whole(&above) {
            break;
        }
        top = above;
    }
    top
}

/// The line of a paragraph above another.
fn before(page: &Page<'_>, part: &Part, label: &Mark) -> Option<Part> {
    let first = part.marks(page).first()?;
    let rows = page.rows.iter().enumerate().take(part.row).rev().take(3);
    rows.filter_map(|(index, row)| Some((index, row, continues(page, row, first, -1.0)?))).find_map(
        |(index, row, start)| {
            let part = Part { row: index, start, end: end_of(row, start) };
            (!is_labelled(page, row, start, Some(label)) && part.end > start).then_some(part)
        },
    )
}

/// The line of a paragraph below another; none where something else begins.
fn goes_on(page: &Page<'_>, part: &Part, label: Option<&Mark>) -> Option<Part> {
    let first = part.marks(page).first()?;
    let rows = page.rows.iter().enumerate().skip(part.row + 1).take(3);
    let mut rows = rows.filter_map(|(index, row)| Some((index, row, continues(page, row, first, 1.0)?)));
    let (index, row, start) = rows.next()?;
    // Nor is the name of whom a letter is for.
    let addressed = row.marks.iter().skip(start).any(|mark| mark.char == '様');
    let end = end_of(row, start);
    (end > start && !addressed && !is_labelled(page, row, start, label)).then_some(Part {
        row: index,
        start,
        end,
    })
}

/// Where in a row the line goes on that begins with `first`: close below it (`side` 1) or above
/// it (-1), and begun at the same place in the same size.
fn continues(page: &Page<'_>, row: &Row, first: &Mark, side: f32) -> Option<usize> {
    let (height, left) = (line_height(page, first), first.x - first.half);
    row.marks.iter().position(|mark| {
        let step = side * (middle_of(page, mark) - middle_of(page, first)) / height;
        mark.apart
            && LEADING.contains(&step)
            && (mark.x - mark.half - left).abs() < 3.0 * first.half
            && (0.65..1.55).contains(&(line_height(page, mark) / height))
    })
}

/// Whether a label stands before a place of a row: a word that is one, or whatever stands in the
/// column of the address's own label.
fn is_labelled(page: &Page<'_>, row: &Row, start: usize, label: Option<&Mark>) -> bool {
    // The address's own label may stand in the row of any of its lines.
    if label.is_some_and(|label| row.marks.iter().take(start).any(|mark| mark.line == label.line)) {
        return false;
    }
    let named = STOPS.iter().any(|stop| row.find(stop, 0).is_some_and(|(at, _)| at < start));
    let in_column = label.is_some_and(|label| {
        let (left, height) = (label.x - label.half, line_height(page, label));
        let before = row.marks.iter().take(start).filter(|mark| mark.apart);
        let mut heights = before.map(|mark| (mark.x - mark.half - left, line_height(page, mark)));
        heights.any(|(off, tall)| off.abs() < height && tall > 0.5 * height)
    });
    named || in_column
}

/// How far down the straightened page the line of a character lies.
fn middle_of(page: &Page<'_>, mark: &Mark) -> f32 {
    page.reading.lines.get(mark.line).map_or(0.0, |line| page.straight(line.centre()).y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::page::tests::reading;

    fn read(lines: &[(f32, f32, f32, &str)]) -> Option<String> {
        let reading = reading(lines);
        let text = address(&Page::of(&reading)).map(|field| field.text.clone())?;
        Some(text.chars().filter(|char| !char.is_whitespace()).collect())
    }

    #[test]
    fn a_label_beside_the_middle_of_two_lines_has_both() {
        let lines = [
            (540.0, 150.0, 48.0, "氏名"),
            (720.0, 148.0, 60.0, "綾瀬　正樹"),
            (540.0, 290.0, 48.0, "住所"),
            (720.0, 276.0, 40.0, "北海道札幌市中央区南二条西5丁目42番27号"),
            (720.0, 314.0, 40.0, "コーポ東403号室"),
            (540.0, 355.0, 48.0, "性別"),
            (720.0, 355.0, 46.0, "男"),
        ];
        assert_eq!(read(&lines).as_deref(), Some("北海道札幌市中央区南二条西5丁目42番27号コーポ東403号室"));
        let second = lines
            .map(|line| if line.0 == 720.0 && line.1 == 314.0 { (720.0, 308.0, 43.0, line.3) } else { line });
        assert_eq!(read(&second), read(&lines), "the label in the row of the second line");
        // As far above the label as the second line is below it, and of no known prefecture.
        let lines = [
            (540.0, 296.0, 48.0, "住所"),
            (720.0, 276.0, 40.0, "札幌市中央区南二条西5丁目"),
            (720.0, 322.0, 40.0, "42番27号"),
        ];
        assert_eq!(read(&lines).as_deref(), Some("札幌市中央区南二条西5丁目42番27号"));
    }

    #[test]
    fn the_name_above_is_not_of_the_address() {
        let lines = [
            (200.0, 50.0, 40.0, "福島　蓮"),
            (40.0, 106.0, 24.0, "住所"),
            (200.0, 104.0, 40.0, "岐阜県高山市本町4丁目23番1号"),
        ];
        assert_eq!(read(&lines).as_deref(), Some("岐阜県高山市本町4丁目23番1号"));
    }

    #[test]
    fn an_address_behind_a_label_that_was_half_read_is_found() {
        let expected = "沖縄県那覇市松尾7丁目36番15号";
        for label in ["住：", "住病地ADESS：", "住"] {
            let line = format!("{label}冲縄県那霸市松尾7丁目36番15号");
            assert_eq!(read(&[(40.0, 50.0, 30.0, &line)]).as_deref(), Some(expected), "{label}");
        }
        assert_eq!(read(&[(40.0, 50.0, 30.0, "発行者：沖縄県那覇市1")]), None);
    }

    #[test]
    fn what_stands_behind_another_label_is_not_of_the_address() {
        let expected = "福島県郡山市駅前6丁目47番5号";
        let misread = [
            (40.0, 230.0, 26.0, "現住所"),
            (270.0, 227.0, 32.0, expected),
            (40.0, 270.0, 28.0, "性列"),
            (270.0, 268.0, 34.0, "男"),
        ];
        assert_eq!(read(&misread).as_deref(), Some(expected));
        let both = misread.map(|line| if line.3 == "現住所" { (40.0, 230.0, 26.0, "況佳斤") } else { line });
        assert_eq!(read(&both).as_deref(), Some(expected));
        let below = [
            (80.0, 300.0, 26.0, "現住所"),
            (80.0, 330.0, 42.0, expected),
            (80.0, 366.0, 32.0, "性別"),
            (80.0, 388.0, 42.0, "男"),
        ];
        assert_eq!(read(&below).as_deref(), Some(expected));
    }
}
