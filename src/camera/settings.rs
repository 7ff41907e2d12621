//! The section `[camera]` of kiosk.toml.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::input::BadInput;
use crate::text::Message;

use super::view::{Crop, Rotation, View};

/// Where pictures come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The camera on the desk.
    #[default]
    Device,
    /// Sample pictures, for practice and tests.
    Samples,
}

/// The word `auto`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Auto {
    /// The camera decides.
    Auto,
}

/// A control of the camera: `"auto"` or the driver's own number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Level {
    /// The camera decides by itself.
    Auto(Auto),
    /// A fixed value in the driver's unit; values outside the camera's range are brought
    /// into it.
    Fixed(i64),
}

/// The section `[camera]` of kiosk.toml.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// `device` (the camera on the desk) or `samples` (practice).
    pub source: Source,
    /// Name of the camera as `kiosk camera list` shows it; a part of it is enough.
    pub name: Option<String>,
    /// Stable path of the camera, best one of `/dev/v4l/by-id/`. Goes before `name`.
    pub path: Option<PathBuf>,
    /// Sample picture or folder of them, relative to the configuration folder.
    pub samples: PathBuf,
    /// Wanted width in pixels.
    pub width: u32,
    /// Wanted height in pixels.
    pub height: u32,
    /// Wanted frames a second.
    pub fps: u32,
    /// Turn the picture clockwise by 0, 90, 180 or 270 degrees.
    pub rotate: Rotation,
    /// Swap left and right, for a camera that sends mirrored pictures.
    pub mirror: bool,
    /// Part of the turned picture to use, in fractions of its width and height.
    pub crop: Crop,
    /// Enlarge the middle: 1 (all of the picture) to 8.
    pub zoom: f32,
    /// Exposure: `"auto"` or a number; left as the camera has it where not given.
    pub exposure: Option<Level>,
    /// Focus: `"auto"` or a number; left as the camera has it where not given.
    pub focus: Option<Level>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            source: Source::Device,
            name: None,
            path: None,
            samples: PathBuf::from("samples"),
            width: 1920,
            height: 1080,
            fps: 30,
            rotate: Rotation::None,
            mirror: false,
            crop: Crop::default(),
            zoom: 1.0,
            exposure: None,
            focus: None,
        }
    }
}

impl Settings {
    /// How a picture is turned and cut before anyone looks at it.
    pub fn view(&self) -> View {
        View { rotation: self.rotate, mirror: self.mirror, crop: self.crop, zoom: self.zoom }
    }

    /// Finds values that have the right type and make no sense.
    pub fn check(&self) -> Result<(), BadInput> {
        let size = 16..=16384;
        let bad = |key: &str, range: &str| {
            let message = Message::new("camera-setting-range").with("key", key).with("range", range);
            Err(BadInput::new("out-of-range", message).at_key(format!("camera.{key}")))
        };
        if !size.contains(&self.width) {
            return bad("width", "16 - 16384");
        }
        if !size.contains(&self.height) {
            return bad("height", "16 - 16384");
        }
        if !(1..=240).contains(&self.fps) {
            return bad("fps", "1 - 240");
        }
        if !(1.0..=8.0).contains(&self.zoom) {
            return bad("zoom", "1.0 - 8.0");
        }
        if !self.crop.is_sensible() {
            return bad("crop", "0.0 - 1.0");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Settings, toml::de::Error> {
        toml::from_str(text)
    }

    #[test]
    fn every_key_has_a_default_and_unknown_ones_are_refused() {
        assert_eq!(parse("").unwrap(), Settings::default());
        assert!(parse("colour = true").unwrap_err().to_string().contains("colour"));
    }

    #[test]
    fn all_keys_are_read() {
        let settings = parse(
            "source = 'samples'\nname = 'Cam'\npath = '/dev/v4l/by-id/x'\nsamples = 's'\nwidth = 1280\n\
             height = 720\nfps = 15\nrotate = 90\nmirror = true\nzoom = 1.5\nexposure = 'auto'\nfocus = 40\n\
             crop = { left = 0.1, top = 0.0, width = 0.8, height = 1.0 }",
        )
        .unwrap();
        assert_eq!(settings.rotate, Rotation::Quarter);
        assert_eq!(settings.exposure, Some(Level::Auto(Auto::Auto)));
        assert_eq!(settings.focus, Some(Level::Fixed(40)));
        assert!(settings.check().is_ok());
    }

    #[test]
    fn senseless_values_name_their_key() {
        for (text, key) in [
            ("zoom = 0.5", "camera.zoom"),
            ("fps = 0", "camera.fps"),
            ("width = 3", "camera.width"),
            ("height = 99999", "camera.height"),
            ("crop = { left = 0.6, top = 0.0, width = 0.6, height = 1.0 }", "camera.crop"),
        ] {
            let error = parse(text).unwrap().check().unwrap_err();
            assert_eq!(error.key.as_deref(), Some(key), "{text}");
        }
        assert!(parse("rotate = 45").is_err());
    }
}
