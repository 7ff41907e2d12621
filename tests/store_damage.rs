//! A damaged database is noticed, set aside under a name with the date and never overwritten;
//! whole cases are carried over.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod delivery_support;

use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;

use delivery_support::{open, submission};
use jiff::Timestamp;
use kiosk::store::{self, DataDir, Opened, Queue, Recipients, State, StoreError};
use rand::{Rng as _, SeedableRng as _};
use sha2::Digest as _;
use uuid::Uuid;

const RECIPIENT: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

fn filled(dir: &DataDir, cases: usize) -> Vec<Uuid> {
    let recipients = Recipients::parse([RECIPIENT]).unwrap();
    let mut queue = open(dir);
    (0..cases)
        .map(|_| {
            let case = store::seal(&submission(60_000), &recipients, Timestamp::now()).unwrap();
            queue.enqueue(&case).unwrap();
            case.id()
        })
        .collect()
}

fn overwrite(path: &Path, at: u64, bytes: &[u8]) {
    let mut file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(bytes).unwrap();
}

fn reopen(dir: &DataDir) -> Result<Opened, StoreError> {
    Queue::open(dir, &store::Settings::default(), Timestamp::now())
}

/// Damages a queue of four cases and opens it; gives what was found and checks that the
/// damaged file is kept byte for byte.
fn damaged(at: impl Fn(u64) -> u64, bytes: &[u8]) -> (Opened, Vec<Uuid>, tempfile::TempDir) {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    let ids = filled(&dir, 4);
    let path = dir.database();
    let length = path.metadata().unwrap().len();
    overwrite(&path, at(length), bytes);
    let before = std::fs::read(&path).unwrap();
    let opened = reopen(&dir).unwrap();
    let damage = opened.damage.clone().expect("the damage is noticed");
    let name = damage.file.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with(&format!("queue-damaged-{}", Timestamp::now().strftime("%Y-"))), "{name}");
    assert_eq!(std::fs::read(&damage.file).unwrap(), before, "never overwritten");
    assert!(opened.queue.verify_audit().unwrap().ok);
    (opened, ids, temp)
}

#[test]
fn a_flipped_byte_in_a_sealed_picture_costs_that_case_only() {
    let (mut opened, ids, _temp) = damaged(|length| length / 2, &[0x5a]);
    let damage = opened.damage.take().unwrap();
    assert_eq!((damage.carried_over, damage.lost.len()), (3, 1));
    for id in ids {
        let record = opened.queue.get(id).unwrap().unwrap();
        let lost = damage.lost.contains(&id.to_string());
        assert_eq!(record.state, if lost { State::Refused } else { State::Queued });
        assert_eq!(opened.queue.load(id).unwrap().is_some(), !lost);
    }
}

#[test]
fn a_wiped_stretch_in_the_middle_is_noticed() {
    let (opened, _, _temp) = damaged(|length| length / 2, &[0x00; 16_000]);
    assert!(opened.damage.unwrap().carried_over >= 1);
}

#[test]
fn a_wiped_beginning_is_noticed_and_the_kiosk_goes_on() {
    let (mut opened, _, _temp) = damaged(|_| 0, &[0xff; 4096]);
    let case =
        store::seal(&submission(300), &Recipients::parse([RECIPIENT]).unwrap(), Timestamp::now()).unwrap();
    opened.queue.enqueue(&case).unwrap();
    assert!(opened.queue.load(case.id()).unwrap().is_some());
}

#[test]
fn a_file_that_is_no_database_is_set_aside() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    std::fs::write(dir.database(), "this is not a database, but it is somebody's file\n".repeat(99)).unwrap();
    let opened = reopen(&dir).unwrap();
    let kept = std::fs::read_to_string(opened.damage.unwrap().file).unwrap();
    assert!(kept.starts_with("this is not a database"));
}

#[test]
fn a_database_cut_short_is_noticed() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    filled(&dir, 3);
    let length = dir.database().metadata().unwrap().len();
    std::fs::OpenOptions::new().write(true).open(dir.database()).unwrap().set_len(length * 2 / 3).unwrap();
    assert!(reopen(&dir).unwrap().damage.is_some());
}

