//! Receipts and invoices of utilities.

use super::value::{Part, join};
use super::{Field, Fields};
use crate::reading::dates::{Found, all};
use crate::reading::page::{Mark, Page};

const UTILITIES: [(&str, &[&str]); 4] = [
    ("propane", &["プロパン", "LPガス", "ＬＰガス", "液化石油"]),
    ("city-gas", &["都市ガス", "ガス料金", "13A", "12A"]),
    ("water", &["水道", "下水道"]),
    ("electricity", &["電気料金", "電気", "電力", "kWh"]),
];
const INVOICE: &[&str] = &["請求書", "払込取扱票", "ご請求金額", "お支払期限", "払込期限", "納付書"];
const RECEIPT: &[&str] = &["領収証", "領収書", "領収金額", "領収日", "領収いたし", "領収済", "口座振替済"];
const PAID_BY: [(&str, &[&str]); 4] = [
    ("credit-card", &["クレジット"]),
    ("convenience-store", &["コンビニ"]),
    ("bank-transfer", &["口座振替", "銀行振込", "口座引落"]),
    ("cash", &["現金"]),
];

/// The fields of a receipt.
pub(super) fn receipt(page: &Page<'_>) -> Fields {
    let dates = all(page);
    Fields {
        name: name(page),
        address: address(page).map(super::address::as_address).or_else(|| super::address::address(page)),
        issued_on: issued(page, &dates),
        utility: UTILITIES.iter().find_map(|(id, words)| said(page, words, id)),
        kind: said(page, INVOICE, "invoice").or_else(|| said(page, RECEIPT, "receipt")),
        paid_by: PAID_BY.iter().find_map(|(id, words)| said(page, words, id)),
        ..Fields::default()
    }
}

/// `id`, where one of the words stands.
fn said(page: &Page<'_>, words: &[&str], id: &str) -> Option<Field> {
    let (row, start, end) = words.iter().find_map(|word| page.places(word).first().copied())?;
    let said = join(page, &[Part { row, start, end }])?;
    Some(Field { text: id.to_owned(), confidence: said.confidence, region: said.region })
}

/// The name before 様.
fn name(page: &Page<'_>) -> Option<Field> {
    page.places("様").into_iter().find_map(|(row, end, _)| {
        let marks = page.rows.get(row)?;
        let mut start = end;
        while start > 0
            && (start == end || marks.gap_before(start) < 3.0)
            && marks.marks.get(start - 1).is_some_and(|mark| !mark.char.is_ascii_digit() && mark.char != ':')
        {
            start -= 1;
        }
        // To the letter: with one wrong a label would take the first character of the name for its own.
        let before: String = marks.marks.get(start..end)?.iter().map(|mark| mark.char).collect();
        if let Some(label) = HOLDER.iter().find(|label| before.starts_with(*label)) {
            start += label.chars().count();
        }
        (end - start >= 2).then(|| join(page, &[Part { row, start, end }]))?
    })
}

/// Labels in front of the name.
const HOLDER: &[&str] = &[
    "ご契約者氏名",
    "ご契約者名",
    "ご契約者",
    "ご使用者名",
    "ご使用者",
    "お客さま名",
    "お客様名",
    "お名前",
    "氏名",
];

/// The lines between the postal code and the name.
fn address(page: &Page<'_>) -> Option<Field> {
    let (postal, at, _) = page.places("〒").into_iter().next().or_else(|| postal_code(page))?;
    let left = page.rows.get(postal)?.marks.get(at)?;
    let mut parts = Vec::new();
    let mut last = page.rows.get(postal)?.middle();
    for (index, row) in page.rows.iter().enumerate().skip(postal + 1) {
        let Some(start) =
            row.marks.iter().position(|mark| mark.apart && (mark.x - left.x).abs() < 8.0 * left.half)
        else {
            continue;
        };
        let end =
            (start + 1..row.marks.len()).find(|at| row.gap_before(*at) > 3.0).unwrap_or(row.marks.len());
        let text: String =
            row.marks.get(start..end).unwrap_or_default().iter().map(|mark| mark.char).collect();
        if text.contains('様') || parts.len() == 3 || row.middle() - last > 3.0 * row.height() {
            break;
        }
        last = row.middle();
        let is_name = row.marks.get(end).is_some_and(|mark| mark.char == '様');
        if is_name {
            break;
        }
        parts.push(Part { row: index, start, end });
    }
    join(page, &parts)
}

