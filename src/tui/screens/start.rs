use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::counter::Start;

use super::super::text::{put, put_wrapped};
use super::super::{Scene, advice, form};

/// Nobody at the desk: a reservation code, or just Enter.
pub(super) fn render(scene: &Scene, start: &Start, area: Rect, buf: &mut Buffer) {
    let mut rest = put_wrapped(scene.tr("start-welcome"), Style::new(), area, buf);
    rest = put("", rest, buf);
    for reason in &start.refusal {
        rest = advice::one(scene, reason, rest, buf);
    }
    if start.loading {
        put_wrapped(scene.tr("start-loading"), scene.theme.title(), rest, buf);
    } else {
        form::render(scene, &start.form, rest, buf);
    }
}
