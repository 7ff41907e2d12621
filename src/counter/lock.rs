//! The lock over the screen: signing in by staff id and PIN, locking by key or after idle minutes,
//! wiping the customer of whoever does not come back.

use jiff::civil::DateTime;
use zeroize::Zeroizing;

use crate::staff::{PRACTICE_ID, PRACTICE_PIN, Staff};
use crate::store::audit::Action;
use crate::text::Message as Sentence;

use super::effect::Effect;
use super::form::{FieldId, Form};
use super::idle::Due;
use super::manager;
use super::message::{Input, Refused};
use super::state::{Dialog, Screen, State};
use super::update::back_to_start;

/// How one gets to work at the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Without signing in: there is no staff.toml, and the service is on this machine.
    Open,
    /// By staff id and PIN.
    SignIn {
        /// Whose names are shown before; none, unless the settings want it.
        listed: Vec<Staff>,
    },
    /// Nobody can yet.
    Nobody {
        /// The command that adds the first manager.
        command: String,
    },
}

/// Why the screen is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockedBy {
    /// The counter has just opened.
    Opening,
    /// Staff pressed the key.
    Key,
    /// Nobody pressed any.
    Idle,
    /// The counter closes for practice.
    Practice,
}

impl LockedBy {
    /// As in the audit trail; the text is `lock-by-<id>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Key => "key",
            Self::Idle => "idle",
            Self::Practice => "practice",
        }
    }
}

/// What lies over the screen until someone signs in. Nothing of the customer is shown meanwhile.
pub struct Lock {
    /// Why.
    pub by: LockedBy,
    /// Who was at work before.
    pub before: Option<Staff>,
    /// Staff id and PIN.
    pub form: Form,
    /// One sentence about the last key or the last attempt. Those of the screen behind wait there.
    pub notice: Option<Sentence>,
    /// Number of the attempt that is being checked.
    pub checking: Option<u64>,
    /// Whether nobody came back in time: what can be wiped is.
    pub lapsed: bool,
    /// Whether a customer was wiped.
    pub wiped: bool,
}

impl Lock {
    fn new(by: LockedBy, before: Option<Staff>) -> Self {
        let mut form = form();
        if let Some(staff) = &before {
            form.set(FieldId::StaffId, &staff.id);
            form.focus_on(FieldId::Pin);
        }
        Self { by, before, form, notice: None, checking: None, lapsed: false, wiped: false }
    }
}

fn form() -> Form {
    Form::new().text(FieldId::StaffId).secret(FieldId::Pin)
}

impl State {
    /// The same, locked until someone signs in as `access` says, unless someone is at work already.
    #[must_use]
    pub fn entered_by(mut self, access: Access) -> Self {
        let locked = access != Access::Open && self.staff.is_none();
        self.lock = locked.then(|| Lock::new(LockedBy::Opening, None));
        self.access = access;
        self
    }

    /// Whether a customer is behind the lock or before it.
    pub fn has_customer(&self) -> bool {
        matches!(self.screen, Screen::Serving(_) | Screen::Sending(_))
    }

    /// What is said about the last key.
    pub fn notice(&self) -> Option<&Sentence> {
        match &self.lock {
            Some(lock) => lock.notice.as_ref(),
            None => self.notice.as_ref(),
        }
    }

    /// How long to wait before the next PIN, in whole seconds; `None` when not at all.
    pub fn pause_left(&self) -> Option<i64> {
        let left = self.retry_at?.duration_since(self.now);
        let seconds = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        (seconds > 0).then_some(seconds)
    }

    /// When the screen changes by itself: the runtime looks at the clock then.
    pub fn next_change(&self) -> Option<DateTime> {
        let Some(lock) = &self.lock else { return Some(self.idle.locks_at()) };
        let wipe = (!lock.lapsed).then(|| self.idle.wipes_at());
        let second = self.pause_left().map(|_| self.now.saturating_add(jiff::SignedDuration::from_secs(1)));
        wipe.into_iter().chain(second).min()
    }
}

/// Looks at the clock, after everything that happens.
pub(super) fn watch(state: &mut State) -> Vec<Effect> {
    match state.idle.due(state.now) {
        Due::Nothing => Vec::new(),
        Due::Lock => lock(state, LockedBy::Idle),
        Due::Wipe => {
            let mut effects = lock(state, LockedBy::Idle);
            effects.extend(lapse(state));
            effects
        }
    }
}

