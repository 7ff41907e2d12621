use crate::counter::message::Input;
use crate::text::Message as Sentence;

use super::exchange::{Ask, Loaded};
use super::letter;

/// How the service is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceReport {
    /// Where it is.
    pub url: String,
    /// The keys of kiosk.toml.
    pub configured: Vec<String>,
    /// What it said, or why nothing.
    pub answer: Result<Answering, Sentence>,
    /// By how many seconds its clock is ahead.
    pub skew: Option<i64>,
}

/// What a service that answers says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering {
    /// From the question to the whole answer, in milliseconds.
    pub round_trip_ms: u64,
    /// The key that it opens cases with.
    pub announced: String,
    /// Whether that is one of kiosk.toml.
    pub known: bool,
}

/// The central service.
#[derive(Debug, Default)]
pub struct ServicePage {
    /// How it is.
    pub report: Loaded<ServiceReport>,
}

impl ServicePage {
    pub(super) fn input(&mut self, input: &Input) -> Option<Vec<Ask>> {
        let again = letter(input) == Some('r') && self.report != Loaded::Waiting;
        again.then(|| {
            self.report = Loaded::Waiting;
            vec![Ask::Service]
        })
    }

    pub(super) fn take(&mut self, report: ServiceReport) -> Vec<Ask> {
        self.report = Loaded::Ready(report);
        Vec::new()
    }
}
