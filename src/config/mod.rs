//! `kiosk-config/kiosk.toml`: what a manager sets, checked key by key.
//!
//! Each part of the house defines its own section; here they are put together, read from the
//! file, overridden from the environment, and refused with a place and a remedy.

mod environment;
mod load;
mod origin;
mod sections;

pub use load::{FILE, Loaded, load};
pub use origin::{Origin, Setting, explain, is_taken_over, keys};
pub use sections::{Config, Kiosk, Level, Log, PolicySection, Store, Theme};
