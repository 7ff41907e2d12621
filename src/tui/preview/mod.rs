//! A picture in the cells of a terminal: each cell shows two pixels, one above the other, as
//! the two colours of a half block.

mod canvas;
mod colours;
mod draw;
mod scale;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

pub use crate::camera::decode::Picture;
use crate::camera::view::Crop;
use canvas::Canvas;
pub use colours::Colours;

/// How much the loupe enlarges.
pub const LOUPE: f32 = 4.0;

/// Corners of what was found, clockwise from the document's top-left, as shares of the
/// picture's width and height.
pub type Corners = [(f32, f32); 4];

/// A picture with what is drawn over it.
#[derive(Clone, Copy, Debug)]
pub struct Preview<'a> {
    picture: &'a Picture,
    part: Crop,
    colours: Colours,
    outline: Option<Corners>,
    good: bool,
    guide: Option<f32>,
    covers: &'a [Corners],
    focus: usize,
}

impl<'a> Preview<'a> {
    /// The whole picture in true colour, with nothing over it.
    pub fn new(picture: &'a Picture) -> Self {
        let part = Crop::default();
        Self {
            picture,
            part,
            colours: Colours::True,
            outline: None,
            good: false,
            guide: None,
            covers: &[],
            focus: 0,
        }
    }

    /// The size in pixels that fills `area`: a picture of this size is shown as it is.
    pub fn room(area: Rect) -> (u32, u32) {
        (u32::from(area.width), u32::from(area.height) * 2)
    }

    /// In the colours that the terminal has.
    #[must_use]
    pub fn colours(mut self, colours: Colours) -> Self {
        self.colours = colours;
        self
    }

    /// With the outline of what was found.
    #[must_use]
    pub fn outline(mut self, corners: Option<Corners>) -> Self {
        self.outline = corners;
        self
    }

    /// The outline says that the document lies well.
    #[must_use]
    pub fn good(mut self, good: bool) -> Self {
        self.good = good;
        self
    }

    /// With a frame in the middle to lay the document into; `shape` is the document's width
    /// divided by its height (a card: 1.586).
    #[must_use]
    pub fn guide(mut self, shape: Option<f32>) -> Self {
        self.guide = shape;
        self
    }

    /// With parts that will be covered, the one of index `focus` marked. Not on an enlarged part.
    #[must_use]
    pub fn covers(mut self, covers: &'a [Corners], focus: usize) -> Self {
        (self.covers, self.focus) = (covers, focus);
        self
    }

    /// Only the middle, enlarged. A live picture is sharper when the loupe is asked of the
    /// [`Shrinker`](crate::camera::decode::Shrinker), which has all its pixels.
    #[must_use]
    pub fn loupe(self, on: bool) -> Self {
        if on { self.part(Crop::middle(LOUPE)) } else { self }
    }

    /// Only a part of the picture, enlarged.
    #[must_use]
    pub fn part(mut self, part: Crop) -> Self {
        self.part = part;
        self
    }
}

impl Widget for Preview<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        (&self).render(area, buf);
    }
}

impl Widget for &Preview<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(*buf.area());
        let Some(fitted) = scale::fit(self.picture, self.part, Preview::room(area)) else { return };
        let mut canvas = Canvas::new(buf, area, fitted.size, self.colours);
        fitted.paint(self.picture, &mut canvas);
        if let Some(shape) = self.guide {
            draw::guide(&mut canvas, shape);
        }
        let covers = self.covers.iter().enumerate().filter(|_| self.part == Crop::default());
        for (index, corners) in covers {
            draw::cover(&mut canvas, corners, index + 1, index == self.focus);
        }
        if let Some(corners) = self.outline.filter(|_| self.part == Crop::default()) {
            draw::outline(&mut canvas, &corners, self.good);
        }
    }
}