#[test]
fn it_is_not_pulled_away_from_under_another_kiosk() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    filled(&dir, 2);
    let other = open(&dir);
    let length = dir.database().metadata().unwrap().len();
    overwrite(&dir.database(), length / 2, &[0x5a; 64]);
    assert!(matches!(reopen(&dir), Err(StoreError::Damaged)));
    drop(other);
    assert!(reopen(&dir).unwrap().damage.is_some());
}

/// A data directory as a kill leaves it, with so many cases and a log that was not emptied.
fn killed(cases: usize) -> (DataDir, Vec<Uuid>, tempfile::TempDir) {
    let temp = tempfile::tempdir().unwrap();
    let live = DataDir::create(&temp.path().join("live")).unwrap();
    let ids = filled(&live, 1);
    let mut queue = open(&live);
    let recipients = Recipients::parse([RECIPIENT]).unwrap();
    let more = (1..cases).map(|_| {
        let case = store::seal(&submission(60_000), &recipients, Timestamp::now()).unwrap();
        queue.enqueue(&case).unwrap();
        case.id()
    });
    let ids = ids.into_iter().chain(more).collect();
    let dir = DataDir::create(&temp.path().join("killed")).unwrap();
    for name in ["queue.db", "queue.db-wal"] {
        std::fs::copy(live.root().join(name), dir.root().join(name)).unwrap();
    }
    assert!(log_of(&dir).metadata().unwrap().len() > 100_000, "there is a log to damage");
    (dir, ids, temp)
}

fn log_of(dir: &DataDir) -> std::path::PathBuf {
    dir.root().join("queue.db-wal")
}

#[test]
fn a_log_that_a_kill_left_is_taken_over() {
    let (dir, ids, _temp) = killed(3);
    let opened = reopen(&dir).unwrap();
    assert!(opened.damage.is_none());
    assert!(ids.iter().all(|id| opened.queue.load(*id).unwrap().is_some()));
    assert_eq!(log_of(&dir).metadata().unwrap().len(), 0, "nothing of it is left to be mixed up");
}

/// The power goes while the log is moved into the database: any sector of it is the old or the new
/// one, or was never written.
#[test]
fn a_database_torn_by_a_power_cut_is_made_whole_from_the_log() {
    let temp = tempfile::tempdir().unwrap();
    let live = DataDir::create(&temp.path().join("live")).unwrap();
    let mut ids = filled(&live, 2);
    let recipients = Recipients::parse([RECIPIENT]).unwrap();
    let mut queue = open(&live);
    let before = std::fs::read(live.database()).unwrap();
    let case = store::seal(&submission(60_000), &recipients, Timestamp::now()).unwrap();
    queue.enqueue(&case).unwrap();
    ids.push(case.id());
    let after = std::fs::read(live.database()).unwrap();
    let log = std::fs::read(log_of(&live)).unwrap();
    assert!(after.len() > before.len() + 100_000, "the case is in the database before it is acknowledged");
    for seed in 0..24 {
        let mut rng = rand::rngs::StdRng::seed_from_u64(seed);
        let mut torn = after.clone();
        for (index, sector) in torn.chunks_mut(512).enumerate().filter(|_| rng.random_bool(0.5)) {
            let old = before.get(index * 512..index * 512 + sector.len());
            sector.copy_from_slice(old.unwrap_or(&[0; 512]));
        }
        let dir = DataDir::create(&temp.path().join(format!("torn-{seed}"))).unwrap();
        std::fs::write(dir.database(), &torn).unwrap();
        std::fs::write(log_of(&dir), &log).unwrap();
        let opened = reopen(&dir).unwrap();
        assert!(opened.damage.is_none(), "seed {seed}: {:?}", opened.damage);
        assert!(ids.iter().all(|id| opened.queue.load(*id).unwrap().is_some()), "seed {seed}");
        assert!(opened.queue.verify_audit().unwrap().ok, "seed {seed}");
    }
}

