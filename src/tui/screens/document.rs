use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::counter::{Customer, Input, documents};
use crate::policy::{DocumentEntry, Standing};
use crate::text::Message;

use super::super::Scene;
use super::super::text::{fit, put};

/// The counter's list, the accepted documents first.
pub(super) fn render(scene: &Scene, customer: &Customer, area: Rect, buf: &mut Buffer) {
    let entries = documents(scene.state, customer);
    let focus = customer.documents.0.min(entries.len().saturating_sub(1));
    // A row above and below for how many entries the screen has no room for.
    let fits = entries.len() <= usize::from(area.height);
    let room = usize::from(area.height).saturating_sub(if fits { 0 } else { 2 });
    let skip = (focus + 1).saturating_sub(room);
    let mut rest = if fits { area } else { more(scene, "list-more-above", skip, area, buf) };
    scene.targets.wheel(area, focus, entries.len());
    for (index, entry) in entries.iter().enumerate().skip(skip).take(room) {
        scene.targets.row(rest, [Input::Focus(index), Input::Next]);
        rest = put(line(scene, index, entry, index == focus, area.width), rest, buf);
    }
    if !fits {
        more(scene, "list-more-below", entries.len().saturating_sub(skip + room), rest, buf);
    }
}

/// Says that the list goes on.
fn more(scene: &Scene, id: &'static str, count: usize, area: Rect, buf: &mut Buffer) -> Rect {
    let text = match count {
        0 => String::new(),
        count => format!("    {}", scene.say(&Message::new(id).with("count", count.to_string()))),
    };
    put(Line::styled(text, scene.theme.faint()), area, buf)
}

fn line(scene: &Scene, index: usize, entry: &DocumentEntry, focused: bool, width: u16) -> Line<'static> {
    let number = if index < 10 { format!("{} ", (index + 1) % 10) } else { "  ".to_owned() };
    let (word, style) = match &entry.standing {
        Standing::Refused { .. } => ("entry-refused", scene.theme.bad()),
        Standing::WithAuxiliary { .. } => ("entry-with-auxiliary", scene.theme.warn()),
        Standing::Alone { .. } => ("entry-alone", scene.theme.good()),
    };
    let word = scene.tr(word);
    let name = scene.say(&entry.name);
    let name = fit(&name, usize::from(width).saturating_sub(14));
    Line::from(vec![
        Span::raw(if focused { "> " } else { "  " }),
        Span::raw(number),
        Span::styled(word, style),
        Span::raw(" "),
        if focused { Span::styled(name, scene.theme.focus()) } else { Span::raw(name) },
    ])
}
