//! The customer being served: everything that is wiped when they leave.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::camera::decode::Picture;
use crate::policy::{Assessment, Demand, InForce, Mask, Shot, Verdict};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::store;
use crate::verification::case::{Applicant, Case};

use super::correction::Correction;
use super::form::Form;
use super::lines::Lines;
use super::list::Cursor;
use super::masking::Masking;
use super::order::OrderForm;
use super::photo::{Aside, Photo, Still, Told, Wanted};
use super::proposals::Proposals;
use super::step::Step;
use super::{applicant, evidence};

/// How far the forms of what the documents say are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Papers {
    /// To be filled in.
    Open,
    /// Gone through.
    Described,
    /// Likewise, and staff want the sides photographed that the rules leave open.
    WithOptional,
}

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
    /// The single lines, once they were looked at.
    pub lines: Lines,
    /// Focus in the list of documents.
    pub documents: Cursor,
    /// Id of the chosen document.
    pub document: Option<String>,
    /// What the document says.
    pub primary: Form,
    /// What the auxiliary says, once one was asked for.
    pub auxiliary: Option<Form>,
    /// What was read of the document.
    pub proposals: Proposals,
    /// What was read of the auxiliary.
    pub auxiliary_proposals: Proposals,
    /// How far the forms of the documents are.
    pub papers: Papers,
    /// Photographs that staff accepted.
    pub photos: Vec<Photo>,
    /// Photographs that are still being read, or that staff must look at once more.
    pub aside: Vec<Aside>,
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
    /// The photograph on which something is being covered.
    pub masking: Option<Box<Masking>>,
    /// Since when it is shown, where it was taken by itself: who was about to press the key for it
    /// must not accept it unseen.
    pub shown_since: Option<DateTime>,
    /// Whether the middle of the picture is magnified.
    pub loupe: bool,
    /// The rejected submission that is put right.
    pub correction: Option<Box<Correction>>,
}

