//! Draws a form: labels, values, the cursor, and what the focused field wants.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget as _;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;
use zeroize::Zeroizing;

use crate::camera::view::Crop;
use crate::counter::{Field, Form, Input, Proposal, Proposals, Value};

use super::Scene;
use super::preview::{Picture, Preview};
use super::screens::{part_of, terminal_picture};
use super::text::{fit, put, put_wrapped};

/// Draws the fields that fit, the focused one always among them, and the hint below.
pub(super) fn render(scene: &Scene, form: &Form, area: Rect, buf: &mut Buffer) {
    render_with(scene, form, &Proposals::default(), area, buf);
}

/// The same with what was read: a proposal is marked by a word, and the part of the photograph that
/// the focused field was read from is drawn below.
pub(super) fn render_with(scene: &Scene, form: &Form, proposals: &Proposals, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.height.saturating_sub(4));
    let skip = (form.focus() + 1).saturating_sub(room);
    let label_width =
        form.fields().iter().map(|field| scene.say(&field.id.label()).width()).max().unwrap_or_default();
    let mut rest = area;
    scene.targets.wheel(area, form.focus(), form.fields().len());
    for (index, field) in form.fields().iter().enumerate().skip(skip).take(room) {
        let proposal = proposals.open(field.id);
        let mut line = line(scene, field, index == form.focus(), label_width, area.width);
        if let Some(proposal) = proposal {
            line = proposed(scene, field, line, proposal, room_for_value(label_width, area.width));
        }
        scene.targets.row(rest, clicked(index, field));
        rest = put(line, rest, buf);
    }
    let rest = put("", rest, buf);
    let Some(field) = form.focused() else { return };
    let rest = match &field.fault {
        Some(fault) => {
            let rest = put(Line::styled(scene.tr("form-complaint"), scene.theme.warn()), rest, buf);
            put_wrapped(scene.say(fault), scene.theme.warn(), rest, buf)
        }
        None if proposals.open(field.id).is_some() => {
            put_wrapped(scene.tr("proposal-hint"), scene.theme.title(), rest, buf)
        }
        None => put_wrapped(scene.say(&field.id.hint()), scene.theme.faint(), rest, buf),
    };
    let rest = left_behind(scene, form, rest, buf);
    let rest = whole(scene, field, room_for_value(label_width, area.width), rest, buf);
    if let Some((picture, part)) = proposals.read(field.id).and_then(read_from)
        && let Some(strip) = strip(form, area).filter(|strip| strip.y >= rest.y)
    {
        match scene.still {
            Some(still) => terminal_picture(still, strip, buf),
            None => Preview::new(picture).part(part).colours(scene.theme.pictures).render(strip, buf),
        }
    }
}

/// A click goes to the field; what is switched is switched by it too.
fn clicked(index: usize, field: &Field) -> impl Iterator<Item = Input> {
    let switched = !matches!(field.value, Value::Text(_));
    let space = switched.then(|| Input::Text(Zeroizing::new(" ".to_owned())));
    std::iter::once(Input::Focus(index)).chain(space)
}

/// Rows of the part of the photograph below a form.
const STRIP: u16 = 4;

/// Where the part of the photograph lies that the focused field was read from: at the bottom, where the
/// form leaves room for it.
pub(super) fn strip(form: &Form, area: Rect) -> Option<Rect> {
    let used = u16::try_from(form.fields().len()).unwrap_or(u16::MAX).saturating_add(4);
    let free = area.height.saturating_sub(used);
    let height = free.min(2 * STRIP);
    (height >= STRIP).then(|| Rect { y: area.bottom() - height, height, ..area })
}

/// The photograph that something was read from, and the part of it.
pub(super) fn read_from(proposal: &Proposal) -> Option<(&Arc<Picture>, Crop)> {
    Some((proposal.picture.as_ref()?, part_of(&proposal.region, proposal.size)?))
}

/// The line of a field for which something was read and not confirmed yet.
fn proposed<'a>(scene: &Scene, field: &Field, line: Line<'a>, proposal: &Proposal, room: usize) -> Line<'a> {
    let mark = Span::styled(scene.tr("proposal-mark"), scene.theme.warn());
    if let Value::Choice { .. } = &field.value {
        let mut spans = line.spans;
        spans.extend([
            Span::raw(" "),
            mark,
            Span::raw(scene.tr(&format!("choice-{}", proposal.text.as_str()))),
        ]);
        return Line::from(spans);
    }
    let text = fit(&proposal.text, room.saturating_sub(mark.width()));
    let spans = line.spans.into_iter().take(3);
    Line::from(spans.chain([mark, Span::raw(text)]).collect::<Vec<_>>())
}

