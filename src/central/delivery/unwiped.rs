//! When the log is emptied of what delivered cases left in it.

use std::time::{Duration, Instant};

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

    /// Whether to empty the log now; `last` when nothing more is on its way. From then on nothing is left.
    pub(super) fn take_due(&mut self, last: bool) -> bool {
        let due = self.cases >= MOST
            || self.cases > 0 && last
            || self.since.is_some_and(|since| since.elapsed() >= LONGEST);
        if due {
            *self = Self::default();
        }
        due
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

    #[test]
    fn is_due_after_many_or_the_last_and_never_when_nothing_was_delivered() {
        let mut unwiped = Unwiped::default();
        assert!(!unwiped.take_due(true));
        unwiped.add();
        assert!(unwiped.take_due(true));
        assert!(!unwiped.take_due(true));
        for _ in 0..MOST {
            unwiped.add();
        }
        assert!(unwiped.take_due(false));
        assert!(!unwiped.take_due(true));
    }

    #[tokio::test]
    async fn few_are_not_left_for_long() {
        let mut unwiped = Unwiped { cases: 1, since: Instant::now().checked_sub(LONGEST) };
        unwiped.overdue().await;
        assert!(unwiped.take_due(false));
    }
}