fn postal_code(page: &Page<'_>) -> Option<(usize, usize, usize)> {
    page.rows.iter().enumerate().find_map(|(index, row)| {
        let windows = row.marks.windows(8).enumerate();
        windows
            .filter(|(start, window)| {
                let part = |mark: &Mark| mark.char == '-' || mark.char.is_ascii_digit();
                let beside = [start.checked_sub(1), Some(start + 8)].into_iter().flatten();
                // Neither a telephone number nor a part of another one.
                let whole = !beside.filter_map(|at| row.marks.get(at)).any(part);
                let fits = |(at, mark): (usize, &Mark)| {
                    if at == 3 { mark.char == '-' } else { mark.char.is_ascii_digit() }
                };
                whole && window.iter().enumerate().all(fits)
            })
            .map(|(start, _)| (index, start, start + 8))
            .next()
    })
}

/// 領収日 or 発行日, and not the last day to pay.
fn issued(page: &Page<'_>, dates: &[Found]) -> Option<Field> {
    const ISSUED: &[&str] = &["領収日", "収日", "発行日", "領収年月日", "発行年月日", "お支払日"];
    let named = |found: &&Found| {
        let before: String = page
            .rows
            .get(found.row)
            .and_then(|row| row.marks.get(..found.start))
            .unwrap_or_default()
            .iter()
            .map(|mark| mark.char)
            .collect();
        // Beside its label, or where it begins its row below it.
        let before = if before.is_empty() { super::dates::above(page, found) } else { before };
        ISSUED.iter().any(|word| before.contains(word)) && !before.contains("期限")
    };
    let found = dates.iter().find(named)?;
    Some(Field::date(found.date, found.confidence, found.region))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::page::tests::reading;

    #[test]
    fn the_name_behind_its_label_is_whole() {
        let reading = reading(&[(90.0, 40.0, 60.0, "ご契約者"), (380.0, 36.0, 80.0, "比嘉　楓　様")]);
        let name = receipt(&Page::of(&reading)).name.map(|field| field.text.clone());
        assert_eq!(name.as_deref(), Some("比嘉　楓"));
    }

    #[test]
    fn an_address_stands_behind_its_label_and_ends_before_the_name() {
        let address = |lines: &[(f32, f32, f32, &str)]| {
            let reading = reading(lines);
            receipt(&Page::of(&reading)).address.map(|field| field.text.clone())
        };
        let expected = "宮城県仙台市青葉区一番町6丁目8番26号";
        let labelled = format!("ご住所：{expected}");
        let lines = [(40.0, 40.0, 50.0, labelled.as_str()), (40.0, 100.0, 50.0, "お名前：柏木　大輔　様")];
        assert_eq!(address(&lines).as_deref(), Some(expected));
        let lines = [(40.0, 40.0, 50.0, expected), (40.0, 100.0, 50.0, "柏木　大輔　様")];
        assert_eq!(address(&lines).as_deref(), Some(expected));
    }

    #[test]
    fn the_day_of_issue_stands_beside_its_label_or_below_it() {
        let issued = |lines: &[(f32, f32, f32, &str)]| {
            let reading = reading(lines);
            receipt(&Page::of(&reading)).issued_on.map(|field| field.text.clone())
        };
        let day = "2025-05-14";
        assert_eq!(issued(&[(40.0, 50.0, 30.0, "領収日 2025年5月14日")]).as_deref(), Some(day));
        let below = [(40.0, 50.0, 30.0, "領収年月日"), (40.0, 86.0, 30.0, "令和7年5月14日")];
        assert_eq!(issued(&below).as_deref(), Some(day));
        let last_day = [(40.0, 50.0, 30.0, "お支払期限"), (40.0, 86.0, 30.0, "令和7年5月14日")];
        assert_eq!(issued(&last_day), None);
    }
}
