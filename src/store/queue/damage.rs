use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, params};
use sha2::{Digest as _, Sha256};

use super::wal;
use crate::store::audit::{self, Action, Entry};
use crate::store::{DataDir, StoreError};
use crate::text::Message;

/// Sealed bytes that are read back and compared with their digests at every opening. What
/// lies beyond is compared when it is sent.
const CHECKED_AT_OPENING: i64 = 256 * 1024 * 1024;

/// A damaged database that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where the damaged file is now.
    pub file: PathBuf,
    /// Undelivered cases that were whole and are queued as before.
    pub carried_over: u64,
    /// Undelivered cases that are listed but can not be sent any more.
    pub lost: Vec<String>,
}

impl Damage {
    /// What became of the database, and of the cases in it.
    pub fn message(&self) -> Message {
        Message::new("store-set-aside")
            .with("file", self.file.display().to_string())
            .with("carried", self.carried_over.to_string())
            .with("lost", self.lost.len().to_string())
    }
}

/// Whether the log is sound, before SQLite reads it. The caller holds the opening lock, and
/// nobody has the database open.
pub(super) fn check_log(dir: &DataDir) -> Result<(), StoreError> {
    let damaged = wal::is_damaged(&beside(&dir.database(), "-wal"));
    let damaged = damaged.map_err(|source| StoreError::io(dir.root(), source))?;
    if damaged { Err(StoreError::Damaged) } else { Ok(()) }
}

fn beside(database: &Path, suffix: &str) -> PathBuf {
    PathBuf::from(format!("{}{suffix}", database.display()))
}

/// Whether the database is sound: its structure, and the digests of the sealed parts that
/// wait, oldest first, as far as that is affordable.
pub(super) fn check(db: &Connection) -> Result<(), StoreError> {
    let verdict: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Damaged);
    }
    let mut statement = db.prepare("SELECT sha256, sealed FROM parts ORDER BY seq, position")?;
    let mut rows = statement.query([])?;
    let mut budget = CHECKED_AT_OPENING;
    while let Some(row) = rows.next()? {
        if !part_is_whole(row, 0, 1)? {
            return Err(StoreError::Damaged);
        }
        budget -= row.get_ref(1)?.as_blob().map_or(0, |sealed| sealed.len() as i64);
        if budget < 0 {
            break;
        }
    }
    Ok(())
}

fn part_is_whole(row: &rusqlite::Row<'_>, digest: usize, sealed: usize) -> rusqlite::Result<bool> {
    let (Ok(digest), Ok(sealed)) = (row.get_ref(digest)?.as_blob(), row.get_ref(sealed)?.as_blob()) else {
        return Ok(false);
    };
    Ok(Sha256::digest(sealed).as_slice() == digest)
}

/// Renames the damaged database and its log to a name with the date that is not taken.
pub(super) fn set_aside(dir: &DataDir, now: Timestamp) -> Result<PathBuf, StoreError> {
    let stamp = now.strftime("%Y-%m-%dT%H-%M-%SZ").to_string();
    let name = |number: u32| match number {
        0 => format!("queue-damaged-{stamp}.db"),
        number => format!("queue-damaged-{stamp}-{number}.db"),
    };
    let free = (0..1000).map(name).map(|name| dir.root().join(name)).find(|path| !path.exists());
    let Some(aside) = free else { return Err(StoreError::Damaged) };
    let database = dir.database();
    // The log first: without it the file left behind is still found damaged or whole, while
    // the other way round a new database could meet an old log.
    for suffix in ["-wal", "-shm", ""] {
        match std::fs::rename(beside(&database, suffix), beside(&aside, suffix)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::io(dir.root(), error)),
        }
    }
    dir.sync()?;
    Ok(aside)
}

/// Copies what is whole from the damaged file into the new database: undelivered cases whose
/// parts all match their digests, and the small records of settled ones. Anything that
/// can not be read is left where it is.
pub(super) fn carry_over(db: &mut Connection, aside: &Path, now: Timestamp) -> Result<Damage, StoreError> {
    let mut damage = Damage { file: aside.to_owned(), carried_over: 0, lost: Vec::new() };
    let copy = tempfile_copy(aside);
    let source = copy.as_ref().and_then(|copy| {
        Connection::open_with_flags(copy.path().join("copy.db"), OpenFlags::SQLITE_OPEN_READ_WRITE).ok()
    });
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    if let Some(source) = source {
        for seq in sequence_numbers(&source) {
            carry_case(&source, &tx, seq, &mut damage)?;
        }
    }
    let named = aside.file_name().map(|name| name.to_string_lossy().into_owned());
    audit::append(&tx, Entry::new(now, Action::ChainStarted).with(named))?;
    for id in &damage.lost {
        audit::append(&tx, Entry::new(now, Action::CaseDamaged).about(id.clone()))?;
    }
    tx.commit()?;
    Ok(damage)
}

