//! The still at full sharpness, where the terminal shows pictures (sixel, kitty, iTerm2).

use std::sync::{Arc, Weak};

use image::{DynamicImage, RgbImage};
use ratatui::layout::Size;
use ratatui_image::picker::{Picker, ProtocolType};
use ratatui_image::protocol::Protocol;
use ratatui_image::{FilterType, Resize};

use crate::camera::view::Crop;
use crate::tui::preview::Corners;
use crate::tui::{Picture, Pictured};
use crate::vision;
use crate::vision::geometry::{Point, Quad};

/// What the terminal can show, and the picture that it shows now.
#[derive(Default)]
pub(super) struct Graphics {
    picker: Option<Picker>,
    shown: Option<Shown>,
}

/// A picture as the terminal takes it, with what it was made from.
struct Shown {
    of: Weak<Picture>,
    part: Crop,
    covers: Vec<Corners>,
    room: Size,
    encoded: Protocol,
}

impl Graphics {
    /// Asks the terminal what it can show. To be called in raw mode and before the keyboard is
    /// read, as the answer comes the same way.
    pub(super) fn ask_terminal() -> Self {
        Self { picker: super::pictures::asked(), shown: None }
    }

    /// The picture made for its room; made anew only where something changed. `None` where the
    /// terminal shows no pictures.
    pub(super) fn show(&mut self, wanted: Pictured<'_>) -> Option<&Protocol> {
        let picker = self.picker.as_ref()?;
        let Pictured { picture, part, covers, area } = wanted;
        let (of, room) = (Arc::downgrade(picture), area.as_size());
        let known = self.shown.as_ref().is_some_and(|shown| {
            Weak::ptr_eq(&shown.of, &of) && (shown.part, shown.room) == (part, room) && shown.covers == covers
        });
        if !known {
            self.shown = None;
            let image = cut(picture, part, &covers)?;
            let resize = Resize::Scale(Some(FilterType::Triangle));
            let encoded = picker.new_protocol(DynamicImage::ImageRgb8(image), room, resize).ok()?;
            self.shown = Some(Shown { of, part, covers, room, encoded });
        }
        self.shown.as_ref().map(|shown| &shown.encoded)
    }

    /// Whether the terminal keeps what it was given until it is told otherwise (kitty).
    pub(super) fn keeps_pictures(&self) -> bool {
        self.picker.as_ref().is_some_and(|picker| picker.protocol_type() == ProtocolType::Kitty)
    }

    /// Forgets the picture.
    pub(super) fn clear(&mut self) {
        self.shown = None;
    }
}

/// A part of the picture, the parts that will be covered painted over.
fn cut(picture: &Picture, part: Crop, covers: &[Corners]) -> Option<RgbImage> {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let whole = if covers.is_empty() {
        RgbImage::from_raw(picture.width(), picture.height(), picture.rgb().to_vec())?
    } else {
        let (w, h) = (picture.width() as usize, picture.height() as usize);
        let pixels = vision::Picture::from_rgb(w, h, picture.rgb().to_vec())?;
        let quad = |corners: &Corners| Quad::new(corners.map(|(x, y)| Point::new(x * width, y * height)));
        let painted = vision::covered(pixels, &covers.iter().map(quad).collect::<Vec<_>>());
        RgbImage::from_raw(picture.width(), picture.height(), painted.rgb().to_vec())?
    };
    let at = |share: f32, side: f32| (share * side) as u32;
    let (x, y) = (at(part.left, width), at(part.top, height));
    let (w, h) = (at(part.width, width).max(1), at(part.height, height).max(1));
    Some(image::imageops::crop_imm(&whole, x, y, w, h).to_image())
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn graphics() -> Graphics {
        let mut picker = Picker::halfblocks();
        picker.set_protocol_type(ProtocolType::Sixel);
        Graphics { picker: Some(picker), shown: None }
    }

    fn picture() -> Arc<Picture> {
        Arc::new(Picture::new(64, 40, [200, 30, 30].repeat(64 * 40)).unwrap())
    }

    fn pictured(picture: &Arc<Picture>, part: Crop, (width, height): (u16, u16)) -> Pictured<'_> {
        Pictured { picture, part, covers: Vec::new(), area: Rect::new(0, 0, width, height) }
    }

    #[test]
    fn a_picture_keeps_its_shape_within_the_room() {
        let mut graphics = graphics();
        let size = graphics.show(pictured(&picture(), Crop::default(), (40, 20))).unwrap().size();
        // Cells are twice as high as wide: 64 x 40 pixels fill 40 x 12.5 of them.
        assert_eq!(size.width, 40);
        assert!((12..=13).contains(&size.height), "{size:?}");
    }

    #[test]
    fn another_picture_or_part_is_shown_anew() {
        let mut graphics = graphics();
        let (first, room) = (picture(), (20, 10));
        graphics.show(pictured(&first, Crop::default(), room)).unwrap();
        graphics.show(pictured(&first, Crop::middle(4.0), room)).unwrap();
        assert!(graphics.shown.as_ref().is_some_and(|shown| shown.part == Crop::middle(4.0)));
        let second = picture();
        graphics.show(pictured(&second, Crop::middle(4.0), room)).unwrap();
        assert!(
            graphics.shown.as_ref().is_some_and(|shown| Weak::ptr_eq(&shown.of, &Arc::downgrade(&second)))
        );
    }

    #[test]
    fn what_will_be_covered_is_black_in_the_terminals_picture() {
        let corners = [(0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5)];
        let image = cut(&picture(), Crop::default(), &[corners]).unwrap();
        assert_eq!((image.get_pixel(5, 5).0, image.get_pixel(60, 35).0), ([0; 3], [200, 30, 30]));
    }

    #[test]
    fn a_terminal_without_pictures_gets_none() {
        assert!(Graphics::default().show(pictured(&picture(), Crop::default(), (20, 10))).is_none());
    }
}
