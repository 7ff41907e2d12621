use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use tokio::task::JoinSet;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Event;
use super::pass::pass;
use super::verdict::await_verdict;
use crate::central::wire::StatusBody;
use crate::central::{Client, Clock, Fault};
use crate::store::{BACKOFF_CAP, Queue, Recipients, StoreError};

/// How often the queue is looked at for cases of other processes.
const LOOK: Duration = Duration::from_millis(500);
/// How often the service's health is asked for.
const HEALTH: Duration = Duration::from_secs(20);
/// How long the customer at the counter may wait for a verdict by long poll.
const ATTENDED: Duration = Duration::from_mins(10);
/// How often an older case without a verdict is asked about.
const UNATTENDED: Duration = Duration::from_mins(1);
/// Skew from which on a clock is worth showing.
const NOTABLE_SKEW: i64 = 120;

/// Keeps delivering in the background, on a thread of its own.
pub struct Courier {
    queue: Queue,
    client: Client,
    clock: Clock,
    recipients: Recipients,
    tell: Box<dyn FnMut(Event) + Send>,
    polls: JoinSet<(Uuid, Option<StatusBody>)>,
    polled: BTreeSet<Uuid>,
    paused: Option<Pause>,
    up: Option<bool>,
    skew: Option<i64>,
    shouted: Option<String>,
    counted: Option<usize>,
}

struct Pause {
    since: Instant,
    token: Option<Zeroizing<String>>,
}

/// Holds the courier's thread. Dropping it tells the thread to end after the attempt at
/// hand and does not wait for it.
#[derive(Debug)]
pub struct CourierHandle {
    wake: Arc<Notify>,
    stop: Arc<Notify>,
    thread: Option<JoinHandle<()>>,
}

impl CourierHandle {
    /// A case was queued: send now.
    pub fn wake(&self) {
        self.wake.notify_one();
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
        let (wake, stop) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let courier = Self {
            queue,
            client,
            clock,
            recipients,
            tell: Box::new(tell),
            polls: JoinSet::new(),
            polled: BTreeSet::new(),
            paused: None,
            up: None,
            skew: None,
            shouted: None,
            counted: None,
        };
        let (woken, stopped) = (Arc::clone(&wake), Arc::clone(&stop));
        let thread = std::thread::Builder::new().name("courier".into()).spawn(move || {
            runtime.block_on(async move {
                tokio::select! {
                    () = courier.run(&woken) => {}
                    () = stopped.notified() => {}
                }
            });
        })?;
        Ok(CourierHandle { wake, stop, thread: Some(thread) })
    }

    async fn run(mut self, wake: &Notify) {
        let mut next_health = Instant::now();
        let mut next_old_cases = Instant::now();
        loop {
            if Instant::now() >= next_health {
                self.look_after_service().await;
                next_health = Instant::now() + HEALTH;
            }
            if let Err(error) = self.send_due().await {
                (self.tell)(Event::StoreTrouble(error));
            }
            if Instant::now() >= next_old_cases {
                self.ask_about_old_cases();
                next_old_cases = Instant::now() + UNATTENDED;
            }
            tokio::select! {
                () = wake.notified() => {}
                Some(polled) = self.polls.join_next() => {
                    if let Ok((id, answer)) = polled {
                        self.note_answer(id, answer);
                    }
                }
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Sends what is due, unless someone else on this data directory is sending.
    async fn send_due(&mut self) -> Result<(), StoreError> {
        let now = (self.clock)();
        let waiting = self.queue.waiting()?;
        let due: Vec<Uuid> = waiting
            .iter()
            .filter(|case| case.backoff_is_over(now) && case.hold_is_over(now))
            .map(|case| case.id)
            .collect();
        if due.is_empty() || self.is_paused() {
            self.count(&waiting);
            return Ok(());
        }
        let Some(lock) = self.queue.dir().lock_sender()? else { return Ok(()) };
        self.queue.put_back_abandoned()?;
        let until = Instant::now() + Duration::from_mins(10);
        let mut delivered = Vec::new();
        let tell = &mut self.tell;
        let mut hear = |event: Event| {
            if let Event::Delivered { id, receipt } = &event
                && !receipt.status.is_final()
            {
                delivered.push(*id);
            }
            tell(event);
        };
        let tally = pass(&mut self.queue, &self.client, &self.clock, due, until, &mut hear).await?;
        drop(lock);
        for id in delivered {
            self.poll(id, ATTENDED);
        }
        match tally.unauthorized {
            Some(error) => self.pause(error),
            None if tally.delivered + tally.refused > 0 => self.set_up(true, ""),
            None => {}
        }
        self.note_skew();
        let waiting = self.queue.waiting()?;
        self.count(&waiting);
        Ok(())
    }

    fn pause(&mut self, error: String) {
        self.paused = Some(Pause { since: Instant::now(), token: self.client.token() });
        (self.tell)(Event::Paused { error });
    }

    /// Whether sending still pauses: until the token is another one, or the slowest
    /// back-off is over.
    fn is_paused(&mut self) -> bool {
        let Some(pause) = &self.paused else { return false };
        let changed = self.client.token().is_some_and(|token| Some(&token) != pause.token.as_ref());
        if pause.since.elapsed() < BACKOFF_CAP && !changed {
            return true;
        }
        self.paused = None;
        (self.tell)(Event::Resumed);
        false
    }

    async fn look_after_service(&mut self) {
        match self.client.health(Duration::from_secs(5)).await {
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

    fn count(&mut self, waiting: &[crate::store::CaseRecord]) {
        if self.counted.replace(waiting.len()) == Some(waiting.len()) {
            return;
        }
        let next = waiting.iter().filter_map(|case| case.hold_until.max(case.next_attempt_at)).min();
        (self.tell)(Event::Waiting { cases: waiting.len(), next_attempt_at: next });
    }

    /// Asks for the verdict on the side, so that it holds up no other case.
    fn poll(&mut self, id: Uuid, how_long: Duration) {
        if !self.polled.insert(id) {
            return;
        }
        let client = self.client.clone();
        let until = Instant::now() + how_long;
        self.polls.spawn(async move { (id, await_verdict(&client, id, until).await) });
    }

    fn ask_about_old_cases(&mut self) {
        let Ok(undecided) = self.queue.undecided() else { return };
        for case in undecided.iter().take(8) {
            self.poll(case.id, Duration::from_secs(2));
        }
    }

    fn note_answer(&mut self, id: Uuid, answer: Option<StatusBody>) {
        self.polled.remove(&id);
        let Some(StatusBody { status, reasons }) = answer else { return };
        match self.queue.note_status(id, status, &reasons, (self.clock)()) {
            Ok(()) => (self.tell)(Event::Verdict { id, status, reasons }),
            Err(error) => (self.tell)(Event::StoreTrouble(error)),
        }
    }
}
