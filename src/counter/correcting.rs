//! Putting a rejected case right: opens what the reasons ask for, and nothing else.

use crate::policy::{Channel, Verdict, auxiliaries_for};
use crate::text::Message as Sentence;

use super::correction::{Correction, Offer};
use super::customer::Customer;
use super::evidence;
use super::list::number_key;
use super::message::Input;
use super::photo::Wanted;
use super::photographing::advance;
use super::remedy::Remedy;
use super::serving::{Outcome, Rules, wants_auxiliary};
use super::state::{Dialog, Screen, State};
use super::step::Step;

impl Customer {
    /// The correction of a case that is still here, of which only some parts are open.
    pub fn partial(&self) -> Option<&Correction> {
        self.correction.as_deref().filter(|correction| !correction.anew)
    }

    /// Whether this correction is at that remedy.
    pub(super) fn is_at(&self, remedy: Remedy) -> bool {
        let current = self.partial().and_then(|correction| correction.current.as_ref());
        current.is_some_and(|offer| offer.remedy == remedy)
    }

    /// The next steps that are offered, as numbered on the screen.
    pub fn offers(&self) -> Vec<Offer> {
        self.correction.as_ref().map(|correction| correction.rejection.offers(self)).unwrap_or_default()
    }
}

/// The list of what to put right: a number opens it, Enter goes on once something was.
pub(super) fn on_correct(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    match input {
        Input::Back => Outcome::Open(Dialog::EndCustomer),
        Input::Next => match customer.partial() {
            Some(correction) if correction.done.is_empty() => {
                Outcome::Say(Sentence::new("notice-correct-first"))
            }
            _ => onward(customer, rules, false),
        },
        Input::Text(text) => {
            let offers = customer.offers();
            match number_key(text).and_then(|index| offers.get(index)) {
                Some(offer) => begin(customer, rules, offer.clone()),
                None => Outcome::Stay,
            }
        }
        _ => Outcome::Stay,
    }
}

fn begin(customer: &mut Customer, rules: &Rules, offer: Offer) -> Outcome {
    let had_auxiliary = customer.auxiliary.is_some();
    let Some(step) = offer.remedy.step() else {
        return Outcome::Say(Sentence::new("remedy-support-desk-how"));
    };
    match offer.remedy {
        Remedy::Retake => {
            customer.wanted.clone_from(&offer.wanted);
            (customer.still, customer.masking, customer.taking) = (None, None, false);
        }
        Remedy::Auxiliary => offer_auxiliary(customer, rules),
        _ => {}
    }
    let Some(correction) = &mut customer.correction else { return Outcome::Stay };
    correction.had_auxiliary = had_auxiliary;
    correction.current = Some(offer);
    let form = if step == Step::Applicant { &mut customer.applicant } else { &mut customer.primary };
    if let Some(first) = correction.open_fields(form).and_then(|open| open.first().copied()) {
        form.focus_on(first);
    }
    Outcome::Go(step)
}

/// An empty form for the auxiliary, where there is none yet.
pub(super) fn offer_auxiliary(customer: &mut Customer, rules: &Rules) {
    if customer.auxiliary.is_none() {
        let document = customer.document.as_deref().unwrap_or_default();
        let offered = auxiliaries_for(&rules.policy, document);
        customer.auxiliary = Some(evidence::auxiliary_form(offered.iter().map(|one| one.id.as_str())));
    }
}

/// Another auxiliary takes other pictures: those of the last one go.
pub(super) fn forget_auxiliary_photographs(customer: &mut Customer) {
    if customer.is_at(Remedy::Auxiliary) {
        let primary = customer.document.clone();
        let of_primary = |wanted: &Wanted| Some(&wanted.document) == primary.as_ref();
        customer.photos.retain(|photo| of_primary(&photo.wanted));
        customer.aside.retain(|aside| of_primary(&aside.wanted));
        customer.skipped.retain(of_primary);
    }
}

/// Turns what a step would do so that it stays within what is put right: back leads to the list,
/// and what is done leads on from there.
pub(super) fn steer(
    customer: &mut Customer,
    rules: &Rules,
    from: Step,
    input: &Input,
    outcome: Outcome,
) -> Outcome {
    let Some(correction) = customer.partial() else { return outcome };
    match outcome {
        _ if from == Step::Correct => outcome,
        Outcome::Open(_) => Outcome::Go(Step::Correct),
        Outcome::Go(Step::Lines) if from != Step::Applicant => Outcome::Stay,
        Outcome::Go(to) if *input == Input::Back && !correction.may_go(to) => Outcome::Go(Step::Correct),
        Outcome::Go(Step::Document | Step::Lines) if from == Step::Applicant => onward(customer, rules, true),
        Outcome::Go(Step::Applicant) if from == Step::Order => onward(customer, rules, true),
        outcome => outcome,
    }
}

/// Whether something is being put right.
pub(super) fn is_under_way(state: &State) -> bool {
    let Screen::Serving(customer) = &state.screen else { return false };
    customer.partial().is_some_and(|correction| correction.current.is_some())
}

/// What was being put right is complete, by a key or by a reading that came.
pub(super) fn finish(state: &mut State) -> Outcome {
    let policies = std::sync::Arc::clone(&state.policies);
    let today = state.today();
    let Ok(policy) = policies.in_force(Channel::Counter, today) else { return Outcome::Stay };
    let Screen::Serving(customer) = &mut state.screen else { return Outcome::Stay };
    onward(customer, &Rules { policy, today }, true)
}

/// What is next once something was put right: what the rules still want for it, then the other
/// reasons, then the last look. With `settle` the thing at hand is done.
fn onward(customer: &mut Customer, rules: &Rules, settle: bool) -> Outcome {
    let assessment = rules.assess(customer);
    if assessment.identity_required && customer.document.is_none() {
        return Outcome::Go(Step::Document);
    }
    if wants_auxiliary(&assessment) {
        offer_auxiliary(customer, rules);
        return Outcome::Go(Step::Auxiliary);
    }
    let missing = match advance(customer, rules) {
        Outcome::Go(Step::Confirm) => None,
        other => Some(other),
    };
    let refused = (assessment.verdict != Verdict::Accept).then(|| assessment.reasons.first()).flatten();
    let Some(correction) = &mut customer.correction else { return Outcome::Stay };
    if settle && missing.is_none() {
        correction.settle();
    }
    match (refused, missing) {
        (Some(reason), _) => Outcome::Turn(Step::Correct, reason.message.clone()),
        (None, Some(missing)) => missing,
        (None, None) if settle && correction.is_open() => Outcome::Go(Step::Correct),
        (None, None) => Outcome::Go(Step::Confirm),
    }
}
