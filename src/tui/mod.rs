//! The screen: draws a [`State`](crate::counter::State) and turns keys into inputs. It decides
//! nothing.

mod advice;
mod dialog;
mod form;
mod frame;
mod keys;
pub mod preview;
mod screens;
mod targets;
mod text;
mod theme;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use ratatui_image::protocol::Protocol;

use crate::camera::view::Crop;
use crate::counter::State;
use crate::text::Catalogue;

pub use keys::inputs;
pub use preview::Picture;
pub use targets::Targets;
pub use theme::Theme;

/// Smallest terminal that the counter works in, in columns and rows.
pub const SMALLEST: (u16, u16) = (80, 24);

/// Everything that one drawing of the screen needs.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What is to be shown.
    pub state: &'a State,
    /// The sentences.
    pub catalogue: &'a Catalogue,
    /// Colours.
    pub theme: Theme,
    /// The live picture, while the camera looks.
    pub live: Option<&'a Picture>,
    /// The still under review as the terminal's own picture, where it has those.
    pub still: Option<&'a Protocol>,
    /// Takes down what can be clicked.
    pub targets: &'a Targets,
}

/// A picture that a terminal may show by itself (sixel, kitty, iTerm2) in place of the cells.
pub struct Pictured<'a> {
    /// The picture.
    pub picture: &'a Arc<Picture>,
    /// The part of it that is shown.
    pub part: Crop,
    /// Parts that will be covered.
    pub covers: Vec<preview::Corners>,
    /// Where it lies on the screen.
    pub area: Rect,
}

/// The picture on a screen of that size, where there is one.
pub fn pictured(state: &State, screen: Rect) -> Option<Pictured<'_>> {
    screens::pictured(state, frame::Parts::of(screen).body)
}

impl Widget for &Scene<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.targets.clear();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            frame::too_small(self, area, buf);
            return;
        }
        let parts = frame::Parts::of(area);
        frame::top_line(self, parts.top, buf);
        frame::stages(self, parts.stages, buf);
        screens::render(self, parts.body, buf);
        frame::keys(self, parts.keys, buf);
        dialog::render(self, parts.body, buf);
    }
}
