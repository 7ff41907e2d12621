use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr as _;

use crate::counter::{Input, Menu, SITUATIONS};

use super::super::Scene;
use super::super::text::{put, put_wrapped};

/// The prepared situations by number and, after one of them, what was to be seen in it.
pub(super) fn render(scene: &Scene, menu: &Menu, area: Rect, buf: &mut Buffer) {
    let rest = put_wrapped(scene.tr("practice-choose"), Style::new(), area, buf);
    let mut rest = put("", rest, buf);
    let done = scene.tr("practice-done");
    let column = " ".repeat(done.width());
    scene.targets.wheel(area, menu.cursor.0, SITUATIONS.len());
    for (index, situation) in SITUATIONS.iter().enumerate() {
        let focused = index == menu.cursor.0;
        let mark = if scene.state.practised.contains(situation.id) { &done } else { &column };
        let name = scene.tr(&situation.title());
        let line = Line::from(vec![
            Span::raw(if focused { "> " } else { "  " }),
            Span::styled(format!("{} ", index + 1), scene.theme.key()),
            Span::styled(format!("{mark} "), scene.theme.good()),
            if focused { Span::styled(name, scene.theme.focus()) } else { Span::raw(name) },
        ]);
        scene.targets.row(rest, [Input::Focus(index), Input::Next]);
        rest = put(line, rest, buf);
    }
    if let Some(over) = menu.over {
        let rest = put("", rest, buf);
        let head = Line::from(vec![
            Span::styled(scene.tr("practice-over"), scene.theme.title()),
            Span::styled(scene.tr(&over.title()), scene.theme.title()),
        ]);
        let rest = put(head, rest, buf);
        put_wrapped(scene.tr(&over.text("seen")), Style::new(), rest, buf);
    }
}
