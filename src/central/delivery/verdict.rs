use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::central::wire::StatusBody;
use crate::central::{Client, Fault};

/// Longest single long poll.
const LONGEST_POLL: Duration = Duration::from_secs(25);
/// Shortest time between two questions, however fast the service answers.
const SHORTEST_ROUND: Duration = Duration::from_millis(500);
/// What a reply may take beyond the wait that was asked for.
const GRACE: Duration = Duration::from_secs(10);

/// Asks for the verdict on a delivered case until it is final or `until` has come. Gives the
/// last thing that the service said, and hands everything new that it says to `hear` at once; a
/// service that says nothing is asked again.
pub async fn await_verdict(
    client: &Client,
    id: Uuid,
    until: Instant,
    mut hear: impl FnMut(&StatusBody),
) -> Option<StatusBody> {
    let mut last = None;
    let mut pause = SHORTEST_ROUND;
    loop {
        let began = Instant::now();
        let left = until.saturating_duration_since(began);
        if left.is_zero() {
            return last;
        }
        // Half a second less, so that an answer at the last moment still arrives in time.
        let wait = left.saturating_sub(SHORTEST_ROUND).min(LONGEST_POLL);
        match client.status(id, wait, left.min(wait + GRACE)).await {
            Ok(body) => {
                if last.as_ref() != Some(&body) {
                    hear(&body);
                }
                if body.status.is_final() {
                    return Some(body);
                }
                last = Some(body);
                pause = SHORTEST_ROUND;
            }
            Err(Fault::NotFound | Fault::NoAnswer(_) | Fault::Unauthorized(_)) => {
                pause = (pause * 2).min(LONGEST_POLL);
            }
        }
        let rest = pause.saturating_sub(began.elapsed()).min(until.saturating_duration_since(Instant::now()));
        tokio::time::sleep(rest).await;
    }
}
