//! When the log is emptied of what delivered cases left in it.

use std::time::{Duration, Instant};

use crate::store::Queue;

/// So many delivered cases may leave their overwritten evidence in the log. Emptying it costs as
/// much as a case.
const MOST: u32 = 16;

/// However few they are, nothing stays longer than this while another case is on its way.
const LONGEST: Duration = Duration::from_millis(500);

/// Cases delivered since the log was emptied.
#[derive(Debug, Default)]
pub(super) struct Unwiped {
    cases: u32,
    since: Option<Instant>,
}

impl Unwiped {
    /// One more was delivered.
    pub(super) fn add(&mut self) {
        self.cases += 1;
        self.since.get_or_insert_with(Instant::now);
    }

    /// Empties the log if it is time for that; `last` when nothing more is on its way. What a reader holds up is
    /// tried again a while later.
    pub(super) fn empty_due(&mut self, queue: &Queue, last: bool) {
        self.empty_if_due(last, || queue.empty_log());
    }

    fn empty_if_due(&mut self, last: bool, empty: impl FnOnce() -> bool) {
        let due = self.cases >= MOST
            || self.cases > 0 && last
            || self.since.is_some_and(|since| since.elapsed() >= LONGEST);
        if due {
            let left = Self { since: Some(Instant::now()), ..*self };
            *self = if empty() { Self::default() } else { left };
        }
    }

    /// Whether the log holds nothing of delivered cases.
    pub(super) fn is_empty(&self) -> bool {
        self.cases == 0
    }

    /// Ends when the log is to be emptied whatever else happens; never while it holds nothing.
    pub(super) async fn overdue(&self) {
        match self.since {
            Some(since) => tokio::time::sleep(LONGEST.saturating_sub(since.elapsed())).await,
            None => std::future::pending().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the log was to be emptied; it is, unless a reader holds it.
    fn empties(unwiped: &mut Unwiped, last: bool, free: bool) -> bool {
        let mut asked = false;
        unwiped.empty_if_due(last, || {
            asked = true;
            free
        });
        asked
    }

    #[test]
    fn is_due_after_many_or_the_last_and_never_when_nothing_was_delivered() {
        let mut unwiped = Unwiped::default();
        assert!(!empties(&mut unwiped, true, true));
        unwiped.add();
        assert!(empties(&mut unwiped, true, true));
        assert!(!empties(&mut unwiped, true, true));
        for _ in 0..MOST {
            unwiped.add();
        }
        assert!(empties(&mut unwiped, false, true));
        assert!(!empties(&mut unwiped, true, true));
    }

    #[test]
    fn what_a_reader_holds_up_is_not_forgotten() {
        let mut unwiped = Unwiped::default();
        unwiped.add();
        assert!(empties(&mut unwiped, true, false));
        assert!(!unwiped.is_empty());
        assert!(!empties(&mut unwiped, false, true), "not before a while has passed");
        assert!(empties(&mut unwiped, true, true));
        assert!(unwiped.is_empty());
    }

    #[tokio::test]
    async fn few_are_not_left_for_long() {
        let mut unwiped = Unwiped { cases: 1, since: Instant::now().checked_sub(LONGEST) };
        unwiped.overdue().await;
        assert!(empties(&mut unwiped, false, true));
    }
}
