//! What survives a power cut: the sealed queue, the audit chain and the data directory.
//!
//! A case comes in as a [`Submission`] (plain, in memory), becomes a [`SealedCase`] that
//! nothing on the kiosk can open, and is queued in one durable transaction by
//! [`Queue::enqueue`]. Nothing here knows HTTP; `central` does the sending.

pub mod audit;
mod backoff;
mod crash_point;
mod data_dir;
mod error;
mod harden;
mod manifest;
mod queue;
mod sealing;
mod settings;
mod status;
mod submission;

pub use audit::hex;
pub use backoff::{BACKOFF_CAP, HOLD_CAP, backoff, is_due};
pub use crash_point::crash_point;
pub use data_dir::{DataDir, InstanceLock, SenderLock};
pub use error::StoreError;
pub use harden::harden;
pub use manifest::{Manifest, ManifestPart};
pub use queue::{
    Capacity, CaseRecord, Damage, Opened, Outgoing, Queue, Retry, State, TYPICAL_CASE_BYTES, is_case_id,
};
pub use sealing::{RecipientError, Recipients, SealError, SealedCase, SealedPart, seal};
pub use settings::Settings;
pub use status::{Receipt, Status};
pub use submission::{CaptureFacts, Origin, Photo, Searched, Submission};
