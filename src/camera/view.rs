//! How the picture is turned and cut, the same way for the preview and for what is kept.

use image::{RgbImage, imageops};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Clockwise turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u16", into = "u16")]
#[schemars(with = "u16", extend("enum" = [0, 90, 180, 270]))]
pub enum Rotation {
    /// As the camera sees it.
    #[default]
    None,
    /// 90 degrees clockwise.
    Quarter,
    /// Upside down.
    Half,
    /// 270 degrees clockwise.
    ThreeQuarters,
}

impl TryFrom<u16> for Rotation {
    type Error = String;

    fn try_from(degrees: u16) -> Result<Self, String> {
        match degrees {
            0 => Ok(Self::None),
            90 => Ok(Self::Quarter),
            180 => Ok(Self::Half),
            270 => Ok(Self::ThreeQuarters),
            _ => Err(format!("{degrees}: 0, 90, 180, 270")),
        }
    }
}

impl From<Rotation> for u16 {
    fn from(rotation: Rotation) -> Self {
        match rotation {
            Rotation::None => 0,
            Rotation::Quarter => 90,
            Rotation::Half => 180,
            Rotation::ThreeQuarters => 270,
        }
    }
}

/// A part of a picture in fractions of its width and height.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Crop {
    /// Left edge, 0 to 1.
    pub left: f32,
    /// Top edge, 0 to 1.
    pub top: f32,
    /// Width, more than 0.
    pub width: f32,
    /// Height, more than 0.
    pub height: f32,
}

impl Default for Crop {
    fn default() -> Self {
        Self { left: 0.0, top: 0.0, width: 1.0, height: 1.0 }
    }
}

impl Crop {
    /// Whether it lies inside the picture and leaves at least a twentieth of each side.
    pub fn is_sensible(&self) -> bool {
        let inside = |start: f32, length: f32| start >= 0.0 && length >= 0.05 && start + length <= 1.0001;
        inside(self.left, self.width) && inside(self.top, self.height)
    }

    /// This part of `outer`, as a part of the whole.
    #[must_use]
    pub fn within(&self, outer: Self) -> Self {
        Self {
            left: outer.left + self.left * outer.width,
            top: outer.top + self.top * outer.height,
            width: self.width * outer.width,
            height: self.height * outer.height,
        }
    }

    /// The middle of the picture, `zoom` times enlarged.
    pub fn middle(zoom: f32) -> Self {
        let side = 1.0 / zoom.max(1.0);
        Self { left: (1.0 - side) / 2.0, top: (1.0 - side) / 2.0, width: side, height: side }
    }
}

/// Turning, mirroring and cutting of a picture: mirror first, then turn, then cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Clockwise turn.
    pub rotation: Rotation,
    /// Swap left and right before turning.
    pub mirror: bool,
    /// Part to keep of the turned picture.
    pub crop: Crop,
    /// Enlargement of the middle of that part.
    pub zoom: f32,
}

impl Default for View {
    fn default() -> Self {
        Self { rotation: Rotation::None, mirror: false, crop: Crop::default(), zoom: 1.0 }
    }
}

impl View {
    /// Whether pictures stay as they are.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// The part of the turned picture that is shown: crop and zoom in one.
    pub fn part(&self) -> Crop {
        Crop::middle(self.zoom).within(self.crop)
    }

    /// That part as a part of the picture as the camera sent it.
    pub fn part_of_source(&self) -> Crop {
        let Crop { left, top, width, height } = self.part();
        let (right, bottom) = (1.0 - left - width, 1.0 - top - height);
        let turned = match self.rotation {
            Rotation::None => Crop { left, top, width, height },
            Rotation::Quarter => Crop { left: top, top: right, width: height, height: width },
            Rotation::Half => Crop { left: right, top: bottom, width, height },
            Rotation::ThreeQuarters => Crop { left: bottom, top: left, width: height, height: width },
        };
        if self.mirror { Crop { left: 1.0 - turned.left - turned.width, ..turned } } else { turned }
    }

    /// Whether turning swaps width and height.
    pub fn swaps_sides(&self) -> bool {
        matches!(self.rotation, Rotation::Quarter | Rotation::ThreeQuarters)
    }

    /// The picture as it is to be seen and kept, at full resolution.
    #[must_use]
    pub fn apply(&self, picture: RgbImage) -> RgbImage {
        if self.is_plain() {
            return picture;
        }
        let Crop { left, top, width, height } = self.part_of_source();
        let (w, h) = (picture.width() as f32, picture.height() as f32);
        let (x, y) = ((left * w).round() as u32, (top * h).round() as u32);
        let (width, height) = ((width * w).round().max(1.0) as u32, (height * h).round().max(1.0) as u32);
        let cut = imageops::crop_imm(&picture, x, y, width, height).to_image();
        self.turn(cut)
    }

    /// Mirrors and turns without cutting.
    #[must_use]
    pub fn turn(&self, mut picture: RgbImage) -> RgbImage {
        if self.mirror {
            imageops::flip_horizontal_in_place(&mut picture);
        }
        match self.rotation {
            Rotation::None => picture,
            Rotation::Quarter => imageops::rotate90(&picture),
            Rotation::Half => {
                imageops::rotate180_in_place(&mut picture);
                picture
            }
            Rotation::ThreeQuarters => imageops::rotate270(&picture),
        }
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use proptest::prelude::*;

    use super::*;

    /// A picture whose every pixel names its place.
    fn map(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 0]))
    }

    fn any_view() -> impl Strategy<Value = View> {
        let rotation = prop_oneof![
            Just(Rotation::None),
            Just(Rotation::Quarter),
            Just(Rotation::Half),
            Just(Rotation::ThreeQuarters)
        ];
        (rotation, any::<bool>()).prop_map(|(rotation, mirror)| View { rotation, mirror, ..View::default() })
    }

    #[test]
    fn a_quarter_turn_brings_the_bottom_left_to_the_top_left() {
        let view = View { rotation: Rotation::Quarter, ..View::default() };
        let turned = view.apply(map(4, 2));
        assert_eq!(turned.dimensions(), (2, 4));
        assert_eq!(turned.get_pixel(0, 0), &Rgb([0, 1, 0]));
    }

    proptest! {
        // Cutting first and turning then (which is cheap) must be turning first and cutting then.
        #[test]
        fn the_part_of_the_source_is_the_part_of_the_turned_picture(
            view in any_view(), left in 0_u8..4, top in 0_u8..4, width in 1_u8..4, height in 1_u8..4,
        ) {
            let crop = Crop {
                left: f32::from(left) / 8.0, top: f32::from(top) / 8.0,
                width: f32::from(width) / 8.0, height: f32::from(height) / 8.0,
            };
            let turned = view.turn(map(32, 16));
            let (w, h) = (turned.width() as f32, turned.height() as f32);
            let expected = imageops::crop_imm(
                &turned,
                (crop.left * w) as u32, (crop.top * h) as u32,
                (crop.width * w) as u32, (crop.height * h) as u32,
            ).to_image();
            prop_assert_eq!(View { crop, ..view }.apply(map(32, 16)), expected);
        }
    }

    #[test]
    fn zoom_keeps_the_middle() {
        let view = View { zoom: 2.0, ..View::default() };
        let seen = view.apply(map(16, 8));
        assert_eq!(seen.dimensions(), (8, 4));
        assert_eq!(seen.get_pixel(0, 0), &Rgb([4, 2, 0]));
    }
}
