//! Every fault of the contract with its expected outcome: what is not a receipt keeps the
//! case, what is final refuses it, and once the fault is over the case arrives exactly once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod delivery_support;

use std::time::{Duration, Instant};

use delivery_support::Site;
use kiosk::central::delivery::{Event, deliver_one, send_all};
use kiosk::central::{Client, Timeouts};
use kiosk::store::{Queue, State};
use uuid::Uuid;

/// Far longer than anything here takes.
fn soon() -> Instant {
    Instant::now() + Duration::from_secs(120)
}

/// Gives up after a while that even a busy machine needs not for a sound reply.
fn impatient(site: &Site) -> Client {
    let timeouts = Timeouts { connect_seconds: 6, idle_seconds: 60, total_seconds: 6 };
    Client::new(&kiosk::central::Settings { timeouts, ..site.settings() }, site.clock()).unwrap()
}

async fn attempt(site: &Site, queue: &mut Queue, id: Uuid) -> (State, Option<String>) {
    attempt_by(&site.client(), site, queue, id).await
}

async fn attempt_by(client: &Client, site: &Site, queue: &mut Queue, id: Uuid) -> (State, Option<String>) {
    let clock = site.clock();
    let done = deliver_one(queue, client, &clock, id, soon(), false, &mut |_| {}).await.unwrap();
    (done.record.state, done.record.last_error)
}

/// The fault once, then a sound service.
async fn kept_then_delivered(fault: &str, error: &str) {
    let site = Site::new(&[&format!("{fault}@1")]);
    let client = site.client();
    kept_by(&client, &site, fault, error).await;
}

async fn kept_by(first: &Client, site: &Site, fault: &str, error: &str) {
    let mut queue = site.queue();
    let ids = site.enqueue(&mut queue, 1);
    let [id] = ids[..] else { panic!("one case") };
    let kept = attempt_by(first, site, &mut queue, id).await;
    assert_eq!(kept, (State::Queued, Some(error.to_owned())), "{fault}");
    assert_eq!(attempt(site, &mut queue, id).await, (State::Delivered, None), "{fault}");
    assert_eq!(site.kept(), [id.to_string()], "{fault}");
    let record = queue.get(id).unwrap().unwrap();
    assert_eq!(record.attempts, 2, "{fault}");
    assert!(queue.part_sizes(id).unwrap().is_empty(), "{fault}: evidence is left behind");
    assert!(queue.verify_audit().unwrap().ok);
}

#[tokio::test]
async fn what_is_not_a_receipt_keeps_the_case() {
    for (fault, error) in [
        ("captive-portal", "not-a-receipt"),
        ("empty", "not-a-receipt"),
        ("other-id", "receipt-for-another"),
        ("half-json", "not-a-receipt"),
        ("cut", "reply-cut-off"),
        ("lost-reply", "connection-lost"),
        ("huge", "reply-too-long"),
    ] {
        kept_then_delivered(fault, error).await;
    }
}

/// Each fault would last for minutes or for ever: that the test ends shows that the client gives up.
#[tokio::test]
async fn a_service_that_hangs_or_drips_is_given_up() {
    let given_up = async |fault: &str| {
        let site = Site::new(&[&format!("{fault}@1")]);
        kept_by(&impatient(&site), &site, fault, "timed-out").await;
    };
    tokio::join!(given_up("hang"), given_up("drip"), given_up("slow=3600"));
}

#[tokio::test]
async fn statuses_that_pass_keep_the_case() {
    for status in [301, 302, 303, 307, 308, 401, 403, 408, 425, 429, 500, 502, 503, 504, 511] {
        kept_then_delivered(&format!("http-{status}"), &format!("http-{status}")).await;
    }
}

#[tokio::test]
async fn a_connection_that_closes_unread_keeps_the_case() {
    let site = Site::new(&["drop@1"]);
    let mut queue = site.queue();
    let id = site.enqueue(&mut queue, 1)[0];
    assert_eq!(attempt(&site, &mut queue, id).await.0, State::Queued);
    assert_eq!(attempt(&site, &mut queue, id).await.0, State::Delivered);
    assert_eq!(site.kept().len(), 1);
}

