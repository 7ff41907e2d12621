//! A code is read from the live picture: the camera is on for it while it is asked for, and for a
//! limited time. What can be read can be typed as well.

use jiff::SignedDuration;
use jiff::civil::DateTime;

use crate::text::Message as Sentence;
use crate::vision::codes::{Code, CodeKind};

use super::effect::Effect;
use super::form::FieldId;
use super::message::Input;
use super::state::{Screen, State};
use super::step::Step;

/// The camera is switched off when nothing was read for so long.
const PATIENCE: SignedDuration = SignedDuration::from_secs(60);

/// A code that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// Which kind.
    pub kind: CodeKind,
    /// What to say about the last code that was seen and is of no use.
    pub word: Option<Sentence>,
    /// Its number: what was seen for an earlier one comes too late.
    pub number: u64,
    since: DateTime,
    /// The line that a SIM is put on.
    line: usize,
    /// Whether the next line without a SIM follows.
    several: bool,
}

impl Scan {
    /// Id for the texts `title-<id>`, `help-<id>` and `advice-<id>`.
    pub fn as_str(&self) -> &'static str {
        match self.kind {
            CodeKind::Reservation => "scan-reservation",
            CodeKind::SimPackage => "scan-package",
        }
    }

    /// The line that a SIM is put on, from 0.
    pub fn line(&self) -> usize {
        self.line
    }
}

/// Whether a code can be read on this screen. What is put right of a rejected case has none.
pub(super) fn is_here(state: &State) -> bool {
    match &state.screen {
        Screen::Start(_) => true,
        Screen::Serving(customer) => {
            matches!(customer.step, Step::Lines | Step::Line | Step::Confirm) && customer.partial().is_none()
        }
        Screen::Sending(_) | Screen::Cases(_) | Screen::Manager(_) | Screen::Practice(_) => false,
    }
}

/// Starts looking for the code that the screen can use.
pub(super) fn start(state: &mut State) {
    let (since, number) = (state.now, state.scans + 1);
    let scan = |kind, line, several| Scan { kind, word: None, number, since, line, several };
    let found = match &state.screen {
        Screen::Start(start) if !start.loading => Some(scan(CodeKind::Reservation, 0, false)),
        Screen::Serving(customer) => {
            let lines = &customer.lines;
            match customer.step {
                Step::Line if lines.focused().is_some_and(|line| line.form.has(FieldId::SimPackage)) => {
                    Some(scan(CodeKind::SimPackage, lines.cursor.0, false))
                }
                Step::Lines | Step::Confirm => {
                    lines.without_sim().map(|line| scan(CodeKind::SimPackage, line, true))
                }
                Step::Line => None,
                _ => return,
            }
        }
        _ => return,
    };
    if found.is_none() {
        state.notice = Some(Sentence::new("notice-no-sim-wanted"));
    }
    state.scans = number;
    state.scan = found;
}

/// A key while a code is looked for: `true` when it is done with. Whatever is typed ends the looking
/// and is taken where it belongs.
pub(super) fn on_input(state: &mut State, input: &Input) -> bool {
    match input {
        Input::TakeRead => start(state),
        Input::Back => state.scan = None,
        _ => {
            state.scan = None;
            return false;
        }
    }
    true
}

/// The clock went on.
pub(super) fn expire(state: &mut State) {
    if state.scan.as_ref().is_some_and(|scan| state.now.duration_since(scan.since) >= PATIENCE) {
        state.scan = None;
        state.notice = Some(Sentence::new("notice-scan-timeout"));
    }
}

/// A code was seen; one that nobody looks for any more is dropped.
pub(super) fn read(state: &mut State, number: u64, code: Code) -> Vec<Effect> {
    let Some(scan) = state.scan.clone().filter(|scan| scan.number == number) else { return Vec::new() };
    match (scan.kind, code) {
        (CodeKind::Reservation, Code::Reservation(code)) => return reservation(state, code),
        (CodeKind::SimPackage, Code::Iccid(iccid)) => sim(state, &scan, &iccid),
        (kind, _) => say(
            state,
            match kind {
                CodeKind::Reservation => "scan-no-reservation",
                CodeKind::SimPackage => "scan-no-package",
            },
        ),
    }
    Vec::new()
}

fn say(state: &mut State, id: &'static str) {
    if let Some(scan) = &mut state.scan {
        scan.word = Some(Sentence::new(id));
    }
}

fn reservation(state: &mut State, code: String) -> Vec<Effect> {
    state.scan = None;
    let Screen::Start(start) = &mut state.screen else { return Vec::new() };
    start.form.set(FieldId::Reservation, &code);
    start.loading = true;
    start.refusal.clear();
    vec![Effect::LoadReservation(code)]
}

fn sim(state: &mut State, scan: &Scan, iccid: &str) {
    let Screen::Serving(customer) = &mut state.screen else { return };
    if !customer.lines.put_sim(scan.line, iccid) {
        return say(state, "scan-package-again");
    }
    let next = customer.lines.without_sim().filter(|_| scan.several);
    let since = state.now;
    state.scan = next.map(|line| Scan { since, line, ..scan.clone() });
    match next {
        Some(_) => say(state, "scan-package-again"),
        None => state.notice = Some(Sentence::new("notice-sim-read")),
    }
}
