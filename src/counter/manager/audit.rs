use crate::counter::list::Cursor;
use crate::counter::message::Input;
use crate::store::audit::{Line, Verified};

use super::exchange::{Answer, Ask, Loaded};
use super::letter;

/// Who did what.
#[derive(Debug, Default)]
pub struct AuditPage {
    /// The newest entries, newest first, and how many there are in all.
    pub entries: Loaded<(Vec<Line>, u64)>,
    /// The entry in focus.
    pub cursor: Cursor,
    /// What checking found, once it was asked for.
    pub verified: Option<Loaded<Verified>>,
}

impl AuditPage {
    /// The entry in focus.
    pub fn focused(&self) -> Option<&Line> {
        self.entries.ready()?.0.get(self.cursor.0)
    }

    pub(super) fn input(&mut self, input: &Input) -> Option<Vec<Ask>> {
        match letter(input) {
            Some('v') if self.verified == Some(Loaded::Waiting) => Some(Vec::new()),
            Some('v') => {
                self.verified = Some(Loaded::Waiting);
                Some(vec![Ask::VerifyAudit])
            }
            Some('r') => Some(vec![Ask::Audit]),
            _ if matches!(input, Input::Back | Input::Next) => None,
            _ => {
                self.cursor.input(input, self.entries.ready().map_or(0, |(entries, _)| entries.len()));
                Some(Vec::new())
            }
        }
    }

    pub(super) fn take(&mut self, answer: Answer) -> Vec<Ask> {
        match answer {
            Answer::Audit(entries) => self.entries = entries.into(),
            Answer::Verified(verified) => self.verified = Some(verified.into()),
            _ => {}
        }
        Vec::new()
    }
}