#[tokio::test]
async fn statuses_that_are_final_refuse_the_case_and_keep_it_listed() {
    for status in [400, 402, 404, 405, 409, 410, 413, 415, 422, 451] {
        let site = Site::new(&[&format!("http-{status}")]);
        let mut queue = site.queue();
        let id = site.enqueue(&mut queue, 1)[0];
        assert_eq!(attempt(&site, &mut queue, id).await.0, State::Refused, "{status}");
        let record = queue.get(id).unwrap().unwrap();
        assert_eq!(record.last_error, Some(format!("http-{status}")));
        assert!(!queue.part_sizes(id).unwrap().is_empty(), "the evidence stays until it is discarded");
        assert_eq!(attempt(&site, &mut queue, id).await.0, State::Refused, "it is not sent again");
        queue.discard(id, false, None, jiff::Timestamp::now()).unwrap();
        assert!(queue.list().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_device_is_refused_by_the_service_with_its_reason() {
    let site = Site::new(&["reject=device-at-counter"]);
    let mut queue = site.queue();
    let id = site.enqueue(&mut queue, 1)[0];
    attempt(&site, &mut queue, id).await;
    let record = queue.get(id).unwrap().unwrap();
    assert_eq!((record.state, record.reasons), (State::Refused, vec!["device-at-counter".to_owned()]));
}

#[tokio::test]
async fn the_kiosk_not_being_let_in_stops_the_pass_and_costs_no_case() {
    let site = Site::new(&["http-401"]);
    let mut queue = site.queue();
    site.enqueue(&mut queue, 20);
    let (client, clock) = (site.client(), site.clock());
    let tally = send_all(&mut queue, &client, &clock, None, false, &mut |_| {}).await.unwrap().unwrap();
    assert_eq!(tally.unauthorized.as_deref(), Some("http-401"));
    let tried = queue.list().unwrap().iter().filter(|case| case.attempts > 0).count();
    assert!(tried <= 4, "{tried} cases were sent to a service that lets nobody in");
    assert_eq!(queue.waiting().unwrap().len(), 20);
}

#[tokio::test]
async fn a_wait_outlasts_not_being_let_in_when_the_token_changes() {
    let site = Site::new(&["http-401@1"]);
    let mut queue = site.queue();
    let id = site.enqueue(&mut queue, 1)[0];
    let (client, clock, file) = (site.client(), site.clock(), site.sandbox.token_file.clone());
    let token = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, "yesterdays-token").unwrap();
    // The manager puts the right one there as soon as the first try has failed.
    let mut hear = |event: Event| {
        if matches!(event, Event::PutBack { .. }) {
            let (file, token) = (file.clone(), token.clone());
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(200));
                std::fs::write(file, token).unwrap();
            });
        }
    };
    let done = deliver_one(&mut queue, &client, &clock, id, soon(), true, &mut hear).await.unwrap();
    assert!(done.is_delivered());
}

#[tokio::test]
async fn a_bad_case_does_not_hold_up_the_others() {
    let site = Site::new(&["http-500@1", "http-409@1", "half-json@1"]);
    let mut queue = site.queue();
    site.enqueue(&mut queue, 12);
    let (client, clock) = (site.client(), site.clock());
    let tally = send_all(&mut queue, &client, &clock, None, false, &mut |_| {}).await.unwrap().unwrap();
    assert_eq!((tally.delivered, tally.refused), (9, 1));
    assert_eq!(queue.waiting().unwrap().len(), 2);
}

#[tokio::test]
async fn retry_after_is_kept_to_and_never_outlasts_the_wait() {
    let site = Site::new(&["http-503=99999999999@1"]);
    let mut queue = site.queue();
    let id = site.enqueue(&mut queue, 1)[0];
    let (client, clock) = (site.client(), site.clock());
    // That this ends before the hour is over shows that the wait goes before the pause.
    let until = Instant::now() + Duration::from_secs(8);
    deliver_one(&mut queue, &client, &clock, id, until, true, &mut |_| {}).await.unwrap();
    let record = queue.get(id).unwrap().unwrap();
    let held = record.hold_until.unwrap().duration_since(jiff::Timestamp::now()).as_secs();
    assert!((3000..=3600).contains(&held), "{held}");
    // `queue send` tries everything at once, but not what the service asked to be left alone.
    let tally = send_all(&mut queue, &client, &clock, None, false, &mut |_| {}).await.unwrap().unwrap();
    assert_eq!(tally.delivered, 0);
    assert_eq!(queue.get(id).unwrap().unwrap().attempts, 1);
}

#[tokio::test]
async fn a_short_retry_after_is_waited_for() {
    let site = Site::new(&["http-429=1@2"]);
    let mut queue = site.queue();
    let id = site.enqueue(&mut queue, 1)[0];
    let (client, clock) = (site.client(), site.clock());
    let began = Instant::now();
    let done = deliver_one(&mut queue, &client, &clock, id, soon(), true, &mut |_| {}).await.unwrap();
    assert!(done.is_delivered());
    assert!(began.elapsed() >= Duration::from_secs(2));
}

#[tokio::test]
async fn a_wrong_clock_is_noticed_and_breaks_nothing() {
    let site = Site::new(&["clock=-86400"]);
    let mut queue = site.queue();
    let id = site.enqueue(&mut queue, 1)[0];
    let (client, clock) = (site.client(), site.clock());
    let done = deliver_one(&mut queue, &client, &clock, id, soon(), false, &mut |_| {}).await.unwrap();
    assert!(done.is_delivered());
    assert!((-86_410..=-86_390).contains(&client.skew_seconds().unwrap()));
}

#[tokio::test]
async fn two_senders_deliver_every_case_once() {
    let site = Site::new(&[]);
    let mut queue = site.queue();
    let ids = site.enqueue(&mut queue, 16);
    let senders = (0..3).map(|_| {
        let (mut queue, client, clock) = (site.queue(), site.client(), site.clock());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let mut hear = |_| {};
            let sent = send_all(&mut queue, &client, &clock, Some(soon()), true, &mut hear);
            runtime.block_on(sent).unwrap().map_or(0, |tally| tally.delivered)
        })
    });
    let delivered: u64 = senders.collect::<Vec<_>>().into_iter().map(|sender| sender.join().unwrap()).sum();
    assert_eq!(delivered, 16);
    assert!(queue.list().unwrap().iter().all(|case| case.attempts == 1));
    let mut expected: Vec<String> = ids.iter().map(ToString::to_string).collect();
    expected.sort();
    assert_eq!(site.kept(), expected);
}
