use std::time::Duration;

use jiff::Timestamp;
use rand::Rng;

/// Longest own pause between two attempts at one case.
pub const BACKOFF_CAP: Duration = Duration::from_mins(1);
/// Longest pause that a service may ask for by Retry-After.
pub const HOLD_CAP: Duration = Duration::from_hours(1);
const BASE: Duration = Duration::from_secs(1);

/// The pause after the `attempts`-th failed attempt: full jitter under an exponential cap,
/// so that kiosks that lost the service together do not come back together.
pub fn backoff(attempts: u32, rng: &mut impl Rng) -> Duration {
    let doubled = BASE.saturating_mul(1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX));
    let ceiling = doubled.min(BACKOFF_CAP);
    Duration::from_millis(rng.random_range(0..=ceiling.as_millis() as u64))
}

/// Whether a pause is over, as far as a clock that may jump can tell. A pause that lies
/// further ahead than `cap`, or that began in the future, was written under another clock
/// and binds nobody.
pub fn is_due(now: Timestamp, began: Option<Timestamp>, until: Option<Timestamp>, cap: Duration) -> bool {
    let Some(until) = until else { return true };
    if now >= until || began.is_some_and(|began| now < began) {
        return true;
    }
    u128::try_from(until.as_millisecond().saturating_sub(now.as_millisecond()))
        .is_ok_and(|ahead| ahead > cap.as_millis())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use rand::SeedableRng as _;

    use super::*;

    #[test]
    fn a_pause_never_exceeds_the_cap() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(7);
        for attempts in [0, 1, 2, 5, 31, 32, 33, 64, u32::MAX] {
            for _ in 0..200 {
                assert!(backoff(attempts, &mut rng) <= BACKOFF_CAP);
            }
        }
        assert!((0..200).all(|_| backoff(1, &mut rng) <= BASE));
        assert!((0..200).any(|_| backoff(10, &mut rng) > Duration::from_secs(30)));
    }

    #[test]
    fn a_clock_that_jumped_back_holds_nothing() {
        let then: Timestamp = "2026-10-05T12:00:00Z".parse().unwrap();
        let until = then + 30.seconds();
        assert!(!is_due(then + 10.seconds(), Some(then), Some(until), BACKOFF_CAP));
        assert!(is_due(then + 30.seconds(), Some(then), Some(until), BACKOFF_CAP));
        assert!(is_due(then - 1.hour(), Some(then), Some(until), BACKOFF_CAP));
        assert!(is_due(then - 24.hours(), None, Some(until), BACKOFF_CAP));
        assert!(is_due(then, None, None, BACKOFF_CAP));
    }
}
