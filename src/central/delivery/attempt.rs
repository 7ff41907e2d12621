use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::Event;
use crate::central::{Client, Clock, Sent};
use crate::store::{BACKOFF_CAP, Queue, Retry, StoreError, backoff, crash_point};

/// Cases on their way at the same time. More gain nothing against a service that stores
/// what it receives, and cost memory.
pub(super) const AT_ONCE: usize = 4;

/// An attempt that has come to its end.
pub(super) struct Landed {
    pub(super) id: Uuid,
    pub(super) attempts: u32,
    pub(super) sent: Sent,
}

/// Starts one attempt, to be driven by the caller. `None` for a case that does not wait any more,
/// and for one whose bytes are damaged: that is said, and nothing is sent.
pub(super) fn start(
    queue: &mut Queue,
    client: &Client,
    clock: &Clock,
    id: Uuid,
    until: Instant,
    tell: &mut dyn FnMut(Event),
) -> Result<Option<impl Future<Output = Landed> + Send + use<>>, StoreError> {
    let outgoing = match queue.load(id) {
        Ok(Some(outgoing)) => outgoing,
        Ok(None) => return Ok(None),
        Err(error @ StoreError::Damaged) => {
            tell(Event::StoreTrouble(error));
            let later = clock() + SignedDuration::try_from(BACKOFF_CAP).unwrap_or_default();
            let retry = Retry { error: "damaged".into(), next_attempt_at: later, hold_until: None };
            queue.put_back(id, &retry)?;
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    // A full disk must not keep a case from leaving: the mark is for the eye only.
    if let Err(error) = queue.begin_attempt(id, clock()) {
        tell(Event::StoreTrouble(error));
    }
    crash_point("attempt-marked");
    let attempts = outgoing.attempts.saturating_add(1);
    tell(Event::Sending { id, attempt: attempts });
    let client = client.clone();
    let within = until.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
    Ok(Some(async move {
        let sent = client.submit(outgoing, within).await;
        Landed { id, attempts, sent }
    }))
}

/// Writes down what became of an attempt and says so. Trouble with the store changes
/// nothing about what the service knows: the case is tried again under the same key.
pub(super) fn settle(queue: &mut Queue, landed: Landed, now: Timestamp, tell: &mut dyn FnMut(Event)) {
    crash_point("reply-read");
    let Landed { id, attempts, sent } = landed;
    let (event, written) = match sent {
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
    };
    tell(event);
    if let Err(error) = written {
        tell(Event::StoreTrouble(error));
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
