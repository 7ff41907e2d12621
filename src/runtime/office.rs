//! Behind the counter: seals and queues cases, asks for reservations, hears from the courier.
//! One thread owns the queue's connection for the screen; the courier has its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::central::delivery::{Courier, CourierHandle, Event as News};
use crate::central::{self, Client, Clock, Fault};
use crate::counter::manager::{Answer, Ask};
use crate::counter::{
    DeliveryNews, Message, Objection, Progress, Rejection, Reservation, ServiceState, Wanted,
};
use crate::reason::ReasonCode;
use crate::store::audit::{Action, Entry};
use crate::store::{Queue, Receipt, Recipients, Status, Submission, seal};
use crate::text::Message as Sentence;
use crate::verification::registration::Registration;

use super::event::Event;
use super::pages;

/// How long staff wait for a reservation.
const RESERVATION: Duration = Duration::from_secs(8);

/// One thing to do.
enum Job {
    Send(u64, Box<Submission>),
    Reservation(String),
    NoteDestroyed(Wanted),
    Record(Action, Option<String>, Vec<String>),
    Page(Ask, Option<String>),
    ListCases,
    Close,
}

/// The handle to the office.
pub(super) struct Office {
    jobs: Sender<Job>,
    cases: CaseBell,
    worker: Option<JoinHandle<()>>,
}

/// Asks for the case list, once however often it rings before the list is made.
#[derive(Clone)]
struct CaseBell {
    jobs: Sender<Job>,
    rung: Arc<AtomicBool>,
}

impl CaseBell {
    fn ring(&self) {
        if !self.rung.swap(true, Ordering::AcqRel) {
            let _ = self.jobs.send(Job::ListCases);
        }
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.jobs.send(Job::Close);
    }
}

/// What the office works with.
pub(super) struct Tools {
    /// The queue's connection for the screen.
    pub queue: Queue,
    /// The queue's connection for the courier.
    pub courier_queue: Queue,
    /// To the central service.
    pub client: Client,
    /// The system's clock.
    pub clock: Clock,
    /// The keys to seal to.
    pub recipients: Recipients,
    /// `[central]` as it is in force.
    pub central: central::Settings,
}

impl Office {
    /// Opens the office: the courier starts delivering what waits.
    pub(super) fn open(tools: Tools, events: Sender<Event>) -> std::io::Result<Self> {
        let Tools { queue, courier_queue, client, clock, recipients, central } = tools;
        let heard = events.clone();
        let (jobs, todo) = channel();
        let cases = CaseBell { jobs: jobs.clone(), rung: Arc::default() };
        cases.ring();
        let bell = cases.clone();
        let courier =
            Courier::start(courier_queue, client.clone(), clock.clone(), recipients.clone(), move |news| {
                if matches!(news, News::Delivered { .. } | News::Refused { .. } | News::Verdict { .. }) {
                    bell.ring();
                }
                for message in messages(news) {
                    let _ = heard.send(message.into());
                }
            })?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let bell = cases.clone();
        let worker =
            Worker { queue, client, clock, recipients, central, courier, runtime, events, cases: bell };
        let worker = std::thread::Builder::new().name("office".into()).spawn(move || worker.run(&todo))?;
        Ok(Self { jobs, cases, worker: Some(worker) })
    }

    /// Waits until everything that was asked for is done, and closes.
    pub(super) fn finish(&mut self) {
        let _ = self.jobs.send(Job::Close);
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }

    /// Seals a case and makes it durable, then lets it be delivered.
    pub(super) fn send(&self, attempt: u64, submission: Box<Submission>) {
        let _ = self.jobs.send(Job::Send(attempt, submission));
    }

    /// Notes in the audit chain that a photograph with a My Number was destroyed.
    pub(super) fn note_destroyed(&self, wanted: Wanted) {
        let _ = self.jobs.send(Job::NoteDestroyed(wanted));
    }

    /// Notes a deed in the audit chain.
    pub(super) fn record(&self, action: Action, staff: Option<String>, codes: Vec<String>) {
        let _ = self.jobs.send(Job::Record(action, staff, codes));
    }

