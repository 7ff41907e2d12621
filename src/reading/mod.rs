//! What a document says: its lines of text, read on this machine.
//!
//! One rectified still goes [`Reader`] -> [`Reading`] (lines with their places). Everything
//! here but [`Models::load`] is pure. It advises: what could not be read is unknown, and
//! never "not there".

mod alphabet;
mod boxes;
mod dates;
mod detector;
mod digits;
mod document;
mod enclosing;
pub mod fields;
mod line;
pub mod masks;
mod models;
mod mrz;
pub mod my_number;
mod page;
mod reader;
mod recogniser;
mod watermarks;

pub use document::{Said, read};
pub use line::{Glyph, Line, Reading};
pub use models::{ModelError, Models};
pub use reader::{ReadError, Reader};

#[cfg(test)]
mod secrecy_tests;
