//! Numbers of documents, by their format.

use super::Field;
use super::value::{Part, join};
use crate::reading::digits::runs;
use crate::reading::page::Page;
use crate::vision::geometry::Quad;

/// The number of a document of that kind.
pub(super) fn document_number(page: &Page<'_>, document: &str) -> Option<Field> {
    match document {
        "drivers-license" | "driving-history-certificate" => licence_number(page),
        "residence-card" | "specific-residence-card" | "special-permanent-resident-certificate" => {
            formatted(page, "AA00000000AA")
        }
        "japanese-passport" | "foreign-passport" => formatted(page, "AA0000000"),
        "" => formatted(page, "AA00000000AA").or_else(|| licence_number(page)),
        _ => between_words(page),
    }
}

/// Twelve digits between 第 and 号, or beside 番号, on a page that says that it is a licence.
fn licence_number(page: &Page<'_>) -> Option<Field> {
    if !page.says(&["運転免許証", "公安委員会", "運転経歴証明書"]) {
        return None;
    }
    runs(page, 12).into_iter().filter(|run| run.digits.len() == 12).find_map(|run| {
        let (row_index, start, end) = run.place;
        let row = page.rows.get(row_index)?;
        let before: String = row.marks.iter().take(start).map(|mark| mark.char).collect();
        let after = row.marks.get(end).map(|mark| mark.char);
        let named = before.ends_with('第') || before.contains("番号") || after == Some('号');
        let mine = before.contains("個人") || page.says(&["マイナンバー"]);
        let text: String =
            run.digits.iter().filter_map(|digit| char::from_digit(u32::from(*digit), 10)).collect();
        let marks = row.marks.get(start..end)?;
        let confidence = crate::reading::dates::confidence(marks);
        (named && !mine).then(|| Field { text, confidence, region: run.region })
    })
}

/// Characters of that form: `A` a letter, `0` a digit; look-alikes are told apart by place.
fn formatted(page: &Page<'_>, form: &str) -> Option<Field> {
    let form: Vec<char> = form.chars().collect();
    for (index, row) in page.rows.iter().enumerate() {
        for (start, window) in row.marks.windows(form.len()).enumerate() {
            let bounded = |at: Option<usize>| {
                at.and_then(|at| row.marks.get(at))
                    .is_none_or(|mark| !mark.char.is_ascii_alphanumeric() || mark.apart)
            };
            let end = start + form.len();
            let text: Option<String> =
                window.iter().zip(&form).map(|(mark, kind)| fit(mark.char, *kind)).collect();
            let clear = window.iter().zip(&form).filter(|(mark, kind)| fits(mark.char, **kind)).count();
            let begins = window.first().is_some_and(|mark| mark.apart) || bounded(start.checked_sub(1));
            if let Some(text) = text
                && begins
                && bounded(Some(end))
                && clear + 2 >= form.len()
            {
                let field = join(page, &[Part { row: index, start, end }])?;
                return Some(Field { text, confidence: field.confidence, region: field.region });
            }
        }
    }
    None
}

fn fits(char: char, kind: char) -> bool {
    if kind == 'A' { char.is_ascii_uppercase() } else { char.is_ascii_digit() }
}

fn fit(char: char, kind: char) -> Option<char> {
    let swapped = match (char, kind) {
        ('0', 'A') => 'O',
        ('1', 'A') => 'I',
        ('8', 'A') => 'B',
        ('5', 'A') => 'S',
        ('2', 'A') => 'Z',
        ('O' | 'Q' | 'D', '0') => '0',
        ('I' | 'l', '0') => '1',
        ('B', '0') => '8',
        ('S', '0') => '5',
        ('Z', '0') => '2',
        _ => char.to_ascii_uppercase(),
    };
    fits(swapped, kind).then_some(swapped)
}

/// What stands between 第 and 号, or behind `No.`.
fn between_words(page: &Page<'_>) -> Option<Field> {
    for run in runs(page, 4) {
        let (row_index, start, end) = run.place;
        let Some(row) = page.rows.get(row_index) else { continue };
        let before: String = row.marks.iter().take(start).map(|mark| mark.char).collect();
        let closed = row.marks.get(end).is_some_and(|mark| mark.char == '号');
        let prefix = before.chars().last().filter(char::is_ascii_uppercase);
        let opened = before.trim_end_matches(|c: char| c.is_ascii_uppercase()).ends_with('第');
        if ((opened && closed) || before.ends_with("No.")) && run.digits.len() < 12 {
            let digits = run.digits.iter().filter_map(|digit| char::from_digit(u32::from(*digit), 10));
            let text: String = prefix.into_iter().chain(digits).collect();
            let confidence = crate::reading::dates::confidence(row.marks.get(start..end)?);
            let region: Quad = run.region;
            return Some(Field { text, confidence, region });
        }
    }
    None
}
