use std::collections::VecDeque;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use uuid::Uuid;

use super::{Event, attempt};
use crate::central::{Client, Clock, Sent};
use crate::store::{Queue, StoreError, crash_point};

/// Cases on their way at the same time. More gain nothing against a service that stores
/// what it receives, and cost memory.
const AT_ONCE: usize = 4;
/// So many time-outs in a row, with nothing delivered in between, and the service hangs: what is
/// left is not tried in this pass.
const HANGS_AFTER: u32 = 8;

/// What a pass over the queue did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cases with a receipt.
    pub delivered: u64,
    /// Cases refused for good.
    pub refused: u64,
    /// The service does not let this kiosk in.
    pub unauthorized: Option<String>,
    /// The last failure.
    pub last_error: Option<String>,
}

struct Landed {
    id: Uuid,
    attempts: u32,
    sent: Sent,
}

/// Sends cases, oldest first and several at once, until all were tried once or `until` has
/// come. The caller holds the sender lock. Stops early only when the service does not let the
/// kiosk in or plainly hangs; one bad case holds nobody up.
pub(super) async fn pass(
    queue: &mut Queue,
    client: &Client,
    clock: &Clock,
    ids: impl IntoIterator<Item = Uuid>,
    until: Instant,
    tell: &mut dyn FnMut(Event),
) -> Result<Tally, StoreError> {
    let mut waiting: VecDeque<Uuid> = ids.into_iter().collect();
    let mut flights = JoinSet::new();
    let mut tally = Tally::default();
    let mut timeouts = 0;
    loop {
        let stopped = tally.unauthorized.is_some() || timeouts >= HANGS_AFTER;
        while !stopped && flights.len() < AT_ONCE && Instant::now() < until {
            let Some(id) = waiting.pop_front() else { break };
            take_off(queue, client, clock, id, until, &mut flights, tell)?;
        }
        let Some(landed) = flights.join_next().await else { return Ok(tally) };
        let Ok(Landed { id, attempts, sent }) = landed else { continue };
        match &sent {
            Sent::Received(_) => (tally.delivered, timeouts) = (tally.delivered + 1, 0),
            Sent::Refused { .. } => (tally.refused, timeouts) = (tally.refused + 1, 0),
            Sent::Unauthorized { error } => tally.unauthorized = Some(error.clone()),
            Sent::NotYet { error, .. } => {
                timeouts = if error == "timed-out" { timeouts + 1 } else { 0 };
                tally.last_error = Some(error.clone());
            }
        }
        let (event, written) = attempt::settle(queue, id, attempts, sent, clock());
        tell(event);
        if let Err(error) = written {
            tell(Event::StoreTrouble(error));
        }
    }
}

/// Starts one attempt. A case that does not wait any more is passed over; one whose bytes
/// are damaged is said and not sent.
fn take_off(
    queue: &mut Queue,
    client: &Client,
    clock: &Clock,
    id: Uuid,
    until: Instant,
    flights: &mut JoinSet<Landed>,
    tell: &mut dyn FnMut(Event),
) -> Result<(), StoreError> {
    let outgoing = match queue.load(id) {
        Ok(Some(outgoing)) => outgoing,
        Ok(None) => return Ok(()),
        Err(error @ StoreError::Damaged) => {
            tell(Event::StoreTrouble(error));
            return Ok(());
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
    flights.spawn(async move {
        let sent = client.submit(outgoing, within).await;
        Landed { id, attempts, sent }
    });
    Ok(())
}
