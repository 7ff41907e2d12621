//! The one function that changes the state: a message in, a new state and effects out.

use crate::policy::Channel;
use crate::reason::{Reason, ReasonCode, Severity};
use crate::text::Message as Sentence;
use crate::verification::order::{NotSendable, Service};

use super::cases::{CaseList, CaseStanding};
use super::correction::Correction;
use super::customer::Customer;
use super::effect::Effect;
use super::form::FieldId;
use super::list::number_key;
use super::lock::LockedBy;
use super::message::{DeliveryNews, Input, Message, Progress, Reservation, TakenOver};
use super::order::OrderForm;
use super::situation::{Menu, SITUATIONS};
use super::state::{Dialog, Screen, Sending, Start, State};
use super::step::Step;
use super::{applicant, line_steps, lock, manager, photographing, scan, serving, situation};

/// Applies one message. Pure: no clock, no files, no threads.
pub fn update(mut state: State, message: Message) -> (State, Vec<Effect>) {
    let mut effects = match message {
        Message::Input(input) => on_input(&mut state, &input),
        Message::Clock(now) => none(|| {
            state.now = now;
            scan::expire(&mut state);
        }),
        Message::Camera(camera) => none(|| state.camera = camera),
        Message::Hint(hint) => none(|| state.hint = hint),
        Message::Service(service) => none(|| state.service = service),
        Message::Waiting(waiting) => {
            state.waiting = waiting;
            manager::queue_moved(&mut state)
        }
        Message::Cases(cases) => none(|| state.cases = cases),
        Message::ClockSkew(seconds) => none(|| state.clock_skew = Some(seconds)),
        Message::NoPractice(why) => none(|| lock::say(&mut state, Some(why))),
        Message::StoreTrouble(why) => none(|| state.trouble = Some(why)),
        Message::CodeRead(number, code) => scan::read(&mut state, number, code),
        Message::Steady(wanted) => photographing::steady(&mut state, wanted),
        Message::ReadingOff(why) => none(|| state.reading_off = Some(why)),
        Message::StillReady(wanted, still) => photographing::still_ready(&mut state, wanted, still),
        Message::StillRead(wanted, read) => photographing::still_read(&mut state, wanted, *read),
        Message::Covered(covered) => none(|| photographing::covered(&mut state, *covered)),
        Message::StillFailed(wanted, why) => none(|| photographing::still_failed(&mut state, &wanted, why)),
        Message::ReservationLoaded(reservation) => none(|| reservation_loaded(&mut state, *reservation)),
        Message::ReservationFailed(why) => none(|| reservation_failed(&mut state, why)),
        Message::Queued { attempt, submission_id } => none(|| queued(&mut state, attempt, submission_id)),
        Message::QueueFailed(attempt, why) => none(|| queue_failed(&mut state, attempt, why)),
        Message::Access(access) => lock::access(&mut state, access),
        Message::SignedIn(attempt, staff) => lock::signed_in(&mut state, attempt, staff),
        Message::SignInRefused(refused) => lock::refused(&mut state, *refused),
        Message::Delivery(news) => {
            delivery(&mut state, news);
            manager::queue_moved(&mut state)
        }
        Message::FilesWrong(wrong) => none(|| state.files_wrong = wrong),
        Message::TakenOver(taken) => none(|| taken_over(&mut state, *taken)),
        Message::Managed(answer) => manager::answered(&mut state, answer),
        Message::Stop => vec![Effect::Quit],
    };
    effects.extend(lock::watch(&mut state));
    (state, effects)
}

fn none(change: impl FnOnce()) -> Vec<Effect> {
    change();
    Vec::new()
}

fn taken_over(state: &mut State, taken: TakenOver) {
    let TakenOver { policies, language, store_name, counter, pending } = taken;
    state.policies = policies;
    state.language = language.unwrap_or(state.language);
    (state.place.store_name, state.place.counter) = (store_name, counter);
    state.settings_pending = pending;
    state.notice = Some(Sentence::new("notice-taken-over"));
}

