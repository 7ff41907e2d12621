//! What each key does while a customer is served, step by step.

use crate::policy::{Assessment, Condition, DocumentEntry, InForce, Standing, Verdict};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::text::Message as Sentence;
use crate::verification::case::Case;

use super::advice;
use super::correction::restricted;
use super::customer::{Customer, Papers};
use super::effect::Effect;
use super::form::{FieldId, Form};
use super::list::number_key;
use super::message::Input;
use super::photo::Wanted;
use super::photographing::{advance, on_capture, on_mask, on_review};
use super::proposals::Proposals;
use super::remedy::Remedy;
use super::state::{Dialog, Screen, State};
use super::status::CameraState;
use super::step::Step;
use super::{applicant, correcting, evidence, line_steps, update};

/// What a step makes of a key.
pub(super) enum Outcome {
    /// Stay on the screen.
    Stay,
    /// Stay, and say why.
    Say(Sentence),
    /// Go to that step.
    Go(Step),
    /// Go to that step, and say why.
    Turn(Step, Sentence),
    /// Take the photograph.
    Shoot(Wanted),
    /// Ask the world for something else.
    Ask(Effect),
    /// Send the case.
    Send,
    /// Ask something.
    Open(Dialog),
}

/// Applies a key to the customer's current step.
pub(super) fn on_input(state: &mut State, input: &Input) -> Vec<Effect> {
    let (now, today) = (state.now, state.today());
    let camera_live = state.camera == CameraState::Live;
    let policies = std::sync::Arc::clone(&state.policies);
    let Ok(policy) = policies.in_force(crate::policy::Channel::Counter, today) else {
        state.notice = Some(Sentence::new("notice-no-policy"));
        return Vec::new();
    };
    let entries = match &state.screen {
        Screen::Serving(customer) if customer.step == Step::Document => advice::documents(state, customer),
        _ => Vec::new(),
    };
    let Screen::Serving(customer) = &mut state.screen else { return Vec::new() };
    let rules = Rules { policy, today };
    let from = customer.step;
    let outcome = match from {
        Step::Order => on_order(customer, &rules, input),
        Step::Applicant => on_applicant(customer, &rules, input),
        Step::Lines => line_steps::on_lines(customer, &rules, input),
        Step::Line => line_steps::on_line(customer, &rules, input),
        Step::Document => on_document(customer, &rules, &entries, input),
        Step::Primary => on_primary(customer, &rules, input),
        Step::Auxiliary => on_auxiliary(customer, &rules, input),
        Step::Capture => on_capture(customer, &rules, input, camera_live),
        Step::Review => on_review(customer, &rules, now, input),
        Step::Mask => on_mask(customer, input),
        Step::Confirm => on_confirm(customer, &rules, input),
        Step::Correct => correcting::on_correct(customer, &rules, input),
    };
    let outcome = correcting::steer(customer, &rules, from, input, outcome);
    apply(state, outcome)
}

pub(super) fn apply(state: &mut State, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Stay => {}
        Outcome::Say(sentence) => state.notice = Some(sentence),
        Outcome::Turn(step, why) => {
            state.notice = Some(why);
            return apply(state, Outcome::Go(step));
        }
        Outcome::Go(Step::Confirm) if correcting::is_under_way(state) => {
            let outcome = correcting::finish(state);
            return apply(state, outcome);
        }
        Outcome::Go(step) => {
            if let Screen::Serving(customer) = &mut state.screen {
                customer.step = step;
                state.hint = None;
            }
        }
        Outcome::Shoot(wanted) => return vec![Effect::TakeStill(wanted)],
        Outcome::Ask(effect) => return vec![effect],
        Outcome::Send => return update::send(state),
        Outcome::Open(dialog) => state.dialog = Some(dialog),
    }
    Vec::new()
}

/// The rules in force and the day they are asked for.
pub(super) struct Rules<'a> {
    pub(super) policy: InForce<'a>,
    pub(super) today: jiff::civil::Date,
}

impl Rules<'_> {
    pub(super) fn assess(&self, customer: &Customer) -> Assessment {
        customer.assess(self.policy, self.today)
    }

    /// The first reason that keeps a case from going on.
    fn block(&self, case: &Case) -> Option<Reason> {
        let reasons = crate::policy::assess(self.policy, case, self.today).reasons;
        reasons.into_iter().find(|reason| reason.severity == Severity::Block)
    }
}

