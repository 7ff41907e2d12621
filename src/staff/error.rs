use crate::input::BadInput;
use crate::text::Message;

use super::pin::PinError;

/// Why the staff could not be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffError {
    /// staff.toml can not be read as it is.
    File(BadInput),
    /// staff.toml can not be written by this user.
    NotWritable {
        /// The file.
        file: String,
        /// The system's reason.
        why: String,
    },
    /// Not a staff id.
    IdForm,
    /// Someone has that id, or had it.
    IdTaken {
        /// The id.
        id: String,
    },
    /// Nobody has that id.
    UnknownId {
        /// The id.
        id: String,
        /// The one that looks most like it.
        near: Option<String>,
    },
    /// No name, or too long a one.
    NameForm,
    /// The PIN is not taken.
    Pin(PinError),
    /// Nobody would be left to manage the kiosk.
    LastManager,
    /// No terminal to ask for a PIN.
    NoTerminal,
    /// The system gives no randomness or memory.
    System,
}

impl StaffError {
    /// What is wrong, and the remedy.
    pub fn message(&self) -> Message {
        match self {
            Self::File(bad) => bad.message.clone(),
            Self::NotWritable { file, why } => {
                Message::new("staff-not-writable").with("file", file.clone()).with("why", why.clone())
            }
            Self::IdForm => Message::new("staff-id-form"),
            Self::IdTaken { id } => Message::new("staff-id-taken").with("id", id.clone()),
            Self::UnknownId { id, near: None } => Message::new("staff-unknown").with("id", id.clone()),
            Self::UnknownId { id, near: Some(near) } => {
                Message::new("staff-unknown-near").with("id", id.clone()).with("near", near.clone())
            }
            Self::NameForm => Message::new("staff-name-form"),
            Self::Pin(error) => Message::new(error.sentence()),
            Self::LastManager => Message::new("staff-last-manager"),
            Self::NoTerminal => Message::new("staff-no-terminal"),
            Self::System => Message::new("staff-system"),
        }
    }
}

impl From<BadInput> for StaffError {
    fn from(bad: BadInput) -> Self {
        Self::File(bad)
    }
}

impl From<PinError> for StaffError {
    fn from(error: PinError) -> Self {
        Self::Pin(error)
    }
}
