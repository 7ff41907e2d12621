//! The photo page of a passport: its machine-readable zone first, its printed fields beside it.

use super::value::{Part, join};
use super::{Field, Fields, card};
use crate::reading::line::Line;
use crate::reading::mrz::{ALPHABET, Zone};
use crate::reading::page::Page;

/// The fields of a photo page.
pub(super) fn passport(page: &Page<'_>) -> Fields {
    let mut fields = card(page, "japanese-passport");
    fields.name = printed_name(page);
    let Some((zone, lines)) = zone(page) else { return fields };
    let confidence = lines.iter().map(|line| line.confidence()).fold(1.0, f32::min);
    let [first, second] = lines;
    let field = |text: String, line: &Line| Field { text, confidence, region: line.quad };
    fields.mrz = vec![field(zone.first.clone(), first), field(zone.second.clone(), second)];
    // Its check digits hold: it is more certain than what is printed.
    let date = |date: Option<jiff::civil::Date>, printed: Option<Field>| {
        let Some(date) = date else { return printed };
        let same = printed.filter(|field| field.as_date() == Some(date));
        Some(same.unwrap_or_else(|| Field::date(date, confidence, second.quad)))
    };
    fields.birth_date = date(zone.birth_date(), fields.birth_date);
    fields.expires_on = date(zone.expires_on(), fields.expires_on);
    let number = fields.document_number.take().filter(|field| field.text == zone.number());
    fields.document_number = number.or_else(|| Some(field(zone.number().to_owned(), second)));
    fields.name = match (fields.name, zone.name()) {
        (Some(printed), Some(name)) if printed.text.replace(' ', "") == name.replace(' ', "") => {
            Some(printed)
        }
        (_, Some(name)) => Some(field(name, first)),
        (printed, None) => printed,
    };
    fields
}

/// The zone and its two lines: of all pairs of long lines, the one whose check digits hold. The
/// filling at the end of the first may have been read as a line of its own, or not at all.
fn zone<'p>(page: &Page<'p>) -> Option<(Zone, [&'p Line; 2])> {
    let text =
        |line: &Line| line.read_as(ALPHABET, 0.0, 1.0).iter().map(|glyph| glyph.char).collect::<String>();
    let mut long: Vec<(&Line, String)> = page
        .reading
        .lines
        .iter()
        .filter(|line| {
            line.glyphs.len() >= 12 && line.width() > 0.3 * page.reading.size.0.min(page.reading.size.1)
        })
        .map(|line| (line, text(line)))
        .filter(|(_, text)| text.contains('<'))
        .collect();
    long.sort_by(|(a, _), (b, _)| page.straight(a.centre()).y.total_cmp(&page.straight(b.centre()).y));
    let pairs = long.iter().flat_map(|first| long.iter().map(move |second| (first, second)));
    let pairs = pairs.filter(|((first, _), (second, _))| above(page, first, second));
    let pairs: Vec<_> = pairs.collect();
    let by_cells = pairs
        .iter()
        .find_map(|((first, _), (second, _))| Some((Zone::of_lines(first, second)?, [*first, *second])));
    by_cells.or_else(|| {
        pairs.iter().find_map(|((first, a), (second, b))| Some((Zone::of(a, b)?, [*first, *second])))
    })
}

/// Whether a line stands above another, whichever way up the page lies.
fn above(page: &Page<'_>, first: &Line, second: &Line) -> bool {
    page.straight(first.centre()).y < page.straight(second.centre()).y
}

/// Surname and given name as printed under their labels.
fn printed_name(page: &Page<'_>) -> Option<Field> {
    let value = |labels: &[&str]| {
        let (row, _, end) = labels.iter().find_map(|label| page.places(label).first().copied())?;
        super::value::under(page, row, end)
    };
    let surname: Part = value(&["Surname"])?;
    let given: Part = value(&["Givenname", "Givennames"])?;
    let mut field = join(page, &[surname])?;
    let second = join(page, &[given])?;
    field.text = format!("{} {}", field.text, second.text);
    Some(field)
}
