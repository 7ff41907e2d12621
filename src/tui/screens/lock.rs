use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::counter::{Access, FieldId, Input, Lock};
use crate::staff::Staff;
use crate::text::Message;

use super::super::text::{fit, put, put_wrapped};
use super::super::{Scene, form};

/// Rows that the fields and what they want take.
const FORM_ROWS: u16 = 7;

/// Nobody is signed in: why, and how to. Nothing of the customer is here.
pub(super) fn render(scene: &Scene, lock: &Lock, area: Rect, buf: &mut Buffer) {
    let rest = match &scene.state.access {
        Access::Nobody { .. } => area,
        _ => put_wrapped(scene.tr(&format!("lock-by-{}", lock.by.as_str())), Style::new(), area, buf),
    };
    let rest = match () {
        () if lock.wiped => put_wrapped(scene.tr("lock-wiped"), scene.theme.warn(), rest, buf),
        () if scene.state.has_customer() => {
            put_wrapped(scene.tr("lock-customer-kept"), scene.theme.warn(), rest, buf)
        }
        () => rest,
    };
    let rest = if rest == area { area } else { put("", rest, buf) };
    match &scene.state.access {
        Access::Open => {}
        Access::Nobody { command } => {
            let rest = put_wrapped(scene.tr("lock-nobody"), Style::new(), rest, buf);
            let rest = put("", rest, buf);
            let rest = put_wrapped(command, scene.theme.key(), rest, buf);
            let rest = put("", rest, buf);
            put_wrapped(scene.tr("lock-nobody-example"), scene.theme.faint(), rest, buf);
        }
        Access::SignIn { listed } => {
            let rest = list(scene, lock, listed, rest, buf);
            if lock.checking.is_some() {
                put_wrapped(scene.tr("lock-checking"), scene.theme.title(), rest, buf);
            } else if let Some(seconds) = scene.state.pause_left() {
                let message = Message::new("lock-pause").with("time", clock(seconds));
                put_wrapped(scene.say(&message), scene.theme.bad(), rest, buf);
            } else {
                form::render(scene, &lock.form, rest, buf);
            }
        }
    }
}

/// The names that may be shown, the chosen one marked and in sight.
fn list(scene: &Scene, lock: &Lock, listed: &[Staff], area: Rect, buf: &mut Buffer) -> Rect {
    if listed.is_empty() {
        return area;
    }
    let chosen = listed.iter().position(|staff| staff.id == lock.form.get(FieldId::StaffId));
    let room = usize::from(area.height.saturating_sub(FORM_ROWS)).max(1);
    let skip = (chosen.unwrap_or_default() + 1).saturating_sub(room);
    let mut rest = area;
    for (index, staff) in listed.iter().enumerate().skip(skip).take(room) {
        let mark = if chosen == Some(index) { "> " } else { "  " };
        let style = if chosen == Some(index) { scene.theme.focus() } else { Style::new() };
        let text = fit(&format!("{mark}{}  {}", staff.name, staff.id), usize::from(area.width));
        // As many arrows down as lead to it from the one that is chosen.
        let steps = chosen.map_or(index + 1, |chosen| (index + listed.len() - chosen) % listed.len());
        let arrows = std::iter::repeat_n(Input::Down, steps);
        scene.targets.row(rest, std::iter::once(Input::Focus(0)).chain(arrows));
        rest = put(Line::styled(text, style), rest, buf);
    }
    put("", rest, buf)
}

/// Minutes and seconds, as on a clock.
fn clock(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
