//! When to take the picture: once the outline has been still and the frames good for a
//! moment, and then the best of those frames.

use std::time::Duration;

use super::geometry::Quad;
use super::live::Judgement;
use super::settings::Settings;

/// Least frames in a row that must be good, however slow the camera.
const FRAMES: usize = 3;
/// Corners may move by this share of the document's diagonal and still count as still.
const STILL: f32 = 0.012;
/// From this movement on a document counts as put down anew.
const MOVED: f32 = 4.0 * STILL;
/// A gap in the frames longer than this starts the count again.
const GAP: Duration = Duration::from_millis(700);

/// What to do after a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Go on; this share of the way to the shot is done, 0 to 1.
    Progress(f32),
    /// Take the frame with this number, the best of those that were good.
    Fire {
        /// The number that the frame was observed with.
        frame: u64,
    },
}

#[derive(Clone, Copy, Debug)]
struct Good {
    frame: u64,
    at: Duration,
    merit: f32,
}

/// Watches judged frames and says when to take one. Fires once.
#[derive(Clone, Debug)]
pub struct AutoCapture {
    enabled: bool,
    hold: Duration,
    anchor: Option<Quad>,
    good: Vec<Good>,
    fired: bool,
    /// Where the document lay when it was taken before; it must leave that place first.
    left_behind: Option<Quad>,
}

impl AutoCapture {
    /// Ready for the first frame.
    pub fn new(settings: &Settings) -> Self {
        Self {
            enabled: settings.auto,
            hold: Duration::from_millis(u64::from(settings.auto_hold_ms)),
            anchor: None,
            good: Vec::new(),
            fired: false,
            left_behind: None,
        }
    }

    /// Ready to take the same side again: not before the document has been moved from `place`,
    /// where it lay the last time.
    pub fn again(settings: &Settings, place: Option<Quad>) -> Self {
        Self { left_behind: place, ..Self::new(settings) }
    }

    /// Where the document lies that was taken; `None` before that.
    pub fn place(&self) -> Option<Quad> {
        self.anchor.filter(|_| self.fired)
    }

    /// Takes note of one judged frame: its number and its time on a steady clock.
    pub fn observe(&mut self, frame: u64, at: Duration, judgement: &Judgement) -> Step {
        if !self.enabled || self.fired {
            return Step::Progress(0.0);
        }
        let (Some(quad), Some(quality)) = (judgement.quad(), &judgement.quality) else {
            self.left_behind = None;
            return self.start_again(None);
        };
        if self.left_behind.is_some_and(|place| movement(&place, &quad) <= MOVED) {
            return Step::Progress(0.0);
        }
        self.left_behind = None;
        if !judgement.is_good() {
            return self.start_again(Some(quad));
        }
        let moved = self.anchor.is_none_or(|anchor| movement(&anchor, &quad) > STILL);
        let late = self.good.last().is_some_and(|last| at.saturating_sub(last.at) > GAP || at < last.at);
        if moved || late {
            // This frame is the first of a new row.
            self.good.clear();
            self.anchor = Some(quad);
        }
        let merit = quality.sharpness - 4.0 * quality.glare;
        self.good.push(Good { frame, at, merit });
        let since = self.good.first().map_or(at, |first| first.at);
        let by_time = if self.hold.is_zero() {
            1.0
        } else {
            at.saturating_sub(since).as_secs_f32() / self.hold.as_secs_f32()
        };
        let progress = by_time.min(self.good.len() as f32 / FRAMES as f32);
        if progress < 1.0 {
            return Step::Progress(progress);
        }
        self.fired = true;
        let best = self.good.iter().max_by(|a, b| a.merit.total_cmp(&b.merit));
        Step::Fire { frame: best.map_or(frame, |best| best.frame) }
    }

    /// The oldest frame that may still be asked for; older ones can be let go. `None` when
    /// no frame need be held.
    pub fn keep_from(&self) -> Option<u64> {
        self.good.first().map(|first| first.frame)
    }

    fn start_again(&mut self, anchor: Option<Quad>) -> Step {
        self.good.clear();
        self.anchor = anchor;
        Step::Progress(0.0)
    }
}

