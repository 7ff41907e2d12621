//! The right-hand side: what the rules and the picture say, as the next thing to do.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Padding, Widget as _};

use crate::counter::Advice;
use crate::reason::{Reason, Severity};
use crate::text::Message;

use super::Scene;
use super::screens::mask_list;
use super::text::{put, put_wrapped, wrapped};

/// Draws the notice about the last key, then every reason, the heaviest first.
pub(super) fn render(scene: &Scene, area: Rect, buf: &mut Buffer) {
    let block =
        Block::new().borders(Borders::LEFT).border_style(scene.theme.faint()).padding(Padding::left(1));
    let advice = Advice::of(scene.state);
    let mut rest = match &advice.practice {
        Some(notice) => practised(scene, notice, block.inner(area), buf),
        None => block.inner(area),
    };
    block.render(area, buf);
    rest = put(Span::styled(scene.tr("advice-title"), scene.theme.faint()), rest, buf);
    if let Some(notice) = scene.state.notice() {
        rest = put_wrapped(scene.say(notice), scene.theme.warn(), rest, buf);
        rest = put("", rest, buf);
    }
    if let Some(masking) = scene.state.customer().and_then(|customer| customer.masking.as_deref()) {
        rest = mask_list(scene, masking, rest, buf);
    }
    for reason in &advice.reasons {
        if scene.state.notice() != Some(&reason.message) {
            rest = one(scene, reason, rest, buf);
        }
    }
    for sentence in &advice.next {
        rest = put_wrapped(scene.say(sentence), Style::new(), rest, buf);
        rest = put("", rest, buf);
    }
    for sentence in &advice.warnings {
        rest = put_wrapped(scene.say(sentence), scene.theme.faint(), rest, buf);
    }
}

/// What to look at in the situation that is practised, at the bottom, where nothing pushes it out.
/// Gives what is left above it.
fn practised(scene: &Scene, notice: &Message, area: Rect, buf: &mut Buffer) -> Rect {
    let mut lines = wrapped(&scene.tr("practice-notice"), area.width);
    lines.extend(wrapped(&scene.say(notice), area.width));
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    let [above, below] = Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(area);
    buf.set_style(below, scene.theme.practice());
    lines.into_iter().fold(below, |rest, line| put(Line::raw(line), rest, buf));
    above
}

/// One reason: its weight as a word, then the sentence.
pub(super) fn one(scene: &Scene, reason: &Reason, area: Rect, buf: &mut Buffer) -> Rect {
    let word = scene.tr(match reason.severity {
        Severity::Block => "severity-block",
        Severity::Need => "severity-need",
        Severity::Confirm => "severity-confirm",
    });
    let rest = put(Line::styled(word, scene.theme.severity(reason.severity)), area, buf);
    let rest = put_wrapped(scene.say(&reason.message), Style::new(), rest, buf);
    put("", rest, buf)
}
