use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::Event;
use crate::central::Sent;
use crate::store::{Queue, Retry, StoreError, backoff, crash_point};

/// Writes down what became of an attempt and says so. Trouble with the store changes
/// nothing about what the service knows: the case is tried again under the same key.
pub(super) fn settle(
    queue: &mut Queue,
    id: Uuid,
    attempts: u32,
    sent: Sent,
    now: Timestamp,
) -> (Event, Result<(), StoreError>) {
    crash_point("reply-read");
    match sent {
        Sent::Received(receipt) => {
            let written = queue.delivered(id, &receipt, now);
            (Event::Delivered { id, receipt }, written)
        }
        Sent::Refused { error, reasons } => {
            let written = queue.refuse(id, &error, &reasons, now);
            (Event::Refused { id, error, reasons }, written)
        }
        Sent::Unauthorized { error } => put_back(queue, id, attempts, error, None, now),
        Sent::NotYet { error, pause } => put_back(queue, id, attempts, error, pause, now),
    }
}

fn put_back(
    queue: &mut Queue,
    id: Uuid,
    attempts: u32,
    error: String,
    pause: Option<Duration>,
    now: Timestamp,
) -> (Event, Result<(), StoreError>) {
    let own = now + SignedDuration::try_from(backoff(attempts, &mut rand::rng())).unwrap_or_default();
    let hold_until = pause.map(|pause| now + SignedDuration::try_from(pause).unwrap_or_default());
    let retry = Retry { error: error.clone(), next_attempt_at: own, hold_until };
    let written = queue.put_back(id, &retry);
    let next_attempt_at = hold_until.map_or(own, |hold| hold.max(own));
    (Event::PutBack { id, error, next_attempt_at }, written)
}
