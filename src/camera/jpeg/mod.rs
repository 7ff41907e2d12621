//! The outside of a JPEG: its segments, without decoding anything.
//!
//! Cameras hand over Motion JPEG frames with more behind them (the rest of the buffer, often
//! the tail of an older frame) and without the tables that every such frame would repeat.

#[cfg(test)]
pub(crate) mod fixtures;
mod segments;
mod tables;

pub use segments::{end, size};
pub use tables::with_tables;
