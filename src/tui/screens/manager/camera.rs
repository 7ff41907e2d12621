use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget as _;

use crate::counter::CameraState;
use crate::counter::manager::{CameraFacts, CameraPage, SceneFigures};
use crate::text::Message;
use crate::tui::Scene;
use crate::tui::preview::Preview;
use crate::tui::text::{put, put_wrapped, wrapped};

use super::chosen;

/// From this sharpness on a document in place of the scene would be sharp enough.
const SHARP: f32 = 0.5;
/// Columns for the knobs.
const KNOBS: u16 = 22;

/// The live picture, what the camera delivers, what can be tried, and the lines that keep it.
pub(super) fn render(scene: &Scene, page: &CameraPage, area: Rect, buf: &mut Buffer) {
    let lines = keep(scene, page, area.width);
    let below = lines.len().min(usize::from(area.height / 2));
    let [figures, middle, bottom] = Layout::vertical([
        Constraint::Length(3),
        Constraint::Min(9),
        Constraint::Length(u16::try_from(below).unwrap_or_default()),
    ])
    .areas(area);
    measured(scene, page, figures, buf);
    let [picture, _, knobs] =
        Layout::horizontal([Constraint::Min(10), Constraint::Length(1), Constraint::Length(KNOBS)])
            .areas(middle);
    live(scene, picture, buf);
    self::knobs(scene, page, knobs, buf);
    lines.into_iter().fold(bottom, |rest, (line, style)| put(Line::styled(line, style), rest, buf));
}

/// The live picture, or why there is none.
pub(super) fn live(scene: &Scene, area: Rect, buf: &mut Buffer) {
    match (&scene.state.camera, scene.live) {
        (CameraState::Trouble(sentence), _) => {
            put_wrapped(scene.say(sentence), scene.theme.bad(), area, buf);
        }
        (_, Some(live)) => Preview::new(live).colours(scene.theme.pictures).render(area, buf),
        (_, None) => {
            put_wrapped(scene.tr("capture-opening"), scene.theme.faint(), area, buf);
        }
    }
}

fn measured(scene: &Scene, page: &CameraPage, area: Rect, buf: &mut Buffer) {
    let Some((SceneFigures { name, format, fps, dropped, sharpness }, CameraFacts { settings, .. })) =
        page.scene.as_ref().zip(page.facts.as_ref())
    else {
        return;
    };
    let wanted = Message::new("manager-camera-wanted")
        .with("size", format!("{}x{}", settings.width, settings.height))
        .with("fps", settings.fps.to_string());
    let delivered = Message::new("manager-camera-delivers")
        .with("name", name.clone())
        .with("format", format!("{} {}x{}", format.encoding.name(), format.width, format.height))
        .with("fps", format!("{fps:.1}"))
        .with("dropped", dropped.to_string());
    let rest = put(scene.say(&delivered), area, buf);
    let rest = put(scene.say(&wanted), rest, buf);
    let (id, style) = match sharpness {
        Some(sharpness) if *sharpness >= SHARP => ("manager-camera-sharp", scene.theme.good()),
        Some(_) => ("manager-camera-soft", scene.theme.warn()),
        None => ("manager-camera-plain", scene.theme.faint()),
    };
    let percent = format!("{:.0}", sharpness.unwrap_or_default() * 100.0);
    put(Line::styled(scene.say(&Message::new(id).with("percent", percent)), style), rest, buf);
}

fn knobs(scene: &Scene, page: &CameraPage, area: Rect, buf: &mut Buffer) {
    if page.facts.is_none() {
        put_wrapped(scene.tr("manager-waiting"), scene.theme.title(), area, buf);
        return;
    }
    let rows = page.knobs().into_iter().enumerate().map(|(index, knob)| {
        let name = scene.tr(&format!("manager-knob-{}", knob.as_str()));
        chosen(scene, format!("{name} {}", page.value(knob)), index == page.cursor.0)
    });
    let rest = rows.fold(area, |rest, line| put(line, rest, buf));
    if page.facts.as_ref().is_some_and(|facts| facts.controls.is_empty()) {
        put_wrapped(scene.tr("manager-camera-no-controls"), scene.theme.faint(), rest, buf);
    }
}

/// What to write where, to keep what is tried.
fn keep(scene: &Scene, page: &CameraPage, width: u16) -> Vec<(String, Style)> {
    let Some(facts) = &page.facts else { return Vec::new() };
    let lines = page.lines();
    if lines.is_empty() {
        return vec![(scene.tr("manager-camera-unchanged"), scene.theme.faint())];
    }
    let how = scene.say(&Message::new("manager-camera-keep").with("file", facts.file.clone()));
    let mut said: Vec<_> = wrapped(&how, width).into_iter().map(|line| (line, scene.theme.title())).collect();
    said.extend(lines.into_iter().map(|line| (format!("  {line}"), scene.theme.key())));
    said
}