fn on_order(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    match input {
        Input::Back => Outcome::Open(Dialog::EndCustomer),
        Input::Next => {
            if customer.order.order(None).lines.is_empty() {
                return Outcome::Say(Sentence::new("notice-order-empty"));
            }
            match rules.block(&customer.case_of_order()) {
                Some(why) => Outcome::Say(why.message),
                None => Outcome::Go(Step::Applicant),
            }
        }
        input if line_steps::asked_for(input) => line_steps::open(customer),
        input => {
            customer.order.input(input);
            Outcome::Stay
        }
    }
}

fn on_applicant(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    match input {
        Input::Back => Outcome::Go(Step::Order),
        Input::Next if !customer.applicant.onward(&applicant::wrong) => Outcome::Stay,
        Input::Next => match rules.block(&customer.case_of_applicant()) {
            Some(why) if why.code == ReasonCode::ApplicantTooYoung && customer.partial().is_none() => {
                Outcome::Open(Dialog::Minor)
            }
            Some(why) => Outcome::Say(why.message),
            None => line_steps::after_applicant(customer, rules),
        },
        input => {
            let open = customer.partial().and_then(|one| one.open_fields(&customer.applicant));
            edit(&mut customer.applicant, open.as_deref(), input)
        }
    }
}

/// Lets a form take a key, where only the `open` fields may change if those are given.
fn edit(form: &mut Form, open: Option<&[FieldId]>, input: &Input) -> Outcome {
    match open {
        Some(open) => restricted(form, open, input),
        None => drop(form.input(input, &applicant::wrong)),
    }
    Outcome::Stay
}

fn on_document(customer: &mut Customer, rules: &Rules, entries: &[DocumentEntry], input: &Input) -> Outcome {
    let chosen = customer.documents.input(input, entries.len());
    match input {
        Input::Back => return Outcome::Go(Step::Applicant),
        input if line_steps::asked_for(input) => return line_steps::open(customer),
        Input::Next => {}
        _ if chosen => {}
        _ => return Outcome::Stay,
    }
    match entries.get(customer.documents.0) {
        Some(DocumentEntry { standing: Standing::Refused { reason }, .. }) => {
            Outcome::Say(reason.message.clone())
        }
        Some(entry) => {
            if customer.is_at(Remedy::Document) {
                // Another one of the same kind is another document too.
                customer.document = None;
            }
            customer.choose(&rules.policy, &entry.id);
            advance(customer, rules)
        }
        None => Outcome::Stay,
    }
}

fn on_primary(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    match input {
        Input::Back => {
            if !customer.is_at(Remedy::Printed) {
                customer.papers = Papers::Open;
            }
            Outcome::Go(Step::Document)
        }
        Input::SameAsRegistered if customer.is_at(Remedy::Printed) => Outcome::Stay,
        Input::SameAsRegistered => {
            evidence::same_as_registered(&mut customer.primary, &customer.applicant);
            customer.proposals.give_way(&customer.primary);
            Outcome::Stay
        }
        input if customer.proposals.input(&mut customer.primary, input) => Outcome::Stay,
        Input::Next => {
            if !customer.primary.onward(&applicant::wrong) {
                return Outcome::Stay;
            }
            let assessment = rules.assess(customer);
            if wants_auxiliary(&assessment) {
                correcting::offer_auxiliary(customer, rules);
                return Outcome::Go(Step::Auxiliary);
            }
            if let Some(field) = assessment.reasons.first().and_then(|first| evidence::field_of(first.code)) {
                customer.primary.focus_on(field);
            }
            to_the_rest(customer, rules)
        }
        input => {
            let open = customer.partial().and_then(|one| one.open_fields(&customer.primary));
            edit(&mut customer.primary, open.as_deref(), input)
        }
    }
}

/// Whether an auxiliary would help: nothing blocks, and one is asked for or was given.
pub(super) fn wants_auxiliary(assessment: &Assessment) -> bool {
    let asks = |code| {
        matches!(
            code,
            ReasonCode::AuxiliaryRequired
                | ReasonCode::AddressDiffers
                | ReasonCode::AuxiliaryNotAccepted
                | ReasonCode::AuxiliaryTooOld
                | ReasonCode::AuxiliaryAddressMissing
                | ReasonCode::InvoiceNotReceipt
                | ReasonCode::PaidByCreditCard
                | ReasonCode::UtilityNotAccepted
                | ReasonCode::IssueDateMissing
        )
    };
    let open = |severity| assessment.reasons.iter().filter(move |reason| reason.severity == severity);
    open(Severity::Block).next().is_none()
        && open(Severity::Need).next().is_some()
        && open(Severity::Need).all(|reason| asks(reason.code))
}

