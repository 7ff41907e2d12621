use std::time::Duration;

use rusqlite::Connection;

use crate::store::{StoreError, audit};

/// How long a write waits for another connection's write.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);
/// The layout that this kiosk writes.
const LAYOUT: i64 = 1;

const CASES: &str = "
    CREATE TABLE cases (
        seq             INTEGER PRIMARY KEY AUTOINCREMENT,
        submission_id   TEXT NOT NULL UNIQUE,
        state           TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'delivered', 'refused')),
        created_at      TEXT NOT NULL,
        attempts        INTEGER NOT NULL DEFAULT 0,
        attempted_at    INTEGER,
        next_attempt_at INTEGER,
        hold_until      INTEGER,
        settled_at      INTEGER,
        receipt_number  TEXT,
        status          TEXT,
        reasons         TEXT NOT NULL DEFAULT '[]',
        bytes           INTEGER NOT NULL,
        services        TEXT NOT NULL,
        documents       TEXT NOT NULL,
        policy          TEXT NOT NULL,
        supersedes      TEXT,
        last_error      TEXT,
        manifest        BLOB
    ) STRICT;
    CREATE INDEX cases_by_state ON cases (state, seq);
    CREATE TABLE parts (
        seq      INTEGER NOT NULL REFERENCES cases (seq) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name     TEXT NOT NULL,
        document TEXT,
        side     TEXT,
        sha256   BLOB NOT NULL,
        sealed   BLOB NOT NULL,
        PRIMARY KEY (seq, position)
    ) STRICT;
";

/// Sets a connection up: every commit is on the disk when it returns, and what is deleted
/// is overwritten.
pub(super) fn configure(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(PATIENCE)?;
    // Only takes effect on a new file; large pages keep photographs in few pieces.
    db.pragma_update(None, "page_size", 16384)?;
    db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "secure_delete", "ON")?;
    db.pragma_update(None, "foreign_keys", "ON")?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    // Nothing of a transaction is in the log before its commit.
    db.pragma_update(None, "cache_spill", "OFF")?;
    db.pragma_update(None, "trusted_schema", "OFF")?;
    db.pragma_update(None, "cell_size_check", "ON")
}

/// Brings a new or older file to the current layout.
pub(super) fn migrate(db: &mut Connection) -> Result<(), StoreError> {
    let found: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match found {
        LAYOUT => Ok(()),
        0 => {
            let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            tx.execute_batch(CASES)?;
            tx.execute_batch(audit::SCHEMA)?;
            tx.pragma_update(None, "user_version", LAYOUT)?;
            Ok(tx.commit()?)
        }
        found => Err(StoreError::TooNew { found }),
    }
}
