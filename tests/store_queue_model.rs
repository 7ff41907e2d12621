//! The queue against a model of it: whatever is done in whatever order, with the database
//! closed and opened again in between, both say the same.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod delivery_support;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use delivery_support::{open, submission};
use jiff::{Timestamp, ToSpan as _};
use kiosk::store::{self, CaseRecord, DataDir, Queue, Receipt, Recipients, Retry, State, Status, StoreError};
use proptest::prelude::*;
use uuid::Uuid;

const RECIPIENT: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

#[derive(Clone, Debug)]
enum Step {
    Enqueue,
    EnqueueAgain(usize),
    Begin(usize),
    PutBack(usize, i64, Option<i64>),
    Deliver(usize),
    Refuse(usize),
    Status(usize, Status),
    Discard(usize, bool),
    Purge(u16),
    Reopen,
    Abandon,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Modelled {
    state: State,
    attempts: u32,
    status: Option<Status>,
    sealed: bool,
    last_error: Option<String>,
    next_attempt_at: Option<Timestamp>,
    hold_until: Option<Timestamp>,
}

impl Modelled {
    /// Nothing is waited for any more.
    fn settle(&mut self, state: State, last_error: Option<&str>) {
        self.state = state;
        self.last_error = last_error.map(str::to_owned);
        (self.next_attempt_at, self.hold_until) = (None, None);
    }
}

fn step() -> impl Strategy<Value = Step> {
    let which = 0..6_usize;
    let status = prop::sample::select(Status::ALL);
    prop_oneof![
        4 => Just(Step::Enqueue),
        1 => which.clone().prop_map(Step::EnqueueAgain),
        4 => which.clone().prop_map(Step::Begin),
        3 => (which.clone(), 0..60_i64, prop::option::of(0..3600_i64))
            .prop_map(|(which, pause, hold)| Step::PutBack(which, pause, hold)),
        3 => which.clone().prop_map(Step::Deliver),
        2 => which.clone().prop_map(Step::Refuse),
        2 => (which.clone(), status).prop_map(|(which, status)| Step::Status(which, status)),
        2 => (which, any::<bool>()).prop_map(|(which, force)| Step::Discard(which, force)),
        1 => (0..60_u16).prop_map(Step::Purge),
        1 => Just(Step::Reopen),
        1 => Just(Step::Abandon),
    ]
}

struct World {
    dir: DataDir,
    queue: Queue,
    model: BTreeMap<Uuid, Modelled>,
    cases: Vec<store::SealedCase>,
    now: Timestamp,
    recipients: Recipients,
}

impl World {
    fn take(&mut self, step: &Step) {
        self.now += 1.second();
        let id = |which: usize| self.cases.get(which).map(store::SealedCase::id);
        match *step {
            Step::Enqueue => self.enqueue(),
            Step::EnqueueAgain(which) => {
                if let Some(case) = self.cases.get(which)
                    && self.model.contains_key(&case.id())
                {
                    assert!(matches!(self.queue.enqueue(case), Err(StoreError::AlreadyQueued)));
                }
            }
            Step::Begin(which) => {
                let Some(id) = id(which) else { return };
                self.queue.begin_attempt(id, self.now).unwrap();
                self.waiting(id, |case| {
                    case.state = State::Sending;
                    case.attempts += 1;
                });
            }
            Step::PutBack(which, pause, hold) => {
                let Some(id) = id(which) else { return };
                let (next, hold) = (self.now + pause.seconds(), hold.map(|hold| self.now + hold.seconds()));
                let retry = Retry { error: "http-503".into(), next_attempt_at: next, hold_until: hold };
                self.queue.put_back(id, &retry).unwrap();
                self.waiting(id, |case| {
                    case.settle(State::Queued, Some("http-503"));
                    (case.next_attempt_at, case.hold_until) = (Some(next), hold);
                });
            }
            Step::Deliver(which) => {
                let Some(id) = id(which) else { return };
                let receipt =
                    Receipt { receipt_number: "R".into(), status: Status::Received, reasons: Vec::new() };
                self.queue.delivered(id, &receipt, self.now).unwrap();
                self.waiting(id, |case| {
                    case.settle(State::Delivered, None);
                    case.status = Some(Status::Received);
                    case.sealed = false;
                });
            }
            Step::Refuse(which) => {
                let Some(id) = id(which) else { return };
                self.queue.refuse(id, "http-422", &[], self.now).unwrap();
                self.waiting(id, |case| case.settle(State::Refused, Some("http-422")));
            }
            Step::Status(which, status) => {
                let Some(id) = id(which) else { return };
                self.queue.note_status(id, status, &[], self.now).unwrap();
                if let Some(case) = self.model.get_mut(&id)
                    && case.state == State::Delivered
                    && !case.status.unwrap().is_final()
                {
                    case.status = Some(status);
                }
            }
            Step::Discard(which, force) => self.discard(which, force),
            Step::Purge(days) => {
                let then = self.now + (i64::from(days) * 24).hours();
                let purged = self.queue.purge(then).unwrap();
                let delivered = self.model.values().filter(|case| case.state == State::Delivered).count();
                match days.cmp(&30) {
                    Ordering::Less => assert_eq!(purged, 0),
                    Ordering::Greater => {
                        assert_eq!(purged as usize, delivered);
                        self.model.retain(|_, case| case.state != State::Delivered);
                    }
                    // The day itself: by the second, which the model does not keep.
                    Ordering::Equal => {
                        let left: Vec<Uuid> = self.queue.list().unwrap().iter().map(|case| case.id).collect();
                        self.model.retain(|id, _| left.contains(id));
                    }
                }
            }
            Step::Reopen => self.queue = open(&self.dir),
            Step::Abandon => {
                self.queue.put_back_abandoned().unwrap();
                for case in self.model.values_mut().filter(|case| case.state == State::Sending) {
                    case.state = State::Queued;
                }
            }
        }
    }

