//! Which date is which.

use super::Field;
use crate::reading::dates::Found;
use crate::reading::line::Line;
use crate::reading::page::{Mark, Page};

const BIRTH: &[&str] = &["生年月日", "DATEOFBIRTH", "Dateofbirth", "Dateof birth"];
const EXPIRY: &[&str] = &[
    "有効期限",
    "有効期間",
    "満了日",
    "Dateofexpiry",
    "DATEOFEXPIRY",
    "Validuntil",
    "VALIDITY",
    "有効期間満了日",
];
const ISSUE: &[&str] = &[
    "交付年月日",
    "交付",
    "付年月日",
    "発行年月日",
    "発行日",
    "発行",
    "行年月日",
    "Dateofissue",
    "DATEOFISSUE",
    "領収日",
];

/// The text of the row on either side of a date, spaces aside, up to the dates beside it.
fn around(page: &Page<'_>, dates: &[Found], found: &Found) -> (String, String) {
    let Some(row) = page.rows.get(found.row) else { return Default::default() };
    let same = || dates.iter().filter(|other| other.row == found.row);
    let left = same().map(|other| other.end).filter(|end| *end <= found.start).max().unwrap_or(0);
    let right =
        same().map(|other| other.start).filter(|start| *start >= found.end).min().unwrap_or(row.marks.len());
    let text = |from: usize, to: usize| {
        row.marks.get(from..to).unwrap_or_default().iter().map(|mark| mark.char).collect::<String>()
    };
    (text(left, found.start), text(found.end, right))
}

/// The text just above a date.
pub(super) fn above(page: &Page<'_>, found: &Found) -> String {
    let Some(row) = page.rows.get(found.row) else { return String::new() };
    let Some(first) = row.marks.get(found.start) else { return String::new() };
    let last = row.marks.get(found.end.saturating_sub(1)).unwrap_or(first);
    let height = page.reading.lines.get(first.line).map_or(row.height(), Line::height);
    let rows = page.rows.iter().take(found.row).filter(|above| row.middle() - above.middle() < 1.6 * height);
    let near = |mark: &&Mark| mark.x > first.x - 12.0 * first.half && mark.x < last.x + 4.0 * first.half;
    rows.flat_map(|row| row.marks.iter().filter(near)).map(|mark| mark.char).collect()
}

