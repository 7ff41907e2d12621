//! What each key does while a customer is served, step by step.

use jiff::civil::DateTime;

use crate::policy::{Assessment, Channel, DocumentEntry, InForce, Standing, Verdict, auxiliaries_for};
use crate::reason::{ReasonCode, Severity};
use crate::text::Message as Sentence;
use crate::verification::case::Case;

use super::advice;
use super::customer::Customer;
use super::effect::Effect;
use super::form::Form;
use super::list::number_key;
use super::message::Input;
use super::photo::{OVERRIDES, Photo, Still, Wanted};
use super::state::{Dialog, Screen, State};
use super::status::CameraState;
use super::step::Step;
use super::{applicant, evidence, read, update};

/// What a step makes of a key.
enum Outcome {
    /// Stay on the screen.
    Stay,
    /// Stay, and say why.
    Say(Sentence),
    /// Go to that step.
    Go(Step),
    /// Take the photograph.
    Shoot(Wanted),
    /// Send the case.
    Send,
    /// Ask whether to end the customer.
    AskToEnd,
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
    let outcome = match customer.step {
        Step::Order => on_order(customer, &rules, input),
        Step::Applicant => on_applicant(customer, &rules, input),
        Step::Document => on_document(customer, &rules, &entries, input),
        Step::Primary => on_primary(customer, &rules, input),
        Step::Auxiliary => on_auxiliary(customer, &rules, input),
        Step::Capture => on_capture(customer, &rules, input, camera_live),
        Step::Review => on_review(customer, &rules, now, input),
        Step::Confirm => on_confirm(customer, &rules, input),
    };
    apply(state, outcome)
}

fn apply(state: &mut State, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Stay => {}
        Outcome::Say(sentence) => state.notice = Some(sentence),
        Outcome::Go(step) => {
            if let Screen::Serving(customer) = &mut state.screen {
                customer.step = step;
                state.hint = None;
            }
        }
        Outcome::Shoot(wanted) => return vec![Effect::TakeStill(wanted)],
        Outcome::Send => return update::send(state),
        Outcome::AskToEnd => state.dialog = Some(Dialog::EndCustomer),
    }
    Vec::new()
}

/// The rules in force and the day they are asked for.
struct Rules<'a> {
    policy: InForce<'a>,
    today: jiff::civil::Date,
}

impl Rules<'_> {
    fn assess(&self, customer: &Customer) -> Assessment {
        customer.assess(self.policy, self.today)
    }

    /// The first sentence that keeps a case from going on.
    fn block(&self, case: &Case) -> Option<Sentence> {
        let reasons = crate::policy::assess(self.policy, case, self.today).reasons;
        reasons.into_iter().find(|reason| reason.severity == Severity::Block).map(|reason| reason.message)
    }
}

fn on_order(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    match input {
        Input::Back => Outcome::AskToEnd,
        Input::Next => {
            if customer.order.order(None).lines.is_empty() {
                return Outcome::Say(Sentence::new("notice-order-empty"));
            }
            match rules.block(&customer.case_of_order()) {
                Some(why) => Outcome::Say(why),
                None => Outcome::Go(Step::Applicant),
            }
        }
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
            Some(why) => Outcome::Say(why),
            None if rules.assess(customer).identity_required => Outcome::Go(Step::Document),
            None => Outcome::Go(Step::Confirm),
        },
        input => edit(&mut customer.applicant, input),
    }
}

/// Lets a form take a key.
fn edit(form: &mut Form, input: &Input) -> Outcome {
    form.input(input, &applicant::wrong);
    Outcome::Stay
}

fn on_document(customer: &mut Customer, rules: &Rules, entries: &[DocumentEntry], input: &Input) -> Outcome {
    let chosen = customer.documents.input(input, entries.len());
    match input {
        Input::Back => return Outcome::Go(Step::Applicant),
        Input::Next => {}
        _ if chosen => {}
        _ => return Outcome::Stay,
    }
    match entries.get(customer.documents.0) {
        Some(DocumentEntry { standing: Standing::Refused { reason }, .. }) => {
            Outcome::Say(reason.message.clone())
        }
        Some(entry) => {
            customer.choose(&rules.policy, &entry.id);
            Outcome::Go(Step::Primary)
        }
        None => Outcome::Stay,
    }
}

