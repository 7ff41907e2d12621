//! The courier when the service does not simply take everything: it pauses, goes on, comes back,
//! and brings every change of a verdict. The clock of back-off and holds is the test's own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod delivery_support;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use delivery_support::Site;
use jiff::{SignedDuration, Timestamp};
use kiosk::central::delivery::{Courier, CourierHandle, Event};
use kiosk::central::sandbox::Options;
use kiosk::central::{Client, Clock, Settings};
use kiosk::store::{Queue, Receipt, State, Status};
use uuid::Uuid;
use wiremock::matchers::{header, method, path, path_regex};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// Far longer than anything here takes; an event that does not come fails the test.
const PATIENCE: Duration = Duration::from_secs(120);

/// A clock that the test moves.
#[derive(Clone, Default)]
struct Hands(Arc<AtomicI64>);

impl Hands {
    fn turn(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    fn clock(&self) -> Clock {
        let (hands, start) = (self.clone(), Timestamp::now());
        Arc::new(move || start + SignedDuration::from_secs(hands.0.load(Ordering::SeqCst)))
    }
}

struct Desk {
    site: Site,
    queue: Queue,
    hands: Hands,
    clock: Clock,
    told: Receiver<Event>,
    courier: CourierHandle,
}

impl Desk {
    /// A courier that sends to the site's sandbox, or to `url`.
    fn new(site: Site, url: Option<String>) -> Self {
        Self::prepared(site, url, |_| {})
    }

    fn prepared(site: Site, url: Option<String>, prepare: impl FnOnce(&mut Queue)) -> Self {
        let mut queue = site.queue();
        prepare(&mut queue);
        let hands = Hands::default();
        let clock = hands.clock();
        let settings = Settings { url: url.unwrap_or(site.sandbox.url.clone()), ..site.settings() };
        let client = Client::new(&settings, Arc::clone(&clock)).unwrap();
        let (tell, told) = channel();
        let courier =
            Courier::start(site.queue(), client, Arc::clone(&clock), site.recipients(), move |event| {
                let _ = tell.send(event);
            })
            .unwrap();
        Self { site, queue, hands, clock, told, courier }
    }

    fn enqueue(&mut self) -> Uuid {
        let id = self.site.enqueue(&mut self.queue, 1)[0];
        self.courier.wake();
        id
    }

    /// The same with what is sealed of its first photograph.
    fn enqueue_sealed(&mut self) -> (Uuid, Vec<u8>) {
        let case = self.site.seal(20_000);
        self.queue.enqueue(&case).unwrap();
        self.courier.wake();
        let photo = case.parts().iter().find(|part| part.side.is_some()).unwrap();
        (case.id(), photo.sealed.clone())
    }

    /// Whether the log of the queue holds any stretch of that. Pages cut it into pieces.
    fn log_holds(&self, sealed: &[u8]) -> bool {
        let log = std::fs::read(self.site.dir.root().join("queue.db-wal")).unwrap();
        let mut stretches = sealed.chunks_exact(64).step_by(20);
        stretches.any(|stretch| log.windows(stretch.len()).any(|window| window == stretch))
    }

    fn log_lets_go_of(&self, sealed: &[u8]) {
        let began = std::time::Instant::now();
        while self.log_holds(sealed) {
            assert!(began.elapsed() < PATIENCE, "the log still holds a delivered case");
            std::thread::yield_now();
        }
    }

    /// The next event that `wanted` makes something of.
    fn hear<T>(&self, mut wanted: impl FnMut(Event) -> Option<T>) -> T {
        loop {
            let event = self.told.recv_timeout(PATIENCE).expect("an event that was waited for");
            if let Some(found) = wanted(event) {
                return found;
            }
        }
    }

    fn hear_any_delivered(&self) -> Uuid {
        self.hear(|event| match event {
            Event::Delivered { id, .. } => Some(id),
            Event::StoreTrouble(error) => panic!("{error}"),
            _ => None,
        })
    }

    fn hear_delivered(&self, id: Uuid) {
        assert_eq!(self.hear_any_delivered(), id);
        assert_eq!(self.queue.get(id).unwrap().unwrap().state, State::Delivered);
    }

    fn hear_put_back(&self) -> (Uuid, String, Timestamp) {
        self.hear(|event| match event {
            Event::PutBack { id, error, next_attempt_at } => Some((id, error, next_attempt_at)),
            _ => None,
        })
    }

