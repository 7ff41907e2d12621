//! Taking photographs, looking at them, covering parts of them: each key, and what comes back.

use jiff::civil::DateTime;

use crate::policy::{Assessment, Channel, Mask, Shot};
use crate::reason::ReasonCode;
use crate::store::Searched;
use crate::text::Message as Sentence;

use super::applicant;
use super::customer::{Customer, Papers};
use super::effect::Effect;
use super::list::number_key;
use super::masking::{Done, Masking};
use super::message::Input;
use super::photo::{Aside, CHECKED_BY_EYE, Covered, OVERRIDES, Photo, Read, Search, Still, Wanted};
use super::read::{self, Difference};
use super::serving::{Outcome, Rules};
use super::state::{Screen, State};
use super::step::Step;

/// Goes on to what comes next: a photograph that must be looked at again, the sides that the
/// rules require, what the documents say, and the last look at everything.
pub(super) fn advance(customer: &mut Customer, rules: &Rules) -> Outcome {
    (customer.still, customer.masking, customer.taking) = (None, None, false);
    if let Some(at) = customer.aside.iter().position(|aside| aside.still.search != Search::Running) {
        return review_again(customer, rules, at);
    }
    customer.wanted = customer.next_shot(&shots(customer, rules));
    if customer.wanted.is_some() {
        return Outcome::Go(Step::Capture);
    }
    if customer.papers == Papers::Open {
        return Outcome::Go(forms(customer));
    }
    if customer.aside.is_empty() { Outcome::Go(Step::Confirm) } else { review_again(customer, rules, 0) }
}

/// The sides to photograph, as far as they are known. Before the form is filled in, a document
/// that must show an address is taken for one that does.
fn shots(customer: &Customer, rules: &Rules) -> Vec<Shot> {
    let assessment = rules.assess(customer);
    if customer.papers != Papers::Open || !assessment.shots.is_empty() {
        return assessment.shots;
    }
    let mut case = customer.case();
    if let Some(primary) = &mut case.primary {
        primary.shows_address = true;
    }
    crate::policy::assess(rules.policy, &case, rules.today).shots
}

/// The form that is to be filled in.
fn forms(customer: &Customer) -> Step {
    if customer.auxiliary.is_some() { Step::Auxiliary } else { Step::Primary }
}

/// Brings back a photograph that was set aside. One that staff said yes to and that has nothing
/// against it goes on by itself.
fn review_again(customer: &mut Customer, rules: &Rules, at: usize) -> Outcome {
    let Aside { wanted, still } = customer.aside.remove(at);
    let clean = is_clean(&still);
    (customer.wanted, customer.still) = (Some(wanted), Some(still));
    customer.shown_since = None;
    customer.step = Step::Review;
    if clean { accept(customer, rules, &[]) } else { Outcome::Go(Step::Review) }
}

/// Whether staff said yes and the reading has nothing against it.
fn is_clean(still: &Still) -> bool {
    still.approved && still.acceptable() && still.differences.is_empty()
}