fn on_input(state: &mut State, input: &Input) -> Vec<Effect> {
    if state.lock.is_some() {
        return lock::on_input(state, input);
    }
    state.notice = None;
    state.idle.key(state.now);
    if *input == Input::Lock {
        return lock::lock(state, LockedBy::Key);
    }
    if let Some(dialog) = state.dialog {
        return on_dialog(state, dialog, input);
    }
    if let (Some(_), false) = (&state.scan, is_everywhere(input))
        && scan::on_input(state, input)
    {
        return Vec::new();
    }
    match input {
        Input::TakeRead if scan::is_here(state) => none(|| scan::start(state)),
        Input::Help => none(|| state.dialog = Some(Dialog::Help)),
        Input::SwitchLanguage => none(|| state.language = state.language.other()),
        Input::Quit => quit(state),
        // While the camera looks at samples, the next one; else what can be practised.
        Input::Practise if state.place.practice && state.wants_camera().is_some() => vec![Effect::NextSample],
        Input::EndCustomer if matches!(state.screen, Screen::Manager(_)) => manager::leave(state),
        Input::EndCustomer => none(|| ask_to_end(state)),
        input => match &state.screen {
            Screen::Start(_) => on_start(state, input),
            Screen::Serving(_) => serving::on_input(state, input),
            Screen::Sending(_) => on_sending(state, input),
            Screen::Cases(_) => none(|| on_cases(state, input)),
            Screen::Manager(_) => manager::on_input(state, input),
            Screen::Practice(_) => none(|| on_practice(state, input)),
        },
    }
}

/// Whether a key means the same on every screen and leaves it as it is.
fn is_everywhere(input: &Input) -> bool {
    matches!(input, Input::Help | Input::SwitchLanguage | Input::Practise)
}

fn on_dialog(state: &mut State, dialog: Dialog, input: &Input) -> Vec<Effect> {
    match (dialog, input) {
        (Dialog::EndCustomer, Input::Next | Input::EndCustomer) => {
            state.dialog = None;
            back_to_start(state);
            return vec![lock::cancelled(state.place.origin.staff_id.clone(), "ended")];
        }
        (Dialog::Practise, Input::Next) => {
            state.dialog = None;
            let mut effects = lock::lock(state, LockedBy::Practice);
            effects.push(Effect::Practise);
            return effects;
        }
        (Dialog::EndCustomer | Dialog::Practise, Input::Back)
        | (Dialog::Help, Input::Back | Input::Next | Input::Help) => {
            state.dialog = None;
        }
        (Dialog::Minor, Input::Back) => state.dialog = None,
        (Dialog::Minor, Input::Next) => {
            state.dialog = None;
            if let Screen::Serving(customer) = &mut state.screen {
                line_steps::minor_becomes_user(customer);
                state.notice = Some(Sentence::new("notice-minor-is-user"));
            }
        }
        (_, Input::SwitchLanguage) => state.language = state.language.other(),
        _ => {}
    }
    Vec::new()
}

/// The program is left from the start screen only: a customer is ended first.
fn quit(state: &mut State) -> Vec<Effect> {
    match state.screen {
        Screen::Start(_) | Screen::Cases(_) | Screen::Practice(_) => vec![Effect::Quit],
        _ => none(|| state.notice = Some(Sentence::new("notice-quit-from-start"))),
    }
}

fn ask_to_end(state: &mut State) {
    match &state.screen {
        Screen::Serving(_) => state.dialog = Some(Dialog::EndCustomer),
        Screen::Sending(sending) if sending.to_correct().is_some() => {
            state.dialog = Some(Dialog::EndCustomer);
        }
        Screen::Sending(sending) if sending.submission_id.is_some() => back_to_start(state),
        Screen::Sending(_) => state.notice = Some(Sentence::new("notice-sealing")),
        Screen::Start(_) | Screen::Cases(_) | Screen::Manager(_) | Screen::Practice(_) => {
            back_to_start(state);
        }
    }
}

