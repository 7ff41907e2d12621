//! What the top line tells of the world around the counter.

use crate::reason::ReasonCode;
use crate::text::Message as Sentence;

/// The camera on the desk, as staff need to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CameraState {
    /// Not looking: no photograph is being taken.
    #[default]
    Off,
    /// About to show a picture.
    Opening,
    /// Showing a picture.
    Live,
    /// Not working, with what to do.
    Trouble(Sentence),
}

/// The central service, as staff need to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ServiceState {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Answers.
    Up,
    /// Does not answer; cases wait.
    Down,
    /// Sending is paused and the manager must act, with what to do.
    Paused(Sentence),
}

/// What the live picture shows, for the word beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// Corners of the document, clockwise from its top-left, as shares (0 to 1) of width and height.
    pub corners: Option<[(f32, f32); 4]>,
    /// The first thing to improve.
    pub reason: Option<(ReasonCode, Sentence)>,
    /// How near the automatic shot is, 0 to 1.
    pub progress: f32,
}
