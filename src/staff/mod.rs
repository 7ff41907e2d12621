//! Who may work at the counter: staff.toml, PINs, and the pauses after wrong ones.

mod attempts;
mod change;
mod command;
mod error;
mod file;
mod member;
mod pin;
mod roll;

pub use attempts::Attempts;
pub use change::{Change, codes};
pub use command::{FIRST_MANAGER, command};
pub use error::StaffError;
pub use file::{edit, load, path};
pub use member::{PRACTICE_ID, PRACTICE_PIN, Role, Staff, folded, is_staff_id};
pub use pin::{Pin, PinError};
pub use roll::{Member, Roll, Verdict, without_hashes};