pub(super) fn on_capture(
    customer: &mut Customer,
    rules: &Rules,
    input: &Input,
    camera_live: bool,
) -> Outcome {
    let typed = |key: &str| matches!(input, Input::Text(text) if text.eq_ignore_ascii_case(key));
    match input {
        Input::Back => {
            customer.taking = false;
            let at_first = customer.papers == Papers::Open && customer.auxiliary.is_none();
            Outcome::Go(if at_first { Step::Document } else { forms(customer) })
        }
        // What the document says can be typed before it is photographed.
        Input::FocusNext if customer.papers == Papers::Open => {
            customer.taking = false;
            Outcome::Go(forms(customer))
        }
        Input::Loupe => {
            customer.loupe = !customer.loupe;
            Outcome::Stay
        }
        _ if typed("s") => skip_photograph(customer, rules),
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

fn skip_photograph(customer: &mut Customer, rules: &Rules) -> Outcome {
    let Some(wanted) = customer.wanted.clone() else { return Outcome::Stay };
    let required = rules.assess(customer).shots.iter().any(|shot| shot.required && wanted.is(shot));
    if required {
        return Outcome::Say(Sentence::new("notice-side-required"));
    }
    customer.skipped.push(wanted);
    advance(customer, rules)
}

/// A key this soon after a photograph came by itself was meant to take it.
const UNSEEN: jiff::SignedDuration = jiff::SignedDuration::from_secs(1);

pub(super) fn on_review(customer: &mut Customer, rules: &Rules, now: DateTime, input: &Input) -> Outcome {
    let typed = |key: &str| matches!(input, Input::Text(text) if text.eq_ignore_ascii_case(key));
    let is = |test: fn(&Still) -> bool| customer.still.as_deref().is_some_and(test);
    match input {
        Input::Loupe => {
            customer.loupe = !customer.loupe;
            Outcome::Stay
        }
        _ if typed("r") || matches!(input, Input::Back) => {
            customer.still = None;
            customer.taking = false;
            Outcome::Go(Step::Capture)
        }
        Input::Next
            if customer.shown_since.take().is_some_and(|since| now.duration_since(since) < UNSEEN) =>
        {
            Outcome::Stay
        }
        Input::Next if is(Still::acceptable) => accept(customer, rules, &[]),
        Input::Next if is(Still::may_be_approved) => {
            if let (Some(mut still), Some(wanted)) = (customer.still.take(), customer.wanted.take()) {
                still.approved = true;
                customer.aside.push(Aside { wanted, still });
            }
            advance(customer, rules)
        }
        Input::Next if is(Still::wants_eyes) => Outcome::Say(Sentence::new("notice-by-eye")),
        Input::Next => Outcome::Say(Sentence::new("notice-retake")),
        _ if typed("m") && is(Still::wants_eyes) => {
            if let Some(still) = &mut customer.still {
                still.search = Search::ByEye;
            }
            if customer.still.as_deref().is_some_and(Still::acceptable) {
                accept(customer, rules, &[])
            } else {
                Outcome::Stay
            }
        }
        Input::Text(text) if is(Still::overridable) => {
            match number_key(text).and_then(|index| OVERRIDES.get(index)) {
                Some(why) => accept(customer, rules, &[*why]),
                None => Outcome::Stay,
            }
        }
        _ => Outcome::Stay,
    }
}

/// Takes the photograph under review; with `why`, over the reasons against it.
fn accept(customer: &mut Customer, rules: &Rules, why: &[&str]) -> Outcome {
    let assessment = rules.assess(customer);
    let Some(still) = &mut customer.still else { return Outcome::Stay };
    confirm(still, why);
    if let Some(outcome) = to_masks(customer, &assessment) {
        return outcome;
    }
    let (Some(still), Some(wanted)) = (customer.still.take(), customer.wanted.take()) else {
        return Outcome::Stay;
    };
    customer.offer(&wanted, still.said.as_ref(), still.picture.as_ref());
    if let Some(evidence) = still.evidence {
        keep(customer, Photo { wanted, evidence, masked: false });
    }
    advance(customer, rules)
}

/// Writes down what staff confirmed of a photograph.
fn confirm(still: &mut Still, why: &[&str]) {
    let by_eye = still.search == Search::ByEye;
    let codes = still.reasons.iter().map(|reason| reason.code.as_str());
    let confirmed = codes.chain(by_eye.then_some(CHECKED_BY_EYE)).chain(why.iter().copied());
    let confirmed = confirmed.map(str::to_owned).collect();
    let evidence = still.evidence.as_mut().map(|evidence| &mut evidence.capture);
    if let Some(capture) = still.unmasked.as_mut().map(|unmasked| &mut unmasked.capture).or(evidence) {
        capture.confirmed = confirmed;
        capture.searched = if by_eye { Searched::ByEye } else { Searched::ByModels };
    }
}

/// Goes on to the masks where the rules want something covered. `None` where they do not.
fn to_masks(customer: &mut Customer, assessment: &Assessment) -> Option<Outcome> {
    let wanted = customer.wanted.as_ref()?;
    let expected: Vec<Mask> = customer.masks(assessment, wanted).to_vec();
    let still = customer.still.as_ref()?;
    if still.unmasked.is_none() {
        // What was made before the rules asked for masks is not taken.
        return (!expected.is_empty()).then(|| Outcome::Say(Sentence::new("notice-retake")));
    }
    let (wanted, still) = (customer.wanted.clone()?, customer.still.take()?);
    customer.masking = Masking::of(wanted, still, &expected).map(Box::new);
    Some(Outcome::Go(Step::Mask))
}

fn keep(customer: &mut Customer, photo: Photo) {
    customer.photos.retain(|other| other.wanted != photo.wanted);
    customer.photos.push(photo);
}

pub(super) fn on_mask(customer: &mut Customer, input: &Input) -> Outcome {
    if *input == Input::Loupe {
        customer.loupe = !customer.loupe;
        return Outcome::Stay;
    }
    let Some(masking) = &mut customer.masking else { return Outcome::Go(Step::Capture) };
    match masking.input(input) {
        Done::Nothing => Outcome::Stay,
        Done::Say(sentence) => Outcome::Say(sentence),
        Done::Cover(effect) => Outcome::Ask(effect),
        Done::Retake => {
            customer.masking = None;
            customer.taking = false;
            Outcome::Go(Step::Capture)
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
                && state.lock.is_none()
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
    note_differences(state, &mut still);
    let destroyed = shows_my_number(&still.reasons);
    if let Screen::Serving(customer) = &mut state.screen
        && customer.waits_for(&wanted)
    {
        customer.taking = false;
        customer.compare(&wanted, &mut still);
        customer.still = Some(still);
        customer.shown_since = customer.by_itself.then_some(state.now);
        customer.step = Step::Review;
    }
    destroyed.then_some(Effect::NoteDestroyed(wanted)).into_iter().collect()
}

/// A still was read. What nobody waits for any more is dropped; what showed a My Number is gone
/// already, and noted.
pub(super) fn still_read(state: &mut State, wanted: Wanted, read: Read) -> Vec<Effect> {
    let destroyed = shows_my_number(&read.reasons);
    let id = read.id;
    if let Some((wanted, mut still, under_review)) = take_out(state, id) {
        still.take_in(read);
        note_differences(state, &mut still);
        if let Screen::Serving(customer) = &mut state.screen {
            customer.compare(&wanted, &mut still);
            if under_review {
                customer.still = Some(still);
            } else {
                customer.aside.push(Aside { wanted, still });
            }
        }
        settle(state, id, under_review, destroyed);
    }
    destroyed.then_some(Effect::NoteDestroyed(wanted)).into_iter().collect()
}

/// Takes the still of that number from where it waits for its reading.
fn take_out(state: &mut State, id: u64) -> Option<(Wanted, Box<Still>, bool)> {
    let Screen::Serving(customer) = &mut state.screen else { return None };
    let waits = |still: &Still| still.id == id && still.search == Search::Running;
    if customer.still.as_deref().is_some_and(waits) {
        return Some((customer.wanted.clone()?, customer.still.take()?, true));
    }
    let at = customer.aside.iter().position(|aside| waits(&aside.still))?;
    let Aside { wanted, still } = customer.aside.remove(at);
    Some((wanted, still, false))
}

/// What staff already said yes to is kept when the reading has nothing against it.
fn settle(state: &mut State, id: u64, under_review: bool, destroyed: bool) {
    let policies = std::sync::Arc::clone(&state.policies);
    let today = state.today();
    let Ok(policy) = policies.in_force(Channel::Counter, today) else { return };
    let rules = Rules { policy, today };
    let Screen::Serving(customer) = &mut state.screen else { return };
    if under_review {
        if customer.still.as_deref().is_some_and(is_clean) {
            let outcome = accept(customer, &rules, &[]);
            super::serving::apply(state, outcome);
        }
        return;
    }
    let Some(at) = customer.aside.iter().position(|aside| aside.still.id == id) else { return };
    let assessment = rules.assess(customer);
    let settled = customer
        .aside
        .get(at)
        .is_some_and(|aside| is_clean(&aside.still) && customer.masks(&assessment, &aside.wanted).is_empty());
    if settled {
        let Aside { wanted, mut still } = customer.aside.remove(at);
        confirm(&mut still, &[]);
        customer.offer(&wanted, still.said.as_ref(), still.picture.as_ref());
        if let Some(evidence) = still.evidence {
            keep(customer, Photo { wanted, evidence, masked: false });
        }
        return;
    }
    // What it says is of use already; staff look at the picture, or cover parts of it, later.
    let offered = customer.aside.get(at).map(|aside| (aside.wanted.clone(), aside.still.said.clone()));
    if let Some((wanted, said)) = offered {
        customer.offer(&wanted, said.as_ref(), None);
    }
    if destroyed {
        state.notice = Some(Sentence::new("notice-aside-destroyed"));
    }
}

fn shows_my_number(reasons: &[crate::reason::Reason]) -> bool {
    reasons.iter().any(|reason| reason.code == ReasonCode::MyNumberVisible)
}

/// Compares what was read with the registration.
fn note_differences(state: &State, still: &mut Still) {
    if let (Screen::Serving(customer), Some(said)) = (&state.screen, &still.said)
        && let Ok(policy) = state.policies.in_force(Channel::Counter, state.today())
    {
        let applicant = applicant::applicant(&customer.applicant);
        still.differences = read::differences(&said.fields, &applicant, policy, state.today());
        still.reasons.extend(still.differences.iter().map(Difference::reason));
    }
}

/// Parts of a still were covered: only now there is something that can be sealed.
pub(super) fn covered(state: &mut State, covered: Covered) {
    let policies = std::sync::Arc::clone(&state.policies);
    let today = state.today();
    let Ok(policy) = policies.in_force(Channel::Counter, today) else { return };
    let Screen::Serving(customer) = &mut state.screen else { return };
    let waits = |masking: &Masking| masking.covering && masking.still.id == covered.id;
    if !customer.masking.as_deref().is_some_and(waits) {
        return;
    }
    let Some(masking) = customer.masking.take() else { return };
    let outcome = if let Some(mut evidence) = covered.evidence {
        evidence.capture.confirmed.push(ReasonCode::MaskingRequired.as_str().to_owned());
        customer.offer(&masking.wanted, masking.still.said.as_ref(), covered.picture.as_ref());
        keep(customer, Photo { wanted: masking.wanted.clone(), evidence, masked: true });
        advance(customer, &Rules { policy, today })
    } else {
        state.notice = Some(Sentence::new("notice-mask-failed"));
        Outcome::Go(Step::Capture)
    };
    super::serving::apply(state, outcome);
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
