//! Whether a picture shows a My Number (個人番号). A miss means "not found", never "clean".
//!
//! A check digit alone proves nothing: one in eleven other numbers of twelve digits passes.
//! So the words beside the number, its layout and the document around it are weighed too.

use super::digits::{Run, runs};
use super::line::Reading;
use super::page::{Mark, Page};
use crate::verification::my_number::check_digit_holds;
use crate::vision::geometry::Quad;

/// Words that name a My Number beside them.
const NAMES: &[&str] =
    &["個人番号", "マイナンバー", "MyNumber", "MYNUMBER", "INDIVIDUALNUMBER", "IndividualNumber"];
/// What follows such a word where it names a card or an office and no number.
const NOT_THE_NUMBER: &[&str] = &["カード", "の提供", "通知", "の利用", "関係"];
/// Words on the back of the card, and nowhere else.
const CARD_BACK: &[&str] =
    &["個人番号の提供", "番号カードコールセンター", "コピー・保管", "電磁的方式により"];
/// The notification card's title.
const NOTIFICATION: &[&str] = &["通知カード"];
/// Words that name another number beside them. What ends in 番号 names one as well.
const OTHER_NAMES: &[&str] = &[
    "No",
    "NO",
    "電話",
    "TEL",
    "Tel",
    "口座",
    "会員",
    "お客",
    "契約",
    "注文",
    "供給",
    "地点",
    "伝票",
    "受付",
    "照会",
    "コード",
];
/// Words of documents whose number of twelve digits is a licence number.
const LICENCE: &[&str] = &["運転免許証", "公安委員会", "運転経歴証明書", "免許の条件", "まで有効"];

/// Digits that are enough beside a word that names a My Number.
const NAMED: usize = 8;
/// Digits that are enough behind it where each stands in a box.
const ALONE: usize = 5;
/// The gap around a digit in a box, in widths of a character.
const BOXED: f32 = 0.5;
/// A digit that is less certain than this may be another one.
const DOUBTFUL: f32 = 0.85;

/// What was found. Never holds a digit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MyNumber {
    /// Where, in pixels of the picture that was read. Empty when nothing was found.
    pub regions: Vec<Quad>,
}

impl MyNumber {
    /// Whether something was found.
    pub fn found(&self) -> bool {
        !self.regions.is_empty()
    }
}

/// Looks for My Numbers among the lines that were read.
pub fn search(reading: &Reading) -> MyNumber {
    let page = Page::of(reading);
    let named = named_places(&page);
    let back = page.says(CARD_BACK) || (page.says(NOTIFICATION) && !named.is_empty());
    let mut regions: Vec<Quad> = Vec::new();
    for run in runs(&page, 6) {
        if is_my_number(&page, &run, &named, back) {
            regions.push(run.region);
        }
    }
    // Digits in boxes stand too far apart for one number.
    if regions.is_empty() {
        regions.extend(named.iter().filter_map(|&place| spread_out(&page, place)));
    }
    // The back of the card is one even where its number could not be read.
    if regions.is_empty() && back {
        regions.extend(named.first().and_then(|place| beside(&page, place)));
        if regions.is_empty() {
            let (width, height) = reading.size;
            regions.push(Quad::rectangle(width, height));
        }
    }
    MyNumber { regions }
}

/// A word that names a My Number: row, start, end.
type Place = (usize, usize, usize);

fn named_places(page: &Page<'_>) -> Vec<Place> {
    let mut places: Vec<Place> = NAMES.iter().flat_map(|word| page.places(word)).collect();
    places.extend(cut_names(page));
    places.retain(|&(row, start, end)| {
        let after: String = page
            .rows
            .get(row)
            .map(|row| row.marks.iter().skip(end).take(6).map(|mark| mark.char).collect())
            .unwrap_or_default();
        // The number of a company, which differs by one character.
        let company =
            page.rows.get(row).and_then(|row| row.marks.get(start)).is_some_and(|mark| mark.char == '法');
        !company && !NOT_THE_NUMBER.iter().any(|word| after.starts_with(word))
    });
    places.sort_unstable();
    places
}

/// The name of a My Number at the beginning of a line that has lost its first character.
fn cut_names(page: &Page<'_>) -> impl Iterator<Item = Place> {
    let begins_line = |&(row, start, _): &Place| {
        page.rows.get(row).and_then(|row| row.marks.get(start)).is_some_and(|mark| mark.apart)
    };
    page.places("人番号").into_iter().filter(begins_line)
}

fn is_my_number(page: &Page<'_>, run: &Run, named: &[Place], back: bool) -> bool {
    let digits = run.digits.len();
    let is_named = named.iter().any(|place| names(page, place, run));
    if is_named && digits >= NAMED {
        // Named as one: digits too many or too few are misreadings.
        return true;
    }
    if back && (10..=14).contains(&digits) {
        return true;
    }
    // In groups of four and not read for certain, the check digit may have failed by a misreading.
    let misread = run.in_fours() && run.least_confidence < DOUBTFUL;
    let valid = misread || windows(run).iter().any(check_digit_holds);
    if !valid || (otherwise_named(page, run) && !is_named) {
        return false;
    }
    // A licence prints its number without groups.
    !(page.says(LICENCE) && !run.in_fours() && named.is_empty())
}