/// What a field wants that was left without it.
fn left_behind(scene: &Scene, form: &Form, area: Rect, buf: &mut Buffer) -> Rect {
    let Some(field) = form.left_behind() else { return area };
    let Some(fault) = &field.fault else { return area };
    let text = format!("! {}: {}", scene.say(&field.id.label()), scene.say(fault));
    put_wrapped(text, scene.theme.warn(), area, buf)
}

/// The whole text of the field in focus, where its line has no room for it.
fn whole(scene: &Scene, field: &Field, room: usize, area: Rect, buf: &mut Buffer) -> Rect {
    match &field.value {
        Value::Text(text) if !field.secret && text.text().width() + 2 > room => {
            put_wrapped(text.text(), scene.theme.key(), put("", area, buf), buf)
        }
        _ => area,
    }
}

/// Columns behind the mark, the label and the gap.
fn room_for_value(label_width: usize, width: u16) -> usize {
    usize::from(width).saturating_sub(label_width + 5)
}

fn line<'a>(scene: &Scene, field: &'a Field, focused: bool, label_width: usize, width: u16) -> Line<'a> {
    let label = scene.say(&field.id.label());
    let pad = " ".repeat(label_width - label.width().min(label_width));
    let mark = match (focused, &field.fault) {
        (true, _) => "> ",
        (false, Some(_)) => "! ",
        (false, None) => "  ",
    };
    let label_style = match (focused, &field.fault) {
        (true, _) => scene.theme.title(),
        (false, Some(_)) => scene.theme.warn(),
        (false, None) => scene.theme.faint(),
    };
    let mut spans =
        vec![Span::raw(mark), Span::styled(format!("{label}{pad}"), label_style), Span::raw("  ")];
    let room = room_for_value(label_width, width);
    match &field.value {
        Value::Text(text) if field.secret && !focused && !text.text().is_empty() => {
            spans.push(Span::raw(fit(&hidden(text.text()), room)));
        }
        Value::Text(text) if focused => {
            let (before, behind) = text.split();
            let (before, under, behind) = if field.secret {
                window((&hidden(before), &hidden(behind)), room)
            } else {
                window((before, behind), room)
            };
            spans.push(Span::raw(before));
            spans.push(Span::styled(under, scene.theme.focus()));
            spans.push(Span::raw(behind));
        }
        Value::Text(text) if text.text().is_empty() => {
            // What may stay empty and is complained about is wanted beside what was typed elsewhere.
            let optional = field.optional && field.fault.is_none();
            let id = if optional { "form-optional" } else { "form-required" };
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

/// One mark for each character.
fn hidden(text: &str) -> String {
    "*".repeat(text.graphemes(true).count())
}

/// The part of a text around the cursor that fits into `width` columns: what stands before the
/// cursor, the character under it, and what stands behind. While typing, the cursor stays in sight.
fn window((before, behind): (&str, &str), width: usize) -> (String, String, String) {
    let mut graphemes = behind.graphemes(true);
    let under = graphemes.next().unwrap_or(" ");
    let room = width.saturating_sub(under.width());
    // Something of what follows is shown too, where something follows.
    let following = behind.width() - under.width().min(behind.width());
    let mut start = before;
    while start.width() > room - following.min(room / 3) {
        start = start.graphemes(true).next().and_then(|first| start.get(first.len()..)).unwrap_or_default();
    }
    let mut left = room - start.width().min(room);
    let shown = graphemes.take_while(|grapheme| {
        let fits = grapheme.width() <= left;
        left = left.saturating_sub(grapheme.width());
        fits
    });
    (start.to_owned(), under.to_owned(), shown.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, behind: &str, width: usize) -> String {
        let (before, under, behind) = window((before, behind), width);
        assert!(before.width() + under.width() + behind.width() <= width.max(under.width()));
        format!("{before}[{under}]{behind}")
    }

    #[test]
    fn a_long_text_scrolls_with_the_cursor() {
        assert_eq!(shown("東京都千代田区", "", 7), "代田区[ ]");
        assert_eq!(shown("東京", "", 4), "京[ ]");
        assert_eq!(shown("東京都", "千代田区", 8), "京都[千]代");
        assert_eq!(shown("", "東京都千代田区", 7), "[東]京都");
        assert_eq!(shown("東京", "", 10), "東京[ ]");
    }

    #[test]
    fn the_cursor_stands_on_whole_characters() {
        assert_eq!(shown("か", "\u{304b}\u{3099}き", 10), "か[\u{304b}\u{3099}]き");
        assert_eq!(shown("葛\u{e0100}城", "市", 4), "城[市]");
    }
}
