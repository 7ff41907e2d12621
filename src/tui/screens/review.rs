use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget as _;

use crate::counter::Customer;

use super::super::Scene;
use super::super::preview::Preview;
use super::super::text::put_wrapped;

/// The photograph as it would be sealed.
pub(super) fn render(scene: &Scene, customer: &Customer, area: Rect, buf: &mut Buffer) {
    match customer.still.as_ref().and_then(|still| still.picture.as_deref()) {
        Some(picture) => {
            Preview::new(picture).colours(scene.theme.pictures).loupe(customer.loupe).render(area, buf);
        }
        None => {
            put_wrapped(scene.tr("review-no-picture"), scene.theme.bad(), area, buf);
        }
    }
}
