//! What can happen to the counter: a key, or news from the world.

use std::sync::Arc;

use jiff::civil::DateTime;
use zeroize::Zeroizing;

use crate::policy::PolicySet;
use crate::staff::Staff;
use crate::text::{Language, Message as Sentence};
use crate::verification::case::Applicant;
use crate::verification::order::Order;
use crate::vision::codes::Code;

use super::cases::CaseEntry;
use super::correction::Rejection;
use super::lock::Access;
use super::manager::{Answer, Finding};
use super::photo::{Covered, Read, Still, Wanted};
use super::status::{CameraState, Hint, ServiceState};

/// A key, by meaning. The same everywhere: a screen decides what it does with it.
#[derive(Clone, PartialEq, Eq)]
pub enum Input {
    /// Enter: go on.
    Next,
    /// Esc: go back.
    Back,
    /// Tab.
    FocusNext,
    /// Shift and Tab.
    FocusPrevious,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Backspace.
    Erase,
    /// Delete.
    Delete,
    /// Shift and arrow right.
    Wider,
    /// Shift and arrow left.
    Narrower,
    /// Shift and arrow down.
    Taller,
    /// Shift and arrow up.
    Lower,
    /// Typed or pasted text, as committed by the input method.
    Text(Zeroizing<String>),
    /// F1.
    Help,
    /// F2: the other language.
    SwitchLanguage,
    /// F3: the case list of today.
    Cases,
    /// F4: take what is read: the code that the screen wants from the live picture, or all that was
    /// read and is proposed.
    TakeRead,
    /// F5: copy the registration into what the document says.
    SameAsRegistered,
    /// F6: practise; in practice, the sample camera's next picture, or the service that comes back.
    Practise,
    /// F7: magnify.
    Loupe,
    /// F8: the manager's screens.
    Manage,
    /// F9: end this customer.
    EndCustomer,
    /// F10: lock the screen.
    Lock,
    /// A click or the wheel: the entry of a list or the field of a form with that index.
    Focus(usize),
    /// Ctrl+Q: leave the program.
    Quit,
}

/// One thing that happened. News about a picture or a sending names what it is about, so that
/// what comes too late is recognised and dropped.
pub enum Message {
    /// Staff pressed a key.
    Input(Input),
    /// The clock of the store.
    Clock(DateTime),
    /// The camera's state changed.
    Camera(CameraState),
    /// What the live picture shows.
    Hint(Option<Hint>),
    /// The document lies still and the live picture is good: it can be taken now.
    Steady(Wanted),
    /// A code was seen in the live picture; the number is that of the search for it.
    CodeRead(u64, Code),
    /// A photograph was taken and examined; it may still be being read.
    StillReady(Wanted, Box<Still>),
    /// A still was read and searched.
    StillRead(Wanted, Box<Read>),
    /// Parts of a still were covered.
    Covered(Box<Covered>),
    /// No photograph could be taken.
    StillFailed(Wanted, Sentence),
    /// The reservation was found.
    ReservationLoaded(Box<Reservation>),
    /// The reservation was not found, or not reached.
    ReservationFailed(Sentence),
    /// The case is sealed and durable on this machine.
    Queued {
        /// The attempt that the news is about.
        attempt: u64,
        /// The submission's id.
        submission_id: String,
    },
    /// The case could not be made durable; nothing was queued.
    QueueFailed(u64, Sentence),
    /// News about a queued submission.
    Delivery(DeliveryNews),
    /// The central service's state changed.
    Service(ServiceState),
    /// How many cases wait in the queue.
    Waiting(usize),
    /// The cases of today, and the rejected ones of before, the newest first.
    Cases(Vec<CaseEntry>),
    /// The service's clock is ahead of this one by so many seconds (behind, when negative).
    ClockSkew(i64),
    /// The data folder does not work, with what to do.
    StoreTrouble(Sentence),
    /// The counter can not be opened for practice, with what to do.
    NoPractice(Sentence),
    /// Text is not read on this kiosk, and why.
    ReadingOff(Sentence),
    /// Who may sign in was looked up.
    Access(Access),
    /// Id and PIN of that attempt were someone's.
    SignedIn(u64, Staff),
    /// They were not, or could not be checked.
    SignInRefused(Box<Refused>),
    /// The files that a manager edits were changed and are wrong, or are right again (nothing).
    FilesWrong(Vec<Finding>),
    /// Changed rules, texts and settings are in force from now on.
    TakenOver(Box<TakenOver>),
    /// What a page of the manager's screens asked for.
    Managed(Answer),
    /// The system asks the program to stop.
    Stop,
}

