use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::BareDesk;
use super::outline::{Reading, Shape};
use super::quality::Quality;
use crate::reason::{Reason, ReasonCode, Severity};

/// Size classes of documents, as a policy file names them: what shares a form and the floors of
/// quality.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// ID-1, 85.60 x 53.98 mm (ISO/IEC 7810), or near it.
    #[default]
    Card,
    /// A passport's data page, 125 x 88 mm (ISO/IEC 7810 ID-3).
    Passport,
    /// A handbook, a page of it or two side by side; sizes vary with the prefecture.
    Booklet,
    /// A sheet of 210 x 297 mm.
    A4,
    /// A receipt or a similar slip; sizes vary.
    Receipt,
}

impl Class {
    /// What is known of its form.
    pub fn shape(self) -> Shape {
        match self {
            Self::Card => Shape::of_size(85.6, 53.98, Reading::Landscape),
            Self::Passport => Shape::of_size(125.0, 88.0, Reading::Landscape),
            Self::A4 => Shape::of_size(297.0, 210.0, Reading::Either),
            Self::Booklet => Shape { sides_mm: (114.0, 78.0), aspect: (1.3, 1.6), reading: Reading::Either },
            Self::Receipt => Shape { sides_mm: (182.0, 104.0), aspect: (1.3, 2.4), reading: Reading::Either },
        }
    }
}

/// What the picture is expected to show.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// Document id; empty where nothing is expected.
    pub document: String,
    /// Side id; empty where nothing is expected.
    pub side: String,
    /// Class of the document; `None` where nothing is expected.
    pub class: Option<Class>,
    /// Form to look for.
    pub shape: Shape,
    /// How the desk looks with nothing on it, where that is known.
    pub desk: Option<Arc<BareDesk>>,
}

impl PartialEq for Expectation {
    fn eq(&self, other: &Self) -> bool {
        (&self.document, &self.side, self.class) == (&other.document, &other.side, other.class)
    }
}

impl Expectation {
    /// This side of this document, which is of this class.
    pub fn of(document: &str, side: &str, class: Class) -> Self {
        Self {
            document: document.to_owned(),
            side: side.to_owned(),
            class: Some(class),
            shape: class.shape(),
            desk: None,
        }
    }

    /// Nothing is known beforehand.
    pub fn any() -> Self {
        Self { document: String::new(), side: String::new(), class: None, shape: Shape::any(), desk: None }
    }

    /// The same on this desk.
    #[must_use]
    pub fn on(self, desk: Option<Arc<BareDesk>>) -> Self {
        Self { desk, ..self }
    }

    /// What is wrong with the side that is seen, as far as a portrait tells.
    pub(super) fn wrong_side(&self, quality: &Quality, reasons: &[Reason]) -> Option<Reason> {
        // Bad light looks like anything: first things first.
        let light = [ReasonCode::Glare, ReasonCode::TooDark, ReasonCode::TooBright, ReasonCode::Blurred];
        if reasons.iter().any(|reason| light.contains(&reason.code)) {
            return None;
        }
        // The lack of a portrait says little: it may be pale, or lie under a stamp.
        let plain = matches!(self.side.as_str(), "back" | "address-page");
        (plain && quality.portrait).then(|| Reason::new(ReasonCode::WrongSide, Severity::Block))
    }

    /// The class whose floors apply to an outline of this size.
    pub fn class_or_guess(&self, size_mm: (f32, f32)) -> Class {
        self.class.unwrap_or(if size_mm.0.max(size_mm.1) < 100.0 { Class::Card } else { Class::Passport })
    }
}
