use std::collections::VecDeque;
use std::time::Instant;

use tokio::task::JoinSet;
use uuid::Uuid;

use super::Event;
use super::attempt::{self, AT_ONCE, Landed};
use super::unwiped::Unwiped;
use crate::central::{Client, Clock, Sent};
use crate::store::{Queue, StoreError};

/// So many time-outs in a row, with nothing delivered in between, and the service hangs: what is
/// left is not tried in this pass.
const HANGS_AFTER: u32 = 8;

/// How often the log is tried again at the end of a pass while a reader holds it.
const LINGER: u32 = 4;

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
    let mut flights: JoinSet<Landed> = JoinSet::new();
    let mut tally = Tally::default();
    let (mut timeouts, mut unwiped) = (0, Unwiped::default());
    loop {
        let stopped = tally.unauthorized.is_some() || timeouts >= HANGS_AFTER;
        while !stopped && flights.len() < AT_ONCE && Instant::now() < until {
            let Some(id) = waiting.pop_front() else { break };
            if let Some(attempt) = attempt::start(queue, client, clock, id, until, tell)? {
                flights.spawn(attempt);
            }
        }
        // What was delivered leaves nothing behind in the log, sealed as it is.
        unwiped.empty_due(queue, flights.is_empty());
        let landed = tokio::select! {
            landed = flights.join_next() => landed,
            () = unwiped.overdue() => continue,
        };
        let Some(landed) = landed else {
            linger(queue, &mut unwiped).await;
            return Ok(tally);
        };
        let Ok(landed) = landed else { continue };
        match &landed.sent {
            Sent::Received(_) => (tally.delivered, timeouts) = (tally.delivered + 1, 0),
            Sent::Refused { .. } => (tally.refused, timeouts) = (tally.refused + 1, 0),
            Sent::Unauthorized { error } => tally.unauthorized = Some(error.clone()),
            Sent::NotYet { error, .. } => {
                timeouts = if error == "timed-out" { timeouts + 1 } else { 0 };
                tally.last_error = Some(error.clone());
            }
        }
        if matches!(landed.sent, Sent::Received(_)) {
            unwiped.add();
        }
        attempt::settle(queue, landed, clock(), tell);
    }
}

/// Gives a reader that holds the log a moment to let go of it.
async fn linger(queue: &Queue, unwiped: &mut Unwiped) {
    for _ in 0..LINGER {
        if unwiped.is_empty() {
            return;
        }
        unwiped.overdue().await;
        unwiped.empty_due(queue, true);
    }
}