/// Hides everything until someone signs in.
pub(super) fn lock(state: &mut State, by: LockedBy) -> Vec<Effect> {
    if state.lock.is_some() {
        return Vec::new();
    }
    let before = state.staff.take();
    state.place.origin.staff_id = None;
    state.dialog = None;
    state.scan = None;
    state.notice = None;
    state.hint = None;
    // Their pages are the manager's alone, whoever comes next; what was tried on them is undone.
    let left = match &state.screen {
        Screen::Manager(_) => manager::leave(state),
        _ => Vec::new(),
    };
    let locked = before.as_ref().map(|staff| Effect::Record {
        action: Action::SignedOut,
        staff: Some(staff.id.clone()),
        codes: vec![by.as_str().to_owned()],
    });
    state.lock = Some(Lock::new(by, before));
    left.into_iter().chain(locked).chain([Effect::LookForStaff]).collect()
}

/// Nobody came back in time: the customer is dropped here, unless the case is being sealed.
fn lapse(state: &mut State) -> Vec<Effect> {
    if state.place.interrupts {
        // Nobody practises any more: the counter that waits goes on.
        return vec![Effect::Quit];
    }
    let serving = matches!(state.screen, Screen::Serving(_));
    let Some(lock) = &mut state.lock else { return Vec::new() };
    if !lock.lapsed {
        lock.lapsed = true;
        if lock.checking.is_none() {
            lock.form = form();
        }
        // A code that was typed is not left for whoever comes next.
        if matches!(state.screen, Screen::Start(_)) {
            back_to_start(state);
        }
    }
    if let Screen::Sending(sending) = &mut state.screen
        && sending.submission_id.is_some()
    {
        // The case is safe: what was kept to put it right goes, as any customer does.
        sending.customer = None;
    }
    if !serving {
        return Vec::new();
    }
    let staff = state.lock.as_mut().and_then(|lock| {
        lock.wiped = true;
        lock.before.as_ref().map(|staff| staff.id.clone())
    });
    back_to_start(state);
    vec![cancelled(staff, "idle")]
}

/// A customer was wiped before anything was sent.
pub(super) fn cancelled(staff: Option<String>, why: &str) -> Effect {
    Effect::Record { action: Action::CaseCancelled, staff, codes: vec![why.to_owned()] }
}

/// Applies a key to the locked screen.
pub(super) fn on_input(state: &mut State, input: &Input) -> Vec<Effect> {
    say(state, None);
    if state.dialog.take_if(|_| matches!(input, Input::Next | Input::Back | Input::Help)).is_some() {
        return Vec::new();
    }
    match input {
        Input::Help => state.dialog = Some(Dialog::Help),
        Input::SwitchLanguage => state.language = state.language.other(),
        Input::Quit if state.has_customer() => say(state, Some(Sentence::new("notice-quit-locked"))),
        Input::Quit => return vec![Effect::Quit],
        input if state.dialog.is_none() => {
            return match &state.access {
                Access::Open => open(state, input),
                Access::Nobody { .. } if *input == Input::Next => vec![Effect::LookForStaff],
                Access::Nobody { .. } => Vec::new(),
                Access::SignIn { .. } => sign_in(state, input),
            };
        }
        _ => {}
    }
    Vec::new()
}

/// Says something about the last key on the locked screen.
pub(super) fn say(state: &mut State, notice: Option<Sentence>) {
    if let Some(lock) = &mut state.lock {
        lock.notice = notice;
    }
}

/// Where nobody signs in, the lock only hides what is on the screen.
fn open(state: &mut State, input: &Input) -> Vec<Effect> {
    if *input == Input::Next {
        let lock = state.lock.take();
        enter(state, lock);
    }
    Vec::new()
}