fn says(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a text names the last day of validity; of 有効期限 two characters are enough, which no
/// other label of a date has in these places.
fn says_expiry(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    says(text, EXPIRY) || chars.windows(3).any(|window| matches!(window, ['有', _, '期']))
}

fn field(found: &Found) -> Field {
    Field::date(found.date, found.confidence, found.region)
}

pub(super) fn birth(page: &Page<'_>, dates: &[Found]) -> Option<Field> {
    let best = dates.iter().max_by_key(|found| {
        let (before, after) = around(page, dates, found);
        let mut weight = 0;
        weight += 4 * i32::from(after.starts_with('生'));
        weight += 3 * i32::from(says(&before, BIRTH));
        weight += 2 * i32::from(says(&above(page, found), BIRTH));
        weight -= 4 * i32::from(is_other(&before, &after));
        (weight, std::cmp::Reverse(found.date))
    })?;
    let (before, after) = around(page, dates, best);
    let named = after.starts_with('生') || says(&before, BIRTH) || says(&above(page, best), BIRTH);
    if named && !is_other(&before, &after) {
        return Some(field(best));
    }
    oldest(page, dates).map(field)
}

/// Whether a date is said to be one of validity or of issue.
fn is_other(before: &str, after: &str) -> bool {
    after.starts_with("まで") || after.starts_with("交付") || says_expiry(before) || says(before, ISSUE)
}

/// Where no word names the birth date: nobody gets a document before so many years of age.
const YOUNGEST: i16 = 14;

/// The date that lies a childhood before all others.
fn oldest<'f>(page: &Page<'_>, dates: &'f [Found]) -> Option<&'f Found> {
    let oldest = dates.iter().min_by_key(|found| found.date)?;
    let mut others = dates.iter().filter(|found| found.date != oldest.date).peekable();
    others.peek()?;
    let before_all = others.all(|found| found.date.year() - oldest.date.year() > YOUNGEST);
    let (before, after) = around(page, dates, oldest);
    (before_all && !is_other(&before, &after)).then_some(oldest)
}

pub(super) fn expiry(page: &Page<'_>, dates: &[Found], document: &str) -> Option<Field> {
    let weigh = |found: &Found| {
        let (before, after) = around(page, dates, found);
        let mut weight = 0;
        weight += 5 * i32::from(after.starts_with("まで有効") || after.starts_with("まで"));
        weight += 3 * i32::from(says_expiry(&before));
        weight += 2 * i32::from(says_expiry(&above(page, found)));
        weight -= 6 * i32::from(says(&before, &["電子証明書", "在留期間"]));
        weight -= 6 * i32::from(after.starts_with('生') || says(&before, BIRTH));
        weight -= 4 * i32::from(says(&before, ISSUE));
        weight
    };
    let best = dates.iter().max_by_key(|found| (weigh(found), found.date))?;
    if weigh(best) >= 2 {
        return Some(field(best));
    }
    // Where its words were not read: what lies a year behind all others, on what runs out.
    let latest = dates.iter().max_by_key(|found| found.date)?;
    let mut others = dates.iter().filter(|found| found.date != latest.date).peekable();
    others.peek()?;
    let last = others.all(|found| latest.date.year() > found.date.year()) && weigh(latest) >= 0;
    (RUNNING_OUT.contains(&document) && dates.len() > 2 && last).then(|| field(latest))
}

/// Documents that print their last day of validity as the latest of their dates.
const RUNNING_OUT: &[&str] = &[
    "drivers-license",
    "individual-number-card",
    "residence-card",
    "specific-residence-card",
    "special-permanent-resident-certificate",
    "japanese-passport",
];

pub(super) fn issue(page: &Page<'_>, dates: &[Found], document: &str) -> Option<Field> {
    let weigh = |found: &Found| {
        let (before, after) = around(page, dates, found);
        let mut weight = 0;
        weight += 4 * i32::from(says(&before, ISSUE));
        weight += 4 * i32::from(after.starts_with("交付") || after.starts_with("発行"));
        weight += 2 * i32::from(says(&above(page, found), ISSUE));
        weight -= 6 * i32::from(after.starts_with('生') || after.starts_with("まで") || says(&before, BIRTH));
        weight -= 6 * i32::from(says_expiry(&before));
        weight
    };
    let best = dates.iter().max_by_key(|found| weigh(found));
    if let Some(best) = best.filter(|best| weigh(best) >= 2) {
        return Some(field(best));
    }
    // A certificate is dated at its foot, without a word.
    let is_sheet = matches!(document, "certificate-of-residence" | "housing-certificate");
    let last = dates.iter().max_by_key(|found| (found.row, found.start))?;
    (is_sheet && weigh(last) > -4 && !says(&around(page, dates, last).0, &["住民となった"]))
        .then(|| field(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::page::tests::reading;

    #[test]
    fn labels_that_were_half_read_still_tell_which_date_is_which() {
        let reading = reading(&[
            (70.0, 439.0, 30.0, "餐行年月日"),
            (260.0, 439.0, 30.0, "令和5年8月7日"),
            (70.0, 488.0, 30.0, "有他期激"),
            (260.0, 488.0, 30.0, "2028.8.7"),
        ]);
        let page = Page::of(&reading);
        let dates = crate::reading::dates::all(&page);
        let text = |field: Option<Field>| field.map(|field| field.text.clone());
        let document = "health-insurance-card";
        assert_eq!(text(expiry(&page, &dates, document)).as_deref(), Some("2028-08-07"));
        assert_eq!(text(issue(&page, &dates, document)).as_deref(), Some("2023-08-07"));
    }
}
