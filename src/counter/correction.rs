//! A rejected case that is put right: what the service said, what would do about it, and what of
//! the case that opens.

use uuid::Uuid;

use crate::reason::ReasonCode;
use crate::text::Message as Sentence;
use crate::verification::registration::Registration;

use super::applicant;
use super::customer::Customer;
use super::form::{FieldId, Form};
use super::message::Input;
use super::photo::Wanted;
use super::remedy::{Remedy, printed_fields};
use super::step::Step;

/// One reason of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The code, where this kiosk knows it.
    pub code: Option<ReasonCode>,
    /// What is wrong, in one sentence.
    pub sentence: Sentence,
}

impl Objection {
    /// The objection of a code as the service wrote it.
    pub fn of(code: &str) -> Self {
        let known = ReasonCode::from_code(code);
        let sentence = match known {
            Some(known) => Sentence::new(format!("rejected-{known}")),
            None => Sentence::new("sending-reason-unknown").with("code", code),
        };
        Self { code: known, sentence }
    }

    fn remedies(&self) -> &'static [Remedy] {
        self.code.map_or(&[Remedy::SupportDesk], Remedy::of)
    }
}

/// Why the service rejected a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejection {
    /// Its reasons.
    pub objections: Vec<Objection>,
    /// What it says is registered, where it said so.
    pub registration: Option<Registration>,
}

impl Rejection {
    /// A rejection for those reason codes.
    pub fn of<S: AsRef<str>>(codes: &[S]) -> Self {
        let objections = codes.iter().map(|code| Objection::of(code.as_ref())).collect();
        Self { objections, registration: None }
    }

    /// The kinds of next step, each once, in their order. A service that names no reason leaves
    /// the support desk.
    pub fn remedies(&self) -> Vec<Remedy> {
        let named = |remedy: &Remedy| self.objections.iter().any(|one| one.remedies().contains(remedy));
        let found: Vec<Remedy> = Remedy::ALL.iter().copied().filter(named).collect();
        if found.is_empty() { vec![Remedy::SupportDesk] } else { found }
    }

    /// The next steps for this customer, as they are numbered on the screen: a retake names its
    /// side, and what the case has no room for is left out.
    pub fn offers(&self, customer: &Customer) -> Vec<Offer> {
        let offer = |remedy: Remedy| -> Vec<Offer> {
            let plain =
                |offered: bool| if offered { vec![Offer { remedy, wanted: None }] } else { Vec::new() };
            match remedy {
                Remedy::Retake => {
                    let left_out = customer.skipped.iter().filter(|_| self.has(ReasonCode::SideMissing));
                    let sides = customer.photos.iter().map(|photo| &photo.wanted).chain(left_out).cloned();
                    sides.map(|wanted| Offer { remedy, wanted: Some(wanted) }).collect()
                }
                Remedy::Printed => plain(self.printed(&customer.primary).next().is_some()),
                Remedy::Auxiliary => plain(customer.document.is_some()),
                _ => plain(true),
            }
        };
        let offers: Vec<Offer> = self.remedies().into_iter().flat_map(offer).take(9).collect();
        if offers.is_empty() { vec![Offer { remedy: Remedy::SupportDesk, wanted: None }] } else { offers }
    }

    /// The fields of the identity document that may be entered anew.
    fn printed<'a>(&'a self, form: &'a Form) -> impl Iterator<Item = FieldId> + 'a {
        let codes = self.objections.iter().filter_map(|one| one.code);
        codes.flat_map(|code| printed_fields(code).iter().copied()).filter(|id| form.has(*id))
    }

    fn has(&self, code: ReasonCode) -> bool {
        self.objections.iter().any(|one| one.code == Some(code))
    }
}

/// One next step as offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What to do.
    pub remedy: Remedy,
    /// The side, where it is a retake.
    pub wanted: Option<Wanted>,
}

/// A customer's correction of a rejected submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The rejected submission.
    pub supersedes: Uuid,
    /// The number its customer was told.
    pub receipt_number: Option<String>,
    /// Why it was rejected.
    pub rejection: Rejection,
    /// Whether the customer came back: nothing is left of their case, and all of it is open.
    pub anew: bool,
    /// What is being put right now.
    pub current: Option<Offer>,
    /// What was put right.
    pub done: Vec<Offer>,
    /// Whether there was an auxiliary before this correction.
    pub(super) had_auxiliary: bool,
}

impl Correction {
    /// A correction of that submission, with nothing put right yet.
    pub fn new(supersedes: Uuid, rejection: Rejection) -> Self {
        Self {
            supersedes,
            receipt_number: None,
            rejection,
            anew: false,
            current: None,
            done: Vec::new(),
            had_auxiliary: false,
        }
    }

