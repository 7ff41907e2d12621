//! The customer being served: everything that is wiped when they leave.

use jiff::civil::{Date, DateTime};

use crate::policy::{Assessment, InForce, Shot, Verdict};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::store;
use crate::verification::case::{Applicant, Case};

use super::form::Form;
use super::list::Cursor;
use super::order::OrderForm;
use super::photo::{Photo, Still, Wanted};
use super::step::Step;
use super::{applicant, evidence};

/// One customer. All of it lives in memory only and is wiped when dropped.
pub struct Customer {
    /// The screen they are at.
    pub step: Step,
    /// What they want.
    pub order: OrderForm,
    /// Code of the reservation it came from.
    pub reservation: Option<String>,
    /// Who signs.
    pub applicant: Form,
    /// Focus in the list of documents.
    pub documents: Cursor,
    /// Id of the chosen document.
    pub document: Option<String>,
    /// What the document says.
    pub primary: Form,
    /// What the auxiliary says, once one was asked for.
    pub auxiliary: Option<Form>,
    /// Photographs that staff accepted.
    pub photos: Vec<Photo>,
    /// Sides that the rules leave open and staff chose to leave out.
    pub skipped: Vec<Wanted>,
    /// The photograph that is being taken or reviewed.
    pub wanted: Option<Wanted>,
    /// Whether a photograph was asked for and has not come yet.
    pub taking: bool,
    /// Whether that photograph was started by the live picture and not by a key.
    pub by_itself: bool,
    /// The photograph under review.
    pub still: Option<Box<Still>>,
    /// Since when it is shown, where it was taken by itself: who was about to press the key for it
    /// must not accept it unseen.
    pub shown_since: Option<DateTime>,
    /// Whether the middle of the picture is magnified.
    pub loupe: bool,
}

impl Customer {
    /// Someone who just came to the desk.
    pub fn new() -> Self {
        Self {
            step: Step::Order,
            order: OrderForm::default(),
            reservation: None,
            applicant: applicant::form(),
            documents: Cursor::default(),
            document: None,
            primary: Form::new(),
            auxiliary: None,
            photos: Vec::new(),
            skipped: Vec::new(),
            wanted: None,
            taking: false,
            by_itself: false,
            still: None,
            shown_since: None,
            loupe: false,
        }
    }

    /// Whether the photograph of that side was asked for and has not come yet.
    pub fn waits_for(&self, wanted: &Wanted) -> bool {
        self.step == Step::Capture && self.taking && self.wanted.as_ref() == Some(wanted)
    }

    /// The case as entered so far.
    pub fn case(&self) -> Case {
        Case {
            primary: self.document.as_deref().map(|document| evidence::primary(&self.primary, document)),
            auxiliary: self.auxiliary.as_ref().map(evidence::auxiliary),
            ..self.case_of_applicant()
        }
    }

    /// The order alone, as long as nothing else is known.
    pub fn case_of_order(&self) -> Case {
        let order = self.order.order(self.reservation.as_deref());
        Case { order, applicant: Applicant::default(), primary: None, auxiliary: None }
    }

    /// The order and the applicant, without evidence.
    pub fn case_of_applicant(&self) -> Case {
        Case { applicant: applicant::applicant(&self.applicant), ..self.case_of_order() }
    }

    /// What the rules say of the case as entered so far.
    pub fn assess(&self, policy: InForce<'_>, today: Date) -> Assessment {
        crate::policy::assess(policy, &self.case(), today)
    }

    /// Takes another document; what was entered or photographed of the last one goes.
    pub fn choose(&mut self, policy: &InForce<'_>, document: &str) {
        if self.document.as_deref() != Some(document) {
            self.document = Some(document.to_owned());
            self.primary = evidence::primary_form(policy, document);
            self.auxiliary = None;
            self.photos.clear();
            self.skipped.clear();
        }
    }

    /// The next photograph to take: the sides that the rules require first.
    pub fn next_shot(&self, shots: &[Shot]) -> Option<Wanted> {
        let open = |shot: &&Shot| {
            !self.photos.iter().any(|photo| photo.wanted.is(shot))
                && !self.skipped.iter().any(|side| side.is(shot))
        };
        let next = shots.iter().filter(|shot| shot.required).find(open);
        let next = next.or_else(|| shots.iter().find(open))?;
        Some(Wanted { document: next.document.clone(), side: next.side.clone() })
    }

    /// The still, with a reason more when it shows a side that was photographed already.
    pub(super) fn compared(&self, wanted: &Wanted, mut still: Box<Still>) -> Box<Still> {
        let taken = self.photos.iter().filter(|photo| photo.wanted != *wanted);
        let again = still
            .evidence
            .as_ref()
            .is_some_and(|evidence| taken.into_iter().any(|photo| photo.evidence.same_side(evidence)));
        if again {
            still.reasons.push(Reason::new(ReasonCode::SameSideTwice, Severity::Block));
        }
        still
    }

    /// The photograph taken of a side, if there is one.
    pub fn photo(&self, shot: &Shot) -> Option<&Photo> {
        self.photos.iter().find(|photo| photo.wanted.is(shot))
    }

    /// Whether everything is there that the rules ask for.
    pub fn complete(&self, assessment: &Assessment) -> bool {
        assessment.verdict == Verdict::Accept
            && assessment.unmasked().is_none()
            && assessment.shots.iter().filter(|shot| shot.required).all(|shot| self.photo(shot).is_some())
    }

    /// The case as it is sealed and sent. `None` while something is missing, and always for an
    /// order with a device.
    pub fn submission(&self, assessment: &Assessment, origin: &store::Origin) -> Option<store::Submission> {
        if !self.complete(assessment) {
            return None;
        }
        let Case { order, applicant, primary, auxiliary } = self.case();
        let listed = |document: &str| assessment.shots.iter().any(|shot| shot.document == document);
        Some(store::Submission {
            origin: origin.clone(),
            policy: assessment.policy.clone(),
            order: order.to_sim_order().ok()?,
            applicant,
            primary: primary.filter(|primary| listed(&primary.document)),
            auxiliary: auxiliary.filter(|auxiliary| listed(&auxiliary.document)),
            photos: assessment
                .shots
                .iter()
                .filter_map(|shot| self.photo(shot))
                .map(|photo| store::Photo {
                    document: photo.wanted.document.clone(),
                    side: photo.wanted.side.clone(),
                    jpeg: photo.evidence.jpeg.clone(),
                    capture: photo.evidence.capture.clone(),
                })
                .collect(),
            supersedes: None,
        })
    }
}

impl Default for Customer {
    fn default() -> Self {
        Self::new()
    }
}
