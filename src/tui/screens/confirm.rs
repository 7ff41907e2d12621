use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::counter::{Customer, FieldId};
use crate::text::Message;

use super::super::Scene;
use super::super::keys::numbered;
use super::super::text::{fit, put, put_wrapped};
use super::capture::subject;

/// Most rows for single lines.
const LINES: usize = 3;

/// Everything once more, before it is sent.
pub(super) fn render(scene: &Scene, customer: &Customer, area: Rect, buf: &mut Buffer) {
    let mut rest = heading(scene, "confirm-order", area, buf);
    for (service, quantity) in customer.order.rows().filter(|(_, quantity)| *quantity > 0) {
        let name = scene.tr(&format!("service-{}", service.as_str()));
        rest = entry(&format!("{name} x {quantity}"), rest, buf);
    }
    rest = lines(scene, customer, rest, buf);
    rest = heading(scene, "confirm-applicant", rest, buf);
    let form = &customer.applicant;
    for ids in [
        [FieldId::FamilyName, FieldId::GivenName].as_slice(),
        &[FieldId::FamilyKana, FieldId::GivenKana],
        &[FieldId::BirthDate],
        &[FieldId::PostalCode, FieldId::Address],
        &[FieldId::Phone, FieldId::Email],
    ] {
        let text = ids.iter().map(|id| form.get(*id)).collect::<Vec<_>>().join(" ");
        rest = entry(text.trim(), rest, buf);
    }
    if customer.document.is_none() {
        return;
    }
    rest = heading(scene, "confirm-photos", rest, buf);
    for (index, photo) in customer.photos.iter().enumerate() {
        let size = photo.evidence.jpeg.len().div_ceil(1024);
        scene.targets.row(rest, numbered(index));
        rest = entry(&format!("{} {} ({size} kB)", index + 1, subject(scene, &photo.wanted)), rest, buf);
    }
    let shots = scene.state.assessment().map(|assessment| assessment.shots).unwrap_or_default();
    let left_out = customer.left_out(&shots);
    if !left_out.is_empty() {
        let sides = left_out.iter().map(|side| format!("side-{}", side.side));
        let sentence = Message::new("confirm-left-out").listing("sides", sides);
        put(Line::styled(format!("  {}", scene.say(&sentence)), scene.theme.faint()), rest, buf);
    }
}

/// What is told of single lines, a row each; the photographs below need room as well.
fn lines(scene: &Scene, customer: &Customer, area: Rect, buf: &mut Buffer) -> Rect {
    let told: Vec<_> = customer.lines.all().iter().filter(|line| super::lines::is_told(line)).collect();
    let shown = if told.len() > LINES { LINES - 1 } else { told.len() };
    let mut rest = area;
    for line in told.iter().take(shown) {
        let text = format!("{}: {}", super::lines::name(scene, line), super::lines::told(scene, line));
        rest = entry(&fit(&text, usize::from(area.width).saturating_sub(2)), rest, buf);
    }
    match told.len() - shown {
        0 => rest,
        more => {
            let more = Message::new("list-more-below").with("count", more.to_string());
            entry(&scene.say(&more), rest, buf)
        }
    }
}

fn heading(scene: &Scene, id: &str, area: Rect, buf: &mut Buffer) -> Rect {
    put(Line::styled(scene.tr(id), scene.theme.faint()), area, buf)
}

fn entry(text: &str, area: Rect, buf: &mut Buffer) -> Rect {
    let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    let rest = put_wrapped(text, Style::new(), inner, buf);
    Rect { y: rest.y, height: rest.height, ..area }
}
