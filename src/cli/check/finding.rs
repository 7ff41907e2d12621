use crate::text::Message;

/// How a thing stands, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// As it should be.
    Pass,
    /// The counter can open; somebody should look at it.
    Warn,
    /// The counter can not do its work.
    Fail,
}

impl Level {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// One line of the report.
pub(super) struct Finding {
    /// What was looked at: the text `check-name-<name>`.
    pub(super) name: &'static str,
    pub(super) level: Level,
    /// The file and line that it is about, where there is one.
    pub(super) place: Option<String>,
    /// How it stands and, where it is not as it should be, what to do.
    pub(super) message: Message,
}

impl Finding {
    fn new(name: &'static str, level: Level, message: Message) -> Self {
        Self { name, level, place: None, message }
    }

    /// The same, about that place in a file.
    pub(super) fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    pub(super) fn pass(name: &'static str, message: Message) -> Self {
        Self::new(name, Level::Pass, message)
    }

    pub(super) fn warn(name: &'static str, message: Message) -> Self {
        Self::new(name, Level::Warn, message)
    }

    pub(super) fn fail(name: &'static str, message: Message) -> Self {
        Self::new(name, Level::Fail, message)
    }
}