/// How far the farthest corner moved, as a share of the document's diagonal.
fn movement(from: &Quad, to: &Quad) -> f32 {
    let [a, _, c, _] = from.corners;
    let farthest = from.corners.iter().zip(&to.corners).map(|(p, q)| p.distance(*q)).fold(0.0, f32::max);
    farthest / a.distance(c).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::{Reason, ReasonCode, Severity};
    use crate::vision::geometry::Point;
    use crate::vision::outline::Outline;
    use crate::vision::quality::Quality;

    fn judged(shift: f32, sharpness: f32, bad: bool) -> Judgement {
        let quad = Quad::new(Quad::rectangle(860.0, 540.0).corners.map(|p| Point::new(p.x + shift, p.y)));
        let reasons = if bad { vec![Reason::new(ReasonCode::Blurred, Severity::Block)] } else { Vec::new() };
        Judgement {
            outline: Some(Outline {
                quad,
                confidence: 0.9,
                fill: 0.5,
                dpi: 300.0,
                tilt: 0.0,
                cut_off: false,
                borders: [false; 4],
            }),
            quality: Some(Quality { sharpness, glare: 0.0, exposure: 0.8, burnt: 0.0, ..Quality::default() }),
            reasons,
        }
    }

    #[test]
    fn the_same_side_is_taken_again_only_once_it_was_moved() {
        let mut capture = AutoCapture::new(&Settings::default());
        let observe = |capture: &mut AutoCapture, i: u64, shift| {
            capture.observe(i, Duration::from_millis(i * 50), &judged(shift, 0.8, false))
        };
        let fired = |step: &Step| matches!(step, Step::Fire { .. });
        assert!((0..20).any(|i| fired(&observe(&mut capture, i, 0.0))));
        let mut again = AutoCapture::again(&Settings::default(), capture.place());
        assert!(!(20..60).any(|i| fired(&observe(&mut again, i, 0.0))));
        assert!((60..80).any(|i| fired(&observe(&mut again, i, 90.0))));
    }

    fn run(frames: &[(u64, Judgement)]) -> Vec<Step> {
        let mut capture = AutoCapture::new(&Settings::default());
        let number = |(index, (ms, judgement)): (usize, &(u64, Judgement))| {
            capture.observe(index as u64, Duration::from_millis(*ms), judgement)
        };
        frames.iter().enumerate().map(number).collect()
    }

    #[test]
    fn fires_the_sharpest_of_the_still_frames_and_only_once() {
        let frames: Vec<_> =
            (0..20).map(|i| (i * 50, judged(0.0, if i == 7 { 0.9 } else { 0.6 }, false))).collect();
        let steps = run(&frames);
        assert_eq!(steps[10], Step::Fire { frame: 7 });
        assert_eq!(steps.iter().filter(|step| matches!(step, Step::Fire { .. })).count(), 1);
        assert_eq!(steps[5], Step::Progress(0.5));
    }

    #[test]
    fn a_bad_frame_or_a_movement_starts_again() {
        let mut frames: Vec<_> = (0..20).map(|i| (i * 50, judged(0.0, 0.6, i == 8))).collect();
        let steps = run(&frames);
        assert_eq!(steps[9], Step::Progress(0.0));
        assert!(matches!(steps[19], Step::Fire { frame: 9..=19 }), "{:?}", steps[19]);
        for (index, frame) in frames.iter_mut().enumerate() {
            frame.1 = judged(index as f32 * 15.0, 0.6, false);
        }
        assert!(run(&frames).iter().all(|step| !matches!(step, Step::Fire { .. })));
    }

    #[test]
    fn a_gap_starts_again_and_off_never_fires() {
        let frames: Vec<_> = (0..4).map(|i| (i * 900, judged(0.0, 0.6, false))).collect();
        assert!(run(&frames).iter().all(|step| !matches!(step, Step::Fire { .. })));
        let mut off = AutoCapture::new(&Settings { auto: false, ..Settings::default() });
        for i in 0..50 {
            let step = off.observe(i, Duration::from_millis(i * 40), &judged(0.0, 0.9, false));
            assert_eq!(step, Step::Progress(0.0));
        }
    }
}
