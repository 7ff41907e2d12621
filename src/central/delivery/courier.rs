use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use uuid::Uuid;

use super::Event;
use super::attempt::{self, AT_ONCE, Landed};
use super::pause::Pause;
use super::unwiped::Unwiped;
use super::verdict::await_verdict;
use crate::central::wire::{Health, StatusBody};
use crate::central::{Client, Clock, Fault, Sent};
use crate::store::{CaseRecord, Queue, Recipients, SenderLock, StoreError};

/// How often the queue is looked at for cases of other processes.
const LOOK: Duration = Duration::from_millis(500);
/// How often the service's health is asked for, and how long an answer may take.
const HEALTH: Duration = Duration::from_secs(20);
const HEALTH_WITHIN: Duration = Duration::from_secs(5);
/// How long the customer at the counter may wait for a verdict by long poll.
const ATTENDED: Duration = Duration::from_mins(10);
/// How often older cases without a verdict are asked about, how many of them, and how long an
/// answer may take.
const UNATTENDED: Duration = Duration::from_mins(1);
const UNATTENDED_AT_ONCE: usize = 8;
const UNATTENDED_WITHIN: Duration = Duration::from_secs(20);
/// Skew from which on a clock is worth showing.
const NOTABLE_SKEW: i64 = 120;

/// Keeps delivering in the background, on a thread of its own. Everything that waits for the
/// network is a task beside it, so that no case, question or verdict holds up another.
pub struct Courier {
    queue: Queue,
    client: Client,
    clock: Clock,
    recipients: Recipients,
    tell: Box<dyn FnMut(Event) + Send>,
    /// Where the tasks report to.
    report: UnboundedSender<Report>,
    /// Held while anything is on its way.
    lock: Option<SenderLock>,
    aloft: BTreeSet<Uuid>,
    /// Cases delivered since the log was emptied.
    unwiped: Unwiped,
    /// What was due when the queue was last looked at, oldest first, and when to look again.
    due: VecDeque<Uuid>,
    next_look: Instant,
    /// The next look passes over back-offs.
    hurried: bool,
    polled: BTreeSet<Uuid>,
    /// The older case that was asked about last.
    asked: Option<Uuid>,
    paused: Option<Pause>,
    up: Option<bool>,
    skew: Option<i64>,
    shouted: Option<String>,
    counted: Option<usize>,
}

/// What a task beside the courier has to say.
enum Report {
    Landed(Landed),
    Health(Result<Health, Fault>),
    Status(Uuid, StatusBody),
    PollOver(Uuid),
}

/// Holds the courier's thread. Dropping it tells the thread to end after the attempt at
/// hand and does not wait for it.
#[derive(Debug)]
pub struct CourierHandle {
    wake: Arc<Notify>,
    hurry: Arc<Notify>,
    stop: Arc<Notify>,
    thread: Option<JoinHandle<()>>,
}

impl CourierHandle {
    /// A case was queued: send now.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Somebody wants all waiting cases to be tried now: back-off and pause are over, only what the
    /// service itself asked for (Retry-After) still holds.
    pub fn hurry(&self) {
        self.hurry.notify_one();
    }