/// The twelve digits of a run; of a longer one (something beside it was taken for digits) the
/// ends, where they stand in groups of four.
fn windows(run: &Run) -> Vec<[u8; 12]> {
    if let Some(digits) = run.twelve() {
        return vec![digits];
    }
    let ends = [run.groups.get(..3), run.groups.len().checked_sub(3).and_then(|from| run.groups.get(from..))];
    let parts = [run.digits.first_chunk::<12>(), run.digits.last_chunk::<12>()];
    let fours = |groups: Option<&[usize]>| groups.is_some_and(|groups| groups == [4, 4, 4]);
    ends.iter()
        .zip(parts)
        .filter(|(groups, _)| fours(**groups))
        .filter_map(|(_, part)| part.copied())
        .collect()
}

/// Whether a word stands before the run in its row, or above it.
fn names(page: &Page<'_>, &(row, start, end): &Place, run: &Run) -> bool {
    let (run_row, run_start, _) = run.place;
    if row == run_row {
        return end <= run_start || start > run_start;
    }
    let (Some(word_row), Some(number_row)) = (page.rows.get(row), page.rows.get(run_row)) else {
        return false;
    };
    let below = number_row.middle() - word_row.middle();
    let height = word_row.height().max(number_row.height());
    let (Some(word), Some(number)) = (word_row.marks.get(start), number_row.marks.get(run_start)) else {
        return false;
    };
    // On the line above (or, beside a tall number, just below its middle), and not far off sideways.
    let sideways = number.x - word.x;
    below > -0.7 * height && below < 2.4 * height && sideways > -8.0 * height && sideways < 16.0 * height
}

/// Whether the row, or the line above, says that this is another number.
fn otherwise_named(page: &Page<'_>, run: &Run) -> bool {
    let (row_index, start, _) = run.place;
    let Some(row) = page.rows.get(row_index) else { return false };
    let before: String = row.marks.iter().take(start).map(|mark| mark.char).collect();
    if names_other(&before) {
        return true;
    }
    // Beside it, where the label is much smaller than the number, or above it.
    let Some(number) = row.marks.get(start) else { return false };
    page.rows.iter().enumerate().any(|(index, other)| {
        let above = row.middle() - other.middle();
        let left: String =
            other.marks.iter().take_while(|mark| mark.x < number.x).map(|mark| mark.char).collect();
        let beside = index != row_index && above.abs() < 0.4 * row.height() && names_other(&left);
        let over = before.is_empty() && (0.0..2.4 * row.height()).contains(&above) && index < row_index;
        beside || (over && names_other(&other.text()))
    })
}

fn names_other(text: &str) -> bool {
    let plain = NAMES.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
    plain.contains("番号") || plain.ends_with('第') || OTHER_NAMES.iter().any(|word| plain.contains(word))
}

/// Digits behind the word in its row, and nothing between them that reads. Of digits in boxes some
/// are lost; fewer of them are enough where each stands alone.
fn spread_out(page: &Page<'_>, (row, _, end): Place) -> Option<Quad> {
    let row = page.rows.get(row)?;
    let behind: Vec<(usize, Mark)> = row
        .marks
        .iter()
        .copied()
        .enumerate()
        .skip(end)
        .take_while(|(_, mark)| !is_word(mark.char))
        .filter(|(_, mark)| mark.char.is_ascii_digit())
        .collect();
    let alone = |at: usize| {
        row.gap_before(at) > BOXED && row.marks.get(at + 1).is_none_or(|_| row.gap_before(at + 1) > BOXED)
    };
    let boxed = behind.iter().filter(|(at, _)| alone(*at)).count();
    let mut kinds: Vec<char> = behind.iter().map(|(_, mark)| mark.char).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // The lines of empty boxes are read as ones, their corners as noughts.
    let written = kinds.len() > 2;
    let marks: Vec<Mark> = behind.iter().map(|(_, mark)| *mark).collect();
    (written && (behind.len() >= NAMED || boxed >= ALONE)).then(|| page.region_of(row, &marks))
}

/// Whether a character begins something that is no number.
fn is_word(char: char) -> bool {
    matches!(char, 'ぁ'..='ん' | 'ァ'..='ヺ' | '一'..='龯')
}

/// Where a number named by a word would stand: the rest of its row.
fn beside(page: &Page<'_>, &(row, _, end): &Place) -> Option<Quad> {
    let row = page.rows.get(row)?;
    let last = row.marks.get(end.checked_sub(1)?)?;
    Some(page.region(last.x + last.half, row.top, page.reading.size.0, row.bottom))
}

