use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr as _;

use crate::counter::{CaseEntry, CaseList, CaseStanding, Input, Remedy};
use crate::text::Message;

use super::super::Scene;
use super::super::text::{fit, put, put_wrapped};
use super::correction;

/// The cases of today, or one of them.
pub(super) fn render(scene: &Scene, list: &CaseList, area: Rect, buf: &mut Buffer) {
    match list.opened(&scene.state.cases) {
        Some(case) => one(scene, case, area, buf),
        None => all(scene, list, area, buf),
    }
}

fn all(scene: &Scene, list: &CaseList, area: Rect, buf: &mut Buffer) {
    let found = list.found(&scene.state.cases);
    let sought = Message::new("cases-sought").with("number", list.sought.clone());
    let style = if list.sought.is_empty() { scene.theme.faint() } else { scene.theme.title() };
    let rest = put_wrapped(scene.say(&sought), style, area, buf);
    let rest = put("", rest, buf);
    if found.is_empty() {
        let id = if list.sought.is_empty() { "cases-none" } else { "cases-not-found" };
        put_wrapped(scene.tr(id), Style::new(), rest, buf);
        return;
    }
    // Two rows a case: the state, the time and the number above, the kinds below.
    let focus = list.cursor.0.min(found.len() - 1);
    let room = usize::from(rest.height / 2).max(1);
    let skip = (focus + 1).saturating_sub(room);
    let width = usize::from(rest.width);
    let words = CaseStanding::ALL.iter().map(|standing| scene.tr(&word_id(*standing)).width());
    let column = words.max().unwrap_or_default();
    let mut rest = rest;
    scene.targets.wheel(rest, focus, found.len());
    for (index, case) in found.iter().enumerate().skip(skip).take(room) {
        let focused = index == focus;
        let word = scene.tr(&word_id(case.standing));
        let pad = " ".repeat(column - word.width().min(column));
        let number = case.receipt_number.clone().unwrap_or_else(|| scene.tr("cases-no-number"));
        let number = fit(&number, width.saturating_sub(column + 16));
        let line = Line::from(vec![
            Span::raw(if focused { "> " } else { "  " }),
            Span::styled(format!("{word}{pad}"), style_of(scene, case.standing)),
            Span::raw(format!("  {}  ", time(scene, case))),
            if focused { Span::styled(number, scene.theme.focus()) } else { Span::raw(number) },
        ]);
        let place = Rect { height: rest.height.min(2), ..rest };
        scene.targets.keys(place, [Input::Focus(index), Input::Next]);
        rest = put(line, rest, buf);
        let kinds = fit(&kinds(scene, case), width.saturating_sub(4));
        rest = put(Line::styled(format!("    {kinds}"), scene.theme.faint()), rest, buf);
    }
}

/// The time; of another day, the day as well.
fn time(scene: &Scene, case: &CaseEntry) -> String {
    let today = case.at.date() == scene.state.today();
    let form = if today { "      %H:%M" } else { "%m/%d %H:%M" };
    case.at.strftime(form).to_string()
}

fn kinds(scene: &Scene, case: &CaseEntry) -> String {
    let names = |prefix: &str, ids: &[String]| {
        ids.iter().map(|id| scene.tr(&format!("{prefix}-{id}"))).collect::<Vec<_>>().join(" + ")
    };
    let services = names("service", &case.services);
    if case.documents.is_empty() {
        return services;
    }
    format!("{services} / {}", names("document", &case.documents))
}

fn word_id(standing: CaseStanding) -> String {
    format!("standing-{}", standing.as_str())
}

fn style_of(scene: &Scene, standing: CaseStanding) -> Style {
    match standing {
        CaseStanding::Accepted => scene.theme.good(),
        CaseStanding::Rejected | CaseStanding::Refused => scene.theme.bad(),
        CaseStanding::Waiting => scene.theme.warn(),
        CaseStanding::Received | CaseStanding::InReview => scene.theme.title(),
        CaseStanding::Corrected => scene.theme.faint(),
    }
}

/// One case: what is known of it and, where it was rejected, the next steps.
fn one(scene: &Scene, case: &CaseEntry, area: Rect, buf: &mut Buffer) {
    let word = scene.tr(&word_id(case.standing));
    let head = Line::from(vec![
        Span::styled(word, style_of(scene, case.standing)),
        Span::raw(format!("  {}", time(scene, case).trim())),
    ]);
    let mut rest = put(head, area, buf);
    if let Some(number) = &case.receipt_number {
        let sentence = Message::new("sending-receipt").with("number", number.clone());
        rest = put_wrapped(scene.say(&sentence), scene.theme.key(), rest, buf);
    }
    rest = put_wrapped(kinds(scene, case), Style::new(), rest, buf);
    rest = put("", rest, buf);
    rest = correction::reasons(scene, &case.rejection, rest, buf);
    if case.standing != CaseStanding::Rejected {
        return;
    }
    rest = put("", rest, buf);
    rest = put_wrapped(scene.tr("cases-next"), scene.theme.title(), rest, buf);
    for remedy in case.rejection.remedies() {
        let name = scene.tr(&format!("remedy-{}", Remedy::as_str(remedy)));
        rest = put(Line::raw(format!("  {name}")), rest, buf);
    }
}
