//! Photographs: which is wanted, what was taken.

use std::sync::Arc;

use zeroize::Zeroizing;

use crate::camera::decode::Picture;
use crate::policy::Shot;
use crate::reading::fields::Fields;
use crate::reason::{Reason, ReasonCode, Severity};
use crate::store::CaptureFacts;
use crate::vision::Fingerprint;

/// A photograph that the rules ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Document id.
    pub document: String,
    /// Side id.
    pub side: String,
}

impl Wanted {
    /// Whether it is that shot of the rules.
    pub fn is(&self, shot: &Shot) -> bool {
        self.document == shot.document && self.side == shot.side
    }
}

/// A photograph just taken, under review.
pub struct Still {
    /// What would be sealed; `None` when the picture can not be accepted at all.
    pub evidence: Option<Evidence>,
    /// What staff see of it.
    pub picture: Option<Arc<Picture>>,
    /// What the picture shows; a block or a need keeps it from being accepted.
    pub reasons: Vec<Reason>,
    /// What was read of it; `None` where nothing was read.
    pub said: Option<Fields>,
    /// Reasons that the settings let staff override, saying why.
    pub may_override: Vec<ReasonCode>,
}

/// Why staff take a picture all the same, in the order of their keys. Ids of the audit chain.
pub const OVERRIDES: [&str; 3] = ["override-legible", "override-seen-by-eye", "override-misjudged"];

impl Still {
    /// Whether staff may take it all the same when they say why: the settings allow it for
    /// every reason that keeps it from being accepted.
    pub fn overridable(&self) -> bool {
        let mut open = self.reasons.iter().filter(|reason| reason.severity != Severity::Confirm);
        self.evidence.is_some()
            && !self.acceptable()
            && open.all(|reason| self.may_override.contains(&reason.code))
    }

    /// Whether staff may take it.
    pub fn acceptable(&self) -> bool {
        self.evidence.is_some() && self.reasons.iter().all(|reason| reason.severity == Severity::Confirm)
    }
}

/// The picture that is sealed. Wiped when dropped.
pub struct Evidence {
    /// The document, upright, as JPEG without metadata.
    pub jpeg: Zeroizing<Vec<u8>>,
    /// How it was taken, for the sealed application.
    pub capture: CaptureFacts,
    /// To know the same side again.
    pub fingerprint: Option<Fingerprint>,
}

impl Evidence {
    /// Whether both show the same side of a document.
    pub fn same_side(&self, other: &Self) -> bool {
        let both = self.fingerprint.as_ref().zip(other.fingerprint.as_ref());
        both.is_some_and(|(one, other)| one.same_side(other))
    }
}

/// A photograph that staff accepted.
pub struct Photo {
    /// Which one it is.
    pub wanted: Wanted,
    /// What is sealed.
    pub evidence: Evidence,
}
