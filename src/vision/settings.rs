use serde::{Deserialize, Serialize};

use super::Class;
use super::door::Limits;
use crate::reason::ReasonCode;

/// How exacting the checks are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Fewer pictures pass; for a store with a fixed lamp and stand.
    Strict,
    /// As measured on the specimens.
    #[default]
    Normal,
    /// More pictures pass, and the central service refuses some of them.
    Relaxed,
}

impl Level {
    /// What limits are multiplied with: above 1 is more lenient.
    fn leniency(self) -> f32 {
        match self {
            Self::Strict => 0.75,
            Self::Normal => 1.0,
            Self::Relaxed => 1.35,
        }
    }
}

/// What is kept of a photograph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// The document alone, rectified and upright.
    #[default]
    Document,
    /// The whole frame.
    Frame,
}

/// `[capture]`: when a picture is good enough and what is kept of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Whether the kiosk takes the picture by itself once it is good. A key always works.
    pub auto: bool,
    /// Milliseconds for which the picture must be still and good before it is taken.
    pub auto_hold_ms: u32,
    /// How exacting the checks are.
    pub level: Level,
    /// What is kept: the rectified document, or the whole frame.
    pub keep: Keep,
    /// JPEG quality of what is kept, 50 to 100.
    pub jpeg_quality: u8,
    /// Largest picture that the central service takes, in bytes.
    pub max_photo_bytes: usize,
    /// Reasons that staff may override, saying why; the override is audited.
    pub may_override: Vec<String>,
    /// What a picture file may measure.
    pub limits: Limits,
    /// Floors for cards of ID-1 size.
    #[serde(deserialize_with = "card")]
    pub card: Floors,
    /// Floors for passport pages.
    #[serde(deserialize_with = "passport")]
    pub passport: Floors,
    /// Floors for handbooks.
    #[serde(deserialize_with = "booklet")]
    pub booklet: Floors,
    /// Floors for A4 sheets.
    #[serde(deserialize_with = "a4")]
    pub a4: Floors,
    /// Floors for receipts.
    #[serde(deserialize_with = "receipt")]
    pub receipt: Floors,
}

impl Default for Settings {
    fn default() -> Self {
        let with_dpi = |min_dpi| Floors { min_dpi, ..Floors::default() };
        Self {
            auto: true,
            auto_hold_ms: 500,
            level: Level::Normal,
            keep: Keep::Document,
            jpeg_quality: 90,
            max_photo_bytes: 4 << 20,
            may_override: ["glare", "document-tilted", "wrong-side", "same-side-twice"]
                .map(String::from)
                .to_vec(),
            limits: Limits::default(),
            card: with_dpi(230.0),
            passport: with_dpi(180.0),
            booklet: with_dpi(180.0),
            // Plain white paper is burnt out long before its print suffers.
            a4: Floors { max_burnt: 0.75, ..with_dpi(110.0) },
            receipt: Floors { max_burnt: 0.65, ..with_dpi(140.0) },
        }
    }
}

impl Settings {
    /// The floors for a class of documents, at the level in force.
    pub fn floors(&self, class: Class) -> Floors {
        let floors = match class {
            Class::Card => &self.card,
            Class::Passport => &self.passport,
            Class::Booklet => &self.booklet,
            Class::A4 => &self.a4,
            Class::Receipt => &self.receipt,
        };
        floors.at(self.level)
    }

    /// Whether staff may override this reason, saying why.
    pub fn may_override(&self, code: ReasonCode) -> bool {
        self.may_override.iter().any(|listed| listed == code.as_str())
    }
}

/// What a picture of one class of documents must reach, at level `normal`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Floors {
    /// Least resolution in dots per inch; the same at every level.
    pub min_dpi: f32,
    /// Least sharpness, 0 (nothing but blur) to 1 (every edge within a pixel).
    pub min_sharpness: f32,
    /// Largest share of the document under a specular spot, 0 to 1.
    pub max_glare: f32,
    /// Least brightness of the document's paper, 0 to 1.
    pub min_exposure: f32,
    /// Largest share of the document that is burnt out, 0 to 1.
    pub max_burnt: f32,
    /// Largest tilt, in degrees.
    pub max_tilt: f32,
    /// Largest share of the document that a hand may cover, 0 to 1.
    pub max_covered: f32,
}

impl Default for Floors {
    fn default() -> Self {
        Self {
            min_dpi: 180.0,
            min_sharpness: 0.5,
            max_glare: 0.01,
            min_exposure: 0.32,
            max_burnt: 0.5,
            max_tilt: 25.0,
            max_covered: 0.012,
        }
    }
}

/// The floors that a section of kiosk.toml names; those that it leaves out stay those of its class.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Given {
    min_dpi: Option<f32>,
    min_sharpness: Option<f32>,
    max_glare: Option<f32>,
    min_exposure: Option<f32>,
    max_burnt: Option<f32>,
    max_tilt: Option<f32>,
    max_covered: Option<f32>,
}

impl Given {
    fn over(self, class: Floors) -> Floors {
        Floors {
            min_dpi: self.min_dpi.unwrap_or(class.min_dpi),
            min_sharpness: self.min_sharpness.unwrap_or(class.min_sharpness),
            max_glare: self.max_glare.unwrap_or(class.max_glare),
            min_exposure: self.min_exposure.unwrap_or(class.min_exposure),
            max_burnt: self.max_burnt.unwrap_or(class.max_burnt),
            max_tilt: self.max_tilt.unwrap_or(class.max_tilt),
            max_covered: self.max_covered.unwrap_or(class.max_covered),
        }
    }
}

macro_rules! over_its_own {
    ($($class:ident),*) => {
        $(fn $class<'de, D: serde::Deserializer<'de>>(section: D) -> Result<Floors, D::Error> {
            Given::deserialize(section).map(|given| given.over(Settings::default().$class))
        })*
    };
}

over_its_own!(card, passport, booklet, a4, receipt);

impl Floors {
    fn at(&self, level: Level) -> Self {
        let lenient = level.leniency();
        Self {
            min_dpi: self.min_dpi,
            min_sharpness: self.min_sharpness / lenient,
            max_glare: self.max_glare * lenient,
            min_exposure: self.min_exposure / lenient,
            max_burnt: (self.max_burnt * lenient).min(0.95),
            max_tilt: self.max_tilt * lenient,
            max_covered: self.max_covered * lenient,
        }
    }
}
