//! The live picture: each frame is judged in milliseconds, so that staff see at once what to do.

use std::time::Duration;

use super::geometry::Quad;
use super::outline::{self, Outline};
use super::quality::{self, Quality};
use super::{Class, Expectation, Picture, Preview, Settings};
use crate::reason::{Reason, Severity};

/// What one frame of the live picture shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The document's outline in pixels of the frame; `None` when there is none.
    pub outline: Option<Outline>,
    /// The measures inside the outline; `None` without one.
    pub quality: Option<Quality>,
    /// What is wrong, most important first; the first one is the hint.
    pub reasons: Vec<Reason>,
}

impl Judgement {
    /// The one thing to tell staff now; `None` when all is well.
    pub fn hint(&self) -> Option<&Reason> {
        self.reasons.first()
    }

    /// Whether the frame could be kept as it is.
    pub fn is_good(&self) -> bool {
        self.outline.is_some() && self.reasons.iter().all(|reason| reason.severity == Severity::Confirm)
    }

    /// Corners of the document, if it was found.
    pub fn quad(&self) -> Option<Quad> {
        self.outline.as_ref().map(|outline| outline.quad)
    }
}

/// Judges frame after frame for one expected document side.
#[derive(Clone, Debug)]
pub struct Judge {
    expectation: Expectation,
    settings: Settings,
}

impl Judge {
    /// A judge that looks for `expectation`.
    pub fn new(expectation: Expectation, settings: Settings) -> Self {
        Self { expectation, settings }
    }

    /// Judges one frame at its full size; makes its own preview.
    pub fn judge(&self, frame: &Picture) -> Judgement {
        self.judge_with(frame, &Preview::of(frame))
    }

    /// Judges one frame of which the preview is at hand.
    pub fn judge_with(&self, frame: &Picture, preview: &Preview) -> Judgement {
        let Some(outline) =
            outline::find_on(preview, &self.expectation.shape, self.expectation.desk.as_deref())
        else {
            let class = self.expectation.class.unwrap_or(Class::Card);
            let reasons = quality::reasons_without_outline(frame, preview, &self.settings.floors(class));
            return Judgement { outline: None, quality: None, reasons };
        };
        let quality = quality::measure(frame, preview, &outline.quad);
        let class = self.expectation.class_or_guess(self.expectation.shape.size_of(&outline.quad));
        let size = (frame.width(), frame.height());
        let mut reasons = quality::reasons(&outline, &quality, &self.settings.floors(class), size);
        let wrong_side = self.expectation.wrong_side(&quality, &reasons);
        reasons.extend(wrong_side);
        Judgement { outline: Some(outline), quality: Some(quality), reasons }
    }
}

/// For how long a hint stands at least, so that it can be read.
const STANDS: Duration = Duration::from_secs(1);

/// The hint on the screen: changes at most once a second.
#[derive(Clone, Debug, Default)]
pub struct SteadyHint {
    shown: Option<(Duration, Option<Reason>)>,
}

impl SteadyHint {
    /// The hint to show at `now` (time on any steady clock), given what the newest frame says.
    pub fn update(&mut self, now: Duration, hint: Option<&Reason>) -> Option<&Reason> {
        let due = match &self.shown {
            None => true,
            Some((since, shown)) => shown.as_ref() != hint && now.saturating_sub(*since) >= STANDS,
        };
        if due {
            self.shown = Some((now, hint.cloned()));
        }
        self.shown.as_ref().and_then(|(_, shown)| shown.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::ReasonCode;

    #[test]
    fn a_hint_stands_for_a_second() {
        let mut hint = SteadyHint::default();
        let glare = Reason::new(ReasonCode::Glare, Severity::Block);
        let dark = Reason::new(ReasonCode::TooDark, Severity::Block);
        let ms = Duration::from_millis;
        assert_eq!(hint.update(ms(0), Some(&glare)), Some(&glare));
        assert_eq!(hint.update(ms(900), Some(&dark)), Some(&glare));
        assert_eq!(hint.update(ms(1000), Some(&dark)), Some(&dark));
        assert_eq!(hint.update(ms(1100), None), Some(&dark));
        assert_eq!(hint.update(ms(2000), None), None);
    }
}
