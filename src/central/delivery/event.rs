use jiff::Timestamp;
use uuid::Uuid;

use crate::store::{Receipt, Status, StoreError};
use crate::verification::registration::Registration;

/// What delivery did or noticed; for the screen, the log and the command line.
#[derive(Debug)]
pub enum Event {
    /// An attempt at a case began.
    Sending {
        /// The case.
        id: Uuid,
        /// Which attempt, from 1.
        attempt: u32,
    },
    /// The service has the case; its evidence is gone from here.
    Delivered {
        /// The case.
        id: Uuid,
        /// The service's receipt.
        receipt: Receipt,
    },
    /// The case waits for its next attempt.
    PutBack {
        /// The case.
        id: Uuid,
        /// Stable code of the failure.
        error: String,
        /// When it is tried again.
        next_attempt_at: Timestamp,
    },
    /// The service refused the case for good.
    Refused {
        /// The case.
        id: Uuid,
        /// Stable code of the refusal.
        error: String,
        /// Reason codes.
        reasons: Vec<String>,
    },
    /// The service said something new about a delivered case.
    Verdict {
        /// The case.
        id: Uuid,
        /// Where it stands.
        status: Status,
        /// Reason codes, when it is rejected.
        reasons: Vec<String>,
        /// What it says is registered; to be shown, never kept.
        registration: Option<Registration>,
    },
    /// The service does not let this kiosk in; nothing is sent until the token changes or
    /// the slowest back-off is over. The manager is to be told.
    Paused {
        /// Stable code (`http-401`, `http-403`, `secret-file`).
        error: String,
    },
    /// Sending goes on after a pause.
    Resumed,
    /// The service answers.
    ServiceUp,
    /// The service does not answer.
    ServiceDown {
        /// Stable code of the failure.
        error: String,
    },
    /// The service opens cases with another key than those of kiosk.toml. To be shouted.
    RecipientMismatch {
        /// What it announces.
        announced: String,
    },
    /// The service's clock is ahead of (or, negative, behind) this one.
    ClockSkew {
        /// By how many seconds.
        seconds: i64,
    },
    /// How many cases wait now, and when the next one is due.
    Waiting {
        /// Cases that have still to reach the service.
        cases: usize,
        /// The earliest next attempt.
        next_attempt_at: Option<Timestamp>,
    },
    /// The data directory failed; cases stay where they are.
    StoreTrouble(StoreError),
}
