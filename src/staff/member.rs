use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// What a member of staff may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Serves customers.
    Staff,
    /// And opens the manager's screens.
    Manager,
}

impl Role {
    /// Both, the lesser first.
    pub const ALL: &[Self] = &[Self::Staff, Self::Manager];

    /// As written in staff.toml; the text is `role-<role>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Manager => "manager",
        }
    }
}

/// Who works at the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Staff id, as sent with every case and kept in the audit trail.
    pub id: String,
    /// Name on the screen; never sent, never in the audit trail.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl Staff {
    /// The invented manager of practice.
    pub fn practice() -> Self {
        Self { id: PRACTICE_ID.to_owned(), name: "練習 店長".to_owned(), role: Role::Manager }
    }
}

/// Staff id of practice.
pub const PRACTICE_ID: &str = "900";
/// PIN of practice, shown on its lock screen.
pub const PRACTICE_PIN: &str = "2580";

/// A staff id as it is compared: an input method's letters and digits are the keyboard's.
pub fn folded(id: &str) -> String {
    id.trim().nfkc().collect()
}

/// Whether a text can be a staff id: 1 to 32 letters, digits, `-`, `_` or `.`.
pub fn is_staff_id(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !text.is_empty() && text.chars().count() <= 32 && text.chars().all(plain)
}
