//! The counter's rules: dated data (`kiosk-config/policy/*.toml`) and their pure assessment.
//! No clock here: the day is an argument.

mod assess;
mod changes;
mod check;
mod documents;
mod rules;
mod set;
mod validate;
mod warnings;

pub use assess::{Assessment, Demand, Shot, Verdict, assess, assess_demanding};
pub use changes::NextChange;
pub use check::{Checked, Wrong, check};
pub use documents::{DocumentEntry, Standing, auxiliaries_for, document_list};
pub use rules::*;
pub use set::{InForce, PolicySet};
pub use warnings::{DAYS_AHEAD, Warning};
