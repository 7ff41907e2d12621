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
    /// How it stands and, where it is not as it should be, what to do.
    pub(super) message: Message,
}

impl Finding {
    pub(super) fn pass(name: &'static str, message: Message) -> Self {
        Self { name, level: Level::Pass, message }
    }

    pub(super) fn warn(name: &'static str, message: Message) -> Self {
        Self { name, level: Level::Warn, message }
    }

    pub(super) fn fail(name: &'static str, message: Message) -> Self {
        Self { name, level: Level::Fail, message }
    }
}
