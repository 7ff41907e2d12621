//! The still at full sharpness, where the terminal shows pictures (sixel, kitty, iTerm2).

use std::sync::{Arc, Weak};

use image::{DynamicImage, RgbImage};
use ratatui::layout::Size;
use ratatui_image::picker::{Picker, ProtocolType};
use ratatui_image::protocol::Protocol;
use ratatui_image::{FilterType, Resize};

use crate::camera::view::Crop;
use crate::tui::Picture;
use crate::tui::preview::LOUPE;

/// What the terminal can show, and the picture that it shows now.
#[derive(Default)]
pub(super) struct Graphics {
    picker: Option<Picker>,
    shown: Option<Shown>,
}

/// A picture as the terminal takes it, with what it was made from.
struct Shown {
    of: Weak<Picture>,
    loupe: bool,
    room: Size,
    encoded: Protocol,
}

impl Graphics {
    /// Asks the terminal what it can show. To be called in raw mode and before the keyboard is
    /// read, as the answer comes the same way.
    pub(super) fn ask_terminal() -> Self {
        // The library's own question leaves a reader behind, which would swallow keys, where a
        // terminal answers nothing; so one that is safe to ask comes first.
        let answers = crossterm::terminal::supports_keyboard_enhancement().is_ok();
        let picker = answers.then(|| Picker::from_query_stdio().ok()).flatten();
        let picker = picker.filter(|picker| picker.protocol_type() != ProtocolType::Halfblocks);
        Self { picker, shown: None }
    }

    /// The picture made for `room` cells; made anew only where something changed. `None` where the
    /// terminal shows no pictures.
    pub(super) fn show(&mut self, picture: &Arc<Picture>, loupe: bool, room: Size) -> Option<&Protocol> {
        let picker = self.picker.as_ref()?;
        let of = Arc::downgrade(picture);
        let known = self
            .shown
            .as_ref()
            .is_some_and(|shown| Weak::ptr_eq(&shown.of, &of) && shown.loupe == loupe && shown.room == room);
        if !known {
            self.shown = None;
            let image = if loupe { middle(picture)? } else { whole(picture)? };
            let resize = Resize::Scale(Some(FilterType::Triangle));
            let encoded = picker.new_protocol(DynamicImage::ImageRgb8(image), room, resize).ok()?;
            self.shown = Some(Shown { of, loupe, room, encoded });
        }
        self.shown.as_ref().map(|shown| &shown.encoded)
    }

    /// Forgets the picture.
    pub(super) fn clear(&mut self) {
        self.shown = None;
    }
}

fn whole(picture: &Picture) -> Option<RgbImage> {
    RgbImage::from_raw(picture.width(), picture.height(), picture.rgb().to_vec())
}

fn middle(picture: &Picture) -> Option<RgbImage> {
    let part = Crop::middle(LOUPE);
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let at = |share: f32, side: f32| (share * side) as u32;
    let (x, y) = (at(part.left, width), at(part.top, height));
    let (w, h) = (at(part.width, width).max(1), at(part.height, height).max(1));
    Some(image::imageops::crop_imm(&whole(picture)?, x, y, w, h).to_image())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graphics() -> Graphics {
        let mut picker = Picker::halfblocks();
        picker.set_protocol_type(ProtocolType::Sixel);
        Graphics { picker: Some(picker), shown: None }
    }

    fn picture() -> Arc<Picture> {
        Arc::new(Picture::new(64, 40, [200, 30, 30].repeat(64 * 40)).unwrap())
    }

    #[test]
    fn a_picture_keeps_its_shape_within_the_room() {
        let mut graphics = graphics();
        let size = graphics.show(&picture(), false, Size::new(40, 20)).unwrap().size();
        // Cells are twice as high as wide: 64 x 40 pixels fill 40 x 12.5 of them.
        assert_eq!(size.width, 40);
        assert!((12..=13).contains(&size.height), "{size:?}");
    }

    #[test]
    fn another_picture_or_loupe_is_shown_anew() {
        let mut graphics = graphics();
        let (first, room) = (picture(), Size::new(20, 10));
        graphics.show(&first, false, room).unwrap();
        graphics.show(&first, true, room).unwrap();
        assert!(graphics.shown.as_ref().is_some_and(|shown| shown.loupe));
        let second = picture();
        graphics.show(&second, true, room).unwrap();
        assert!(
            graphics.shown.as_ref().is_some_and(|shown| Weak::ptr_eq(&shown.of, &Arc::downgrade(&second)))
        );
    }

    #[test]
    fn a_terminal_without_pictures_gets_none() {
        assert!(Graphics::default().show(&picture(), false, Size::new(20, 10)).is_none());
    }
}
