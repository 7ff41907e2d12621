//! The append-only record of who did what when: ids and codes, never personal data.
//!
//! Every entry is one JSON line that names the hash of the line before it; the hash of a
//! line is the SHA-256 of its bytes. The chain's head travels with every submission, so
//! that a cut-off tail is noticed by the service even where the kiosk's own copy was
//! rewritten from end to end.

mod chain;
mod entry;
mod verify;

pub use chain::GENESIS;
pub use chain::hex;
pub(super) use chain::{SCHEMA, append, head};
pub use entry::{Action, Entry, Line};
pub use verify::{FirstBad, Verified};
pub(super) use verify::{lines, verify};
