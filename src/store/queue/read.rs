use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{CaseRecord, Queue, record};
use crate::store::{BACKOFF_CAP, HOLD_CAP, SealedPart, StoreError, is_due};

/// A case as it goes over the wire, the same bytes at every attempt.
pub struct Outgoing {
    /// Submission id.
    pub id: Uuid,
    /// Attempts so far, this one included once it has begun.
    pub attempts: u32,
    /// The manifest's JSON.
    pub manifest: Vec<u8>,
    /// Application first, then photographs.
    pub parts: Vec<SealedPart>,
}

impl Queue {
    /// All cases, oldest first.
    pub fn list(&self) -> Result<Vec<CaseRecord>, StoreError> {
        self.select("ORDER BY seq")
    }

    /// The cases that have still to reach the service, oldest first.
    pub fn waiting(&self) -> Result<Vec<CaseRecord>, StoreError> {
        self.select("WHERE state IN ('queued', 'sending') ORDER BY seq")
    }

    /// Delivered cases on which the service has not yet said its last word, newest first.
    pub fn undecided(&self) -> Result<Vec<CaseRecord>, StoreError> {
        self.select(
            "WHERE state = 'delivered' AND status NOT IN ('accepted', 'rejected') ORDER BY seq DESC LIMIT 1000",
        )
    }

    /// The cases since a moment, and the rejected ones of before, the newest first.
    pub fn recent(&self, since: Timestamp) -> Result<Vec<CaseRecord>, StoreError> {
        self.select(&format!(
            "WHERE julianday(created_at) >= julianday('{since}') OR status = 'rejected'
             ORDER BY seq DESC LIMIT 1000"
        ))
    }

    /// The submissions that another one corrects which was not refused.
    pub fn corrected(&self) -> Result<BTreeSet<Uuid>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT supersedes FROM cases WHERE supersedes IS NOT NULL AND state <> 'refused'",
        )?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|row| row.map(|text| text.parse().ok()))
            .filter_map(Result::transpose)
            .map(|found| found.map_err(Into::into))
            .collect()
    }

    fn select(&self, clause: &str) -> Result<Vec<CaseRecord>, StoreError> {
        let sql = format!("SELECT {} FROM cases {clause}", record::COLUMNS);
        let mut statement = self.db.prepare_cached(&sql)?;
        let rows = statement.query_map([], record::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What is known of one case.
    pub fn get(&self, id: Uuid) -> Result<Option<CaseRecord>, StoreError> {
        let sql = format!("SELECT {} FROM cases WHERE submission_id = ?1", record::COLUMNS);
        Ok(self.db.prepare_cached(&sql)?.query_row([id.to_string()], record::from_row).optional()?)
    }

    /// Names and sizes of the sealed parts that are still here.
    pub fn part_sizes(&self, id: Uuid) -> Result<Vec<(String, u64)>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT name, length(sealed) FROM parts JOIN cases USING (seq) WHERE submission_id = ?1
             ORDER BY position",
        )?;
        let rows = statement.query_map([id.to_string()], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        rows.map(|row| row.map(|(name, bytes)| (name, bytes.unsigned_abs())).map_err(Into::into)).collect()
    }

    /// Reads a waiting case to send it. `None` when it does not wait any more; damage is
    /// an error, and such bytes are never sent.
    pub fn load(&self, id: Uuid) -> Result<Option<Outgoing>, StoreError> {
        let found = self
            .db
            .prepare_cached(
                "SELECT seq, attempts, manifest FROM cases
                 WHERE submission_id = ?1 AND state IN ('queued', 'sending')",
            )?
            .query_row([id.to_string()], |row| {
                Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get::<_, Option<Vec<u8>>>(2)?))
            })
            .optional()?;
        let Some((seq, attempts, manifest)) = found else { return Ok(None) };
        let manifest = manifest.ok_or(StoreError::Damaged)?;
        let parts = self.load_parts(seq)?;
        if parts.is_empty() || parts.iter().any(|part| Sha256::digest(&part.sealed)[..] != part.sha256) {
            return Err(StoreError::Damaged);
        }
        Ok(Some(Outgoing { id, attempts, manifest, parts }))
    }

    fn load_parts(&self, seq: i64) -> Result<Vec<SealedPart>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT name, document, side, sha256, sealed FROM parts WHERE seq = ?1 ORDER BY position",
        )?;
        let rows = statement.query_map(params![seq], |row| {
            Ok(SealedPart {
                name: row.get(0)?,
                document: row.get(1)?,
                side: row.get(2)?,
                sha256: row.get(3)?,
                sealed: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl CaseRecord {
    /// Whether the kiosk's own back-off is over (the background task keeps to it).
    pub fn backoff_is_over(&self, now: Timestamp) -> bool {
        is_due(now, self.attempted_at, self.next_attempt_at, BACKOFF_CAP)
    }

    /// Whether the service's Retry-After is over (everyone keeps to it).
    pub fn hold_is_over(&self, now: Timestamp) -> bool {
        is_due(now, self.attempted_at, self.hold_until, HOLD_CAP)
    }
}
