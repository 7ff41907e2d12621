use serde::Serialize;

use super::Queue;
use crate::store::StoreError;

/// Sealed bytes that room is kept for per customer: five pictures of a good size.
pub const TYPICAL_CASE_BYTES: u64 = 4 * 1024 * 1024;
/// Room that stays free for settling what is queued: the log, the audit chain, log files.
const RESERVE: u64 = 32 * 1024 * 1024;

/// How much more the queue can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Capacity {
    /// Bytes that cases may still take: of the disk or of `max_bytes`, whichever is less.
    pub bytes_free: u64,
    /// Customers that can surely still be served. At 0 new ones are refused.
    pub cases_possible: u64,
}

impl Queue {
    /// How much more the queue can take.
    pub fn capacity(&self) -> Result<Capacity, StoreError> {
        let waiting: i64 = self.db.query_row(
            "SELECT coalesce(sum(bytes), 0) FROM cases WHERE manifest IS NOT NULL",
            [],
            |row| row.get(0),
        )?;
        let page_size: u64 = self.pragma("page_size")?;
        let reusable = self.pragma("freelist_count")? * page_size;
        let disk = self.dir.bytes_free()?.saturating_sub(RESERVE).saturating_add(reusable);
        let allowed = self.settings.max_bytes.saturating_sub(waiting.unsigned_abs());
        let bytes_free = disk.min(allowed);
        // A commit passes through the log before it is in the database: twice the room.
        let cases_possible = (disk / (2 * TYPICAL_CASE_BYTES)).min(allowed / TYPICAL_CASE_BYTES);
        Ok(Capacity { bytes_free, cases_possible })
    }

    fn pragma(&self, name: &str) -> Result<u64, StoreError> {
        let value: i64 = self.db.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?;
        Ok(value.unsigned_abs())
    }
}
