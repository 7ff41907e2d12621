use crate::counter::list::Cursor;
use crate::counter::message::Input;
use crate::text::Message as Sentence;

use super::exchange::{Answer, Ask, Loaded};
use super::letter;

/// Where a setting's value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingOrigin {
    /// Nobody set it.
    Default,
    /// That line of kiosk.toml.
    File(usize),
    /// Its environment variable.
    Environment,
}

/// One key of kiosk.toml.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The key, as `section.key`.
    pub key: String,
    /// Its value as in the file; `None` where it is not set and has no default.
    pub value: Option<String>,
    /// Where the value comes from.
    pub origin: SettingOrigin,
    /// The environment variable that goes before the file.
    pub variable: String,
    /// Whether a change only counts after a restart.
    pub restart: bool,
}

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsList {
    /// The file.
    pub file: String,
    /// Every key, in the order of the schema.
    pub settings: Vec<Setting>,
    /// Keys that were changed since the start and wait for a restart.
    pub pending: Vec<String>,
}

/// Something that a check found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it keeps the file from taking effect; else it should be known.
    pub wrong: bool,
    /// File, line and column, as far as known.
    pub place: String,
    /// The line that it stands in.
    pub line: Option<Marked>,
    /// What is wrong and what to do.
    pub sentence: Sentence,
}

/// A line of a file with what is wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The line.
    pub text: String,
    /// Characters before what is wrong.
    pub start: usize,
    /// Characters of it, at least one.
    pub len: usize,
}

/// kiosk.toml, and what a check of all files found.
#[derive(Debug, Default)]
pub struct SettingsPage {
    /// The settings.
    pub list: Loaded<Result<SettingsList, Vec<Finding>>>,
    /// The setting in focus.
    pub cursor: Cursor,
    /// What the check found, while that is shown.
    pub checked: Option<Loaded<Vec<Finding>>>,
    /// The finding in focus.
    pub finding: Cursor,
}

impl SettingsPage {
    /// The setting in focus.
    pub fn focused(&self) -> Option<&Setting> {
        self.list.ready()?.as_ref().ok()?.settings.get(self.cursor.0)
    }

    pub(super) fn input(&mut self, input: &Input) -> Option<Vec<Ask>> {
        if letter(input) == Some('c') {
            if self.checked == Some(Loaded::Waiting) {
                return Some(Vec::new());
            }
            (self.checked, self.finding) = (Some(Loaded::Waiting), Cursor::default());
            return Some(vec![Ask::Check]);
        }
        match (input, &self.checked) {
            (Input::Back | Input::Next, None) => None,
            (Input::Back | Input::Next, Some(_)) => {
                self.checked = None;
                Some(vec![Ask::Settings])
            }
            (_, Some(checked)) => {
                self.finding.input(input, checked.ready().map_or(0, Vec::len));
                Some(Vec::new())
            }
            (_, None) => {
                let list = self.list.ready().and_then(|list| list.as_ref().ok());
                self.cursor.input(input, list.map_or(0, |list| list.settings.len()));
                Some(Vec::new())
            }
        }
    }

    pub(super) fn take(&mut self, answer: Answer) -> Vec<Ask> {
        match answer {
            Answer::Settings(list) => self.list = Loaded::Ready(list),
            // One that was closed meanwhile stays closed.
            Answer::Checked(findings) if self.checked.is_some() => {
                self.checked = Some(Loaded::Ready(findings));
            }
            _ => {}
        }
        Vec::new()
    }
}
