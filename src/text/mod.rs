//! Every sentence a user sees, in Japanese and English.
//!
//! Code names a sentence by [`Message`] (an id and its arguments); the [`Catalogue`]
//! renders it. The sentences live in `kiosk-config/text/{ja,en}/*.ftl` (Fluent) and are
//! compiled in, so that an error can be told even where no configuration was found.

mod catalogue;
mod check;
mod message;

pub use catalogue::{Catalogue, CatalogueError, Language};
pub use check::{Flaw, check};
pub use message::Message;
