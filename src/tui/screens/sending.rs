use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::counter::{Progress, Sending};
use crate::text::Message;

use super::super::Scene;
use super::super::text::{put, put_wrapped};
use super::correction;

/// How far the case got, and the number for the customer.
pub(super) fn render(scene: &Scene, sending: &Sending, area: Rect, buf: &mut Buffer) {
    let queued = sending.submission_id.is_some();
    let delivered = sending.receipt_number.is_some();
    let stuck = match &sending.progress {
        Some(Progress::Waiting(_)) => Some(("sending-stuck", scene.theme.warn())),
        Some(Progress::Refused(_)) => Some(("sending-failed", scene.theme.bad())),
        _ => None,
    };
    let mut rest = area;
    for (id, done, now) in [
        ("sending-sealed", queued, !queued),
        ("sending-delivered", delivered, queued && !delivered),
        ("sending-verdict", verdict(sending), delivered && !verdict(sending)),
    ] {
        let (word, style) = match (done, now) {
            (true, _) => ("sending-done", scene.theme.good()),
            (false, true) => stuck.unwrap_or(("sending-now", scene.theme.title())),
            (false, false) => ("sending-later", scene.theme.faint()),
        };
        rest = put(Line::from(vec![Span::styled(scene.tr(word), style), Span::raw(scene.tr(id))]), rest, buf);
    }
    rest = put("", rest, buf);
    if let Some(number) = &sending.receipt_number {
        let sentence = Message::new("sending-receipt").with("number", number.clone());
        rest = put_wrapped(scene.say(&sentence), scene.theme.good(), rest, buf);
        rest = put("", rest, buf);
    }
    result(scene, sending, rest, buf);
}

fn verdict(sending: &Sending) -> bool {
    matches!(sending.progress, Some(Progress::Accepted | Progress::Rejected(_)))
}

fn result(scene: &Scene, sending: &Sending, area: Rect, buf: &mut Buffer) {
    let (id, style, sentences): (_, _, &[Message]) = match &sending.progress {
        None | Some(Progress::Sending) if sending.submission_id.is_none() => {
            ("sending-wait", scene.theme.title(), &[])
        }
        None | Some(Progress::Sending) => ("sending-safe", scene.theme.title(), &[]),
        Some(Progress::Waiting(why)) => ("sending-waiting", scene.theme.warn(), std::slice::from_ref(why)),
        Some(Progress::Delivered { .. } | Progress::InReview) => {
            ("sending-in-review", scene.theme.title(), &[])
        }
        Some(Progress::Accepted) => ("sending-accepted", scene.theme.good(), &[]),
        Some(Progress::Rejected(rejection)) => {
            let rest = put_wrapped(scene.tr("sending-rejected"), scene.theme.bad(), area, buf);
            let rest = correction::reasons(scene, rejection, rest, buf);
            if let Some(customer) = sending.customer.as_deref().filter(|_| sending.is_correctable()) {
                let offers = rejection.offers(customer);
                correction::offers(scene, &offers, &[], rest, buf);
            }
            return;
        }
        Some(Progress::Refused(reasons)) => ("sending-refused", scene.theme.bad(), reasons),
    };
    let mut rest = put_wrapped(scene.tr(id), style, area, buf);
    for sentence in sentences {
        rest = put("", rest, buf);
        rest = put_wrapped(scene.say(sentence), Style::new(), rest, buf);
    }
}
