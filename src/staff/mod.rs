//! Who may work at the counter.

mod member;

pub use member::{PRACTICE_ID, PRACTICE_PIN, Role, Staff, is_staff_id};
