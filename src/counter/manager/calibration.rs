use jiff::civil::DateTime;

use crate::counter::message::Input;
use crate::text::Message as Sentence;

use super::exchange::{Answer, Ask, Loaded};

/// The desk with nothing on it.
#[derive(Debug, Default)]
pub struct CalibrationPage {
    /// When it was taken last.
    pub last: Loaded<Option<DateTime>>,
    /// It is being taken.
    pub taking: bool,
}

impl CalibrationPage {
    pub(super) fn input(
        &mut self,
        input: &Input,
        live: bool,
        notice: &mut Option<Sentence>,
    ) -> Option<Vec<Ask>> {
        if *input != Input::Next || self.taking {
            return None;
        }
        if !live {
            *notice = Some(Sentence::new("notice-camera-not-ready"));
            return Some(Vec::new());
        }
        self.taking = true;
        Some(vec![Ask::Calibrate])
    }

    pub(super) fn take(&mut self, answer: Answer, notice: &mut Option<Sentence>) -> Vec<Ask> {
        match answer {
            Answer::Desk(last) => self.last = Loaded::Ready(last),
            Answer::Calibrated(outcome) => {
                self.taking = false;
                *notice = Some(match outcome {
                    Ok(at) => {
                        self.last = Loaded::Ready(Some(at));
                        Sentence::new("camera-calibrate-done")
                    }
                    Err(why) => why,
                });
            }
            _ => {}
        }
        Vec::new()
    }
}