    /// Makes the case list anew.
    pub(super) fn list_cases(&self) {
        self.cases.ring();
    }

    /// Answers a page of the manager's screens; `staff` is who asks.
    pub(super) fn manage(&self, ask: Ask, staff: Option<String>) {
        let _ = self.jobs.send(Job::Page(ask, staff));
    }

    /// Asks for a reservation.
    pub(super) fn load_reservation(&self, code: String) {
        let _ = self.jobs.send(Job::Reservation(code));
    }
}

struct Worker {
    queue: Queue,
    client: Client,
    clock: Clock,
    recipients: Recipients,
    central: central::Settings,
    courier: CourierHandle,
    runtime: tokio::runtime::Runtime,
    events: Sender<Event>,
    cases: CaseBell,
}

impl Worker {
    fn run(mut self, todo: &Receiver<Job>) {
        while let Ok(job) = todo.recv() {
            let message = match job {
                Job::Send(attempt, submission) => self.enqueue(attempt, *submission),
                Job::Reservation(code) => self.reservation(code),
                Job::Page(ask, staff) => match self.page(ask, staff) {
                    Some(answer) => Message::Managed(answer),
                    None => continue,
                },
                Job::NoteDestroyed(wanted) => {
                    self.note_destroyed(&wanted);
                    continue;
                }
                Job::Record(action, staff, codes) => {
                    self.note(Entry::new((self.clock)(), action).by(staff).with(codes));
                    continue;
                }
                Job::ListCases => {
                    self.cases.rung.store(false, Ordering::Release);
                    match super::cases::of_today(&self.queue, (self.clock)()) {
                        Ok(cases) => Message::Cases(cases),
                        Err(error) => Message::StoreTrouble(error.message()),
                    }
                }
                Job::Close => return,
            };
            if self.events.send(message.into()).is_err() {
                return;
            }
        }
    }

    fn page(&mut self, ask: Ask, staff: Option<String>) -> Option<Answer> {
        Some(match ask {
            Ask::Queue => pages::queue::list(&self.queue),
            Ask::SendNow => {
                self.courier.hurry();
                pages::queue::list(&self.queue)
            }
            Ask::Discard(id) => pages::queue::discard(&mut self.queue, id, staff, (self.clock)()),
            Ask::Audit => pages::audit::newest(&self.queue),
            Ask::VerifyAudit => pages::audit::verify(&self.queue),
            Ask::Service => {
                let asked = pages::service::ask(&self.client, &self.central, &self.recipients);
                self.runtime.block_on(asked)
            }
            _ => return None,
        })
    }

    fn enqueue(&mut self, attempt: u64, submission: Submission) -> Message {
        let failed = |why: Sentence| Message::QueueFailed(attempt, why);
        let case = match seal(&submission, &self.recipients, (self.clock)()) {
            Ok(case) => case,
            Err(error) => {
                tracing::error!(%error, "sealing failed");
                return failed(Sentence::new("delivery-sealing-failed"));
            }
        };
        let overridden = overridden(&submission, (self.clock)());
        drop(submission);
        match self.queue.enqueue(&case) {
            Ok(()) => {
                for entry in overridden {
                    self.note(entry.about(case.id().to_string()));
                }
                tracing::info!(submission = %case.id(), bytes = case.bytes(), "queued");
                self.courier.wake();
                self.cases.ring();
                Message::Queued { attempt, submission_id: case.id().to_string() }
            }
            Err(error) => {
                tracing::error!(%error, "queueing failed");
                failed(error.message())
            }
        }
    }

    fn note_destroyed(&mut self, wanted: &Wanted) {
        let what = [ReasonCode::MyNumberVisible.as_str(), &wanted.document, &wanted.side];
        self.note(Entry::new((self.clock)(), Action::PictureDestroyed).with(what.map(str::to_owned)));
    }

    /// Writes an entry of the audit chain. Best effort: what it tells of has happened already.
    fn note(&mut self, entry: Entry) {
        if let Err(error) = self.queue.record(entry) {
            tracing::warn!(%error, "the audit chain could not be written");
        }
    }

