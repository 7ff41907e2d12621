//! One customer's case: what was ordered, by whom, on which evidence.

pub mod case;
pub mod dates;
pub mod lines;
pub mod matching;
pub mod my_number;
pub mod order;
mod parse;
pub mod registration;
pub mod schema;
