use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use crate::counter::Start;

use super::super::text::{put, put_wrapped};
use super::super::{Scene, advice, form};
use super::order;

/// Nobody at the desk: a reservation code, or a service by its number.
pub(super) fn render(scene: &Scene, start: &Start, area: Rect, buf: &mut Buffer) {
    let mut rest = put_wrapped(scene.tr("start-welcome"), Style::new(), area, buf);
    rest = put("", rest, buf);
    for reason in &start.refusal {
        rest = put("", advice::one(scene, reason, rest, buf), buf);
    }
    if start.loading {
        put_wrapped(scene.tr("start-loading"), scene.theme.title(), rest, buf);
        return;
    }
    let [code, services] = Layout::vertical([Constraint::Length(6), Constraint::Fill(1)]).areas(rest);
    form::render(scene, &start.form, code, buf);
    if start.form.is_untouched() {
        order::numbers(scene, services, buf);
    }
}
