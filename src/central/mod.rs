//! The central service: what goes over the wire, the client, delivery of the queue, and a
//! sandbox that plays the service on this machine. Nothing here knows SQL.

mod client;
mod clock;
pub mod delivery;
mod endpoint;
mod reply;
mod retry_after;
pub mod sandbox;
mod settings;
mod token;
pub mod wire;

pub use client::{Client, Fault};
pub use clock::{Clock, system_clock};
pub use reply::Sent;
pub use settings::{OneOrMany, Settings, Timeouts};
