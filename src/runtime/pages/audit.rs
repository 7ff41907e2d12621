use std::collections::VecDeque;

use crate::counter::manager::Answer;
use crate::store::Queue;
use crate::store::audit::Line;

/// Entries that the page shows at most; `kiosk audit export` has them all.
const NEWEST: usize = 500;

/// The newest entries, newest first.
pub(crate) fn newest(queue: &Queue) -> Answer {
    let (mut newest, mut count) = (VecDeque::<Line>::new(), 0_u64);
    let read = queue.audit_lines(|line, _| {
        count += 1;
        // A line that is no entry any more is named when the trail is verified.
        let Ok(line) = serde_json::from_str(line) else { return };
        newest.push_front(line);
        newest.truncate(NEWEST);
    });
    Answer::Audit(read.map(|()| (newest.into(), count)).map_err(|error| error.message()))
}

/// Checks the trail from end to end.
pub(crate) fn verify(queue: &Queue) -> Answer {
    Answer::Verified(queue.verify_audit().map_err(|error| error.message()))
}