    fn hear_verdict(&self) -> (Uuid, Status, Vec<String>) {
        self.hear(|event| match event {
            Event::Verdict { id, status, reasons, .. } => Some((id, status, reasons)),
            _ => None,
        })
    }
}

#[test]
fn sending_pauses_while_the_kiosk_is_not_let_in_and_goes_on_with_another_token() {
    for status in [401, 403] {
        let mut desk = Desk::new(Site::new(&[&format!("http-{status}@1")]), None);
        let first = desk.enqueue();
        let error = desk.hear(|event| match event {
            Event::Paused { error } => Some(error),
            _ => None,
        });
        assert_eq!(error, format!("http-{status}"));
        // However due it is, nothing is tried now.
        desk.hands.turn(3000);
        let second = desk.enqueue();
        desk.hear(|event| matches!(event, Event::Waiting { cases: 2, .. }).then_some(()));
        assert_eq!(desk.queue.get(second).unwrap().unwrap().attempts, 0);
        // The sandbox takes the token of its first day, so the file changes away and back.
        let file = desk.site.sandbox.token_file.clone();
        let token = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, "another-token").unwrap();
        desk.hear(|event| matches!(event, Event::Resumed).then_some(()));
        std::fs::write(&file, token).unwrap();
        let mut delivered = Vec::new();
        while delivered.len() < 2 {
            // Tries in between may meet the other token, and pause again.
            desk.hands.turn(3000);
            desk.hear(|event| match event {
                Event::Delivered { id, .. } => {
                    delivered.push(id);
                    Some(())
                }
                Event::Paused { .. } | Event::Resumed => Some(()),
                _ => None,
            });
        }
        delivered.sort();
        assert_eq!(delivered, [first, second]);
        assert_eq!(desk.site.kept().len(), 2);
    }
}

#[test]
fn a_failure_is_followed_by_a_pause_of_the_kiosks_own_and_then_by_another_try() {
    let mut desk = Desk::new(Site::new(&["http-500@1"]), None);
    let id = desk.enqueue();
    let (of, error, next) = desk.hear_put_back();
    assert_eq!((of, error.as_str()), (id, "http-500"));
    let pause = next.duration_since((desk.clock)());
    assert!(!pause.is_negative() && pause <= SignedDuration::from_secs(1), "{pause}");
    desk.hands.turn(1);
    desk.hear_delivered(id);
    assert_eq!(desk.queue.get(id).unwrap().unwrap().attempts, 2);
}

#[test]
fn retry_after_in_seconds_is_kept_to_and_holds_up_nobody_else() {
    let mut desk = Desk::new(Site::new(&["http-503=600@1"]), None);
    let held = desk.enqueue();
    let (_, _, next) = desk.hear_put_back();
    assert_eq!(next.duration_since((desk.clock)()), SignedDuration::from_secs(600));
    desk.hands.turn(599);
    let other = desk.enqueue();
    desk.hear_delivered(other);
    assert_eq!(desk.queue.get(held).unwrap().unwrap().attempts, 1);
    desk.hands.turn(1);
    desk.hear_delivered(held);
}

#[test]
fn retry_after_as_a_date_counts_from_the_replys_own_date() {
    // The service's clock is a year behind, and so is the date that it names.
    let year = SignedDuration::from_hours(24 * 365);
    let until = Timestamp::now() - year + SignedDuration::from_secs(600);
    let fault = format!("http-429={}@1", until.strftime("%a, %d %b %Y %H:%M:%S GMT"));
    let clock = format!("clock=-{}", year.as_secs());
    let mut desk = Desk::new(Site::new(&[&fault, &clock]), None);
    let id = desk.enqueue();
    let (_, error, next) = desk.hear_put_back();
    assert_eq!(error, "http-429");
    let pause = next.duration_since((desk.clock)()).as_secs();
    // Less what this test took to get here, which is less than the patience of its helpers.
    assert!((600 - 120..=601).contains(&pause), "{pause}");
    desk.hands.turn(601);
    desk.hear_delivered(id);
    let skew = desk.hear(|event| match event {
        Event::ClockSkew { seconds } => Some(seconds),
        _ => None,
    });
    assert!(skew < -(year.as_secs() - 7200), "{skew}");
}

#[test]
fn a_clock_that_is_set_back_holds_nothing() {
    let mut desk = Desk::new(Site::new(&["http-503=3000@1"]), None);
    let id = desk.enqueue();
    desk.hear_put_back();
    desk.hands.turn(-86_400);
    desk.hear_delivered(id);
}

#[test]
fn a_case_that_hangs_holds_up_nobody_else() {
    let mut desk = Desk::new(Site::new(&["hang@1"]), None);
    let cases = [desk.enqueue_sealed(), desk.enqueue_sealed()];
    // Either may reach the service first and hang there.
    let delivered = desk.hear_any_delivered();
    let state = |desk: &Desk, id| desk.queue.get(id).unwrap().unwrap().state;
    let is_sending = |desk: &Desk| {
        let states = cases.each_ref().map(|&(id, _)| (id == delivered, state(desk, id)));
        states.iter().all(|&(done, state)| state == if done { State::Delivered } else { State::Sending })
    };
    assert!(is_sending(&desk));
    // Nor does it keep what the other one left in the log.
    let (_, sealed) = cases.iter().find(|(id, _)| *id == delivered).unwrap();
    desk.log_lets_go_of(sealed);
    assert!(is_sending(&desk));
    desk.courier.stop();
}

