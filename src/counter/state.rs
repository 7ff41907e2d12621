//! Everything the screen shows and the counter decides on.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::policy::{Assessment, InForce, Mask, PolicySet};
use crate::reason::Reason;
use crate::staff::{Role, Staff};
use crate::store::Origin;
use crate::text::{Language, Message as Sentence};
use crate::vision::codes::CodeKind;

use super::applicant;
use super::cases::{CaseEntry, CaseList, CaseStanding};
use super::customer::Customer;
use super::form::{FieldId, Form};
use super::idle::Idle;
use super::lock::{Access, Lock};
use super::manager::{Finding, Manager};
use super::message::Progress;
use super::photo::{Search, Still, Wanted};
use super::scan::Scan;
use super::situation::{Menu, ServicePlan, Situation};
use super::status::{CameraState, Hint, ServiceState};
use super::step::{SENDING_STAGE, Step};

/// What does not change while the counter is open.
#[derive(Clone, Debug)]
pub struct Place {
    /// Kiosk, store and staff, as sent with every case.
    pub origin: Origin,
    /// The store's name, as customers know it.
    pub store_name: String,
    /// The counter's name within the store.
    pub counter: Option<String>,
    /// Whether this is practice: sample pictures, sandbox service, throw-away data.
    pub practice: bool,
    /// Whether a counter waits for the end of this practice.
    pub interrupts: bool,
}

/// The whole state of the counter.
pub struct State {
    /// Store, counter, staff.
    pub place: Place,
    /// Who is signed in.
    pub staff: Option<Staff>,
    /// How one gets to work here.
    pub access: Access,
    /// What lies over the screen until someone signs in.
    pub lock: Option<Lock>,
    /// Since when nobody pressed a key.
    pub idle: Idle,
    /// Until when no further PIN is taken.
    pub retry_at: Option<DateTime>,
    /// The language of the screen.
    pub language: Language,
    /// The rules, of all dates.
    pub policies: Arc<PolicySet>,
    /// The store's clock.
    pub now: DateTime,
    /// The camera on the desk.
    pub camera: CameraState,
    /// What the live picture shows.
    pub hint: Option<Hint>,
    /// The central service.
    pub service: ServiceState,
    /// How many cases wait in the queue.
    pub waiting: usize,
    /// The cases of today, and the rejected ones of before, the newest first.
    pub cases: Vec<CaseEntry>,
    /// By how many seconds the service's clock is ahead, when that is worth telling.
    pub clock_skew: Option<i64>,
    /// What is wrong with the data folder, with what to do.
    pub trouble: Option<Sentence>,
    /// Why text is not read on this kiosk, where it is not.
    pub reading_off: Option<Sentence>,
    /// What is wrong with files that were changed; until they are right the old ones count.
    pub files_wrong: Vec<Finding>,
    /// Settings that were changed and wait for a restart.
    pub settings_pending: Vec<String>,
    /// The situation that is practised.
    pub situation: Option<&'static Situation>,
    /// Ids of the situations that were practised.
    pub practised: BTreeSet<&'static str>,
    /// What is on the screen.
    pub screen: Screen,
    /// The code that is looked for instead, with the live picture.
    pub scan: Option<Scan>,
    /// What lies over the screen.
    pub dialog: Option<Dialog>,
    /// One sentence about the last key, until the next one.
    pub notice: Option<Sentence>,
    /// Number of the last code that was looked for.
    pub(super) scans: u64,
    /// Number of the last attempt to send.
    pub(super) attempts: u64,
    /// Number of the last attempt to sign in.
    pub(super) sign_ins: u64,
}

/// What is on the screen.
pub enum Screen {
    /// Nobody is at the desk.
    Start(Start),
    /// A customer is being served.
    Serving(Box<Customer>),
    /// A case is on its way.
    Sending(Sending),
    /// Nobody is at the desk: the case list of today.
    Cases(CaseList),
    /// The manager's screens.
    Manager(Manager),
    /// Nobody is at the desk: the situations to practise.
    Practice(Menu),
}

