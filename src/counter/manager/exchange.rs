use jiff::civil::DateTime;
use uuid::Uuid;

use crate::camera;
use crate::staff::{Change, Member};
use crate::store::audit::{Line, Verified};
use crate::text::Message as Sentence;

use super::camera::{CameraFacts, SceneFigures};
use super::queue::QueueList;
use super::service::ServiceReport;
use super::settings::{Finding, SettingsList};
use super::staff::StaffChanged;

/// What a page asks of the runtime.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// The camera's settings and controls.
    Camera,
    /// Look with these settings for now; nothing is saved.
    Tune(Box<camera::Settings>),
    /// When the bare desk was taken last.
    Desk,
    /// Take the bare desk now.
    Calibrate,
    /// The cases on this machine.
    Queue,
    /// Try every waiting case at once.
    SendNow,
    /// Take a refused case off the list.
    Discard(Uuid),
    /// The newest entries of the audit trail.
    Audit,
    /// Check the audit trail from end to end.
    VerifyAudit,
    /// Ask the service how it is.
    Service,
    /// Every setting with its origin.
    Settings,
    /// Check kiosk.toml, rules and texts as they stand in their files.
    Check,
    /// Who may sign in.
    Staff,
    /// Change who may sign in.
    ChangeStaff(Change),
}

/// What the runtime found out for a page.
pub enum Answer {
    /// The camera's settings and controls.
    Camera(Box<CameraFacts>),
    /// What the camera delivers and how sharp the scene is.
    Scene(SceneFigures),
    /// When the bare desk was taken last; `None` when it never was.
    Desk(Option<DateTime>),
    /// The bare desk was taken, or why not.
    Calibrated(Result<DateTime, Sentence>),
    /// The cases.
    Queue(Result<QueueList, Sentence>),
    /// A case was taken off the list, or why not.
    Discarded(Result<Uuid, Sentence>),
    /// The newest entries, newest first, and how many there are.
    Audit(Result<(Vec<Line>, u64), Sentence>),
    /// What checking the chain found.
    Verified(Result<Verified, Sentence>),
    /// How the service is.
    Service(Box<ServiceReport>),
    /// Every setting; without a readable file what is wrong with it.
    Settings(Result<SettingsList, Vec<Finding>>),
    /// What checking the files found; nothing, when all is well.
    Checked(Vec<Finding>),
    /// Who may sign in.
    Staff(Result<Vec<Member>, Sentence>),
    /// A change of the staff was made, or why not.
    StaffChanged(StaffChanged),
}

/// Something that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Loaded<T> {
    /// The answer has not come yet.
    #[default]
    Waiting,
    /// It has.
    Ready(T),
    /// It could not be had, and why.
    Failed(Sentence),
}

impl<T> Loaded<T> {
    /// What came, if it did.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(it) => Some(it),
            Self::Waiting | Self::Failed(_) => None,
        }
    }
}

impl<T> From<Result<T, Sentence>> for Loaded<T> {
    fn from(result: Result<T, Sentence>) -> Self {
        match result {
            Ok(it) => Self::Ready(it),
            Err(why) => Self::Failed(why),
        }
    }
}
