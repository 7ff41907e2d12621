//! The manager's screens: a file per page.

mod audit;
mod calibration;
mod camera;
mod policy;
mod queue;
mod service;
mod settings;
mod staff;

use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::counter::Input;
use crate::counter::manager::{Loaded, Manager, Open, Page};
use crate::text::Message;

use super::super::Scene;
use super::super::text::{put, put_wrapped};

/// Draws the menu or the page that is open.
pub(super) fn render(scene: &Scene, manager: &Manager, area: Rect, buf: &mut Buffer) {
    match &manager.open {
        None => menu(scene, manager, area, buf),
        Some(Open::Camera(page)) => camera::render(scene, page, area, buf),
        Some(Open::Calibration(page)) => calibration::render(scene, page, area, buf),
        Some(Open::Queue(page)) => queue::render(scene, page, area, buf),
        Some(Open::Policy(page)) => policy::render(scene, page, area, buf),
        Some(Open::Audit(page)) => audit::render(scene, page, area, buf),
        Some(Open::Service(page)) => service::render(scene, page, area, buf),
        Some(Open::Settings(page)) => settings::render(scene, page, area, buf),
        Some(Open::Staff(page)) => staff::render(scene, page, area, buf),
    }
}

/// Keys of the page that is open, beside those of every page.
pub(in crate::tui) fn keys(manager: &Manager) -> Vec<(&'static str, &'static str)> {
    let mut keys = match &manager.open {
        None => vec![("1-9", "key-choose"), ("Enter", "key-open")],
        Some(Open::Camera(_)) => vec![("<- ->", "key-change"), ("Del", "key-undo"), ("A", "key-automatic")],
        Some(Open::Calibration(_)) => vec![("Enter", "key-shoot")],
        Some(Open::Queue(page)) if page.discarding.is_some() => {
            return vec![("Enter", "key-discard-now"), ("Esc", "key-keep")];
        }
        Some(Open::Queue(_)) => vec![("S", "key-send-now"), ("D", "key-discard"), ("R", "key-reload")],
        Some(Open::Policy(_)) => Vec::new(),
        Some(Open::Audit(_)) => vec![("V", "key-verify"), ("R", "key-reload")],
        Some(Open::Service(_)) => vec![("R", "key-reload")],
        Some(Open::Settings(_)) => vec![("C", "key-check")],
        Some(Open::Staff(page)) if page.form.is_some() => {
            return vec![("Enter", "key-save"), ("Tab", "key-field"), ("Esc", "key-back")];
        }
        Some(Open::Staff(_)) => {
            vec![("A", "key-new-staff"), ("D", "key-disable"), ("P", "key-new-pin"), ("M", "key-role")]
        }
    };
    keys.push(("Esc", "key-back"));
    keys
}

fn menu(scene: &Scene, manager: &Manager, area: Rect, buf: &mut Buffer) {
    let row = |(index, page): (usize, &Page)| {
        let name = scene.tr(&format!("title-{}", page.as_str()));
        chosen(scene, format!("{} {name}", index + 1), index == manager.menu.0)
    };
    scene.targets.wheel(area, manager.menu.0, Page::ALL.len());
    let rest = Page::ALL.iter().enumerate().map(row).enumerate().fold(area, |rest, (index, line)| {
        scene.targets.row(rest, [Input::Focus(index), Input::Next]);
        put(line, rest, buf)
    });
    put_wrapped(scene.tr("manager-menu"), scene.theme.faint(), put("", rest, buf), buf);
}

/// A line of a list, marked when it is in focus.
fn chosen(scene: &Scene, text: String, focused: bool) -> Line<'static> {
    let style = if focused { scene.theme.focus() } else { Style::new() };
    Line::from(vec![Span::raw(if focused { "> " } else { "  " }), Span::styled(text, style)])
}

/// Draws as many rows as `room` holds, the one in focus always among them, and says how many are
/// above and below.
fn window(
    scene: &Scene,
    rows: Vec<Line<'static>>,
    focus: usize,
    room: u16,
    area: Rect,
    buf: &mut Buffer,
) -> Rect {
    let fits = rows.len() <= usize::from(room);
    let shown = usize::from(room).saturating_sub(if fits { 0 } else { 2 });
    let skip = (focus + 1).saturating_sub(shown).min(rows.len());
    let below = rows.len().saturating_sub(skip + shown);
    let more = |id: &'static str, count: usize| match count {
        0 => Line::raw(""),
        count => {
            let said = scene.say(&Message::new(id).with("count", count.to_string()));
            Line::styled(format!("    {said}"), scene.theme.faint())
        }
    };
    let mut rest = if fits { area } else { put(more("list-more-above", skip), area, buf) };
    scene.targets.wheel(Rect { height: room.min(area.height), ..area }, focus, rows.len());
    for (index, row) in rows.into_iter().enumerate().skip(skip).take(shown) {
        scene.targets.row(rest, [Input::Focus(index)]);
        rest = put(row, rest, buf);
    }
    if fits { rest } else { put(more("list-more-below", below), rest, buf) }
}

/// What was asked for, or that it is on its way, or why it could not be had.
fn loaded<'a, T>(scene: &Scene, loaded: &'a Loaded<T>, area: Rect, buf: &mut Buffer) -> Option<&'a T> {
    match loaded {
        Loaded::Ready(it) => return Some(it),
        Loaded::Waiting => put_wrapped(scene.tr("manager-waiting"), scene.theme.title(), area, buf),
        Loaded::Failed(why) => put_wrapped(scene.say(why), scene.theme.bad(), area, buf),
    };
    None
}

/// A sentence with arguments, wrapped.
fn say(scene: &Scene, message: &Message, style: Style, area: Rect, buf: &mut Buffer) -> Rect {
    put_wrapped(scene.say(message), style, area, buf)
}

/// A moment by the store's wall clock: all counters are in Japan.
fn local(at: Timestamp) -> String {
    at.to_zoned(TimeZone::fixed(offset(9))).strftime("%m-%d %H:%M").to_string()
}
