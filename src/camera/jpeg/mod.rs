//! JPEG as cameras send it: its segments without decoding anything, and a small picture of it in a
//! fraction of the time that the whole one takes.
//!
//! Cameras hand over Motion JPEG frames with more behind them (the rest of the buffer, often
//! the tail of an older frame) and without the tables that every such frame would repeat.

mod bits;
mod eighth;
#[cfg(test)]
pub(crate) mod fixtures;
mod segments;
mod tables;

pub use eighth::eighth;
pub use segments::{end, size};
pub use tables::with_tables;