fn sign_in(state: &mut State, input: &Input) -> Vec<Effect> {
    let listed = match &state.access {
        Access::SignIn { listed } => listed.iter().map(|staff| staff.id.clone()).collect(),
        _ => Vec::new(),
    };
    let waits = state.pause_left().is_some();
    let Some(lock) = &mut state.lock else { return Vec::new() };
    let at_id = lock.form.focused().is_some_and(|field| field.id == FieldId::StaffId);
    match input {
        // What is typed now would not be seen.
        _ if lock.checking.is_some() || waits => {}
        Input::Back => lock.form = form(),
        Input::Down if at_id && !listed.is_empty() => pick(&mut lock.form, &listed, 1),
        Input::Up if at_id && !listed.is_empty() => pick(&mut lock.form, &listed, listed.len() - 1),
        Input::Next if at_id && !lock.form.get(FieldId::StaffId).is_empty() => {
            lock.form.focus_on(FieldId::Pin);
        }
        Input::Next => match lock.form.first_empty() {
            Some(empty) => lock.form.complain(empty, empty.hint()),
            None => return check(state),
        },
        input => {
            lock.form.input(input, &|_, _| None);
        }
    }
    Vec::new()
}

/// Moves on in the list of names; before the first key none is chosen.
fn pick(form: &mut Form, listed: &[String], by: usize) {
    let chosen = listed.iter().position(|id| id == form.get(FieldId::StaffId));
    let next = match chosen {
        Some(at) => (at + by) % listed.len(),
        None if by == 1 => 0,
        None => listed.len() - 1,
    };
    if let Some(id) = listed.get(next) {
        form.set(FieldId::StaffId, id);
    }
}

/// Hands id and PIN over to be checked; the PIN leaves the screen.
fn check(state: &mut State) -> Vec<Effect> {
    state.sign_ins += 1;
    let attempt = state.sign_ins;
    let Some(lock) = &mut state.lock else { return Vec::new() };
    let id = lock.form.get(FieldId::StaffId).to_owned();
    let pin = Zeroizing::new(lock.form.get(FieldId::Pin).to_owned());
    lock.form.set(FieldId::Pin, "");
    lock.checking = Some(attempt);
    vec![Effect::SignIn { attempt, id, pin }]
}

/// Id and PIN were right. The customer at the desk stays, whoever serves them from here on.
pub(super) fn signed_in(state: &mut State, attempt: u64, staff: Staff) -> Vec<Effect> {
    let Some(lock) = state.lock.take_if(|lock| lock.checking == Some(attempt)) else { return Vec::new() };
    let took_over = state.has_customer() && lock.before.as_ref().is_some_and(|before| before.id != staff.id);
    let record = Effect::Record {
        action: Action::SignedIn,
        staff: Some(staff.id.clone()),
        codes: took_over.then(|| "took-over".to_owned()).into_iter().collect(),
    };
    state.sign(staff);
    state.retry_at = None;
    enter(state, Some(lock));
    vec![record]
}

/// Id or PIN was wrong, or could not be checked.
pub(super) fn refused(state: &mut State, refused: Refused) -> Vec<Effect> {
    let Some(lock) = &mut state.lock else { return Vec::new() };
    if lock.checking != Some(refused.attempt) {
        return Vec::new();
    }
    lock.checking = None;
    lock.form.focus_on(FieldId::Pin);
    state.retry_at = refused.retry_at;
    // A pause is told by itself.
    let notice = state.pause_left().is_none().then_some(refused.why);
    say(state, notice);
    refused
        .code
        .map(|code| Effect::Record {
            action: Action::SignInRefused,
            staff: refused.staff_id,
            codes: vec![code.to_owned()],
        })
        .into_iter()
        .collect()
}

/// Who may sign in was looked up again.
pub(super) fn access(state: &mut State, access: Access) -> Vec<Effect> {
    // A staff.toml that appears is heeded at once, also where the counter was open without one.
    let closes = state.staff.is_none() && state.lock.is_none() && access != Access::Open;
    state.access = access;
    if closes { lock(state, LockedBy::Opening) } else { Vec::new() }
}

fn enter(state: &mut State, lock: Option<Lock>) {
    state.idle.key(state.now);
    // What is neither the start nor a customer's is for those alone who may manage.
    let for_all = matches!(state.screen, Screen::Start(_) | Screen::Serving(_) | Screen::Sending(_));
    if !for_all && !state.may_manage() {
        back_to_start(state);
    }
    if lock.is_some_and(|lock| lock.wiped) {
        state.notice = Some(Sentence::new("notice-wiped"));
    }
}

/// The id and the PIN of practice, for its lock screen.
pub fn practice_sign_in() -> Sentence {
    Sentence::new("lock-practice").with("id", PRACTICE_ID).with("pin", PRACTICE_PIN)
}
