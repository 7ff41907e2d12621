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
use super::frame::band;
use super::screens::mask_list;
use super::text::{put, put_wrapped, wrapped};

/// Draws the notice about the last key, then every reason, the heaviest first. What to look at in the
/// situation that is practised stands at the bottom, where nothing pushes it out.
pub(super) fn render(scene: &Scene, area: Rect, buf: &mut Buffer) {
    let block =
        Block::new().borders(Borders::LEFT).border_style(scene.theme.faint()).padding(Padding::left(1));
    let inner = block.inner(area);
    block.render(area, buf);
    let advice = Advice::of(scene.state);
    let practised = advice.practice.as_ref().map(|notice| practised(scene, notice, inner.width));
    let mut practised = practised.unwrap_or_default();
    let rows = |spaced| rows(scene, &advice, spaced, inner.width);
    let spaced = rows(true) + practised.len() <= usize::from(inner.height);
    let room = usize::from(inner.height).saturating_sub(rows(spaced)).max(1);
    if practised.len() > room {
        // The heading says least.
        practised.drain(..1);
        practised.truncate(room);
    }
    let height = u16::try_from(practised.len()).unwrap_or(u16::MAX);
    let [above, below] = Layout::vertical([Constraint::Fill(1), Constraint::Length(height)]).areas(inner);
    draw(scene, &advice, spaced, above, buf);
    band(scene, below, buf);
    practised.into_iter().fold(below, |rest, line| put(Line::raw(line), rest, buf));
}

/// Draws everything but what is practised; gives what is left below it.
fn draw(scene: &Scene, advice: &Advice, spaced: bool, area: Rect, buf: &mut Buffer) -> Rect {
    let gap = |rest, buf: &mut Buffer| if spaced { put("", rest, buf) } else { rest };
    let mut rest = put(Span::styled(scene.tr("advice-title"), scene.theme.faint()), area, buf);
    if let Some(notice) = scene.state.notice() {
        rest = put_wrapped(scene.say(notice), scene.theme.warn(), rest, buf);
        rest = gap(rest, buf);
    }
    if let Some(masking) = scene.state.customer().and_then(|customer| customer.masking.as_deref()) {
        rest = mask_list(scene, masking, rest, buf);
    }
    for reason in &advice.reasons {
        if scene.state.notice() != Some(&reason.message) {
            rest = gap(one(scene, reason, rest, buf), buf);
        }
    }
    for sentence in &advice.next {
        rest = put_wrapped(scene.say(sentence), Style::new(), rest, buf);
        rest = gap(rest, buf);
    }
    for sentence in &advice.warnings {
        rest = put_wrapped(scene.say(sentence), scene.theme.faint(), rest, buf);
    }
    rest
}

/// How many rows that takes.
fn rows(scene: &Scene, advice: &Advice, spaced: bool, width: u16) -> usize {
    let mut scratch = Buffer::empty(Rect::new(0, 0, width, ENDLESS));
    draw(scene, advice, spaced, scratch.area, &mut scratch);
    let row = usize::from(width.max(1));
    scratch.content.iter().rposition(|cell| cell.symbol() != " ").map_or(0, |last| last / row + 1)
}

/// More rows than any advice has.
const ENDLESS: u16 = 120;

/// What to look at in the situation that is practised, under its heading.
fn practised(scene: &Scene, notice: &Message, width: u16) -> Vec<String> {
    let mut lines = wrapped(&scene.tr("practice-notice"), width);
    lines.extend(wrapped(&scene.say(notice), width));
    lines
}

/// One reason: its weight as a word, then the sentence.
pub(super) fn one(scene: &Scene, reason: &Reason, area: Rect, buf: &mut Buffer) -> Rect {
    let word = scene.tr(match reason.severity {
        Severity::Block => "severity-block",
        Severity::Need => "severity-need",
        Severity::Confirm => "severity-confirm",
    });
    let rest = put(Line::styled(word, scene.theme.severity(reason.severity)), area, buf);
    put_wrapped(scene.say(&reason.message), Style::new(), rest, buf)
}