    /// Whether some reason has not been answered yet.
    pub fn is_open(&self) -> bool {
        let answered = |one: &Objection| self.done.iter().any(|done| one.remedies().contains(&done.remedy));
        !self.rejection.objections.iter().all(answered)
    }

    /// What is being put right is done.
    pub(super) fn settle(&mut self) {
        if let Some(offer) = self.current.take()
            && !self.done.contains(&offer)
        {
            self.done.push(offer);
        }
    }

    /// Whether going back may lead to that step: it belongs to what is being put right.
    pub(super) fn may_go(&self, to: Step) -> bool {
        let within: &[Step] = match self.current.as_ref().map(|offer| offer.remedy) {
            Some(Remedy::Retake) => &[Step::Capture, Step::Review, Step::Mask],
            Some(Remedy::Document) => {
                &[Step::Document, Step::Primary, Step::Auxiliary, Step::Capture, Step::Review, Step::Mask]
            }
            Some(Remedy::Auxiliary) => &[Step::Auxiliary, Step::Capture, Step::Review, Step::Mask],
            Some(Remedy::Printed) => &[Step::Primary],
            Some(Remedy::Name | Remedy::BirthDate | Remedy::Address) => &[Step::Applicant],
            Some(Remedy::Order) => &[Step::Order],
            Some(Remedy::SupportDesk) | None => &[],
        };
        within.contains(&to)
    }

    /// The fields that may be changed now; `None` where the whole form may.
    pub(super) fn open_fields(&self, form: &Form) -> Option<Vec<FieldId>> {
        let remedy = self.current.as_ref().filter(|_| !self.anew)?.remedy;
        match remedy {
            Remedy::Printed => Some(self.rejection.printed(form).collect()),
            Remedy::Name | Remedy::BirthDate | Remedy::Address => Some(remedy.registered_fields().to_vec()),
            _ => None,
        }
    }

    /// Whether the service asks for an auxiliary, whatever the kiosk's own rules make of the case.
    pub fn demands_auxiliary(&self) -> bool {
        let for_it = |offer: &Offer| offer.remedy == Remedy::Auxiliary;
        self.current.iter().chain(&self.done).any(for_it)
    }
}

/// Lets a form take a key, of which only some fields may change: the focus stays among those.
pub(super) fn restricted(form: &mut Form, open: &[FieldId], input: &Input) {
    let at_open = |form: &Form| form.focused().is_some_and(|field| open.contains(&field.id));
    if !at_open(form)
        && let Some(first) = open.first()
    {
        form.focus_on(*first);
    }
    if !at_open(form) {
        return;
    }
    if let Input::Focus(index) = input
        && !form.fields().get(*index).is_some_and(|field| open.contains(&field.id))
    {
        return;
    }
    form.input(input, &applicant::wrong);
    for _ in 0..form.fields().len() {
        if at_open(form) {
            return;
        }
        form.input(input, &applicant::wrong);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejection(codes: &[&str]) -> Rejection {
        Rejection::of(codes)
    }

    #[test]
    fn each_next_step_is_offered_once_in_its_order() {
        let both = rejection(&["name-differs", "address-differs", "blurred", "glare"]);
        let expected = [Remedy::Retake, Remedy::Auxiliary, Remedy::Printed, Remedy::Name, Remedy::Address];
        assert_eq!(both.remedies(), expected);
    }

    #[test]
    fn a_reason_that_is_not_known_or_not_named_leads_to_the_support_desk() {
        assert_eq!(rejection(&["moon-phase"]).remedies(), [Remedy::SupportDesk]);
        assert_eq!(rejection(&[]).remedies(), [Remedy::SupportDesk]);
        assert_eq!(rejection(&["moon-phase"]).objections[0].sentence.id, "sending-reason-unknown");
    }

    #[test]
    fn a_correction_is_open_until_every_reason_is_answered() {
        let mut correction = Correction::new(Uuid::nil(), rejection(&["blurred", "name-differs"]));
        assert!(correction.is_open());
        for remedy in [Remedy::Retake, Remedy::Printed] {
            correction.current = Some(Offer { remedy, wanted: None });
            correction.settle();
        }
        assert!(!correction.is_open());
    }

    #[test]
    fn the_focus_stays_among_the_open_fields() {
        let mut form = Form::new()
            .text(FieldId::FamilyName)
            .text(FieldId::GivenName)
            .text(FieldId::BirthDate)
            .text(FieldId::Phone);
        let open = [FieldId::GivenName, FieldId::Phone];
        let focus = |form: &Form| form.focused().map(|field| field.id);
        restricted(&mut form, &open, &Input::FocusNext);
        assert_eq!(focus(&form), Some(FieldId::Phone));
        restricted(&mut form, &open, &Input::FocusNext);
        assert_eq!(focus(&form), Some(FieldId::GivenName));
        restricted(&mut form, &open, &Input::Up);
        assert_eq!(focus(&form), Some(FieldId::Phone));
    }
}
