//! The manager's screens: a menu, and one page for each thing that a manager looks after. What a
//! page shows is asked of the runtime ([`Ask`]) and comes back as an [`Answer`]; one that comes
//! when its page is left already is dropped.

mod audit;
mod calibration;
mod camera;
mod exchange;
mod policy;
mod queue;
mod service;
mod settings;
mod staff;
#[cfg(test)]
mod tests;

pub use audit::AuditPage;
pub use calibration::CalibrationPage;
pub use camera::{CameraFacts, CameraPage, Knob, SceneFigures};
pub use exchange::{Answer, Ask, Loaded};
pub use policy::{PolicyPage, sentences as policy_sentences};
pub use queue::{QueueList, QueuePage};
pub use service::{Answering, ServicePage, ServiceReport};
pub use settings::{Finding, Marked, Setting, SettingOrigin, SettingsList, SettingsPage};
pub use staff::{StaffChanged, StaffForm, StaffPage};

use crate::staff::Member;
use crate::text::Message as Sentence;

use super::effect::Effect;
use super::list::Cursor;
use super::lock::{self, LockedBy};
use super::message::Input;
use super::state::{Screen, State};
use super::update::back_to_start;

/// A page of the manager's screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The camera on the desk.
    Camera,
    /// How the desk looks with nothing on it.
    Calibration,
    /// Cases on this machine.
    Queue,
    /// The rules in force and the next ones.
    Policy,
    /// Who did what.
    Audit,
    /// The central service.
    Service,
    /// kiosk.toml and where each value comes from.
    Settings,
    /// Who may sign in.
    Staff,
}

impl Page {
    /// All pages, in the order of the menu.
    pub const ALL: &[Self] = &[
        Self::Camera,
        Self::Calibration,
        Self::Queue,
        Self::Policy,
        Self::Audit,
        Self::Service,
        Self::Settings,
        Self::Staff,
    ];

    /// Id for the texts `title-<id>`, `advice-<id>` and `help-<id>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Camera => "manager-camera",
            Self::Calibration => "manager-calibration",
            Self::Queue => "manager-queue",
            Self::Policy => "manager-policy",
            Self::Audit => "manager-audit",
            Self::Service => "manager-service",
            Self::Settings => "manager-settings",
            Self::Staff => "manager-staff",
        }
    }

    /// The page opened anew, and what it asks first.
    fn open(self) -> (Open, Vec<Ask>) {
        match self {
            Self::Camera => (Open::Camera(Box::default()), vec![Ask::Camera]),
            Self::Calibration => (Open::Calibration(CalibrationPage::default()), vec![Ask::Desk]),
            Self::Queue => (Open::Queue(QueuePage::default()), vec![Ask::Queue]),
            Self::Policy => (Open::Policy(PolicyPage::default()), Vec::new()),
            Self::Audit => (Open::Audit(AuditPage::default()), vec![Ask::Audit]),
            Self::Service => (Open::Service(ServicePage::default()), vec![Ask::Service]),
            Self::Settings => (Open::Settings(SettingsPage::default()), vec![Ask::Settings]),
            Self::Staff => (Open::Staff(StaffPage::default()), vec![Ask::Staff]),
        }
    }
}

/// The page that is open, with what it shows.
pub enum Open {
    /// The camera on the desk.
    Camera(Box<CameraPage>),
    /// The bare desk.
    Calibration(CalibrationPage),
    /// Cases on this machine.
    Queue(QueuePage),
    /// The rules.
    Policy(PolicyPage),
    /// Who did what.
    Audit(AuditPage),
    /// The central service.
    Service(ServicePage),
    /// kiosk.toml.
    Settings(SettingsPage),
    /// Who may sign in.
    Staff(StaffPage),
}

impl Open {
    /// Which page it is.
    pub fn page(&self) -> Page {
        match self {
            Self::Camera(_) => Page::Camera,
            Self::Calibration(_) => Page::Calibration,
            Self::Queue(_) => Page::Queue,
            Self::Policy(_) => Page::Policy,
            Self::Audit(_) => Page::Audit,
            Self::Service(_) => Page::Service,
            Self::Settings(_) => Page::Settings,
            Self::Staff(_) => Page::Staff,
        }
    }
}

/// The manager's screens.
#[derive(Default)]
pub struct Manager {
    /// The line of the menu in focus.
    pub menu: Cursor,
    /// The page that is open; the menu without one.
    pub open: Option<Open>,
}

impl Manager {
    /// Whether the camera has to look.
    pub fn wants_camera(&self) -> bool {
        matches!(self.open, Some(Open::Camera(_) | Open::Calibration(_)))
    }

