use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget as _;

use crate::counter::{Input, Masking};

use super::super::Scene;
use super::super::preview::Preview;
use super::super::text::{put, put_wrapped};
use super::review::terminal_picture;

/// The photograph with the parts that will be covered.
pub(super) fn render(scene: &Scene, masking: &Masking, loupe: bool, area: Rect, buf: &mut Buffer) {
    if masking.covering {
        put(Span::styled(scene.tr("mask-covering"), scene.theme.title()), area, buf);
        return;
    }
    if let Some(still) = scene.still {
        return terminal_picture(still, area, buf);
    }
    let covers: Vec<_> = masking.shares().collect();
    if let Some(picture) = masking.still.picture.as_deref() {
        let preview = Preview::new(picture).colours(scene.theme.pictures).loupe(loupe);
        preview.covers(&covers, masking.focus).render(area, buf);
    }
}

/// What each part covers, the one in focus marked, and what was looked for and not found.
pub(in super::super) fn list(scene: &Scene, masking: &Masking, area: Rect, buf: &mut Buffer) -> Rect {
    let mut rest = area;
    for (index, region) in masking.regions.iter().enumerate() {
        let name = match region.mask {
            Some(mask) => scene.tr(&format!("mask-{}", mask.as_str())),
            None => scene.tr("mask-by-hand"),
        };
        let focused = index == masking.focus;
        let mark = if focused { "> " } else { "  " };
        let style = if focused { scene.theme.focus() } else { Style::new() };
        let line = Line::from(vec![Span::raw(mark), Span::styled(format!("{} {name}", index + 1), style)]);
        scene.targets.row(rest, [Input::Focus(index)]);
        rest = put(line, rest, buf);
    }
    let missing: Vec<String> = masking.not_found().map(|mask| format!("mask-{}", mask.as_str())).collect();
    if !missing.is_empty() {
        let sentence = crate::text::Message::new("mask-not-found").listing("masks", missing);
        rest = put_wrapped(scene.say(&sentence), scene.theme.warn(), rest, buf);
    }
    put("", rest, buf)
}
