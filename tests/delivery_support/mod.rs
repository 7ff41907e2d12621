//! What the delivery tests share: a case, a data directory, a sandbox.
#![allow(dead_code, reason = "each test binary uses its own part of this")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail like tests")]

use std::path::Path;

use jiff::Timestamp;
use kiosk::central::sandbox::{Options, Sandbox};
use kiosk::central::{Client, Clock, OneOrMany, Settings, system_clock};
use kiosk::store::{self, CaptureFacts, DataDir, Origin, Photo, Queue, Recipients, SealedCase, Submission};
use kiosk::verification::case::{Applicant, Primary};
use kiosk::verification::order::{Order, OrderLine};

/// Marks that must never be readable on the kiosk.
pub const FAMILY_NAME: &str = "秘密山";
pub const ADDRESS: &str = "東京都豊島区東池袋9丁目99番9号";

/// A picture that starts like a JPEG and is filled with noise that does not compress.
pub fn jpeg(bytes: usize, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    let noise = std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    });
    [0xff, 0xd8, 0xff, 0xe0].into_iter().chain(noise).take(bytes).collect()
}

pub fn submission(photo_bytes: usize) -> Submission {
    let order =
        Order { lines: vec![OrderLine { service: "voice-sim".into(), quantity: 1 }], reservation: None };
    let photo = |side: &str, seed| Photo {
        document: "drivers-license".into(),
        side: side.into(),
        jpeg: jpeg(photo_bytes, seed).into(),
        capture: CaptureFacts { source: "file".into(), width: 1920, height: 1080, ..CaptureFacts::default() },
    };
    Submission {
        origin: Origin {
            kiosk_id: "kiosk-1".into(),
            store_id: "store-1".into(),
            staff_id: Some("s01".into()),
        },
        policy: "counter-2022".into(),
        order: order.to_sim_order().unwrap(),
        details: Vec::new(),
        applicant: applicant(),
        primary: Some(primary()),
        auxiliary: None,
        photos: vec![photo("front", 1), photo("back", 2)],
        supersedes: None,
    }
}

fn applicant() -> Applicant {
    Applicant {
        family_name: FAMILY_NAME.into(),
        given_name: "花子".into(),
        family_kana: "ヒミツヤマ".into(),
        given_kana: "ハナコ".into(),
        birth_date: "1990-04-01".into(),
        postal_code: "170-0013".into(),
        address: ADDRESS.into(),
        phone: "090-0000-0000".into(),
        family_roman: None,
        given_roman: None,
        email: None,
    }
}

fn primary() -> Primary {
    Primary {
        document: "drivers-license".into(),
        name: format!("{FAMILY_NAME} 花子"),
        birth_date: "1990-04-01".into(),
        address: ADDRESS.into(),
        issued_on: None,
        expires_on: Some("2029-04-01".into()),
        issuer: None,
        has_photo: true,
        shows_address: true,
        address_on_back: false,
        renewal_pending: false,
        dependant: false,
        chip_read: false,
        original: true,
    }
}

/// A sandbox with its folder, and a kiosk's data directory beside it.
pub struct Site {
    pub temp: tempfile::TempDir,
    pub sandbox: Sandbox,
    pub dir: DataDir,
}

impl Site {
    pub fn new(faults: &[&str]) -> Self {
        Self::with(Options {
            faults: faults.iter().map(|text| text.parse().unwrap()).collect(),
            ..Options::default()
        })
    }

    pub fn with(options: Options) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let sandbox = Sandbox::start(Sandbox::ANY, &temp.path().join("sandbox"), options).unwrap();
        let dir = DataDir::create(&temp.path().join("data")).unwrap();
        Self { temp, sandbox, dir }
    }

    pub fn settings(&self) -> Settings {
        Settings {
            url: self.sandbox.url.clone(),
            recipient: OneOrMany::One(self.sandbox.recipient.clone()),
            token_file: Some(self.sandbox.token_file.clone()),
            ..Settings::default()
        }
    }

    pub fn client(&self) -> Client {
        Client::new(&self.settings(), self.clock()).unwrap()
    }

    #[allow(clippy::unused_self, reason = "reads as part of the site, like the rest")]
    pub fn clock(&self) -> Clock {
        system_clock()
    }

    pub fn recipients(&self) -> Recipients {
        self.settings().recipients().unwrap()
    }

    pub fn queue(&self) -> Queue {
        open(&self.dir)
    }

    pub fn seal(&self, photo_bytes: usize) -> SealedCase {
        store::seal(&submission(photo_bytes), &self.recipients(), Timestamp::now()).unwrap()
    }

    /// Seals and queues so many cases.
    pub fn enqueue(&self, queue: &mut Queue, cases: usize) -> Vec<uuid::Uuid> {
        (0..cases)
            .map(|_| {
                let case = self.seal(20_000);
                queue.enqueue(&case).unwrap();
                case.id()
            })
            .collect()
    }

    /// The ids of the cases that the sandbox holds.
    pub fn kept(&self) -> Vec<String> {
        kept(&self.sandbox.data)
    }
}

pub fn kept(sandbox: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(sandbox.join("cases")).unwrap();
    let mut ids: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    ids.sort();
    ids
}

pub fn open(dir: &DataDir) -> Queue {
    Queue::open(dir, &store::Settings::default(), Timestamp::now()).unwrap().queue
}