    /// Ends the courier and waits until its thread has let go of the queue. A case that is
    /// under way is simply sent again next time, under the same key.
    pub fn stop(mut self) {
        self.stop.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for CourierHandle {
    fn drop(&mut self) {
        self.stop.notify_one();
    }
}

impl Courier {
    /// Starts delivering. `queue` is a connection of the courier's own; `tell` is called on
    /// the courier's thread.
    pub fn start(
        queue: Queue,
        client: Client,
        clock: Clock,
        recipients: Recipients,
        tell: impl FnMut(Event) + Send + 'static,
    ) -> std::io::Result<CourierHandle> {
        let [wake, hurry, stop] = [(); 3].map(|()| Arc::new(Notify::new()));
        // The attempts run on a thread of their own: the courier's is often busy with the disk.
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("courier-network")
            .enable_all()
            .build()?;
        let (report, reports) = unbounded_channel();
        let courier = Self {
            queue,
            client,
            clock,
            recipients,
            tell: Box::new(tell),
            report,
            lock: None,
            aloft: BTreeSet::new(),
            unwiped: Unwiped::default(),
            due: VecDeque::new(),
            next_look: Instant::now(),
            hurried: false,
            polled: BTreeSet::new(),
            asked: None,
            paused: None,
            up: None,
            skew: None,
            shouted: None,
            counted: None,
        };
        let (woken, hurried, stopped) = (Arc::clone(&wake), Arc::clone(&hurry), Arc::clone(&stop));
        let thread = std::thread::Builder::new().name("courier".into()).spawn(move || {
            runtime.block_on(async move {
                tokio::select! {
                    () = courier.run(reports, &woken, &hurried) => {}
                    () = stopped.notified() => {}
                }
            });
            // A name that is still being looked up must not hold up the end.
            runtime.shutdown_background();
        })?;
        Ok(CourierHandle { wake, hurry, stop, thread: Some(thread) })
    }

    async fn run(mut self, mut reports: UnboundedReceiver<Report>, wake: &Notify, hurry: &Notify) {
        let mut next_health = Instant::now();
        let mut next_old_cases = Instant::now();
        loop {
            if Instant::now() >= next_health {
                self.ask_for_health();
                next_health = Instant::now() + HEALTH;
            }
            if Instant::now() >= next_old_cases {
                self.ask_about_old_cases();
                next_old_cases = Instant::now() + UNATTENDED;
            }
            if let Err(error) = self.send_due() {
                (self.tell)(Event::StoreTrouble(error));
            }
            self.unwiped.empty_due(&self.queue, self.aloft.is_empty());
            tokio::select! {
                () = wake.notified() => self.next_look = Instant::now(),
                () = hurry.notified() => self.hurry(),
                Some(report) = reports.recv() => self.hear(report),
                () = self.unwiped.overdue() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    fn hurry(&mut self) {
        (self.hurried, self.next_look) = (true, Instant::now());
        if self.paused.take().is_some() {
            (self.tell)(Event::Resumed);
        }
    }

    fn hear(&mut self, report: Report) {
        match report {
            Report::Landed(landed) => self.land(landed),
            Report::Health(answer) => self.note_health(answer),
            Report::Status(id, body) => self.note_status(id, body),
            Report::PollOver(id) => {
                self.polled.remove(&id);
            }
        }
    }

    /// Starts what is due, oldest first, unless someone else on this data directory is sending.
    fn send_due(&mut self) -> Result<(), StoreError> {
        if Instant::now() >= self.next_look {
            self.look()?;
        }
        if self.due.is_empty() || self.is_paused() || !self.take_lock()? {
            return Ok(());
        }
        let until = Instant::now() + self.client.total_timeout();
        while self.aloft.len() < AT_ONCE {
            let Some(id) = self.due.pop_front() else { break };
            let started =
                attempt::start(&mut self.queue, &self.client, &self.clock, id, until, &mut self.tell)?;
            let Some(attempt) = started else { continue };
            self.aloft.insert(id);
            let report = self.report.clone();
            tokio::spawn(async move { report.send(Report::Landed(attempt.await)) });
        }
        self.release_lock();
        Ok(())
    }

    /// Finds out what waits and what of it is due.
    fn look(&mut self) -> Result<(), StoreError> {
        self.next_look = Instant::now() + LOOK;
        let now = (self.clock)();
        let waiting = self.queue.waiting()?;
        self.count(&waiting);
        let hurried = std::mem::take(&mut self.hurried);
        let is_due = |case: &&CaseRecord| {
            !self.aloft.contains(&case.id) && (hurried || case.backoff_is_over(now)) && case.hold_is_over(now)
        };
        self.due = waiting.iter().filter(is_due).map(|case| case.id).collect();
        Ok(())
    }

    /// Whether this courier is the one that sends.
    fn take_lock(&mut self) -> Result<bool, StoreError> {
        if self.lock.is_none() {
            self.lock = self.queue.dir().lock_sender()?;
            if self.lock.is_some() {
                self.queue.put_back_abandoned()?;
            }
        }
        Ok(self.lock.is_some())
    }

    fn release_lock(&mut self) {
        if self.aloft.is_empty() {
            self.lock = None;
        }
    }

    fn land(&mut self, landed: Landed) {
        let id = landed.id;
        self.aloft.remove(&id);
        let unauthorized = match &landed.sent {
            Sent::Unauthorized { error } => Some(error.clone()),
            _ => None,
        };
        let answered = matches!(landed.sent, Sent::Received(_) | Sent::Refused { .. });
        let undecided = matches!(&landed.sent, Sent::Received(receipt) if !receipt.status.is_final());
        if matches!(landed.sent, Sent::Received(_)) {
            self.unwiped.add();
        }
        attempt::settle(&mut self.queue, landed, (self.clock)(), &mut self.tell);
        self.release_lock();
        if self.due.is_empty() {
            self.next_look = Instant::now();
        }
        if undecided {
            self.poll(id);
        }
        match unauthorized {
            Some(error) => self.pause(error),
            None if answered => self.set_up(true, ""),
            None => {}
        }
        self.note_skew();
    }

    fn pause(&mut self, error: String) {
        if self.paused.is_none() {
            self.paused = Some(Pause::new(&self.client));
            (self.tell)(Event::Paused { error });
        }
    }

    /// Whether sending still pauses.
    fn is_paused(&mut self) -> bool {
        let Some(pause) = &self.paused else { return false };
        if !pause.is_over(&self.client) {
            return true;
        }
        self.paused = None;
        (self.tell)(Event::Resumed);
        false
    }

    fn ask_for_health(&self) {
        let (client, report) = (self.client.clone(), self.report.clone());
        tokio::spawn(async move { report.send(Report::Health(client.health(HEALTH_WITHIN).await)) });
    }

    fn note_health(&mut self, answer: Result<Health, Fault>) {
        match answer {
            Ok(health) => {
                self.set_up(true, "");
                self.note_skew();
                if !self.recipients.contains(&health.recipient)
                    && self.shouted.as_ref() != Some(&health.recipient)
                {
                    self.shouted = Some(health.recipient.clone());
                    (self.tell)(Event::RecipientMismatch { announced: health.recipient });
                }
            }
            Err(Fault::NoAnswer(error) | Fault::Unauthorized(error)) => self.set_up(false, &error),
            Err(Fault::NotFound) => self.set_up(false, "http-404"),
        }
    }

    fn set_up(&mut self, up: bool, error: &str) {
        if self.up.replace(up) == Some(up) {
            return;
        }
        (self.tell)(if up { Event::ServiceUp } else { Event::ServiceDown { error: error.to_owned() } });
    }

    fn note_skew(&mut self) {
        let skew = self.client.skew_seconds().filter(|skew| skew.abs() >= NOTABLE_SKEW);
        let moved = match (self.skew, skew) {
            (Some(before), Some(now)) => before.abs_diff(now) > 5,
            (before, now) => before != now,
        };
        if moved {
            self.skew = skew;
            (self.tell)(Event::ClockSkew { seconds: skew.unwrap_or(0) });
        }
    }

    fn count(&mut self, waiting: &[CaseRecord]) {
        if self.counted.replace(waiting.len()) == Some(waiting.len()) {
            return;
        }
        let next = waiting.iter().filter_map(|case| case.hold_until.max(case.next_attempt_at)).min();
        (self.tell)(Event::Waiting { cases: waiting.len(), next_attempt_at: next });
    }

    /// Asks for the verdict on a case while its customer waits.
    fn poll(&mut self, id: Uuid) {
        if !self.polled.insert(id) {
            return;
        }
        let (client, report) = (self.client.clone(), self.report.clone());
        let until = Instant::now() + ATTENDED;
        tokio::spawn(async move {
            let hear = |body: &StatusBody| drop(report.send(Report::Status(id, body.clone())));
            await_verdict(&client, id, until, hear).await;
            report.send(Report::PollOver(id))
        });
    }

    /// Asks about some older cases, and about others the next time.
    fn ask_about_old_cases(&mut self) {
        let Ok(undecided) = self.queue.undecided() else { return };
        let after = undecided.iter().position(|case| Some(case.id) == self.asked).map_or(0, |at| at + 1);
        let (before, after) = undecided.split_at(after);
        for case in after.iter().chain(before).take(UNATTENDED_AT_ONCE) {
            self.asked = Some(case.id);
            if !self.polled.insert(case.id) {
                continue;
            }
            let (client, report, id) = (self.client.clone(), self.report.clone(), case.id);
            tokio::spawn(async move {
                if let Ok(body) = client.status(id, Duration::ZERO, UNATTENDED_WITHIN).await {
                    let _ = report.send(Report::Status(id, body));
                }
                report.send(Report::PollOver(id))
            });
        }
    }

    /// Writes down what the service says about a delivered case, and says so when it is new.
    fn note_status(&mut self, id: Uuid, body: StatusBody) {
        let StatusBody { status, reasons, registration } = body;
        match self.queue.note_status(id, status, &reasons, (self.clock)()) {
            Ok(true) => (self.tell)(Event::Verdict { id, status, reasons, registration }),
            Ok(false) => {}
            Err(error) => (self.tell)(Event::StoreTrouble(error)),
        }
    }
}