fn on_auxiliary(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    if *input == Input::Next
        && let Some(page) = unseen_page(customer, rules)
    {
        // What it says is read off the photograph.
        customer.wanted = Some(page);
        customer.taking = false;
        return Outcome::Go(Step::Capture);
    }
    let Some(form) = &mut customer.auxiliary else { return Outcome::Go(Step::Primary) };
    match input {
        Input::Back => {
            if customer.partial().is_none_or(|correction| !correction.had_auxiliary) {
                customer.auxiliary = None;
                customer.auxiliary_proposals = Proposals::default();
            }
            Outcome::Go(Step::Primary)
        }
        Input::SameAsRegistered => {
            evidence::same_as_registered(form, &customer.applicant);
            customer.auxiliary_proposals.give_way(form);
            Outcome::Stay
        }
        input if customer.auxiliary_proposals.input(form, input) => Outcome::Stay,
        Input::Next => {
            if !form.onward(&applicant::wrong) {
                return Outcome::Stay;
            }
            correcting::forget_auxiliary_photographs(customer);
            to_the_rest(customer, rules)
        }
        input => edit(form, None, input),
    }
}

/// The page of the auxiliary that is photographed in every case, while neither a photograph of it
/// nor anything typed is there.
fn unseen_page(customer: &Customer, rules: &Rules) -> Option<Wanted> {
    let form = customer.auxiliary.as_ref()?;
    let document = form.get(FieldId::AuxiliaryDocument);
    let sides = &rules.policy.auxiliary(document)?.sides;
    let always = sides.iter().find(|side| side.required_when.contains(&Condition::Always))?;
    let page = Wanted { document: document.to_owned(), side: always.side.clone() };
    let untouched = form.get(FieldId::PrintedName).is_empty() && form.get(FieldId::IssuedOn).is_empty();
    (untouched && !customer.has(&page)).then_some(page)
}

/// Goes on from the forms, or says what the rules still want.
fn to_the_rest(customer: &mut Customer, rules: &Rules) -> Outcome {
    let assessment = rules.assess(customer);
    if assessment.verdict != Verdict::Accept {
        let first = assessment.reasons.first();
        return first.map_or(Outcome::Stay, |reason| Outcome::Say(reason.message.clone()));
    }
    // Photographs of an auxiliary that is not the one any more.
    let chosen = customer.auxiliary.as_ref().map(|form| form.get(FieldId::AuxiliaryDocument));
    let listed = |wanted: &Wanted| {
        Some(wanted.document.as_str()) == chosen || customer.document.as_ref() == Some(&wanted.document)
    };
    customer.photos.retain(|photo| listed(&photo.wanted));
    customer.aside.retain(|aside| listed(&aside.wanted));
    if customer.papers == Papers::Open {
        customer.papers = Papers::Described;
    }
    advance(customer, rules)
}

fn on_confirm(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    match input {
        Input::Next => Outcome::Send,
        Input::Text(_) if customer.partial().is_some() => Outcome::Stay,
        input if line_steps::asked_for(input) => line_steps::open(customer),
        Input::Back if customer.document.is_none() => Outcome::Go(Step::Applicant),
        Input::Back if customer.auxiliary.is_some() => Outcome::Go(Step::Auxiliary),
        Input::Back => Outcome::Go(Step::Primary),
        Input::Text(text) => {
            let index = number_key(text).filter(|index| *index < customer.photos.len());
            match index.map(|index| customer.photos.remove(index)) {
                Some(photo) => {
                    customer.wanted = Some(photo.wanted);
                    customer.still = None;
                    customer.taking = false;
                    Outcome::Go(Step::Capture)
                }
                // A side that was left out can still be photographed.
                None if text.eq_ignore_ascii_case("s") => {
                    customer.skipped.clear();
                    customer.papers = Papers::WithOptional;
                    advance(customer, rules)
                }
                None => Outcome::Stay,
            }
        }
        _ => Outcome::Stay,
    }
}

/// After a reservation: goes to the first step that still wants something.
pub(super) fn skip_what_is_known(state: &mut State) {
    for step in [Step::Order, Step::Applicant, Step::Lines] {
        let at = |state: &State| matches!(&state.screen, Screen::Serving(customer) if customer.step == step);
        if at(state) {
            on_input(state, &Input::Next);
        }
    }
}