/// The start screen.
pub struct Start {
    /// The reservation code.
    pub form: Form,
    /// Whether the service was asked for it and has not answered.
    pub loading: bool,
    /// Why the reservation can not be served here.
    pub refusal: Vec<Reason>,
}

/// A case on its way.
pub struct Sending {
    /// Which attempt to queue it.
    pub attempt: u64,
    /// The customer: nothing is lost when the case can not be made durable, and what is rejected
    /// can be put right at once. Kept on this screen only, and no longer than until it is accepted.
    pub customer: Option<Box<Customer>>,
    /// The submission's id, once it is durable.
    pub submission_id: Option<String>,
    /// The number the customer is told.
    pub receipt_number: Option<String>,
    /// The latest news.
    pub progress: Option<Progress>,
}

/// What lies over the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// What to do on this screen.
    Help,
    /// Whether to end this customer.
    EndCustomer,
    /// Whether to close the counter for practice.
    Practise,
    /// What to do for someone who is too young to sign.
    Minor,
}

/// What the camera is to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight<'a> {
    /// A side of a document.
    Document(&'a Wanted),
    /// The desk as it is, for the manager.
    Desk,
    /// A QR or bar code, and the number of the search for it.
    Code(CodeKind, u64),
}

impl Start {
    /// An empty start screen.
    pub fn new() -> Self {
        Self { form: Form::new().optional(FieldId::Reservation), loading: false, refusal: Vec::new() }
    }

    /// The start screen with a reservation code typed in.
    pub(super) fn with_code(code: &str) -> Self {
        let mut start = Self::new();
        start.form.set(FieldId::Reservation, code);
        start
    }

    /// The reservation code as entered, in narrow letters; `None` where there is none.
    pub(super) fn code(&mut self) -> Option<String> {
        self.form.onward(&applicant::wrong);
        self.form.get_some(FieldId::Reservation)
    }
}

impl Default for Start {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// A counter that just opened.
    pub fn new(place: Place, language: Language, policies: Arc<PolicySet>, now: DateTime) -> Self {
        Self {
            place,
            staff: None,
            access: Access::Open,
            lock: None,
            idle: Idle::new(5, 15, now),
            retry_at: None,
            language,
            policies,
            now,
            camera: CameraState::Off,
            hint: None,
            service: ServiceState::Unknown,
            waiting: 0,
            cases: Vec::new(),
            clock_skew: None,
            trouble: None,
            reading_off: None,
            files_wrong: Vec::new(),
            settings_pending: Vec::new(),
            situation: None,
            practised: BTreeSet::new(),
            screen: Screen::Start(Start::new()),
            scan: None,
            dialog: None,
            notice: None,
            scans: 0,
            attempts: 0,
            sign_ins: 0,
        }
    }

    /// The same with someone at the counter already: what is sent and noted names them.
    #[must_use]
    pub fn staffed(mut self, staff: Staff) -> Self {
        self.sign(staff);
        self
    }

    pub(super) fn sign(&mut self, staff: Staff) {
        self.place.origin.staff_id = Some(staff.id.clone());
        self.staff = Some(staff);
    }

    /// Whether the manager's screens are open to whoever is at the counter.
    pub fn may_manage(&self) -> bool {
        self.access == Access::Open || self.staff.as_ref().is_some_and(|staff| staff.role == Role::Manager)
    }

    /// Whether nobody is served and nothing is asked for: other rules and texts can come in force.
    pub fn is_between_customers(&self) -> bool {
        matches!(&self.screen, Screen::Start(start) if !start.loading)
    }

    /// Today, at the store; while a situation is practised, its day.
    pub fn today(&self) -> Date {
        self.situation.and_then(|situation| situation.day).unwrap_or(self.now.date())
    }