/// A copy to read from, so that not even opening it changes the file that was set aside.
fn tempfile_copy(aside: &Path) -> Option<tempfile::TempDir> {
    let temp = tempfile::Builder::new().prefix(".reading-").tempdir_in(aside.parent()?).ok()?;
    std::fs::copy(aside, temp.path().join("copy.db")).ok()?;
    let log = beside(aside, "-wal");
    if log.exists() {
        std::fs::copy(log, temp.path().join("copy.db-wal")).ok()?;
    }
    Some(temp)
}

/// All sequence numbers that can still be read, forwards and, past a bad page, backwards.
fn sequence_numbers(source: &Connection) -> std::collections::BTreeSet<i64> {
    let mut found = std::collections::BTreeSet::new();
    for order in ["ASC", "DESC"] {
        let Ok(mut statement) = source.prepare(&format!("SELECT seq FROM cases ORDER BY seq {order}")) else {
            continue;
        };
        let Ok(rows) = statement.query_map([], |row| row.get::<_, i64>(0)) else { continue };
        found.extend(rows.map_while(Result::ok));
    }
    found
}

const CASE_COLUMNS: &str =
    "submission_id, state, created_at, attempts, settled_at, receipt_number, status, reasons,
    bytes, services, documents, policy, supersedes, last_error, manifest";

fn carry_case(source: &Connection, tx: &Connection, seq: i64, damage: &mut Damage) -> Result<(), StoreError> {
    let columns = 0..15;
    let read = source.query_row(&format!("SELECT {CASE_COLUMNS} FROM cases WHERE seq = ?1"), [seq], |row| {
        columns.map(|index| row.get::<_, rusqlite::types::Value>(index)).collect::<rusqlite::Result<Vec<_>>>()
    });
    let Ok(values) = read else { return Ok(()) };
    let text = |index: usize| match values.get(index) {
        Some(rusqlite::types::Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let (id, state) = (text(0), text(1));
    let marks = (1..=15).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    let insert = format!("INSERT INTO cases ({CASE_COLUMNS}) VALUES ({marks})");
    // A row that does not satisfy the layout any more is damage as well: left in the old file.
    if tx.execute(&insert, rusqlite::params_from_iter(values)).is_err() {
        return Ok(());
    }
    if state == "delivered" {
        return Ok(());
    }
    let new_seq = tx.last_insert_rowid();
    if carry_parts(source, tx, seq, new_seq).unwrap_or(0) > 0 {
        damage.carried_over += u64::from(state != "refused");
        return Ok(());
    }
    tx.execute("DELETE FROM parts WHERE seq = ?1", [new_seq])?;
    tx.execute(
        "UPDATE cases SET state = 'refused', last_error = 'damaged', manifest = NULL WHERE seq = ?1",
        [new_seq],
    )?;
    damage.lost.push(id);
    Ok(())
}

/// Copies the parts of one case; an error or 0 when any of them is not whole.
fn carry_parts(source: &Connection, tx: &Connection, seq: i64, new_seq: i64) -> Result<usize, StoreError> {
    let expected = expected_parts(source, seq).unwrap_or(0);
    let mut statement = source.prepare(
        "SELECT position, name, document, side, sha256, sealed FROM parts WHERE seq = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([seq])?;
    let mut copied = 0;
    while let Some(row) = rows.next()? {
        if !part_is_whole(row, 4, 5)? {
            return Ok(0);
        }
        let value = |index: usize| row.get::<_, rusqlite::types::Value>(index);
        tx.execute(
            "INSERT INTO parts (seq, position, name, document, side, sha256, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![new_seq, value(0)?, value(1)?, value(2)?, value(3)?, value(4)?, value(5)?],
        )?;
        copied += 1;
    }
    Ok(if copied == expected { copied } else { 0 })
}

/// How many parts the manifest says a case has.
fn expected_parts(source: &Connection, seq: i64) -> Option<usize> {
    let manifest: Vec<u8> =
        source.query_row("SELECT manifest FROM cases WHERE seq = ?1", [seq], |row| row.get(0)).ok()?;
    Some(serde_json::from_slice::<crate::store::Manifest>(&manifest).ok()?.parts.len())
}