fn on_primary(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    match input {
        Input::Back => Outcome::Go(Step::Document),
        Input::SameAsRegistered => {
            evidence::same_as_registered(&mut customer.primary, &customer.applicant);
            Outcome::Stay
        }
        Input::Next => {
            if !customer.primary.onward(&applicant::wrong) {
                return Outcome::Stay;
            }
            let assessment = rules.assess(customer);
            if wants_auxiliary(&assessment) {
                if customer.auxiliary.is_none() {
                    let document = customer.document.as_deref().unwrap_or_default();
                    let offered = auxiliaries_for(&rules.policy, document);
                    customer.auxiliary =
                        Some(evidence::auxiliary_form(offered.iter().map(|one| one.id.as_str())));
                }
                return Outcome::Go(Step::Auxiliary);
            }
            if let Some(field) = assessment.reasons.first().and_then(|first| evidence::field_of(first.code)) {
                customer.primary.focus_on(field);
            }
            to_capture(customer, &assessment)
        }
        input => edit(&mut customer.primary, input),
    }
}

/// Whether an auxiliary would help: nothing blocks, and one is asked for or was given.
fn wants_auxiliary(assessment: &Assessment) -> bool {
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
    let Some(form) = &mut customer.auxiliary else { return Outcome::Go(Step::Primary) };
    match input {
        Input::Back => {
            customer.auxiliary = None;
            Outcome::Go(Step::Primary)
        }
        Input::SameAsRegistered => {
            evidence::same_as_registered(form, &customer.applicant);
            Outcome::Stay
        }
        Input::Next => {
            if !form.onward(&applicant::wrong) {
                return Outcome::Stay;
            }
            to_capture(customer, &rules.assess(customer))
        }
        input => edit(form, input),
    }
}

/// Goes on to the first photograph, or says what the rules still want.
fn to_capture(customer: &mut Customer, assessment: &Assessment) -> Outcome {
    if assessment.verdict != Verdict::Accept {
        let first = assessment.reasons.first();
        return first.map_or(Outcome::Stay, |reason| Outcome::Say(reason.message.clone()));
    }
    if assessment.unmasked().is_some() {
        return Outcome::Say(Sentence::new("notice-masking"));
    }
    next_photograph(customer, assessment)
}

fn next_photograph(customer: &mut Customer, assessment: &Assessment) -> Outcome {
    customer.still = None;
    customer.taking = false;
    customer.wanted = customer.next_shot(&assessment.shots);
    Outcome::Go(if customer.wanted.is_some() { Step::Capture } else { Step::Confirm })
}

fn on_capture(customer: &mut Customer, rules: &Rules, input: &Input, camera_live: bool) -> Outcome {
    let typed = |key: &str| matches!(input, Input::Text(text) if text.eq_ignore_ascii_case(key));
    match input {
        Input::Back => {
            customer.taking = false;
            Outcome::Go(if customer.auxiliary.is_some() { Step::Auxiliary } else { Step::Primary })
        }
        Input::Loupe => {
            customer.loupe = !customer.loupe;
            Outcome::Stay
        }
        _ if typed("s") => skip_photograph(customer, &rules.assess(customer)),
        _ if matches!(input, Input::Next) || typed(" ") => match &customer.wanted {
            _ if customer.taking => {
                // The key that would have taken it came a moment late.
                customer.by_itself = false;
                Outcome::Stay
            }
            _ if !camera_live => Outcome::Say(Sentence::new("notice-camera-not-ready")),
            Some(wanted) => {
                (customer.taking, customer.by_itself) = (true, false);
                Outcome::Shoot(wanted.clone())
            }
            None => Outcome::Stay,
        },
        _ => Outcome::Stay,
    }
}

fn skip_photograph(customer: &mut Customer, assessment: &Assessment) -> Outcome {
    let Some(wanted) = customer.wanted.clone() else { return Outcome::Stay };
    let required = assessment.shots.iter().any(|shot| shot.required && wanted.is(shot));
    if required {
        return Outcome::Say(Sentence::new("notice-side-required"));
    }
    customer.skipped.push(wanted);
    next_photograph(customer, assessment)
}

/// A key this soon after a photograph came by itself was meant to take it.
const UNSEEN: jiff::SignedDuration = jiff::SignedDuration::from_secs(1);

