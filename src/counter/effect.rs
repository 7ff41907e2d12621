//! What the counter asks the world to do.

use crate::store::Submission;

use super::photo::Wanted;

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
    /// Note that a photograph was destroyed because a My Number was visible.
    NoteDestroyed(Wanted),
    /// Leave the program.
    Quit,
}
