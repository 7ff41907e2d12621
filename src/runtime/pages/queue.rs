use jiff::Timestamp;
use uuid::Uuid;

use crate::counter::manager::{Answer, QueueList};
use crate::store::{Queue, StoreError};

/// The cases: those that wait first, then the newest.
pub(crate) fn list(queue: &Queue) -> Answer {
    let read = || -> Result<QueueList, StoreError> {
        let mut cases = queue.list()?;
        cases.sort_by_key(|case| (!case.state.is_waiting(), std::cmp::Reverse(case.created_at)));
        Ok(QueueList { cases, capacity: queue.capacity()? })
    };
    Answer::Queue(read().map_err(|error| error.message()))
}

/// Takes a refused case off the list. One that still waits is never taken.
pub(crate) fn discard(queue: &mut Queue, id: Uuid, staff: Option<String>, now: Timestamp) -> Answer {
    Answer::Discarded(queue.discard(id, false, staff, now).map(|()| id).map_err(|error| error.message()))
}
