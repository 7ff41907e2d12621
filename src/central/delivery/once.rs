use std::time::{Duration, Instant};

use uuid::Uuid;

use super::Event;
use super::pass::{Tally, pass};
use super::pause::Pause;
use crate::central::{Client, Clock};
use crate::store::{CaseRecord, Queue, State, StoreError};

/// How often another sender's work, or a pause, is looked at again.
const LOOK: Duration = Duration::from_millis(50);

/// What became of one case within the time given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The case as it stands now.
    pub record: CaseRecord,
    /// Another kiosk on this data directory was sending all the while.
    pub other_sender: bool,
}

/// Delivers one case: a single attempt, or with `insist` as many as fit before `until`.
/// While another process sends, its work counts as well.
pub async fn deliver_one(
    queue: &mut Queue,
    client: &Client,
    clock: &Clock,
    id: Uuid,
    until: Instant,
    insist: bool,
    tell: &mut dyn FnMut(Event),
) -> Result<Delivery, StoreError> {
    let mut other_sender = false;
    loop {
        let record = queue.get(id)?.ok_or(StoreError::UnknownCase)?;
        if !record.state.is_waiting() || Instant::now() >= until {
            return Ok(Delivery { record, other_sender });
        }
        let Some(lock) = queue.dir().lock_sender()? else {
            other_sender = true;
            rest(LOOK, until).await;
            continue;
        };
        other_sender = false;
        queue.put_back_abandoned()?;
        let tally = pass(queue, client, clock, [id], until, tell).await?;
        drop(lock);
        let record = queue.get(id)?.ok_or(StoreError::UnknownCase)?;
        let settled = settled_state(&record, &tally);
        if settled || !insist {
            return Ok(Delivery { record, other_sender });
        }
        if tally.unauthorized.is_some() {
            stand_still(client, until).await;
        } else {
            rest(pause_before(&record, clock), until).await;
        }
    }
}

/// Whether the case is settled, also where the store could not write it down.
fn settled_state(record: &CaseRecord, tally: &Tally) -> bool {
    !record.state.is_waiting() || tally.delivered + tally.refused > 0
}

/// Tries every waiting case at once, except where a Retry-After still runs. With `insist`,
/// goes round until none is left or `until` has come. `None` when another process was
/// sending until then.
pub async fn send_all(
    queue: &mut Queue,
    client: &Client,
    clock: &Clock,
    until: Option<Instant>,
    insist: bool,
    tell: &mut dyn FnMut(Event),
) -> Result<Option<Tally>, StoreError> {
    let limit = until.unwrap_or_else(|| Instant::now() + Duration::from_hours(24));
    let patience = until.unwrap_or_else(|| Instant::now() + Duration::from_secs(5));
    let Some(_lock) = lock_until(queue, patience).await? else { return Ok(None) };
    queue.put_back_abandoned()?;
    let mut sum = Tally::default();
    let mut first = true;
    loop {
        let now = clock();
        let waiting = queue.waiting()?;
        let due =
            waiting.iter().filter(|case| case.hold_is_over(now) && (first || case.backoff_is_over(now)));
        let due: Vec<Uuid> = due.map(|case| case.id).collect();
        first = false;
        let tally = pass(queue, client, clock, due, limit, tell).await?;
        sum.delivered += tally.delivered;
        sum.refused += tally.refused;
        sum.last_error = tally.last_error.or(sum.last_error);
        sum.unauthorized = tally.unauthorized;
        let left = queue.waiting()?;
        if !insist || left.is_empty() || Instant::now() >= limit {
            return Ok(Some(sum));
        }
        if sum.unauthorized.is_some() {
            stand_still(client, limit).await;
            continue;
        }
        let next = left.iter().map(|case| pause_before(case, clock)).min().unwrap_or(LOOK);
        rest(next, limit).await;
    }
}

async fn lock_until(queue: &Queue, until: Instant) -> Result<Option<crate::store::SenderLock>, StoreError> {
    loop {
        if let Some(lock) = queue.dir().lock_sender()? {
            return Ok(Some(lock));
        }
        if Instant::now() >= until || queue.waiting()?.is_empty() {
            return Ok(None);
        }
        rest(LOOK, until).await;
    }
}

/// How long a case still pauses: its back-off or the service's Retry-After.
fn pause_before(case: &CaseRecord, clock: &Clock) -> Duration {
    let now = clock();
    let left = |over: bool, until: Option<jiff::Timestamp>| match until {
        Some(until) if !over => Duration::try_from(until.duration_since(now)).unwrap_or_default(),
        _ => Duration::ZERO,
    };
    left(case.backoff_is_over(now), case.next_attempt_at)
        .max(left(case.hold_is_over(now), case.hold_until))
        .max(LOOK)
}

/// While the service does not let this kiosk in.
async fn stand_still(client: &Client, until: Instant) {
    let pause = Pause::new(client);
    while !pause.is_over(client) && Instant::now() < until {
        rest(LOOK, until).await;
    }
}

async fn rest(pause: Duration, until: Instant) {
    tokio::time::sleep(pause.min(until.saturating_duration_since(Instant::now()))).await;
}

impl Delivery {
    /// Whether the service has the case.
    pub fn is_delivered(&self) -> bool {
        self.record.state == State::Delivered
    }
}
