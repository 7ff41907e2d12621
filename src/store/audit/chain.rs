use rusqlite::{Connection, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};

use super::{Entry, Line};
use crate::store::StoreError;

/// What the first entry names as the one before it.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

pub(crate) const SCHEMA: &str = "
    CREATE TABLE audit (
        position INTEGER PRIMARY KEY,
        line     TEXT NOT NULL,
        hash     TEXT NOT NULL
    ) STRICT;
    CREATE TABLE audit_head (
        one      INTEGER PRIMARY KEY CHECK (one = 1),
        entries  INTEGER NOT NULL,
        hash     TEXT NOT NULL
    ) STRICT;
";

/// Number of entries and hash of the last one.
pub(crate) fn head(db: &Connection) -> Result<(u64, String), StoreError> {
    let found = db
        .query_row("SELECT entries, hash FROM audit_head", [], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.map_or_else(|| (0, GENESIS.to_owned()), |(entries, hash)| (entries.unsigned_abs(), hash)))
}

/// Adds an entry and gives the new head. The caller has a write transaction open.
pub(crate) fn append(db: &Connection, entry: Entry) -> Result<String, StoreError> {
    let (index, prev) = head(db)?;
    let line = Line {
        index,
        at: entry.at.to_string(),
        staff: entry.staff,
        action: entry.action,
        case: entry.case,
        policy: entry.policy,
        codes: entry.codes,
        prev,
    };
    let text = serde_json::to_string(&line).map_err(|error| StoreError::Database(error.to_string()))?;
    let hash = hash(&text);
    let position = i64::try_from(index).unwrap_or(i64::MAX);
    db.prepare_cached("INSERT INTO audit (position, line, hash) VALUES (?1, ?2, ?3)")?
        .execute(params![position, text, hash])?;
    db.prepare_cached(
        "INSERT INTO audit_head (one, entries, hash) VALUES (1, ?1, ?2)
         ON CONFLICT (one) DO UPDATE SET entries = excluded.entries, hash = excluded.hash",
    )?
    .execute(params![position + 1, hash])?;
    Ok(hash)
}

pub(super) fn hash(line: &str) -> String {
    hex(&Sha256::digest(line.as_bytes()))
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