    /// Whether a case waits because the situation that is practised keeps the service away.
    pub fn is_service_kept_away(&self) -> bool {
        let away = self.situation.is_some_and(|situation| situation.service == ServicePlan::Away);
        let waits = |sending: &Sending| matches!(sending.progress, Some(Progress::Waiting(_)));
        away && matches!(&self.screen, Screen::Sending(sending) if waits(sending))
    }

    /// The counter's rules in force today.
    pub fn policy(&self) -> Option<InForce<'_>> {
        self.policies.in_force(crate::policy::Channel::Counter, self.today()).ok()
    }

    /// The customer at the desk, if there is one.
    pub fn customer(&self) -> Option<&Customer> {
        match &self.screen {
            Screen::Start(_) | Screen::Cases(_) | Screen::Manager(_) | Screen::Practice(_) => None,
            Screen::Serving(customer) => Some(customer),
            Screen::Sending(sending) => sending.customer.as_deref(),
        }
    }

    /// What the rules say of the customer's case as entered so far.
    pub fn assessment(&self) -> Option<Assessment> {
        Some(self.customer()?.assess(self.policy()?, self.today()))
    }

    /// Index of the marked entry of the second line; `None` while nobody is served.
    pub fn stage(&self) -> Option<usize> {
        match &self.screen {
            _ if self.lock.is_some() => None,
            Screen::Start(_) | Screen::Cases(_) | Screen::Manager(_) | Screen::Practice(_) => None,
            Screen::Serving(customer) => Some(customer.step.stage()),
            Screen::Sending(_) => Some(SENDING_STAGE),
        }
    }

    /// How many rejected cases nobody has put right, without the one at the desk.
    pub fn to_correct(&self) -> usize {
        let at_desk = match &self.screen {
            Screen::Serving(customer) => customer.correction.as_ref().map(|one| one.supersedes.to_string()),
            Screen::Sending(sending) => sending.submission_id.clone(),
            Screen::Start(_) | Screen::Cases(_) | Screen::Manager(_) | Screen::Practice(_) => None,
        };
        let open = self.cases.iter().filter(|case| case.standing == CaseStanding::Rejected);
        open.filter(|case| at_desk.as_ref() != Some(&case.id.to_string())).count()
    }

    /// What the camera must look at now; it is off otherwise.
    pub fn wants_camera(&self) -> Option<Sight<'_>> {
        if self.lock.is_some() {
            return None;
        }
        if let Some(scan) = &self.scan {
            return Some(Sight::Code(scan.kind, scan.number));
        }
        match &self.screen {
            Screen::Serving(customer) if customer.step == Step::Capture => {
                customer.wanted.as_ref().map(Sight::Document)
            }
            Screen::Manager(manager) if manager.wants_camera() => Some(Sight::Desk),
            _ => None,
        }
    }

    /// What must be covered on that photograph before anything is kept of it.
    pub fn masks_of(&self, wanted: &Wanted) -> Vec<Mask> {
        let masks = self.customer().zip(self.assessment());
        masks.map(|(customer, assessment)| customer.masks(&assessment, wanted).to_vec()).unwrap_or_default()
    }

    /// Whether anyone still waits for the still of that number to be read.
    pub fn wants_read(&self, id: u64) -> bool {
        let waits = |still: &Still| still.id == id && still.search == Search::Running;
        self.customer().is_some_and(|customer| {
            customer.still.as_deref().is_some_and(waits)
                || customer.aside.iter().any(|aside| waits(&aside.still))
        })
    }

    /// Id for the texts `title-<id>` and `help-<id>`.
    pub fn screen_id(&self) -> &'static str {
        if let Some(scan) = self.scan.as_ref().filter(|_| self.lock.is_none()) {
            return scan.as_str();
        }
        match &self.screen {
            _ if self.lock.is_some() => "lock",
            Screen::Start(_) => "start",
            Screen::Serving(customer) => customer.step.as_str(),
            Screen::Sending(_) => "sending",
            Screen::Cases(list) if list.open.is_some() => "case",
            Screen::Cases(_) => "cases",
            Screen::Manager(manager) => manager.id(),
            Screen::Practice(_) => "practice",
        }
    }
}
