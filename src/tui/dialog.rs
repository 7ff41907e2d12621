//! What lies over a screen: help, and the question before a customer is wiped.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Padding, Paragraph, Widget as _};

use crate::counter::Dialog;
use crate::text::Message;

use super::Scene;
use super::text::wrapped;

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
    let lines = wrapped(&text, width.saturating_sub(4));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(4);
    let area = body.centered(Constraint::Length(width), Constraint::Length(height));
    // The whole rows: what sticks out on either side of the dialog could only be misread.
    Clear.render(Rect { x: body.x, width: body.width, ..area }, buf);
    let lines: Vec<Line> = lines.into_iter().map(Line::raw).collect();
    Paragraph::new(lines).block(block).render(area, buf);
}
