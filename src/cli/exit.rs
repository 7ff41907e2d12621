use std::process::ExitCode;

/// How a command ended; the numbers are a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, accepted, delivered.
    Done,
    /// 1: the kiosk itself failed.
    Failed,
    /// 2: bad usage or bad input (file, config, image).
    BadInput,
    /// 3: policy or picture refused, or more is needed.
    Refused,
    /// 4: durable here, not yet delivered.
    NotDelivered,
    /// 5: the service refused for good.
    ServiceRefused,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::BadInput => 2,
            Exit::Refused => 3,
            Exit::NotDelivered => 4,
            Exit::ServiceRefused => 5,
        })
    }
}
