//! Photographs: which is wanted, what was taken.

use std::sync::Arc;

use zeroize::Zeroizing;

use crate::camera::decode::Picture;
use crate::policy::Shot;
use crate::reading::fields::Fields;
use crate::reading::masks::Cover;
use crate::reason::{Reason, ReasonCode, Severity};
use crate::store::CaptureFacts;
use crate::vision::{self, Fingerprint};

use super::read::Difference;

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
    /// Its number since the counter opened: its reading, which comes later, names it.
    pub id: u64,
    /// What would be sealed; `None` when the picture can not be accepted at all, before it was
    /// searched for a My Number, and where something on it must be covered first.
    pub evidence: Option<Evidence>,
    /// What is sealed only after parts of it were covered.
    pub unmasked: Option<Box<Unmasked>>,
    /// What staff see of it.
    pub picture: Option<Arc<Picture>>,
    /// What the picture shows; a block or a need keeps it from being accepted.
    pub reasons: Vec<Reason>,
    /// How far the search for a My Number is.
    pub search: Search,
    /// What was read of it; `None` where nothing was read.
    pub said: Option<Told>,
    /// What was read and is registered otherwise.
    pub differences: Vec<Difference>,
    /// Which parts must be covered, as far as they were found.
    pub covers: Vec<Cover>,
    /// Reasons that the settings let staff override, saying why.
    pub may_override: Vec<ReasonCode>,
    /// Whether staff said yes to it while it was still being read.
    pub approved: bool,
}

/// What came of reading a still.
pub struct Read {
    /// The still's number.
    pub id: u64,
    /// What would be sealed, made only now that the picture was searched.
    pub evidence: Option<Evidence>,
    /// The same where something must be covered first.
    pub unmasked: Option<Box<Unmasked>>,
    /// What is on the screen from now on, where it was turned upright.
    pub picture: Option<Arc<Picture>>,
    /// What more is to be said of the picture.
    pub reasons: Vec<Reason>,
    /// Whether it was searched.
    pub search: Search,
    /// What it says.
    pub said: Option<Told>,
    /// Which parts must be covered, as far as they were found.
    pub covers: Vec<Cover>,
}

/// Fields as they were read, with the picture that their regions belong to.
#[derive(Clone, Debug)]
pub struct Told {
    /// The fields.
    pub fields: Fields,
    /// Width and height of the picture that was read, in pixels.
    pub size: (f32, f32),
}

/// How far the search for a My Number is. What was not searched is never taken for clean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// The picture is being read.
    Running,
    /// It was searched.
    Done,
    /// It was not: staff look with their own eyes and say so.
    Unsearched(Unsearched),
    /// Staff looked, and saw none.
    ByEye,
}

/// Why a picture was not searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsearched {
    /// This kiosk has no text models.
    NoModels,
    /// They failed on this picture.
    Failed,
}

/// Why staff take a picture all the same, in the order of their keys. Ids of the audit chain.
pub const OVERRIDES: [&str; 3] = ["override-legible", "override-seen-by-eye", "override-misjudged"];

/// Staff looked for a My Number where the kiosk did not. Id of the audit chain.
pub const CHECKED_BY_EYE: &str = "my-number-checked-by-eye";

impl Still {
    /// Whether staff may take it all the same when they say why: the settings allow it for
    /// every reason that keeps it from being accepted.
    pub fn overridable(&self) -> bool {
        let mut open = self.reasons.iter().filter(|reason| reason.severity != Severity::Confirm);
        self.is_ready() && self.fails() && open.all(|reason| self.may_override.contains(&reason.code))
    }

    /// Whether staff may take it.
    pub fn acceptable(&self) -> bool {
        self.is_ready() && !self.fails()
    }

    /// Whether staff may say yes to it before it was read: nothing is against it so far.
    pub fn may_be_approved(&self) -> bool {
        self.search == Search::Running && !self.fails()
    }

    /// Whether staff must look for a My Number themselves.
    pub fn wants_eyes(&self) -> bool {
        matches!(self.search, Search::Unsearched(_)) && self.is_there()
    }

    /// Takes in what was read of it.
    pub fn take_in(&mut self, read: Read) {
        (self.search, self.said, self.covers) = (read.search, read.said, read.covers);
        (self.evidence, self.unmasked) = (read.evidence, read.unmasked);
        self.reasons.extend(read.reasons);
        if read.picture.is_some() {
            self.picture = read.picture;
        }
        if !self.is_there() {
            self.picture = None;
        }
    }

    /// To know the same side again.
    pub fn fingerprint(&self) -> Option<&Fingerprint> {
        let of_evidence = self.evidence.as_ref().and_then(|evidence| evidence.fingerprint.as_ref());
        of_evidence.or_else(|| self.unmasked.as_ref().and_then(|unmasked| unmasked.fingerprint.as_ref()))
    }

    /// There is something to seal, and it was searched.
    fn is_ready(&self) -> bool {
        self.is_there() && matches!(self.search, Search::Done | Search::ByEye)
    }

    fn is_there(&self) -> bool {
        self.evidence.is_some() || self.unmasked.is_some()
    }

    fn fails(&self) -> bool {
        self.reasons.iter().any(|reason| reason.severity != Severity::Confirm)
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

/// A photograph that staff said yes to while it was being read, or that came back from there.
pub struct Aside {
    /// Which one it is.
    pub wanted: Wanted,
    /// The photograph.
    pub still: Box<Still>,
}

/// A picture on which something must be covered before anything is made of it. Its pixels are
/// wiped when it is dropped.
pub struct Unmasked {
    /// The document, upright.
    pub pixels: vision::Picture,
    /// How it was taken.
    pub capture: CaptureFacts,
    /// To know the same side again.
    pub fingerprint: Option<Fingerprint>,
}

/// A picture of which parts were covered for good.
pub struct Covered {
    /// The still's number.
    pub id: u64,
    /// What is sealed; `None` when no JPEG could be made of it.
    pub evidence: Option<Evidence>,
    /// What staff see of it.
    pub picture: Option<Arc<Picture>>,
}

/// A photograph that staff accepted.
pub struct Photo {
    /// Which one it is.
    pub wanted: Wanted,
    /// What is sealed.
    pub evidence: Evidence,
    /// Whether staff confirmed what is covered on it.
    pub masked: bool,
}
