//! The case list of today, from the queue's records.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::counter::{CaseEntry, CaseStanding, Rejection};
use crate::store::{CaseRecord, Queue, State, Status, StoreError};

/// The cases of the store's today, and the rejected ones of before, the newest first.
pub(super) fn of_today(queue: &Queue, now: Timestamp) -> Result<Vec<CaseEntry>, StoreError> {
    let zone = super::store_zone();
    let morning = now.to_zoned(zone.clone()).start_of_day().map(|start| start.timestamp());
    let since = morning.unwrap_or_else(|_| now.saturating_sub(24.hours()).unwrap_or(now));
    let corrected = queue.corrected()?;
    let entry = |record: CaseRecord| entry(&record, corrected.contains(&record.id), &zone);
    let earlier = |case: &CaseEntry, zone: &TimeZone| {
        case.at.to_zoned(zone.clone()).is_ok_and(|at| at.timestamp() < since)
    };
    let mut cases: Vec<CaseEntry> = queue.recent(since)?.into_iter().map(entry).collect();
    cases.retain(|case| case.standing != CaseStanding::Corrected || !earlier(case, &zone));
    Ok(cases)
}

fn entry(record: &CaseRecord, corrected: bool, zone: &TimeZone) -> CaseEntry {
    CaseEntry {
        id: record.id,
        at: record.created_at.to_zoned(zone.clone()).datetime(),
        receipt_number: record.receipt_number.clone(),
        services: record.services.clone(),
        documents: record.documents.clone(),
        standing: standing(record, corrected),
        rejection: Rejection::of(&record.reasons),
    }
}

fn standing(record: &CaseRecord, corrected: bool) -> CaseStanding {
    match (record.state, record.status) {
        (State::Queued | State::Sending, _) => CaseStanding::Waiting,
        (State::Refused, _) => CaseStanding::Refused,
        (State::Delivered, Some(Status::Rejected)) if corrected => CaseStanding::Corrected,
        (State::Delivered, Some(Status::Rejected)) => CaseStanding::Rejected,
        (State::Delivered, Some(Status::Accepted)) => CaseStanding::Accepted,
        (State::Delivered, Some(Status::InReview)) => CaseStanding::InReview,
        (State::Delivered, Some(Status::Received) | None) => CaseStanding::Received,
    }
}