    /// Id for the texts `title-<id>`, `advice-<id>` and `help-<id>`.
    pub fn id(&self) -> &'static str {
        self.open.as_ref().map_or("manager", |open| open.page().as_str())
    }

    /// What to do next.
    pub fn advice(&self) -> Sentence {
        let filling = matches!(&self.open, Some(Open::Staff(page)) if page.form.is_some());
        Sentence::new(format!("advice-{}{}", self.id(), if filling { "-form" } else { "" }))
    }

    fn open_chosen(&mut self) -> Vec<Ask> {
        let Some(page) = Page::ALL.get(self.menu.0) else { return Vec::new() };
        let (open, asks) = page.open();
        self.open = Some(open);
        asks
    }

    /// Closes the page, with what has to be undone.
    fn close(&mut self) -> Vec<Ask> {
        match self.open.take() {
            Some(Open::Camera(page)) => page.undo().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// Opens the manager's screens, for those who may.
pub(super) fn enter(state: &mut State) {
    if state.may_manage() {
        state.screen = Screen::Manager(Manager::default());
    }
}

/// Takes a key while the manager's screens are open.
pub(super) fn on_input(state: &mut State, input: &Input) -> Vec<Effect> {
    let lines_of_policy = policy::sentences(state).len();
    let live = state.camera == super::status::CameraState::Live;
    let Screen::Manager(manager) = &mut state.screen else { return Vec::new() };
    let asks = match &mut manager.open {
        None if *input == Input::Back => {
            back_to_start(state);
            Vec::new()
        }
        None if *input == Input::Next || manager.menu.input(input, Page::ALL.len()) => manager.open_chosen(),
        None => Vec::new(),
        Some(open) => {
            let taken = match open {
                Open::Camera(page) => page.input(input),
                Open::Calibration(page) => page.input(input, live, &mut state.notice),
                Open::Queue(page) => page.input(input, &mut state.notice),
                Open::Policy(page) => page.input(input, lines_of_policy),
                Open::Audit(page) => page.input(input),
                Open::Service(page) => page.input(input),
                Open::Settings(page) => page.input(input),
                Open::Staff(page) => page.input(input),
            };
            match taken {
                Some(asks) => asks,
                None if *input == Input::Back => manager.close(),
                None => Vec::new(),
            }
        }
    };
    effects(asks)
}

/// Ends the manager's screens at once; what was tried is undone.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    let asks = match &mut state.screen {
        Screen::Manager(manager) => manager.close(),
        _ => Vec::new(),
    };
    back_to_start(state);
    effects(asks)
}

/// Takes an answer in, if its page is still open.
pub(super) fn answered(state: &mut State, answer: Answer) -> Vec<Effect> {
    // A change is noted and counts whether its page is still open or not.
    let (noted, changed) = match &answer {
        Answer::StaffChanged(changed) => (changed.note(), changed.member().cloned()),
        _ => (None, None),
    };
    let mut effects: Vec<_> = noted.into_iter().chain(shown(state, answer)).collect();
    if let Some(member) = changed.filter(|member| state.staff.as_ref().is_some_and(|at| at.id == member.id)) {
        effects.extend(changed_oneself(state, &member));
    }
    effects
}

/// Whoever is at the counter was changed: what they may do no more ends here.
fn changed_oneself(state: &mut State, member: &Member) -> Vec<Effect> {
    if member.disabled {
        return lock::lock(state, LockedBy::Key);
    }
    state.staff = Some(member.staff());
    if state.may_manage() { Vec::new() } else { leave(state) }
}

fn shown(state: &mut State, answer: Answer) -> Vec<Effect> {
    let Screen::Manager(Manager { open: Some(open), .. }) = &mut state.screen else { return Vec::new() };
    let asks = match (open, answer) {
        (Open::Camera(page), answer @ (Answer::Camera(_) | Answer::Scene(_))) => page.take(answer),
        (Open::Calibration(page), answer @ (Answer::Desk(_) | Answer::Calibrated(_))) => {
            page.take(answer, &mut state.notice)
        }
        (Open::Queue(page), answer @ (Answer::Queue(_) | Answer::Discarded(_))) => {
            page.take(answer, &mut state.notice)
        }
        (Open::Audit(page), answer @ (Answer::Audit(_) | Answer::Verified(_))) => page.take(answer),
        (Open::Service(page), Answer::Service(report)) => page.take(*report),
        (Open::Settings(page), answer @ (Answer::Settings(_) | Answer::Checked(_))) => page.take(answer),
        (Open::Staff(page), answer @ (Answer::Staff(_) | Answer::StaffChanged(_))) => {
            page.take(answer, &mut state.notice)
        }
        _ => Vec::new(),
    };
    effects(asks)
}

/// Something moved in the queue: the page that shows it asks again.
pub(super) fn queue_moved(state: &mut State) -> Vec<Effect> {
    match &mut state.screen {
        Screen::Manager(Manager { open: Some(Open::Queue(page)), .. }) => effects(page.moved()),
        _ => Vec::new(),
    }
}

fn effects(asks: Vec<Ask>) -> Vec<Effect> {
    asks.into_iter().map(Effect::Manage).collect()
}

/// The letter that was typed, small, in whichever width the input method left it.
fn letter(input: &Input) -> Option<char> {
    let Input::Text(text) = input else { return None };
    let mut chars = text.chars();
    let (first, None) = (chars.next()?, chars.next()) else { return None };
    let narrow = match first {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(first) - 0xfee0)?,
        other => other,
    };
    narrow.is_ascii_alphabetic().then(|| narrow.to_ascii_lowercase())
}
