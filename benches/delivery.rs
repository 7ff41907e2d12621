//! How long queueing takes, and how fast the queue drains, each against its own floor:
//! `cargo bench --bench delivery [-- CASES]`. Prints figures; compares nothing with a fixed number.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a benchmark")]
#![allow(missing_docs, reason = "a benchmark")]

#[path = "../tests/delivery_support/mod.rs"]
mod delivery_support;

use std::io::Write as _;
use std::time::{Duration, Instant};

use delivery_support::{Site, jpeg, submission};
use kiosk::central::delivery::send_all;
use kiosk::store::{self, Outgoing};

const PHOTO: usize = 400_000;

fn main() {
    let cases = std::env::args().skip(1).find_map(|text| text.parse().ok()).unwrap_or(1000);
    enqueue(200);
    drain(cases);
}

fn three_photos() -> store::Submission {
    let mut case = submission(PHOTO);
    let third = store::Photo {
        document: "utility-receipt".into(),
        side: "page-1".into(),
        jpeg: jpeg(PHOTO, 3).into(),
        capture: store::CaptureFacts::default(),
    };
    case.photos.push(third);
    case
}

fn enqueue(rounds: usize) {
    let site = Site::new(&[]);
    let (recipients, case) = (site.recipients(), three_photos());
    let mut queue = site.queue();
    let floor_db = rusqlite::Connection::open(site.temp.path().join("floor.db")).unwrap();
    floor_db
        .execute_batch(
            "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                        CREATE TABLE parts (sealed BLOB);",
        )
        .unwrap();
    let identity = age::x25519::Identity::generate().to_public();
    let (mut ours, mut ages, mut commits) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let began = Instant::now();
        let sealed = store::seal(&case, &recipients, jiff::Timestamp::now()).unwrap();
        queue.enqueue(&sealed).unwrap();
        ours.push(began.elapsed());
        let began = Instant::now();
        let bare: Vec<Vec<u8>> = case.photos.iter().map(|photo| bare_age(&identity, &photo.jpeg)).collect();
        ages.push(began.elapsed());
        let began = Instant::now();
        floor_db.execute_batch("BEGIN IMMEDIATE").unwrap();
        for sealed in &bare {
            floor_db.execute("INSERT INTO parts VALUES (?1)", [sealed]).unwrap();
        }
        floor_db.execute_batch("COMMIT").unwrap();
        commits.push(began.elapsed());
    }
    let (ours, ages, commits) = (p95(ours), p95(ages), p95(commits));
    let ratio = ours.as_secs_f64() / (ages + commits).as_secs_f64();
    println!(
        "enqueue of 3 x 400 kB, p95 of {rounds}: {ours:?}; bare age {ages:?} + bare commit {commits:?}; ratio {ratio:.2}"
    );
}

fn bare_age(recipient: &age::x25519::Recipient, plain: &[u8]) -> Vec<u8> {
    let encryptor =
        age::Encryptor::with_recipients(std::iter::once(recipient as &dyn age::Recipient)).unwrap();
    let mut writer = encryptor.wrap_output(Vec::with_capacity(plain.len() + 4096)).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

fn p95(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() * 95 / 100]
}

fn drain(cases: usize) {
    let site = Site::new(&[]);
    let (recipients, case) = (site.recipients(), three_photos());
    let mut queue = site.queue();
    for _ in 0..cases {
        queue.enqueue(&store::seal(&case, &recipients, jiff::Timestamp::now()).unwrap()).unwrap();
    }
    let waiting = queue.waiting().unwrap();
    let bodies: Vec<Outgoing> =
        waiting.iter().take(cases.min(200)).map(|case| queue.load(case.id).unwrap().unwrap()).collect();
    let floor_site = Site::new(&[]);
    // The floor's service opens with the same key, so that it does the same work.
    std::fs::copy(site.sandbox.data.join("identity.txt"), floor_site.sandbox.data.join("identity.txt"))
        .unwrap();
    let floor_data = floor_site.sandbox.data.clone();
    let floor = kiosk::central::sandbox::Sandbox::start(
        kiosk::central::sandbox::Sandbox::ANY,
        &floor_data,
        kiosk::central::sandbox::Options::default(),
    )
    .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let count = bodies.len();
    let began = Instant::now();
    runtime.block_on(bare_loop(bodies, &floor));
    let bare = count as f64 / began.elapsed().as_secs_f64();
    let (client, clock) = (site.client(), site.clock());
    let began = Instant::now();
    let tally = runtime.block_on(send_all(&mut queue, &client, &clock, None, false, &mut |_| {}));
    let ours = cases as f64 / began.elapsed().as_secs_f64();
    assert_eq!(tally.unwrap().unwrap().delivered as usize, cases);
    println!(
        "drain of {cases} cases: {ours:.1} a second; bare reqwest loop of {count}: {bare:.1}; ratio {:.2}",
        ours / bare
    );
    println!("peak memory of kiosk and both sandboxes together: {} MB", peak_kilobytes() / 1024);
}

async fn bare_loop(bodies: Vec<Outgoing>, sandbox: &kiosk::central::sandbox::Sandbox) {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let token = std::fs::read_to_string(&sandbox.token_file).unwrap();
    for body in bodies {
        let part =
            |bytes: Vec<u8>, kind: &str| reqwest::multipart::Part::bytes(bytes).mime_str(kind).unwrap();
        let mut form =
            reqwest::multipart::Form::new().part("manifest", part(body.manifest, "application/json"));
        for sealed in body.parts {
            let field = if sealed.document.is_some() { "photo" } else { "application" };
            form = form.part(field, part(sealed.sealed, "application/age").file_name(sealed.name));
        }
        let reply = http
            .post(format!("{}/v1/submissions", sandbox.url))
            .bearer_auth(token.trim())
            .header("Idempotency-Key", body.id.to_string())
            .multipart(form)
            .send()
            .await
            .unwrap();
        assert_eq!(reply.status(), 201);
        reply.bytes().await.unwrap();
    }
}

fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
