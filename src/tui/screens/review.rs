use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Rect};
use ratatui::widgets::Widget as _;
use ratatui_image::Image;
use ratatui_image::protocol::Protocol;

use crate::counter::Customer;

use super::super::Scene;
use super::super::preview::Preview;
use super::super::text::put_wrapped;

/// The photograph as it would be sealed.
pub(super) fn render(scene: &Scene, customer: &Customer, area: Rect, buf: &mut Buffer) {
    if let Some(still) = scene.still {
        return terminal_picture(still, area, buf);
    }
    match customer.still.as_ref().and_then(|still| still.picture.as_deref()) {
        Some(picture) => {
            Preview::new(picture).colours(scene.theme.pictures).loupe(customer.loupe).render(area, buf);
        }
        None => {
            put_wrapped(scene.tr("review-no-picture"), scene.theme.bad(), area, buf);
        }
    }
}

/// The terminal's own picture, in the middle of its area.
fn terminal_picture(still: &Protocol, area: Rect, buf: &mut Buffer) {
    let size = still.size();
    let middle = area.centered(Constraint::Length(size.width), Constraint::Length(size.height));
    Image::new(still).render(middle, buf);
}