/// Wipes the customer, who is dropped here with everything entered and photographed.
pub(super) fn back_to_start(state: &mut State) {
    state.scan = None;
    state.hint = None;
    match state.situation.take() {
        Some(situation) => situation::end(state, situation),
        None => state.screen = Screen::Start(Start::new()),
    }
}

fn on_start(state: &mut State, input: &Input) -> Vec<Effect> {
    let practice = state.place.practice;
    let Screen::Start(start) = &mut state.screen else { return Vec::new() };
    match input {
        Input::Next if start.loading => Vec::new(),
        Input::Next => match start.code() {
            Some(code) => {
                start.loading = true;
                start.refusal.clear();
                vec![Effect::LoadReservation(code)]
            }
            None => none(|| state.screen = Screen::Serving(Box::default())),
        },
        Input::Back => none(|| back_to_start(state)),
        Input::Practise if practice => none(|| state.screen = Screen::Practice(Menu::default())),
        Input::Practise if start.loading => Vec::new(),
        Input::Practise => none(|| state.dialog = Some(Dialog::Practise)),
        Input::Cases => {
            state.screen = Screen::Cases(CaseList::default());
            vec![Effect::ListCases]
        }
        // A service's number begins a customer with it; behind a blank it is part of a code.
        Input::Text(text) if start.form.is_untouched() && is_service(text) => none(|| {
            let mut customer = Box::new(Customer::new());
            customer.order.input(input);
            state.screen = Screen::Serving(customer);
        }),
        Input::Manage if !start.loading => none(|| manager::enter(state)),
        input => none(|| {
            if !start.loading && start.form.input(input, &applicant::wrong) {
                start.refusal.clear();
            }
        }),
    }
}

/// Whether a key is the number of a service.
fn is_service(text: &str) -> bool {
    number_key(text).is_some_and(|index| index < Service::ALL.len())
}

fn reservation_loaded(state: &mut State, reservation: Reservation) {
    let Screen::Start(start) = &mut state.screen else { return };
    if !start.loading || start.form.get(FieldId::Reservation) != reservation.code {
        return;
    }
    start.loading = false;
    let code = match reservation.order.to_sim_order() {
        Err(NotSendable::Device) => Some(ReasonCode::DeviceAtCounter),
        Err(NotSendable::UnknownService) => Some(ReasonCode::ServiceUnknown),
        Err(NotSendable::Empty) | Ok(_) => None,
    };
    if let Some(code) = code {
        let mut reason = Reason::new(code, Severity::Block);
        if code == ReasonCode::DeviceAtCounter {
            reason.message = Sentence::new("delivery-reservation-device");
        }
        start.refusal = vec![reason];
        return;
    }
    let mut customer = Box::new(Customer::new());
    customer.order = OrderForm::from_order(&reservation.order).unwrap_or_default();
    customer.reservation = Some(reservation.code);
    applicant::fill(&mut customer.applicant, &reservation.applicant);
    state.screen = Screen::Serving(customer);
    serving::skip_what_is_known(state);
}

fn reservation_failed(state: &mut State, why: Sentence) {
    if let Screen::Start(start) = &mut state.screen
        && start.loading
    {
        start.loading = false;
        state.notice = Some(why);
    }
}

fn queued(state: &mut State, attempt: u64, submission_id: String) {
    if let Screen::Sending(sending) = &mut state.screen
        && sending.attempt == attempt
    {
        sending.submission_id = Some(submission_id);
    }
}

fn queue_failed(state: &mut State, attempt: u64, why: Sentence) {
    if let Screen::Sending(sending) = &mut state.screen
        && sending.attempt == attempt
        && sending.submission_id.is_none()
        && let Some(customer) = sending.customer.take()
    {
        state.screen = Screen::Serving(customer);
        state.notice = Some(why);
    }
}

fn delivery(state: &mut State, news: DeliveryNews) {
    if let Screen::Sending(sending) = &mut state.screen
        && sending.submission_id.as_ref() == Some(&news.submission_id)
    {
        if let Progress::Delivered { receipt_number } = &news.progress {
            sending.receipt_number = Some(receipt_number.clone());
        }
        if matches!(news.progress, Progress::Accepted | Progress::Refused(_)) {
            // Nothing is left to put right: the customer is wiped.
            sending.customer = None;
        }
        sending.progress = Some(news.progress);
    }
}