/// Why nobody was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The attempt that it is about.
    pub attempt: u64,
    /// The id, where someone has it: what else was typed may be a PIN.
    pub staff_id: Option<String>,
    /// For the audit trail: `wrong-pin`, `unknown-id` or `disabled`; none where nothing was checked.
    pub code: Option<&'static str>,
    /// The same sentence for each of these.
    pub why: Sentence,
    /// Until when no further PIN is taken.
    pub retry_at: Option<DateTime>,
}

/// What is in force from now on, as far as the counter knows of it.
pub struct TakenOver {
    /// The rules.
    pub policies: Arc<PolicySet>,
    /// The language of the screen, where the setting changed.
    pub language: Option<Language>,
    /// The store's name.
    pub store_name: String,
    /// The counter's name within the store.
    pub counter: Option<String>,
    /// Changed settings that wait for a restart.
    pub pending: Vec<String>,
}

/// A reservation of the central service.
pub struct Reservation {
    /// The code that was asked for.
    pub code: String,
    /// What was reserved.
    pub order: Order,
    /// Who reserved.
    pub applicant: Applicant,
}

/// What became of a queued submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryNews {
    /// The submission that it is about.
    pub submission_id: String,
    /// How far it got.
    pub progress: Progress,
}

/// How far a submission got after it was queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// An attempt to deliver is under way.
    Sending,
    /// The attempt failed; the case waits for the next one.
    Waiting(Sentence),
    /// The service has it.
    Delivered {
        /// The number the customer is told.
        receipt_number: String,
    },
    /// The service looks at it.
    InReview,
    /// The service said yes.
    Accepted,
    /// The service said no, and why.
    Rejected(Rejection),
    /// The service refused the submission for good.
    Refused(Vec<Sentence>),
}

impl std::fmt::Debug for Message {
    /// Names the kind only: keys and news may hold personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Input(_) => "Input",
            Self::Clock(_) => "Clock",
            Self::Camera(_) => "Camera",
            Self::Hint(_) => "Hint",
            Self::Steady(_) => "Steady",
            Self::CodeRead(..) => "CodeRead",
            Self::StillReady(..) => "StillReady",
            Self::StillRead(..) => "StillRead",
            Self::Covered(_) => "Covered",
            Self::StillFailed(..) => "StillFailed",
            Self::ReservationLoaded(_) => "ReservationLoaded",
            Self::ReservationFailed(_) => "ReservationFailed",
            Self::Queued { .. } => "Queued",
            Self::QueueFailed(..) => "QueueFailed",
            Self::Delivery(_) => "Delivery",
            Self::Service(_) => "Service",
            Self::Waiting(_) => "Waiting",
            Self::Cases(_) => "Cases",
            Self::ClockSkew(_) => "ClockSkew",
            Self::StoreTrouble(_) => "StoreTrouble",
            Self::NoPractice(_) => "NoPractice",
            Self::ReadingOff(_) => "ReadingOff",
            Self::Access(_) => "Access",
            Self::SignedIn(..) => "SignedIn",
            Self::SignInRefused(_) => "SignInRefused",
            Self::FilesWrong(_) => "FilesWrong",
            Self::TakenOver(_) => "TakenOver",
            Self::Managed(_) => "Managed",
            Self::Stop => "Stop",
        })
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::vision::codes::Code;

    /// What is logged or told in a panic may hold the name of a message, and nothing of what is in it.
    #[test]
    fn debug_tells_the_kind_and_nothing_else() {
        let secret = "秘密山".to_owned();
        let said = Sentence::new("notice").with("name", secret.clone());
        let wanted = Wanted { document: secret.clone(), side: secret.clone() };
        for (message, kind) in [
            (Message::Input(Input::Text(Zeroizing::new(secret.clone()))), "Input"),
            (Message::CodeRead(1, Code::Reservation(secret.clone())), "CodeRead"),
            (Message::Steady(wanted.clone()), "Steady"),
            (Message::StillFailed(wanted, said.clone()), "StillFailed"),
            (Message::ReservationFailed(said.clone()), "ReservationFailed"),
            (Message::Queued { attempt: 1, submission_id: secret.clone() }, "Queued"),
            (Message::QueueFailed(1, said), "QueueFailed"),
        ] {
            assert_eq!(format!("{message:?}"), kind);
        }
    }
}
