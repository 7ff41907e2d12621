//! One case from the seal to the verdict, by the courier and in one go.

mod delivery_support;

use std::sync::mpsc;
use std::time::{Duration, Instant};

use delivery_support::{ADDRESS, FAMILY_NAME, Site, jpeg};
use kiosk::central::delivery::{Courier, Event, deliver_one};
use kiosk::store::{State, Status};

#[test]
fn the_courier_delivers_and_brings_the_verdict() {
    let site = Site::new(&[]);
    let mut queue = site.queue();
    let (tell, told) = mpsc::channel();
    let courier =
        Courier::start(site.queue(), site.client(), site.clock(), site.recipients(), move |event| {
            let _ = tell.send(event);
        })
        .unwrap();
    let id = site.enqueue(&mut queue, 1)[0];
    courier.wake();
    let mut seen = Vec::new();
    loop {
        let event = told.recv_timeout(Duration::from_secs(120)).expect("an event");
        match &event {
            Event::Sending { .. } => seen.push("sending"),
            Event::Delivered { .. } => seen.push("delivered"),
            Event::Verdict { status: Status::Accepted, .. } => break,
            Event::RecipientMismatch { .. } | Event::PutBack { .. } | Event::StoreTrouble(_) => {
                panic!("{event:?}")
            }
            _ => {}
        }
    }
    courier.stop();
    assert_eq!(seen, ["sending", "delivered"]);
    let record = queue.get(id).unwrap().unwrap();
    assert_eq!((record.state, record.status), (State::Delivered, Some(Status::Accepted)));
    assert!(queue.part_sizes(id).unwrap().is_empty());
}

#[tokio::test]
async fn what_arrives_is_what_was_sealed() {
    let site = Site::new(&[]);
    let mut queue = site.queue();
    let id = site.enqueue(&mut queue, 1)[0];
    let until = Instant::now() + Duration::from_secs(120);
    let clock = site.clock();
    let done = deliver_one(&mut queue, &site.client(), &clock, id, until, false, &mut |_| {}).await.unwrap();
    assert!(done.is_delivered());
    let case = site.sandbox.data.join("cases").join(id.to_string());
    let application = std::fs::read_to_string(case.join("application.json")).unwrap();
    assert!(application.contains(FAMILY_NAME) && application.contains(ADDRESS));
    assert_eq!(std::fs::read(case.join("drivers-license.front.jpg")).unwrap(), jpeg(20_000, 1));
    assert_eq!(std::fs::read(case.join("drivers-license.back.jpg")).unwrap(), jpeg(20_000, 2));
    let manifest = std::fs::read_to_string(case.join("manifest.json")).unwrap();
    assert!(!manifest.contains(FAMILY_NAME) && manifest.contains("audit_head"));
    assert_eq!(site.kept(), [id.to_string()]);
}