fn on_sending(state: &mut State, input: &Input) -> Vec<Effect> {
    let away = state.is_service_kept_away();
    let Screen::Sending(sending) = &mut state.screen else { return Vec::new() };
    let correction = sending.to_correct();
    match input {
        // Whoever is about to press Enter when the verdict comes must not lose the customer by it.
        Input::Next | Input::Back if correction.is_some() => {
            none(|| state.dialog = Some(Dialog::EndCustomer))
        }
        Input::Next | Input::Back if sending.submission_id.is_some() => none(|| back_to_start(state)),
        Input::Practise if away => vec![Effect::BringServiceBack],
        Input::Text(_) => {
            let Some(correction) = correction else { return Vec::new() };
            let Some(mut customer) = sending.customer.take() else { return Vec::new() };
            customer.correction = Some(Box::new(correction));
            customer.step = Step::Correct;
            state.screen = Screen::Serving(customer);
            serving::on_input(state, input)
        }
        _ => Vec::new(),
    }
}

impl Sending {
    /// Whether this case was rejected and its customer is still here to put it right.
    pub fn is_correctable(&self) -> bool {
        self.to_correct().is_some()
    }

    /// The correction of this case, once it was rejected and as long as its customer is here.
    pub(super) fn to_correct(&self) -> Option<Correction> {
        self.customer.as_ref()?;
        let Some(Progress::Rejected(rejection)) = &self.progress else { return None };
        let mut correction = Correction::new(self.submission_id.as_ref()?.parse().ok()?, rejection.clone());
        correction.receipt_number.clone_from(&self.receipt_number);
        Some(correction)
    }
}

fn on_cases(state: &mut State, input: &Input) {
    let Screen::Cases(list) = &mut state.screen else { return };
    match (list.opened(&state.cases), input) {
        (Some(case), Input::Next) if case.standing == CaseStanding::Rejected => {
            state.screen = Screen::Serving(Box::new(case.fresh_customer()));
        }
        (Some(_), Input::Next | Input::Back) => list.open = None,
        (Some(_), _) => {}
        (None, Input::Next) => list.open = list.focused(&state.cases).map(|case| case.id),
        (None, Input::Back | Input::Cases) => back_to_start(state),
        (None, input) => list.input(&state.cases, input),
    }
}

/// The menu of situations: a number or Enter sets one up.
fn on_practice(state: &mut State, input: &Input) {
    let Screen::Practice(menu) = &mut state.screen else { return };
    let chosen = menu.cursor.input(input, SITUATIONS.len());
    match input {
        Input::Back | Input::Practise => back_to_start(state),
        _ if chosen || *input == Input::Next => situation::begin(state),
        _ => {}
    }
}

/// Sends the customer's case, when it is complete.
pub(super) fn send(state: &mut State) -> Vec<Effect> {
    let today = state.today();
    let Ok(policy) = state.policies.in_force(Channel::Counter, today) else {
        return none(|| state.notice = Some(Sentence::new("notice-no-policy")));
    };
    let Screen::Serving(customer) = &state.screen else { return Vec::new() };
    if customer.step != Step::Confirm {
        return Vec::new();
    }
    if let Some((_, why)) = line_steps::fault(customer, &policy, today) {
        return none(|| state.notice = Some(why));
    }
    let Some(submission) = customer.submission(&customer.assess(policy, today), &state.place.origin) else {
        return none(|| state.notice = Some(Sentence::new("notice-incomplete")));
    };
    state.attempts += 1;
    let attempt = state.attempts;
    let screen = std::mem::replace(&mut state.screen, Screen::Start(Start::new()));
    if let Screen::Serving(customer) = screen {
        state.screen = Screen::Sending(Sending {
            attempt,
            customer: Some(customer),
            submission_id: None,
            receipt_number: None,
            progress: None,
        });
    }
    vec![Effect::Send(attempt, Box::new(submission))]
}