    fn reservation(&self, code: String) -> Message {
        match self.runtime.block_on(self.client.reservation(&code, RESERVATION)) {
            Ok(found) => Message::ReservationLoaded(Box::new(Reservation {
                code,
                order: found.order.clone(),
                applicant: found.applicant.clone(),
            })),
            Err(fault) => Message::ReservationFailed(Sentence::new(match fault {
                Fault::NotFound => "notice-reservation-unknown",
                Fault::NoAnswer(_) => "notice-reservation-no-answer",
                Fault::Unauthorized(_) => "notice-reservation-not-let-in",
            })),
        }
    }
}

/// What the audit chain says of photographs that were taken over a reason against them.
fn overridden(submission: &Submission, now: jiff::Timestamp) -> Vec<Entry> {
    let over = submission.photos.iter().filter(|photo| !photo.capture.confirmed.is_empty());
    over.map(|photo| {
        let codes = [photo.document.clone(), photo.side.clone()].into_iter();
        Entry::new(now, Action::Overridden)
            .by(submission.origin.staff_id.clone())
            .under(submission.policy.clone())
            .with(codes.chain(photo.capture.confirmed.iter().cloned()))
    })
    .collect()
}

/// What the courier's news mean at the counter.
fn messages(news: News) -> Vec<Message> {
    let about = |id: uuid::Uuid, progress| {
        Message::Delivery(DeliveryNews { submission_id: id.to_string(), progress })
    };
    match news {
        News::Sending { id, .. } => vec![about(id, Progress::Sending)],
        News::Delivered { id, receipt } => {
            tracing::info!(submission = %id, "delivered");
            let Receipt { receipt_number, status, reasons } = receipt;
            let delivered = about(id, Progress::Delivered { receipt_number });
            let mut messages = vec![delivered];
            messages.extend(verdict(status, &reasons, None).map(|progress| about(id, progress)));
            messages
        }
        News::PutBack { id, error, .. } => vec![about(id, Progress::Waiting(error_sentence(&error)))],
        News::Refused { id, error, reasons } => {
            tracing::warn!(submission = %id, error, "refused for good");
            let said = reasons.iter().map(|code| Objection::of(code).sentence);
            vec![about(id, Progress::Refused(said.collect()))]
        }
        News::Verdict { id, status, reasons, registration } => {
            verdict(status, &reasons, registration).map(|progress| about(id, progress)).into_iter().collect()
        }
        News::Paused { error } => {
            tracing::warn!(error, "sending paused");
            vec![Message::Service(ServiceState::Paused(error_sentence(&error)))]
        }
        News::Resumed => vec![Message::Service(ServiceState::Unknown)],
        News::ServiceUp => vec![Message::Service(ServiceState::Up)],
        News::ServiceDown { error } => {
            tracing::info!(error, "service down");
            vec![Message::Service(ServiceState::Down)]
        }
        News::RecipientMismatch { .. } => {
            tracing::error!("the service announces another key than kiosk.toml");
            vec![Message::Service(ServiceState::Paused(Sentence::new("notice-recipient-mismatch")))]
        }
        News::ClockSkew { seconds } => {
            tracing::warn!(seconds, "the clock differs from the service's");
            vec![Message::ClockSkew(seconds)]
        }
        News::Waiting { cases, .. } => vec![Message::Waiting(cases)],
        News::StoreTrouble(error) => {
            tracing::error!(%error, "store");
            vec![Message::StoreTrouble(error.message())]
        }
    }
}

fn verdict(status: Status, reasons: &[String], registration: Option<Registration>) -> Option<Progress> {
    match status {
        Status::Received => None,
        Status::InReview => Some(Progress::InReview),
        Status::Accepted => Some(Progress::Accepted),
        Status::Rejected => Some(Progress::Rejected(Rejection { registration, ..Rejection::of(reasons) })),
    }
}

/// The sentence of a delivery error's stable code.
fn error_sentence(code: &str) -> Sentence {
    Sentence::new("sending-error").with("code", code)
}