#[test]
fn a_lost_log_takes_no_case_with_it() {
    let (dir, ids, _temp) = killed(3);
    std::fs::remove_file(log_of(&dir)).unwrap();
    let opened = reopen(&dir).unwrap();
    assert!(ids.iter().all(|id| opened.queue.load(*id).unwrap().is_some()));
}

#[test]
fn a_damaged_log_is_noticed_and_takes_no_case_with_it() {
    for (at, bytes) in [(0, [0; 64]), (16, [0xff; 64]), (60_000, [0x5a; 64])] {
        let (dir, ids, _temp) = killed(3);
        overwrite(&log_of(&dir), at, &bytes);
        let before = std::fs::read(log_of(&dir)).unwrap();
        let opened = reopen(&dir).unwrap();
        let damage = opened.damage.expect("the damage is noticed");
        assert_eq!((damage.carried_over, damage.lost.len()), (3, 0), "at {at}");
        assert!(ids.iter().all(|id| opened.queue.load(*id).unwrap().is_some()), "at {at}");
        let aside = std::path::PathBuf::from(format!("{}-wal", damage.file.display()));
        assert_eq!(std::fs::read(aside).unwrap(), before, "never overwritten");
    }
}

#[test]
fn a_sound_database_is_left_alone() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    let ids = filled(&dir, 3);
    let opened = reopen(&dir).unwrap();
    assert!(opened.damage.is_none());
    assert!(ids.iter().all(|id| opened.queue.load(*id).unwrap().is_some()));
}

#[test]
fn tampering_with_the_audit_chain_names_the_first_bad_entry() {
    for (sql, index, why) in [
        ("UPDATE audit SET line = replace(line, 's01', 's02') WHERE position = 2", 2, "changed"),
        ("DELETE FROM audit WHERE position = 1", 1, "missing"),
        ("DELETE FROM audit WHERE position = 3", 3, "missing"),
        ("UPDATE audit SET hash = upper(hash) WHERE position = 2", 2, "changed"),
    ] {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::create(&temp.path().join("data")).unwrap();
        filled(&dir, 3);
        let db = rusqlite::Connection::open(dir.database()).unwrap();
        db.execute_batch(sql).unwrap();
        drop(db);
        let verified = open(&dir).verify_audit().unwrap();
        let bad = verified.first_bad.expect(sql);
        assert_eq!((bad.index, bad.why.as_str()), (index, why), "{sql}");
    }
}

#[test]
fn a_full_queue_refuses_before_anything_is_written() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    let settings = store::Settings { max_bytes: 9 * 1024 * 1024, ..store::Settings::default() };
    let mut queue = Queue::open(&dir, &settings, Timestamp::now()).unwrap().queue;
    assert_eq!(queue.capacity().unwrap().cases_possible, 2);
    let recipients = Recipients::parse([RECIPIENT]).unwrap();
    let mut queued = 0;
    let refused = loop {
        let case = store::seal(&submission(2_000_000), &recipients, Timestamp::now()).unwrap();
        match queue.enqueue(&case) {
            Ok(()) => queued += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, StoreError::Full));
    assert_eq!((queued, queue.capacity().unwrap().cases_possible), (2, 0));
}

/// Who changes the trail together with its hashes still breaks the chain, or the count beside it.
#[test]
fn entries_that_were_forged_with_their_hashes_are_found() {
    let hash = |line: &str| store::hex(&sha2::Sha256::digest(line));
    let forged =
        |line: &str| format!("UPDATE audit SET line = '{line}', hash = '{}' WHERE position = 2", hash(line));
    let added = "INSERT INTO audit SELECT position + 1, line, hash FROM audit ORDER BY position DESC LIMIT 1";
    let cut = "DELETE FROM audit WHERE position > 1; UPDATE audit_head SET entries = 2";
    for (sql, index, why) in [
        (forged("no entry at all"), 2, "malformed"),
        (forged("{}"), 2, "malformed"),
        (added.to_owned(), 4, "unchained"),
        (cut.to_owned(), 1, "unchained"),
    ] {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::create(&temp.path().join("data")).unwrap();
        filled(&dir, 3);
        rusqlite::Connection::open(dir.database()).unwrap().execute_batch(&sql).unwrap();
        let bad = open(&dir).verify_audit().unwrap().first_bad.expect(&sql);
        assert_eq!((bad.index, bad.why.as_str()), (index, why), "{sql}");
    }
}