#[test]
fn a_reader_that_holds_the_log_does_not_leave_a_delivered_case_in_it() {
    let mut desk = Desk::new(Site::new(&[]), None);
    let reader = rusqlite::Connection::open(desk.site.dir.root().join("queue.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM cases;").unwrap();
    let (id, sealed) = desk.enqueue_sealed();
    desk.hear_delivered(id);
    assert!(desk.log_holds(&sealed), "the reader was to hold the log");
    reader.execute_batch("COMMIT").unwrap();
    desk.log_lets_go_of(&sealed);
    desk.courier.stop();
}

/// A service that takes every case and says, about each, one thing after another.
async fn service(verdicts: &[(&str, &[&str])]) -> MockServer {
    let server = MockServer::start().await;
    let receipt = |request: &Request| {
        let id = request.headers["idempotency-key"].to_str().unwrap();
        ResponseTemplate::new(201).set_body_json(serde_json::json!({
            "submission_id": id, "receipt_number": "R-1", "status": "received",
            "received_at": "2026-10-05T03:00:00Z",
        }))
    };
    Mock::given(method("POST")).and(path("/v1/submissions")).respond_with(receipt).mount(&server).await;
    for (place, (status, reasons)) in verdicts.iter().enumerate() {
        let body = serde_json::json!({ "status": status, "reasons": reasons });
        let mock = Mock::given(method("GET"))
            .and(path_regex("^/v1/submissions/[0-9a-f-]{36}$"))
            .and(header("authorization", "Bearer t"))
            .respond_with(ResponseTemplate::new(200).set_body_json(body));
        let last = place + 1 == verdicts.len();
        let mock = if last { mock } else { mock.up_to_n_times(1) };
        mock.with_priority(place as u8 + 1).mount(&server).await;
    }
    server
}

/// A site whose token is `t`.
fn site() -> Site {
    let site = Site::new(&[]);
    std::fs::write(&site.sandbox.token_file, "t\n").unwrap();
    site
}

#[test]
fn every_change_of_a_verdict_is_told_and_written_down() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let words: &[(&str, &[&str])] =
        &[("received", &[]), ("in-review", &[]), ("in-review", &[]), ("rejected", &["blurred", "glare"])];
    let server = runtime.block_on(service(words));
    let mut desk = Desk::new(site(), Some(server.uri()));
    let id = desk.enqueue();
    desk.hear_delivered(id);
    assert_eq!(desk.hear_verdict(), (id, Status::InReview, vec![]));
    let reasons = vec!["blurred".to_owned(), "glare".to_owned()];
    assert_eq!(desk.hear_verdict(), (id, Status::Rejected, reasons.clone()));
    let record = desk.queue.get(id).unwrap().unwrap();
    assert_eq!((record.status, record.reasons), (Some(Status::Rejected), reasons));
    assert!(desk.queue.verify_audit().unwrap().ok);
}

/// Cases that were delivered long ago, and are under review as far as is known.
fn under_review(site: &Site, queue: &mut Queue, cases: usize) -> Vec<Uuid> {
    let ids = site.enqueue(queue, cases);
    let receipt = Receipt { receipt_number: "R-1".into(), status: Status::InReview, reasons: vec![] };
    for id in &ids {
        queue.delivered(*id, &receipt, Timestamp::now()).unwrap();
    }
    ids
}

#[test]
fn an_older_case_under_review_is_followed_up() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(service(&[("accepted", &[])]));
    let site = site();
    let mut queue = site.queue();
    let id = under_review(&site, &mut queue, 1)[0];
    let desk = Desk::new(site, Some(server.uri()));
    assert_eq!(desk.hear_verdict(), (id, Status::Accepted, vec![]));
    assert_eq!(queue.get(id).unwrap().unwrap().status, Some(Status::Accepted));
}

#[test]
fn what_is_known_already_is_not_told_again() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(service(&[("in-review", &[])]));
    let site = site();
    let mut queue = site.queue();
    under_review(&site, &mut queue, 1);
    let mut desk = Desk::new(site, Some(server.uri()));
    let asked = || runtime.block_on(server.received_requests()).unwrap().len();
    while asked() == 0 {
        std::thread::yield_now();
    }
    // A new case on top: what was said of the older one has long been heard when its word comes.
    let new = desk.enqueue();
    assert_eq!(desk.hear_verdict(), (new, Status::InReview, vec![]));
}

#[test]
fn another_key_at_the_service_is_shouted_once() {
    let desk = Desk::new(
        Site::with(Options { faults: vec!["other-recipient".parse().unwrap()], ..Options::default() }),
        None,
    );
    let announced = desk.hear(|event| match event {
        Event::RecipientMismatch { announced } => Some(announced),
        _ => None,
    });
    assert!(announced.starts_with("age1") && announced != desk.site.sandbox.recipient);
}
