use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::counter::manager::QueuePage;
use crate::store::{CaseRecord, State, Status};
use crate::text::Message;
use crate::tui::Scene;
use crate::tui::text::{fit, put, put_wrapped};

use super::{chosen, loaded, local, say, window};

/// Rows below the list for the case in focus.
const DETAIL: u16 = 9;

/// The cases, how much room there is, and all that is known of the one in focus.
pub(super) fn render(scene: &Scene, page: &QueuePage, area: Rect, buf: &mut Buffer) {
    let Some(list) = loaded(scene, &page.list, area, buf) else { return };
    let waiting = list.cases.iter().filter(|case| case.state.is_waiting()).count();
    let capacity = Message::new("queue-capacity")
        .with("waiting", waiting.to_string())
        .with("possible", list.capacity.cases_possible.to_string())
        .with("megabytes", (list.capacity.bytes_free / 1_000_000).to_string());
    let rest = say(scene, &capacity, Style::new(), area, buf);
    if list.cases.is_empty() {
        put_wrapped(scene.tr("manager-queue-empty"), scene.theme.faint(), put("", rest, buf), buf);
        return;
    }
    let rows = list.cases.iter().enumerate().map(|(index, case)| {
        chosen(scene, fit(&row(scene, case), usize::from(area.width) - 2), index == page.cursor.0)
    });
    let room = rest.height.saturating_sub(DETAIL + 1);
    let rest = put("", window(scene, rows.collect(), page.cursor.0, room, rest, buf), buf);
    if page.discarding.is_some() {
        put_wrapped(scene.tr("manager-queue-discard"), scene.theme.bad(), rest, buf);
    } else if let Some(case) = page.focused() {
        detail(scene, case, rest, buf);
    }
}

fn row(scene: &Scene, case: &CaseRecord) -> String {
    let services: Vec<String> = case.services.iter().map(|id| scene.tr(&format!("service-{id}"))).collect();
    let state = scene.tr(&format!("queue-state-{}", case.state.as_str()));
    format!("{}  {state}  {}", local(case.created_at), services.join(", "))
}

fn detail(scene: &Scene, case: &CaseRecord, area: Rect, buf: &mut Buffer) {
    let about = Message::new("manager-queue-about")
        .with("attempts", case.attempts.to_string())
        .with("kilobytes", case.bytes.div_ceil(1000).to_string())
        .listing("documents", case.documents.iter().map(|id| format!("document-{id}")));
    let mut rest = say(scene, &about, Style::new(), area, buf);
    if let Some(receipt) = &case.receipt_number {
        let status = case.status.map_or("received", Status::as_str);
        let receipt = Message::new("manager-queue-receipt")
            .with("number", receipt.clone())
            .naming("status", format!("queue-status-{status}"));
        rest = say(scene, &receipt, scene.theme.good(), rest, buf);
    }
    if let Some(code) = &case.last_error {
        let style = if case.state == State::Refused { scene.theme.bad() } else { scene.theme.warn() };
        rest = say(scene, &Message::new("sending-error").with("code", code.clone()), style, rest, buf);
    }
    for code in &case.reasons {
        let known = crate::reason::ReasonCode::from_code(code).map(|code| format!("reason-{code}"));
        let reason = match known {
            Some(id) => Message::new(id),
            None => Message::new("sending-reason-unknown").with("code", code.clone()),
        };
        rest = say(scene, &reason, scene.theme.warn(), rest, buf);
    }
    let next = case.next_attempt_at.max(case.hold_until).filter(|_| case.state.is_waiting());
    if let Some(next) = next {
        let at = local(next);
        rest = say(scene, &Message::new("manager-queue-next").with("at", at), Style::new(), rest, buf);
    }
    put_wrapped(case.id.to_string(), scene.theme.faint(), rest, buf);
}
