//! How long nobody pressed a key: when the screen locks, and when the customer is wiped.

use jiff::SignedDuration;
use jiff::civil::DateTime;

/// The last key, and how long may pass after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idle {
    lock_after: SignedDuration,
    wipe_after: SignedDuration,
    last_key: DateTime,
}

/// What the time since the last key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Somebody is at work.
    Nothing,
    /// The screen locks.
    Lock,
    /// And the customer is wiped.
    Wipe,
}

impl Idle {
    /// Counts from `now`. A wipe that would come before the lock comes with it.
    pub fn new(lock_minutes: u16, wipe_minutes: u16, now: DateTime) -> Self {
        let minutes = |minutes: u16| SignedDuration::from_mins(i64::from(minutes.max(1)));
        Self { lock_after: minutes(lock_minutes), wipe_after: minutes(wipe_minutes), last_key: now }
    }

    /// Somebody pressed a key.
    pub fn key(&mut self, now: DateTime) {
        self.last_key = now;
    }

    /// What is due. A clock that is set back starts the time anew, as what passed is not known.
    pub fn due(&mut self, now: DateTime) -> Due {
        self.last_key = self.last_key.min(now);
        match now.duration_since(self.last_key) {
            idle if idle >= self.wipe_after => Due::Wipe,
            idle if idle >= self.lock_after => Due::Lock,
            _ => Due::Nothing,
        }
    }

    /// When the screen locks, unless a key is pressed.
    pub fn locks_at(&self) -> DateTime {
        self.last_key.saturating_add(self.lock_after.min(self.wipe_after))
    }

    /// When the customer is wiped, unless a key is pressed.
    pub fn wipes_at(&self) -> DateTime {
        self.last_key.saturating_add(self.wipe_after)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> DateTime {
        date(2026, 11, 22).at(10, 0, 0, 0).saturating_add(SignedDuration::from_secs(seconds))
    }

    proptest! {
        /// Keys and looks at the clock in any order, the clock running on: what is due follows from
        /// the time since the last key alone, and whoever looks at the announced times misses nothing.
        #[test]
        fn what_is_due_follows_from_the_last_key(
            lock in 1_u16..30,
            wipe in 1_u16..60,
            events in prop::collection::vec((any::<bool>(), 0_i64..4000), 1..40),
        ) {
            let mut idle = Idle::new(lock, wipe, at(0));
            let (mut now, mut last) = (0, 0);
            for (key, passed) in events {
                now += passed;
                if key {
                    idle.key(at(now));
                    last = now;
                }
                let quiet = now - last;
                let (lock, wipe) = (i64::from(lock) * 60, i64::from(wipe) * 60);
                let expected = if quiet >= wipe { Due::Wipe } else if quiet >= lock { Due::Lock } else { Due::Nothing };
                prop_assert_eq!(idle.due(at(now)), expected);
                prop_assert_eq!(idle.due(idle.wipes_at()), Due::Wipe);
                prop_assert!(idle.due(idle.locks_at()) >= Due::Lock);
                let just_before = idle.locks_at().saturating_sub(SignedDuration::from_secs(1));
                prop_assert_eq!(Idle { ..idle }.due(just_before), Due::Nothing);
            }
        }

        /// A clock that jumps locks early at most; it never keeps a screen open for longer than the
        /// time that is set, counted from where it jumped to.
        #[test]
        fn a_clock_that_jumps_never_keeps_the_screen_open(jump in -1_000_000_i64..1_000_000) {
            let mut idle = Idle::new(5, 15, at(0));
            idle.due(at(jump));
            prop_assert!(idle.locks_at() <= at(jump.max(0) + 300));
            prop_assert_eq!(idle.due(at(jump + 900)), Due::Wipe);
        }
    }
}
