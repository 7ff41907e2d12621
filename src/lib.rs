//! The counter kiosk: photograph a customer's identity document, apply the counter's own
//! rules, seal the result to the central service and deliver it exactly once.
//!
//! Modules are listed from the top of the house to its foundation; each may use only
//! those below it. One photograph is followed through
//! [`camera`] -> [`vision`] -> [`counter`] -> [`store`] -> [`central`].

pub mod camera;
pub mod central;
pub mod cli;
pub mod config;
pub mod counter;
pub mod input;
pub mod policy;
pub mod reading;
pub mod reason;
pub mod runtime;
pub mod staff;
pub mod store;
pub mod text;
pub mod tui;
pub mod verification;
pub mod vision;
