use jiff::Timestamp;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::record::to_words;
use super::{Queue, TYPICAL_CASE_BYTES};
use crate::store::audit::{self, Action, Entry};
use crate::store::{Manifest, ManifestPart, SealedCase, SealedPart, StoreError, crash_point};

/// When a case is to be tried again, and why it was not delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    /// Stable code of the failure.
    pub error: String,
    /// End of the kiosk's own back-off.
    pub next_attempt_at: Timestamp,
    /// End of the pause that the service asked for.
    pub hold_until: Option<Timestamp>,
}

impl Queue {
    /// Queues a sealed case in one transaction. When this returns, the case is on the disk
    /// and survives a power cut; when it fails, nothing of it is there.
    pub fn enqueue(&mut self, case: &SealedCase) -> Result<(), StoreError> {
        let capacity = self.capacity()?;
        if capacity.bytes_free < case.bytes().max(TYPICAL_CASE_BYTES) {
            return Err(StoreError::Full);
        }
        crash_point("enqueue-before");
        let tx = self.begin()?;
        if exists(&tx, case.id())? {
            return Err(StoreError::AlreadyQueued);
        }
        let entry = Entry::new(case.created_at, Action::CaseQueued)
            .by(case.origin.staff_id.clone())
            .about(case.id().to_string())
            .under(case.policy.clone())
            .with(case.services.iter().chain(&case.documents).cloned())
            .with(case.supersedes.map(|id| format!("supersedes-{id}")));
        let head = audit::append(&tx, entry)?;
        let manifest = serde_json::to_vec(&manifest(case, head))
            .map_err(|error| StoreError::Database(error.to_string()))?;
        insert_case(&tx, case, &manifest)?;
        let seq = tx.last_insert_rowid();
        for (position, part) in case.parts().iter().enumerate() {
            insert_part(&tx, seq, position as i64, part)?;
            crash_point("enqueue-part");
        }
        crash_point("enqueue-before-commit");
        tx.commit()?;
        crash_point("enqueue-committed");
        self.settle_log();
        Ok(())
    }

    /// Marks a case as being sent. Not worth waiting for the disk: forgotten, it is sent
    /// again under the same key.
    pub fn begin_attempt(&mut self, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
        self.lightly(|db| {
            db.prepare_cached(
                "UPDATE cases SET state = 'sending', attempts = attempts + 1, attempted_at = ?2
                 WHERE submission_id = ?1 AND state IN ('queued', 'sending')",
            )?
            .execute(params![id.to_string(), now.as_millisecond()])
            .map(drop)
        })
    }

    /// Puts a case back after an attempt that did not deliver it.
    pub fn put_back(&mut self, id: Uuid, retry: &Retry) -> Result<(), StoreError> {
        let hold = retry.hold_until.map(Timestamp::as_millisecond);
        self.lightly(|db| {
            db.prepare_cached(
                "UPDATE cases SET state = 'queued', last_error = ?2, next_attempt_at = ?3, hold_until = ?4
                 WHERE submission_id = ?1 AND state IN ('queued', 'sending')",
            )?
            .execute(params![id.to_string(), retry.error, retry.next_attempt_at.as_millisecond(), hold])
            .map(drop)
        })
    }

    /// Puts back what a sender that is gone left marked as being sent. The caller holds the
    /// sender lock.
    pub fn put_back_abandoned(&mut self) -> Result<(), StoreError> {
        self.lightly(|db| {
            db.execute("UPDATE cases SET state = 'queued' WHERE state = 'sending'", []).map(drop)
        })
    }

    /// A write that may be lost in a power cut without harm (attempt counts, back-off).
    fn lightly(&mut self, write: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> Result<(), StoreError> {
        self.db.pragma_update(None, "synchronous", "NORMAL")?;
        let done = write(&self.db);
        self.db.pragma_update(None, "synchronous", "FULL")?;
        Ok(done?)
    }
}

fn exists(tx: &Connection, id: Uuid) -> Result<bool, StoreError> {
    Ok(tx.prepare_cached("SELECT 1 FROM cases WHERE submission_id = ?1")?.exists([id.to_string()])?)
}

fn insert_case(tx: &Connection, case: &SealedCase, manifest: &[u8]) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO cases (submission_id, state, created_at, bytes, services, documents, policy, supersedes,
                            manifest)
         VALUES (?1, 'queued', ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        case.id().to_string(),
        case.created_at.to_string(),
        case.bytes() as i64,
        to_words(&case.services),
        to_words(&case.documents),
        case.policy,
        case.supersedes.map(|id| id.to_string()),
        manifest,
    ])?;
    Ok(())
}

fn insert_part(tx: &Connection, seq: i64, position: i64, part: &SealedPart) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO parts (seq, position, name, document, side, sha256, sealed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![seq, position, part.name, part.document, part.side, part.sha256, part.sealed])?;
    Ok(())
}

fn manifest(case: &SealedCase, audit_head: String) -> Manifest {
    let part = |part: &SealedPart| ManifestPart {
        name: part.name.clone(),
        document: part.document.clone(),
        side: part.side.clone(),
        sha256: audit::hex(&part.sha256),
        bytes: part.sealed.len() as u64,
    };
    Manifest {
        submission_id: case.id().to_string(),
        supersedes: case.supersedes.map(|id| id.to_string()),
        kiosk_id: case.origin.kiosk_id.clone(),
        store_id: case.origin.store_id.clone(),
        staff_id: case.origin.staff_id.clone(),
        created_at: case.created_at.to_string(),
        policy: case.policy.clone(),
        services: case.services.clone(),
        parts: case.parts().iter().map(part).collect(),
        audit_head,
    }
}
