use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::counter::{Customer, Offer, Rejection};
use crate::text::Message;

use super::super::Scene;
use super::super::keys::numbered;
use super::super::text::{put, put_wrapped};
use super::capture::subject;

/// What is put right of a rejected case.
pub(super) fn render(scene: &Scene, customer: &Customer, area: Rect, buf: &mut Buffer) {
    let Some(correction) = &customer.correction else { return };
    let mut rest = area;
    if let Some(number) = &correction.receipt_number {
        let sentence = Message::new("sending-receipt").with("number", number.clone());
        rest = put_wrapped(scene.say(&sentence), scene.theme.faint(), rest, buf);
    }
    let rest = reasons(scene, &correction.rejection, rest, buf);
    offers(scene, &customer.offers(), &correction.done, rest, buf);
}

/// Every reason, and what the service says is registered.
pub(super) fn reasons(scene: &Scene, rejection: &Rejection, area: Rect, buf: &mut Buffer) -> Rect {
    let mut rest = area;
    for objection in &rejection.objections {
        rest = put_wrapped(format!("- {}", scene.say(&objection.sentence)), Style::new(), rest, buf);
    }
    let Some(registration) = &rejection.registration else { return rest };
    let entry = |(key, text): (&str, &str)| {
        format!("{} {text}", scene.tr(&format!("field-{}", key.replace('_', "-"))))
    };
    let entries: Vec<String> = registration.entries().map(entry).collect();
    let sentence = Message::new("correction-registration").with("entries", entries.join(" / "));
    put_wrapped(scene.say(&sentence), scene.theme.title(), rest, buf)
}

/// The next steps by number; what was done says so.
pub(super) fn offers(scene: &Scene, offers: &[Offer], done: &[Offer], area: Rect, buf: &mut Buffer) {
    let mut rest = put("", area, buf);
    for (index, offer) in offers.iter().enumerate() {
        let name = scene.tr(&format!("remedy-{}", offer.remedy.as_str()));
        let subject = offer.wanted.as_ref().map(|wanted| format!(": {}", subject(scene, wanted)));
        let text = format!("{} {name}{}", index + 1, subject.unwrap_or_default());
        let mut spans = vec![Span::styled(text, scene.theme.key())];
        if done.contains(offer) {
            spans.push(Span::styled(format!("  {}", scene.tr("shot-done")), scene.theme.good()));
        }
        scene.targets.row(rest, numbered(index));
        rest = put(Line::from(spans), rest, buf);
    }
}
