//! What the counter asks the world to do.

use zeroize::Zeroizing;

use crate::store::Submission;
use crate::store::audit::Action;
use crate::vision::geometry::Quad;

use super::manager::Ask;
use super::photo::{Unmasked, Wanted};

/// One request to the runtime; its answer comes back as a message.
pub enum Effect {
    /// Ask the central service for a reservation.
    LoadReservation(String),
    /// Take the photograph now.
    TakeStill(Wanted),
    /// Make the case list of today anew.
    ListCases,
    /// Let the sample camera show its next picture.
    NextSample,
    /// Seal the case, make it durable, then deliver it.
    Send(u64, Box<Submission>),
    /// Cover these parts of the still of that number for good, then make what is sealed of it.
    Cover(u64, Box<Unmasked>, Vec<Quad>),
    /// Note that a photograph was destroyed because a My Number was visible.
    NoteDestroyed(Wanted),
    /// Look up who may sign in.
    LookForStaff,
    /// Check a staff id and a PIN.
    SignIn {
        /// Number of the attempt.
        attempt: u64,
        /// As typed.
        id: String,
        /// As typed.
        pin: Zeroizing<String>,
    },
    /// Note a deed in the audit trail: ids and codes only.
    Record {
        /// What was done.
        action: Action,
        /// By whom.
        staff: Option<String>,
        /// How.
        codes: Vec<String>,
    },
    /// What a page of the manager's screens asks for.
    Manage(Ask),
    /// Let the sandbox answer again, which was away for practice.
    BringServiceBack,
    /// Close the counter, and open it for practice.
    Practise,
    /// Leave the program.
    Quit,
}
