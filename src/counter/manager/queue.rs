use uuid::Uuid;

use crate::counter::list::Cursor;
use crate::counter::message::Input;
use crate::store::{Capacity, CaseRecord, State as CaseState};
use crate::text::Message as Sentence;

use super::exchange::{Answer, Ask, Loaded};
use super::letter;

/// The cases on this machine: no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueList {
    /// The cases, those that wait first, then the newest.
    pub cases: Vec<CaseRecord>,
    /// How much more the queue can take.
    pub capacity: Capacity,
}

/// The cases on this machine.
#[derive(Debug, Default)]
pub struct QueuePage {
    /// The cases.
    pub list: Loaded<QueueList>,
    /// The case in focus.
    pub cursor: Cursor,
    /// The case that is to be discarded, once that is confirmed.
    pub discarding: Option<Uuid>,
    /// An answer is under way.
    asked: bool,
    /// Something moved meanwhile: ask again.
    again: bool,
}

impl QueuePage {
    /// The case in focus.
    pub fn focused(&self) -> Option<&CaseRecord> {
        self.list.ready()?.cases.get(self.cursor.0)
    }

    pub(super) fn input(&mut self, input: &Input, notice: &mut Option<Sentence>) -> Option<Vec<Ask>> {
        if let Some(id) = self.discarding {
            match input {
                Input::Next => {
                    self.discarding = None;
                    return Some(vec![Ask::Discard(id)]);
                }
                Input::Back => self.discarding = None,
                _ => {}
            }
            return Some(Vec::new());
        }
        match letter(input) {
            Some('s') => {
                let waiting =
                    self.list.ready().is_some_and(|list| list.cases.iter().any(|c| c.state.is_waiting()));
                let said = if waiting { "manager-queue-sending" } else { "manager-queue-none-waits" };
                *notice = Some(Sentence::new(said));
                Some(if waiting { vec![Ask::SendNow] } else { Vec::new() })
            }
            Some('d') => {
                let case = self.focused().map(|case| (case.id, case.state));
                match case {
                    Some((id, CaseState::Refused)) => self.discarding = Some(id),
                    _ => *notice = Some(Sentence::new("manager-queue-refused-only")),
                }
                Some(Vec::new())
            }
            Some('r') => Some(self.moved()),
            _ if matches!(input, Input::Back | Input::Next) => None,
            _ => {
                self.cursor.input(input, self.list.ready().map_or(0, |list| list.cases.len()));
                Some(Vec::new())
            }
        }
    }

    /// Something moved in the queue: asks for it, but not twice at a time.
    pub(super) fn moved(&mut self) -> Vec<Ask> {
        if self.asked || self.list == Loaded::Waiting {
            self.again = true;
            return Vec::new();
        }
        self.asked = true;
        vec![Ask::Queue]
    }

    pub(super) fn take(&mut self, answer: Answer, notice: &mut Option<Sentence>) -> Vec<Ask> {
        match answer {
            Answer::Queue(list) => {
                let before = self.focused().map(|case| case.id);
                self.list = list.into();
                // The focus stays with its case, wherever that is now.
                let cases = self.list.ready().map(|list| list.cases.as_slice()).unwrap_or_default();
                let at = cases.iter().position(|case| Some(case.id) == before);
                self.cursor.0 = at.unwrap_or(self.cursor.0).min(cases.len().saturating_sub(1));
                self.asked = false;
                if std::mem::take(&mut self.again) { self.moved() } else { Vec::new() }
            }
            Answer::Discarded(outcome) => {
                *notice = Some(match outcome {
                    Ok(id) => Sentence::new("queue-discarded").with("id", id.to_string()),
                    Err(why) => why,
                });
                self.moved()
            }
            _ => Vec::new(),
        }
    }
}
