//! What the counter asks the world to do.

use crate::store::Submission;
use crate::vision::geometry::Quad;

use super::photo::{Unmasked, Wanted};

/// One request to the runtime; its answer comes back as a message.
pub enum Effect {
    /// Ask the central service for a reservation.
    LoadReservation(String),
    /// Take the photograph now.
    TakeStill(Wanted),
    /// Let the sample camera show its next picture.
    NextSample,
    /// Seal the case, make it durable, then deliver it.
    Send(u64, Box<Submission>),
    /// Cover these parts of the still of that number for good, then make what is sealed of it.
    Cover(u64, Box<Unmasked>, Vec<Quad>),
    /// Note that a photograph was destroyed because a My Number was visible.
    NoteDestroyed(Wanted),
    /// Leave the program.
    Quit,
}
