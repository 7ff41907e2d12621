//! How long queueing takes, and how fast the queue drains, each against its own floor:
//! `cargo bench --bench delivery [-- CASES]`. Prints figures; compares nothing with a fixed number. With `--test` it
//! only sees that everything works.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a benchmark")]
#![allow(missing_docs, reason = "a benchmark")]

#[path = "../tests/delivery_support/mod.rs"]
mod delivery_support;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use delivery_support::{Site, jpeg, submission};
use kiosk::central::sandbox::{Options, Sandbox};
use kiosk::store::{self, Outgoing, Queue};

const PHOTO: usize = 400_000;

fn main() {
    let trying = std::env::args().any(|argument| argument == "--test");
    let cases = std::env::args().skip(1).find_map(|text| text.parse().ok());
    enqueue(if trying { 3 } else { 200 });
    drain(cases.unwrap_or(if trying { 3 } else { 1000 }));
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
    // Also installs what TLS needs, for the bare loop too.
    let _ = site.client();
    let (recipients, case) = (site.recipients(), three_photos());
    let mut queue = site.queue();
    for _ in 0..cases {
        queue.enqueue(&store::seal(&case, &recipients, jiff::Timestamp::now()).unwrap()).unwrap();
    }
    // The floor's service opens with the same key, so that it does the same work.
    let floor_site = Site::new(&[]);
    std::fs::copy(site.sandbox.data.join("identity.txt"), floor_site.sandbox.data.join("identity.txt"))
        .unwrap();
    let floor = Sandbox::start(Sandbox::ANY, &floor_site.sandbox.data, Options::default()).unwrap();
    let bare = bare_loop(&queue, &floor);
    drop(queue);
    let (took, peak) = drain_by_kiosk(&site);
    assert_eq!(site.kept().len(), cases);
    let ours = cases as f64 / took.as_secs_f64();
    println!(
        "drain of {cases} cases of 3 x 400 kB by kiosk queue send: {ours:.1} a second, start included; \
         bare reqwest loop: {bare:.1}; ratio {:.2}; peak memory {} MB",
        ours / bare,
        peak / 1024
    );
}

/// Cases a second when the same bytes are posted with nothing around it, one after the other.
fn bare_loop(queue: &Queue, sandbox: &Sandbox) -> f64 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let token = std::fs::read_to_string(&sandbox.token_file).unwrap();
    let waiting = queue.waiting().unwrap();
    let mut took = Duration::ZERO;
    for case in &waiting {
        // Reading the case back is not part of the floor.
        let body = queue.load(case.id).unwrap().unwrap();
        let began = Instant::now();
        runtime.block_on(post(&http, body, sandbox, token.trim()));
        took += began.elapsed();
    }
    waiting.len() as f64 / took.as_secs_f64()
}

/// How long the real program takes to drain the queue, and the most memory it had, in kB.
fn drain_by_kiosk(site: &Site) -> (Duration, u64) {
    let began = Instant::now();
    let mut kiosk = Command::new(env!("CARGO_BIN_EXE_kiosk"))
        .args(["queue", "send", "--json", "--config"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config"))
        .arg("--data")
        .arg(site.dir.root())
        .env("KIOSK__CENTRAL__URL", &site.sandbox.url)
        .env("KIOSK__CENTRAL__RECIPIENT", &site.sandbox.recipient)
        .env("KIOSK__CENTRAL__TOKEN_FILE", &site.sandbox.token_file)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut peak = 0;
    loop {
        peak = peak.max(peak_kilobytes(kiosk.id()));
        if let Some(status) = kiosk.try_wait().unwrap() {
            assert!(status.success(), "{status}");
            return (began.elapsed(), peak);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

async fn post(http: &reqwest::Client, body: Outgoing, sandbox: &Sandbox, token: &str) {
    let part = |bytes: Vec<u8>, kind: &str| reqwest::multipart::Part::bytes(bytes).mime_str(kind).unwrap();
    let mut form = reqwest::multipart::Form::new().part("manifest", part(body.manifest, "application/json"));
    for sealed in body.parts {
        let field = if sealed.document.is_some() { "photo" } else { "application" };
        form = form.part(field, part(sealed.sealed, "application/age").file_name(sealed.name));
    }
    let reply = http
        .post(format!("{}/v1/submissions", sandbox.url))
        .bearer_auth(token)
        .header("Idempotency-Key", body.id.to_string())
        .multipart(form)
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status(), 201);
    reply.bytes().await.unwrap();
}

/// The most memory that a process had so far; 0 once it has ended.
fn peak_kilobytes(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.map_or(0, |line| line.split_whitespace().nth(1).unwrap().parse().unwrap())
}