#[test]
fn the_trail_is_handed_out_with_hashes_that_anyone_can_check() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    let ids = filled(&dir, 2);
    let (mut prev, mut actions) = (store::audit::GENESIS.to_owned(), Vec::new());
    let each = |line: &str, hash: &str| {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((entry["prev"].as_str(), hash), (Some(&*prev), &*store::hex(&sha2::Sha256::digest(line))));
        actions.push((entry["action"].clone(), entry["case"].clone()));
        prev = hash.to_owned();
    };
    open(&dir).audit_lines(each).unwrap();
    let queued = |id: &Uuid| ("case-queued".into(), id.to_string().into());
    let expected = [("chain-started".into(), serde_json::Value::Null), queued(&ids[0]), queued(&ids[1])];
    assert_eq!(actions, expected);
}

/// What was set aside is never overwritten, however often it happens in one second.
#[test]
fn a_second_damage_in_the_same_second_gets_a_name_of_its_own() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    let now = Timestamp::now();
    let names = [1, 2].map(|number| {
        std::fs::write(dir.database(), format!("no database {number}\n").repeat(99)).unwrap();
        let damage = Queue::open(&dir, &store::Settings::default(), now).unwrap().damage.unwrap();
        let kept = std::fs::read_to_string(&damage.file).unwrap();
        assert!(kept.starts_with(&format!("no database {number}")), "{kept}");
        damage.file
    });
    assert_ne!(names[0], names[1]);
}

/// A part of the evidence that is gone is as bad as one that changed: the case is told as lost. What is no
/// case any more stays in the file that was set aside.
#[test]
fn a_case_that_lacks_a_part_is_not_carried_over() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    let ids = filled(&dir, 4);
    let db = rusqlite::Connection::open(dir.database()).unwrap();
    db.execute_batch(
        "DELETE FROM parts WHERE seq = 1 AND position = 1;
         UPDATE parts SET sha256 = x'00' WHERE seq = 2;
         PRAGMA ignore_check_constraints = ON;
         UPDATE cases SET state = 'nonsense' WHERE seq = 4;",
    )
    .unwrap();
    drop(db);
    let opened = reopen(&dir).unwrap();
    let damage = opened.damage.unwrap();
    assert_eq!((damage.carried_over, damage.lost.clone()), (1, vec![ids[0].to_string(), ids[1].to_string()]));
    assert_eq!(damage.message().id, "store-set-aside");
    assert!(opened.queue.load(ids[2]).unwrap().is_some() && opened.queue.get(ids[3]).unwrap().is_none());
}

#[test]
fn what_a_newer_kiosk_wrote_is_left_alone() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    let ids = filled(&dir, 1);
    let db = rusqlite::Connection::open(dir.database()).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(reopen(&dir), Err(StoreError::TooNew { found: 99 })));
    db.pragma_update(None, "user_version", 1).unwrap();
    assert!(open(&dir).load(ids[0]).unwrap().is_some());
}

/// Whoever checks or sets aside the database has it alone: nobody comes in between.
#[test]
fn a_database_that_is_being_checked_is_not_opened() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    drop(open(&dir));
    let checking = std::fs::OpenOptions::new().write(true).open(dir.root().join("use.lock")).unwrap();
    checking.lock().unwrap();
    assert!(matches!(reopen(&dir), Err(StoreError::Busy)));
    drop(checking);
    assert!(reopen(&dir).is_ok());
}

/// SQLite checks no dates: what is no time any more is told, and neither guessed nor a panic.
#[test]
fn a_record_without_a_readable_time_is_an_error() {
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&temp.path().join("data")).unwrap();
    let ids = filled(&dir, 1);
    let queue = open(&dir);
    let db = rusqlite::Connection::open(dir.database()).unwrap();
    db.execute("UPDATE cases SET created_at = 'yesterday'", []).unwrap();
    assert!(matches!(queue.get(ids[0]), Err(StoreError::Database(_))));
}
