//! Delivery of the queue: one attempt at a case, a pass over all that wait, and the courier
//! that keeps at it in the background.

mod attempt;
mod courier;
mod event;
mod once;
mod pass;
mod pause;
mod unwiped;
mod verdict;

pub use courier::{Courier, CourierHandle};
pub use event::Event;
pub use once::{Delivery, deliver_one, send_all};
pub use pass::Tally;
pub use verdict::await_verdict;
