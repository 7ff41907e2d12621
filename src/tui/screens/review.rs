use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget as _;
use ratatui_image::Image;
use ratatui_image::protocol::Protocol;

use crate::camera::view::Crop;
use crate::counter::{Customer, Difference, Search, Still};
use crate::vision::geometry::Quad;

use super::super::Scene;
use super::super::preview::Preview;
use super::super::text::{put, put_wrapped};

/// Rows of the part of the photograph that a difference was read from.
const PART_ROWS: u16 = 5;

/// The photograph as it would be sealed, how far it was read, and what was read differently.
pub(super) fn render(scene: &Scene, customer: &Customer, area: Rect, buf: &mut Buffer) {
    let Some(still) = customer.still.as_deref() else { return };
    let Some(picture) = still.picture.as_deref() else {
        put_wrapped(scene.tr("review-no-picture"), scene.theme.bad(), area, buf);
        return;
    };
    put(progress(scene, still.search), area, buf);
    let shown = picture_area(area, still, customer.loupe);
    let (part, whole) = match read_from(still).filter(|_| !customer.loupe) {
        Some(part) => (Preview::new(picture).part(part), false),
        None => (Preview::new(picture).loupe(customer.loupe), true),
    };
    match scene.still {
        Some(still) => terminal_picture(still, shown, buf),
        None => part.colours(scene.theme.pictures).render(shown, buf),
    }
    if !whole {
        let below = shown.bottom() - area.y;
        let rest = Rect { y: shown.bottom(), height: area.height.saturating_sub(below), ..area };
        let rest = still.differences.iter().fold(rest, |rest, one| difference(scene, one, rest, buf));
        Preview::new(picture).colours(scene.theme.pictures).render(rest, buf);
    }
}

/// Where the terminal's own picture lies below the title: the whole still, or the part of it that a
/// difference was read from.
pub(super) fn picture_area(area: Rect, still: &Still, loupe: bool) -> Rect {
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let part = read_from(still).is_some() && !loupe;
    if part { Rect { height: below.height.min(PART_ROWS), ..below } } else { below }
}

/// The part of the still that is shown, and enlarged: that of the first difference.
pub(super) fn read_from(still: &Still) -> Option<Crop> {
    part_of(&still.differences.first()?.region, still.said.as_ref()?.size)
}

/// A region of what was read, with some room around it, as a part of its picture.
pub(in super::super) fn part_of(region: &Quad, (width, height): (f32, f32)) -> Option<Crop> {
    let x = region.corners.map(|p| p.x);
    let y = region.corners.map(|p| p.y);
    let least = |values: [f32; 4]| values.into_iter().fold(f32::MAX, f32::min);
    let most = |values: [f32; 4]| values.into_iter().fold(f32::MIN, f32::max);
    let room = 0.4 * (most(y) - least(y));
    let share = |at: f32, side: f32| (at / side.max(1.0)).clamp(0.0, 1.0);
    let (left, right) = (share(least(x) - room, width), share(most(x) + room, width));
    let (top, bottom) = (share(least(y) - room, height), share(most(y) + room, height));
    (right > left && bottom > top).then_some(Crop { left, top, width: right - left, height: bottom - top })
}

/// What was read below what is registered, so that the same characters stand under each other.
fn difference(scene: &Scene, one: &Difference, area: Rect, buf: &mut Buffer) -> Rect {
    let label = scene.say(&one.field.label());
    let known = match one.field {
        crate::counter::FieldId::ExpiresOn => "review-today",
        _ => "review-registered",
    };
    let rest = put(Line::styled(label, scene.theme.faint()), area, buf);
    let line = |id: &str, text: &str| format!("{}{text}", scene.tr(id));
    let rest = put_wrapped(line(known, &one.known), scene.theme.key(), rest, buf);
    put_wrapped(line("review-read", &one.read), scene.theme.warn(), rest, buf)
}

/// How far the photograph is: taken and examined, then read and searched.
fn progress(scene: &Scene, search: Search) -> Line<'static> {
    let (word, style, what) = match search {
        Search::Running => ("sending-now", scene.theme.title(), "review-reading"),
        Search::Done => ("sending-done", scene.theme.good(), "review-searched"),
        Search::Unsearched(_) => ("review-open", scene.theme.warn(), "review-unsearched"),
        Search::ByEye => ("sending-done", scene.theme.good(), "review-by-eye"),
    };
    Line::from(vec![Span::styled(scene.tr(word), style), Span::raw(scene.tr(what))])
}

/// The terminal's own picture, in the middle of its area.
pub(in super::super) fn terminal_picture(still: &Protocol, area: Rect, buf: &mut Buffer) {
    let size = still.size();
    let middle = area.centered(Constraint::Length(size.width), Constraint::Length(size.height));
    Image::new(still).render(middle, buf);
}
