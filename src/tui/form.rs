//! Draws a form: labels, values, the cursor, and what the focused field wants.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr as _;

use crate::counter::{Field, Form, Value};

use super::Scene;
use super::text::{fit, put, put_wrapped};

/// Draws the fields that fit, the focused one always among them, and the hint below.
pub(super) fn render(scene: &Scene, form: &Form, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.height.saturating_sub(4));
    let skip = (form.focus() + 1).saturating_sub(room);
    let label_width =
        form.fields().iter().map(|field| scene.say(&field.id.label()).width()).max().unwrap_or_default();
    let mut rest = area;
    for (index, field) in form.fields().iter().enumerate().skip(skip).take(room) {
        rest = put(line(scene, field, index == form.focus(), label_width, area.width), rest, buf);
    }
    let rest = put("", rest, buf);
    let Some(field) = form.focused() else { return };
    let rest = match &form.complaint {
        Some(complaint) => {
            let rest = put(Line::styled(scene.tr("form-complaint"), scene.theme.warn()), rest, buf);
            put_wrapped(scene.say(complaint), scene.theme.warn(), rest, buf)
        }
        None => put_wrapped(scene.say(&field.id.hint()), scene.theme.faint(), rest, buf),
    };
    whole(scene, field, room_for_value(label_width, area.width), rest, buf);
}

/// The whole text of the field in focus, where its line has no room for it.
fn whole(scene: &Scene, field: &Field, room: usize, area: Rect, buf: &mut Buffer) {
    if let Value::Text(text) = &field.value
        && text.text().width() + 2 > room
    {
        put_wrapped(text.text(), scene.theme.key(), put("", area, buf), buf);
    }
}

/// Columns behind the mark, the label and the gap.
fn room_for_value(label_width: usize, width: u16) -> usize {
    usize::from(width).saturating_sub(label_width + 5)
}

fn line<'a>(scene: &Scene, field: &'a Field, focused: bool, label_width: usize, width: u16) -> Line<'a> {
    let label = scene.say(&field.id.label());
    let pad = " ".repeat(label_width - label.width().min(label_width));
    let mark = if focused { "> " } else { "  " };
    let label_style = if focused { scene.theme.title() } else { scene.theme.faint() };
    let mut spans =
        vec![Span::raw(mark), Span::styled(format!("{label}{pad}"), label_style), Span::raw("  ")];
    let room = room_for_value(label_width, width);
    match &field.value {
        Value::Text(text) if focused => {
            let (before, behind) = text.split();
            let mut behind = behind.chars();
            let under = behind.next().map_or_else(|| " ".to_owned(), String::from);
            spans.push(Span::raw(tail(before, room.saturating_sub(2))));
            spans.push(Span::styled(under, scene.theme.focus()));
            spans.push(Span::raw(behind.as_str().to_owned()));
        }
        Value::Text(text) if text.text().is_empty() => {
            let id = if field.optional { "form-optional" } else { "form-required" };
            spans.push(Span::styled(scene.tr(id), scene.theme.faint()));
        }
        Value::Text(text) => spans.push(Span::raw(fit(text.text(), room))),
        Value::Choice { options, chosen } => {
            let name = options.get(*chosen).map(|id| scene.tr(&format!("choice-{id}"))).unwrap_or_default();
            let text = format!("< {name} >  {}/{}", chosen + 1, options.len());
            spans.push(Span::styled(text, if focused { scene.theme.focus() } else { scene.theme.key() }));
        }
        Value::Toggle(on) => {
            let text = format!(
                "[{}] {}",
                if *on { "x" } else { " " },
                scene.tr(if *on { "form-yes" } else { "form-no" })
            );
            spans.push(Span::styled(text, if focused { scene.theme.focus() } else { scene.theme.key() }));
        }
    }
    Line::from(spans)
}

/// The end of a text that fits into `width` columns: while typing, the cursor stays in sight.
fn tail(text: &str, width: usize) -> String {
    let mut start = text;
    while start.width() > width {
        let mut chars = start.chars();
        chars.next();
        start = chars.as_str();
    }
    start.to_owned()
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn the_end_stays_in_sight() {
        assert_eq!(tail("東京都千代田区", 6), "代田区");
        assert_eq!(tail("東京", 3), "京");
        assert_eq!(tail("東京", 4), "東京");
    }
}
