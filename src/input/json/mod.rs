//! A strict, bounded JSON reader that knows where everything stands.
//!
//! `serde_json` tells line and column, but neither the key nor a duplicate of one, and it quotes
//! what it did not expect. This reader names the key, refuses duplicates and trailing data, and
//! bounds depth, count and length, so that no file costs more than its own size.

mod text;
mod tree;

pub use text::decode_utf8;
pub use tree::{Entry, Json, Node, parse_json};
