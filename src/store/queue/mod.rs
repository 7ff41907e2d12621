//! The queue of sealed cases in SQLite.

mod capacity;
mod damage;
mod open;
mod read;
mod record;
mod schema;
mod settle;
mod wal;
mod write;

use std::fs::File;
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{DataDir, Settings, StoreError, audit};

pub use capacity::{Capacity, TYPICAL_CASE_BYTES};
pub use damage::Damage;
pub use open::Opened;
pub use read::Outgoing;
pub use record::{CaseRecord, State, is_case_id};
pub use write::Retry;

/// How long emptying the log waits for readers. They read a case in a few milliseconds.
const PATIENCE_WITH_READERS: Duration = Duration::from_millis(50);

/// The queue and the audit chain of one data directory. One per thread; several, also of
/// several processes, work side by side.
pub struct Queue {
    db: Connection,
    dir: DataDir,
    settings: Settings,
    /// Says to others that the database is in use and may not be set aside.
    _in_use: File,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue").field("dir", &self.dir.root()).finish_non_exhaustive()
    }
}

impl Queue {
    /// The folder that it lives in.
    pub fn dir(&self) -> &DataDir {
        &self.dir
    }

    /// Adds an entry to the audit chain, durably.
    pub fn record(&mut self, entry: audit::Entry) -> Result<(), StoreError> {
        let tx = self.begin()?;
        audit::append(&tx, entry)?;
        Ok(tx.commit()?)
    }

    /// Checks the audit chain from end to end.
    pub fn verify_audit(&self) -> Result<audit::Verified, StoreError> {
        audit::verify(&self.db)
    }

    /// Hands every audit entry (its JSON line and its hash) to `each`, oldest first.
    pub fn audit_lines(&self, each: impl FnMut(&str, &str)) -> Result<(), StoreError> {
        audit::lines(&self.db, each)
    }

    /// A write transaction: waits for others instead of failing half-way.
    fn begin(&mut self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.db.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// Moves what the log holds into the database, so that a log that is lost or damaged later
    /// takes no case with it. Waits for nobody: what a reader still needs moves the next time.
    fn settle_log(&self) {
        let _ = self.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    }

    /// The same, and empties the log, so that deleted evidence is gone from both. `false` while a reader
    /// takes its time: that does not hold up the delivery, and is to be tried again.
    pub fn empty_log(&self) -> bool {
        let _ = self.db.busy_timeout(PATIENCE_WITH_READERS);
        let held = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        let _ = self.db.busy_timeout(schema::PATIENCE);
        matches!(held, Ok(0))
    }
}