    fn enqueue(&mut self) {
        let case = store::seal(&submission(300), &self.recipients, self.now).unwrap();
        self.queue.enqueue(&case).unwrap();
        let queued = Modelled {
            state: State::Queued,
            attempts: 0,
            status: None,
            sealed: true,
            last_error: None,
            next_attempt_at: None,
            hold_until: None,
        };
        self.model.insert(case.id(), queued);
        self.cases.push(case);
    }

    fn discard(&mut self, which: usize, force: bool) {
        let Some(id) = self.cases.get(which).map(store::SealedCase::id) else { return };
        let done = self.queue.discard(id, force, None, self.now);
        match self.model.get(&id).map(|case| case.state) {
            None => assert!(matches!(done, Err(StoreError::UnknownCase))),
            Some(State::Queued | State::Sending) if !force => {
                assert!(matches!(done, Err(StoreError::NotDelivered)));
            }
            Some(_) => {
                done.unwrap();
                self.model.remove(&id);
            }
        }
    }

    fn waiting(&mut self, id: Uuid, change: impl FnOnce(&mut Modelled)) {
        if let Some(case) = self.model.get_mut(&id)
            && case.state.is_waiting()
        {
            change(case);
        }
    }

    fn check(&self) {
        let listed = self.queue.list().unwrap();
        // Ids grow with the time, so the map is in the order in which the cases came.
        assert!(listed.iter().map(|case| &case.id).eq(self.model.keys()), "oldest first");
        let waiting = self.model.iter().filter(|(_, case)| case.state.is_waiting()).map(|(id, _)| *id);
        assert!(self.queue.waiting().unwrap().iter().map(|case| case.id).eq(waiting), "oldest first");
        let found: BTreeMap<Uuid, Modelled> = listed
            .into_iter()
            .map(|case| {
                let sealed = !self.queue.part_sizes(case.id).unwrap().is_empty();
                let CaseRecord { id, state, attempts, status, last_error, .. } = case;
                let (next_attempt_at, hold_until) = (case.next_attempt_at, case.hold_until);
                (id, Modelled { state, attempts, status, sealed, last_error, next_attempt_at, hold_until })
            })
            .collect();
        assert_eq!(found, self.model);
        for case in self.cases.iter().filter(|case| self.model.contains_key(&case.id())) {
            let loaded = self.queue.load(case.id()).unwrap();
            assert_eq!(loaded.is_some(), self.model[&case.id()].state.is_waiting());
            if let Some(loaded) = loaded {
                assert!(loaded.parts == case.parts(), "what is sent is what was sealed");
            }
        }
        assert!(self.queue.verify_audit().unwrap().ok);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_queue_does_what_its_model_does(steps in prop::collection::vec(step(), 1..40)) {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::create(&temp.path().join("data")).unwrap();
        let mut world = World {
            queue: open(&dir),
            dir,
            model: BTreeMap::new(),
            cases: Vec::new(),
            now: "2026-10-05T03:00:00Z".parse().unwrap(),
            recipients: Recipients::parse([RECIPIENT]).unwrap(),
        };
        for step in &steps {
            world.take(step);
            world.check();
        }
    }
}
