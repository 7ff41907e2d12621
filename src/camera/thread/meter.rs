use std::collections::VecDeque;
use std::time::Duration;

/// Frames whose times make the measured rate.
const WINDOW: usize = 32;

/// Measures the rate of frames and counts those that were lost.
#[derive(Debug, Default)]
pub struct Meter {
    arrivals: VecDeque<Duration>,
    last: Option<u64>,
    dropped: u64,
}

impl Meter {
    /// Notes the arrival of the frame of that number.
    pub fn note(&mut self, now: Duration, sequence: u64) {
        if self.arrivals.len() == WINDOW {
            self.arrivals.pop_front();
        }
        self.arrivals.push_back(now);
        if let Some(last) = self.last {
            self.dropped += sequence.saturating_sub(last + 1);
        }
        self.last = Some(sequence);
    }

    /// Frames a second; 0 before there are two.
    pub fn fps(&self) -> f32 {
        match (self.arrivals.front(), self.arrivals.back()) {
            (Some(first), Some(last)) if last > first => {
                (self.arrivals.len() - 1) as f32 / last.saturating_sub(*first).as_secs_f32()
            }
            _ => 0.0,
        }
    }

    /// Frames that never came.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// When the last frame came.
    pub fn last_arrival(&self) -> Option<Duration> {
        self.arrivals.back().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_rate_and_loss() {
        let mut meter = Meter::default();
        assert!(meter.fps().abs() < f32::EPSILON);
        for i in 0..100_u64 {
            // Every tenth frame is lost.
            if i % 10 != 9 {
                meter.note(Duration::from_millis(40 * i), i);
            }
        }
        assert_eq!(meter.dropped(), 9);
        assert!((meter.fps() - 22.7).abs() < 1.0, "{}", meter.fps());
    }

    #[test]
    fn a_camera_that_counts_anew_has_lost_nothing() {
        let mut meter = Meter::default();
        meter.note(Duration::from_millis(1), 50);
        meter.note(Duration::from_millis(2), 0);
        assert_eq!(meter.dropped(), 0);
    }
}