impl Customer {
    /// Someone who just came to the desk.
    pub fn new() -> Self {
        Self {
            step: Step::Order,
            order: OrderForm::default(),
            reservation: None,
            applicant: applicant::form(),
            lines: Lines::default(),
            documents: Cursor::default(),
            document: None,
            primary: Form::new(),
            auxiliary: None,
            proposals: Proposals::default(),
            auxiliary_proposals: Proposals::default(),
            papers: Papers::Open,
            photos: Vec::new(),
            aside: Vec::new(),
            skipped: Vec::new(),
            wanted: None,
            taking: false,
            by_itself: false,
            still: None,
            masking: None,
            shown_since: None,
            loupe: false,
            correction: None,
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
        let auxiliary = self.correction.as_ref().is_some_and(|one| one.demands_auxiliary());
        crate::policy::assess_demanding(policy, &self.case(), today, Demand { auxiliary })
    }

    /// Takes another document; what was entered or photographed of the last one goes.
    pub fn choose(&mut self, policy: &InForce<'_>, document: &str) {
        if self.document.as_deref() != Some(document) {
            self.document = Some(document.to_owned());
            self.primary = evidence::primary_form(policy, document);
            self.auxiliary = None;
            self.proposals = Proposals::default();
            self.auxiliary_proposals = Proposals::default();
            self.papers = Papers::Open;
            self.photos.clear();
            self.aside.clear();
            self.skipped.clear();
        }
    }

    /// The next photograph to take: the sides that the rules require; those that they leave open
    /// once staff asked for them.
    pub fn next_shot(&self, shots: &[Shot]) -> Option<Wanted> {
        let open = |shot: &&Shot| {
            !self.photos.iter().any(|photo| photo.wanted.is(shot))
                && !self.aside.iter().any(|aside| aside.wanted.is(shot))
                && !self.skipped.iter().any(|side| side.is(shot))
        };
        let next = shots.iter().filter(|shot| shot.required).find(open);
        let next =
            next.or_else(|| shots.iter().filter(|_| self.papers == Papers::WithOptional).find(open))?;
        Some(Wanted { document: next.document.clone(), side: next.side.clone() })
    }

    /// Whether a photograph of that side was taken.
    pub(super) fn has(&self, wanted: &Wanted) -> bool {
        self.photos.iter().any(|photo| photo.wanted == *wanted)
            || self.aside.iter().any(|aside| aside.wanted == *wanted)
    }

    /// Sides that the rules leave open and of which there is no photograph.
    pub fn left_out(&self, shots: &[Shot]) -> Vec<Wanted> {
        let open = shots.iter().filter(|shot| !shot.required && self.photo(shot).is_none());
        open.map(|shot| Wanted { document: shot.document.clone(), side: shot.side.clone() }).collect()
    }

    /// Says of the still when it shows a side that was photographed already.
    pub(super) fn compare(&self, wanted: &Wanted, still: &mut Still) {
        let Some(fingerprint) = still.fingerprint() else { return };
        let photos = self.photos.iter().map(|photo| (&photo.wanted, photo.evidence.fingerprint.as_ref()));
        let aside = self.aside.iter().map(|aside| (&aside.wanted, aside.still.fingerprint()));
        let mut taken = photos.chain(aside).filter(|(taken, _)| *taken != wanted).filter_map(|(_, one)| one);
        if taken.any(|one| one.same_side(fingerprint)) {
            still.reasons.push(Reason::new(ReasonCode::SameSideTwice, Severity::Block));
        }
    }

    /// Offers what was read of a photograph to the form of its document.
    pub(super) fn offer(&mut self, wanted: &Wanted, said: Option<&Told>, picture: Option<&Arc<Picture>>) {
        let Some(said) = said else { return };
        if self.document.as_ref() == Some(&wanted.document) {
            self.proposals.offer(&self.primary, said, picture);
        } else if let Some(form) = &self.auxiliary {
            self.auxiliary_proposals.offer(form, said, picture);
        }
    }

    /// The form on the screen, with what was read for it.
    pub fn form(&self) -> Option<(&Form, &Proposals)> {
        match self.step {
            Step::Primary => Some((&self.primary, &self.proposals)),
            Step::Auxiliary => Some((self.auxiliary.as_ref()?, &self.auxiliary_proposals)),
            _ => None,
        }
    }

    /// The photograph taken of a side, if there is one.
    pub fn photo(&self, shot: &Shot) -> Option<&Photo> {
        self.photos.iter().find(|photo| photo.wanted.is(shot))
    }

    /// Whether everything is there that the rules ask for.
    pub fn complete(&self, assessment: &Assessment) -> bool {
        let all_there =
            assessment.shots.iter().filter(|shot| shot.required).all(|shot| self.photo(shot).is_some());
        assessment.verdict == Verdict::Accept
            && all_there
            && self
                .photos
                .iter()
                .all(|photo| photo.masked || self.masks(assessment, &photo.wanted).is_empty())
    }

    /// What must be covered on a photograph before anything is kept of it.
    pub fn masks<'a>(&self, assessment: &'a Assessment, wanted: &Wanted) -> &'a [Mask] {
        if self.document.as_ref() == Some(&wanted.document) { &assessment.masks } else { &[] }
    }

    /// The case as it is sealed and sent. `None` while something is missing, and always for an
    /// order with a device.
    pub fn submission(&self, assessment: &Assessment, origin: &store::Origin) -> Option<store::Submission> {
        if !self.complete(assessment) {
            return None;
        }
        let Case { order, applicant, primary, auxiliary } = self.case();
        let listed = |document: &str| assessment.shots.iter().any(|shot| shot.document == document);
        let details = self.lines.details(&applicant, &order);
        Some(store::Submission {
            origin: origin.clone(),
            policy: assessment.policy.clone(),
            order: order.to_sim_order().ok()?,
            details,
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
            supersedes: self.correction.as_ref().map(|one| one.supersedes),
        })
    }
}

impl Default for Customer {
    fn default() -> Self {
        Self::new()
    }
}