#[cfg(test)]
mod tests {
    use super::super::page::tests::reading;
    use super::*;

    fn found(lines: &[(f32, f32, f32, &str)]) -> bool {
        search(&reading(lines)).found()
    }

    const VALID: &str = "123456789018";

    #[test]
    fn a_named_number_is_found_also_when_a_digit_was_misread() {
        assert!(found(&[(40.0, 50.0, 30.0, "個人番号"), (300.0, 48.0, 46.0, "1234 5678 9018")]));
        assert!(found(&[(40.0, 50.0, 30.0, "個人番号"), (300.0, 48.0, 46.0, "1234 5678 901")]));
        assert!(found(&[(40.0, 50.0, 30.0, "マイナンバー"), (40.0, 100.0, 30.0, "123456789017")]));
        assert!(found(&[(40.0, 50.0, 30.0, "個人番号 123456789018")]));
    }

    #[test]
    fn a_bare_valid_number_is_one_and_an_invalid_is_not() {
        assert!(found(&[(40.0, 50.0, 30.0, "1234 5678 9018")]));
        assert!(found(&[(40.0, 50.0, 30.0, VALID)]));
        assert!(!found(&[(40.0, 50.0, 30.0, "123456789017")]));
        assert!(!found(&[(40.0, 50.0, 30.0, "1234567890182")]));
    }

    #[test]
    fn other_numbers_that_pass_the_check_are_not() {
        assert!(!found(&[(40.0, 50.0, 30.0, "お客さま番号"), (400.0, 50.0, 30.0, "1234-5678-9018")]));
        assert!(!found(&[(40.0, 50.0, 30.0, "ご注文番号"), (40.0, 100.0, 40.0, "1234 5678 9018")]));
        assert!(!found(&[(40.0, 50.0, 30.0, "番号"), (120.0, 50.0, 40.0, "第 123456789018 号")]));
        let licence = [(600.0, 20.0, 30.0, "運 転 免 許 証"), (120.0, 500.0, 40.0, VALID)];
        assert!(!found(&licence));
    }

    #[test]
    fn digits_in_boxes_and_beside_another_column_are_found() {
        let boxes = [(40.0, "個人番号"), (300.0, "1 2 3 4"), (640.0, "5 6 7 8"), (980.0, "9 0")];
        let boxes = boxes.map(|(x, text)| (x, 50.0, 30.0, text));
        assert!(found(&boxes));
        assert!(found(&[
            (40.0, 50.0, 30.0, "第洪者"),
            (200.0, 50.0, 30.0, "省略"),
            (600.0, 50.0, 30.0, VALID)
        ]));
        assert!(!found(&[(40.0, 50.0, 30.0, "個人番号"), (300.0, 50.0, 30.0, "令和8年10月22日1234567")]));
    }

    #[test]
    fn some_digits_in_boxes_are_enough_and_empty_boxes_are_not() {
        let boxes = |digits: &str| {
            let place = |at: usize| 300.0 + 70.0 * at as f32;
            let digits: Vec<String> = digits.chars().map(String::from).collect();
            let mut lines: Vec<_> = digits
                .iter()
                .enumerate()
                .map(|(at, digit)| (place(at), 50.0, 46.0, digit.as_str()))
                .collect();
            lines.push((40.0, 52.0, 40.0, "個人番号"));
            found(&lines)
        };
        assert!(boxes("87 57 6 8") && !boxes("8757"));
        assert!(!boxes("111 11 0111"), "boxes in which nothing is written");
    }

    #[test]
    fn a_name_that_lost_its_first_character_is_one() {
        assert!(found(&[(40.0, 50.0, 30.0, "人番号：2063-8651-8757")]));
        assert!(!found(&[(40.0, 50.0, 30.0, "法人番号：2063-8651-8757")]));
    }

    #[test]
    fn the_front_of_the_card_names_no_number() {
        assert!(!found(&[(40.0, 450.0, 50.0, "個人番号カード"), (700.0, 480.0, 30.0, "2345")]));
        assert!(!found(&[(40.0, 450.0, 30.0, "個人番号"), (300.0, 450.0, 30.0, "省略")]));
    }

    #[test]
    fn the_back_of_the_card_is_found_without_its_number() {
        assert!(found(&[
            (40.0, 50.0, 30.0, "個人番号"),
            (240.0, 300.0, 20.0, "個人番号カードコールセンター")
        ]));
        assert!(found(&[(400.0, 20.0, 30.0, "通知カード"), (40.0, 80.0, 30.0, "個人番号")]));
    }

    #[test]
    fn what_was_found_tells_no_digit() {
        let found = search(&reading(&[(40.0, 50.0, 30.0, "個人番号 123456789018")]));
        let told = format!("{found:?}");
        assert!(!told.contains("1234") && found.regions.len() == 1);
    }
}
