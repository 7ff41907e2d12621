//! What the camera looks at, and which sample pictures fit.

use crate::counter::{Sight, Wanted};
use crate::vision::codes::CodeKind;

/// What the camera looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Looking {
    /// A side of a document.
    For(Wanted),
    /// A code, and the number of the search for it.
    Code(CodeKind, u64),
    /// The desk as it is.
    AtDesk,
}

impl From<Sight<'_>> for Looking {
    fn from(sight: Sight<'_>) -> Self {
        match sight {
            Sight::Document(wanted) => Self::For(wanted.clone()),
            Sight::Code(kind, number) => Self::Code(kind, number),
            Sight::Desk => Self::AtDesk,
        }
    }
}

impl Looking {
    /// The photograph that is wanted, if one is.
    pub(super) fn wanted(&self) -> Option<&Wanted> {
        match self {
            Self::For(wanted) => Some(wanted),
            Self::Code(..) | Self::AtDesk => None,
        }
    }

    /// The code that is looked for, if one is.
    pub(super) fn code(&self) -> Option<(CodeKind, u64)> {
        match self {
            Self::Code(kind, number) => Some((*kind, *number)),
            Self::For(_) | Self::AtDesk => None,
        }
    }

    /// The one sample picture that fits; of codes another one each time.
    pub(super) fn sample(&self) -> Option<String> {
        match self {
            Self::For(wanted) => Some(format!("{}.{}.jpg", wanted.document, wanted.side)),
            Self::AtDesk => Some("desk/empty-wood.jpg".to_owned()),
            Self::Code(..) => None,
        }
    }

    /// Part of the names of the samples that can be switched to; at the desk all of them can.
    pub(super) fn samples(&self) -> &str {
        match self {
            Self::For(wanted) => &wanted.document,
            Self::Code(CodeKind::Reservation, _) => "codes/reservation.",
            Self::Code(CodeKind::SimPackage, _) => "codes/sim-package.",
            Self::AtDesk => "",
        }
    }
}