fn on_review(customer: &mut Customer, rules: &Rules, now: DateTime, input: &Input) -> Outcome {
    let retake = matches!(input, Input::Text(text) if text.eq_ignore_ascii_case("r"));
    match input {
        Input::Loupe => {
            customer.loupe = !customer.loupe;
            Outcome::Stay
        }
        _ if retake || matches!(input, Input::Back) => {
            customer.still = None;
            customer.taking = false;
            Outcome::Go(Step::Capture)
        }
        Input::Next
            if customer.shown_since.take().is_some_and(|since| now.duration_since(since) < UNSEEN) =>
        {
            Outcome::Stay
        }
        Input::Next if customer.still.as_ref().is_some_and(|still| still.acceptable()) => {
            keep_still(customer, &[]);
            next_photograph(customer, &rules.assess(customer))
        }
        Input::Next => Outcome::Say(Sentence::new("notice-retake")),
        Input::Text(text) if customer.still.as_ref().is_some_and(|still| still.overridable()) => {
            match number_key(text).and_then(|index| OVERRIDES.get(index)) {
                Some(why) => {
                    keep_still(customer, &[*why]);
                    next_photograph(customer, &rules.assess(customer))
                }
                None => Outcome::Stay,
            }
        }
        _ => Outcome::Stay,
    }
}

/// Takes the photograph under review; with `why`, over the reasons against it.
fn keep_still(customer: &mut Customer, why: &[&str]) {
    let (Some(still), Some(wanted)) = (customer.still.take(), customer.wanted.take()) else { return };
    if let Some(mut evidence) = still.evidence {
        let codes = still.reasons.iter().map(|reason| reason.code.as_str());
        evidence.capture.confirmed = codes.chain(why.iter().copied()).map(str::to_owned).collect();
        customer.photos.retain(|photo| photo.wanted != wanted);
        customer.photos.push(Photo { wanted, evidence });
    }
}

fn on_confirm(customer: &mut Customer, rules: &Rules, input: &Input) -> Outcome {
    match input {
        Input::Next => Outcome::Send,
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
                    next_photograph(customer, &rules.assess(customer))
                }
                None => Outcome::Stay,
            }
        }
        _ => Outcome::Stay,
    }
}

/// After a reservation: goes to the first step that still wants something.
pub(super) fn skip_what_is_known(state: &mut State) {
    for step in [Step::Order, Step::Applicant] {
        let at = |state: &State| matches!(&state.screen, Screen::Serving(customer) if customer.step == step);
        if at(state) {
            on_input(state, &Input::Next);
        }
    }
}

/// The live picture is good by itself; staff may have been quicker.
pub(super) fn steady(state: &mut State, wanted: Wanted) -> Vec<Effect> {
    match &mut state.screen {
        Screen::Serving(customer)
            if customer.step == Step::Capture
                && !customer.taking
                && state.dialog.is_none()
                && customer.wanted.as_ref() == Some(&wanted) =>
        {
            (customer.taking, customer.by_itself) = (true, true);
            vec![Effect::TakeStill(wanted)]
        }
        _ => Vec::new(),
    }
}

/// A photograph came; one that nobody waits for any more is dropped, and wiped with that. One
/// that showed a My Number is gone already: that is noted, whoever waited for it.
pub(super) fn still_ready(state: &mut State, wanted: Wanted, mut still: Box<Still>) -> Vec<Effect> {
    let today = state.today();
    if let (Screen::Serving(customer), Some(said)) = (&state.screen, &still.said)
        && let Ok(policy) = state.policies.in_force(Channel::Counter, today)
    {
        let applicant = applicant::applicant(&customer.applicant);
        still.reasons.extend(read::remarks(said, &applicant, policy, today));
    }
    let destroyed = still.reasons.iter().any(|reason| reason.code == ReasonCode::MyNumberVisible);
    if let Screen::Serving(customer) = &mut state.screen
        && customer.waits_for(&wanted)
    {
        customer.taking = false;
        customer.still = Some(customer.compared(&wanted, still));
        customer.shown_since = customer.by_itself.then_some(state.now);
        customer.step = Step::Review;
    }
    destroyed.then_some(Effect::NoteDestroyed(wanted)).into_iter().collect()
}

/// No photograph came.
pub(super) fn still_failed(state: &mut State, wanted: &Wanted, why: Sentence) {
    if let Screen::Serving(customer) = &mut state.screen
        && customer.waits_for(wanted)
    {
        customer.taking = false;
        state.notice = Some(why);
    }
}
