use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::counter::manager::{PolicyPage, policy_sentences};
use crate::tui::Scene;
use crate::tui::text::wrapped;

use super::window;

/// The rules of today, what should be known of them, and what changes next.
pub(super) fn render(scene: &Scene, page: &PolicyPage, area: Rect, buf: &mut Buffer) {
    let sentences = policy_sentences(scene.state);
    let mut rows = Vec::new();
    let mut focus = 0;
    for (index, sentence) in sentences.iter().enumerate() {
        let style = if index == page.cursor.0 { scene.theme.title() } else { Style::new() };
        let lines = wrapped(&scene.say(sentence), area.width.saturating_sub(2));
        for (number, line) in lines.into_iter().enumerate() {
            let mark = match (number, index == page.cursor.0) {
                (0, true) => "> ",
                _ => "  ",
            };
            rows.push(Line::styled(format!("{mark}{line}"), style));
        }
        if index == page.cursor.0 {
            // Its last line, so that all of it is to be seen.
            focus = rows.len().saturating_sub(1);
        }
    }
    window(scene, rows, focus, area.height, area, buf);
}
