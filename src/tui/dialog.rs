//! What lies over a screen: help, and the question before a customer is wiped.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Padding, Paragraph, Widget as _};

use crate::counter::Dialog;
use crate::text::Message;

use super::text::wrapped;
use super::{Scene, frame};

/// Draws the dialog, if one is open.
pub(super) fn render(scene: &Scene, body: Rect, buf: &mut Buffer) {
    let (title, text) = match scene.state.dialog {
        None => return,
        Some(Dialog::Help) => ("dialog-help-title", scene.tr(&format!("help-{}", scene.state.screen_id()))),
        Some(Dialog::Practise) => {
            let waiting = scene.state.waiting.to_string();
            let text = Message::new("dialog-practise-text").with("count", waiting);
            ("dialog-practise-title", scene.say(&text))
        }
        Some(Dialog::EndCustomer) => ("dialog-end-title", scene.tr("dialog-end-text")),
        Some(Dialog::Minor) => {
            let years = scene.state.policy().map(|policy| policy.limits.youngest_age).unwrap_or_default();
            let text = Message::new("dialog-minor-text").with("years", years.to_string());
            ("dialog-minor-title", scene.say(&text))
        }
    };
    let block = Block::bordered()
        .title(format!(" {} ", scene.tr(title)))
        .border_style(scene.theme.title())
        .padding(Padding::uniform(1));
    let width = body.width.min(76);
    let inside = width.saturating_sub(4);
    let mut lines: Vec<Line> = wrapped(&text, inside).into_iter().map(Line::raw).collect();
    if scene.state.dialog == Some(Dialog::Help) {
        // The line below may have no room for all of them.
        lines.push(Line::default());
        lines.extend(frame::rows_of_keys(scene, inside));
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(4);
    let area = body.centered(Constraint::Length(width), Constraint::Length(height));
    scene.targets.cover(body);
    // The whole rows: what sticks out on either side of the dialog could only be misread.
    Clear.render(Rect { x: body.x, width: body.width, ..area }, buf);
    Paragraph::new(lines).block(block).render(area, buf);
}
