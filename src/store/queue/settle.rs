use jiff::{Timestamp, ToSpan as _};
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::record::to_words;
use super::{Queue, State};
use crate::store::audit::{self, Action, Entry};
use crate::store::{Receipt, Status, StoreError, crash_point};

impl Queue {
    /// The service has the case: its evidence is deleted and overwritten, the small record
    /// stays. A second receipt for the same case changes nothing. Not worth waiting for the disk:
    /// forgotten, the case is sent again under the same key and brings the same receipt. What
    /// the log still holds of it goes with [`Queue::empty_log`].
    pub fn delivered(&mut self, id: Uuid, receipt: &Receipt, now: Timestamp) -> Result<(), StoreError> {
        crash_point("receipt-before");
        self.db.pragma_update(None, "synchronous", "NORMAL")?;
        let done = self.note_receipt(id, receipt, now);
        self.db.pragma_update(None, "synchronous", "FULL")?;
        done?;
        crash_point("receipt-committed");
        Ok(())
    }

    fn note_receipt(&mut self, id: Uuid, receipt: &Receipt, now: Timestamp) -> Result<(), StoreError> {
        let tx = self.begin()?;
        let changed = tx
            .prepare_cached(
                "UPDATE cases SET state = 'delivered', receipt_number = ?2, status = ?3, reasons = ?4,
                        settled_at = ?5, next_attempt_at = NULL, hold_until = NULL, last_error = NULL,
                        manifest = NULL
                 WHERE submission_id = ?1 AND state IN ('queued', 'sending')",
            )?
            .execute(params![
                id.to_string(),
                receipt.receipt_number,
                receipt.status.as_str(),
                to_words(&receipt.reasons),
                now.as_millisecond(),
            ])?;
        if changed == 1 {
            delete_parts(&tx, id)?;
            let entry = Entry::new(now, Action::CaseDelivered)
                .about(id.to_string())
                .with([receipt.receipt_number.clone(), receipt.status.as_str().to_owned()])
                .with(receipt.reasons.iter().cloned());
            audit::append(&tx, entry)?;
        }
        Ok(tx.commit()?)
    }

    /// The service refused the case for good. It stays listed, and its sealed evidence
    /// stays with it, until it is discarded.
    pub fn refuse(
        &mut self,
        id: Uuid,
        error: &str,
        reasons: &[String],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let tx = self.begin()?;
        let changed = tx.execute(
            "UPDATE cases SET state = 'refused', last_error = ?2, reasons = ?3, settled_at = ?4,
                    next_attempt_at = NULL, hold_until = NULL
             WHERE submission_id = ?1 AND state IN ('queued', 'sending')",
            params![id.to_string(), error, to_words(reasons), now.as_millisecond()],
        )?;
        if changed == 1 {
            let entry = Entry::new(now, Action::CaseRefusedByService)
                .about(id.to_string())
                .with(std::iter::once(error.to_owned()).chain(reasons.iter().cloned()));
            audit::append(&tx, entry)?;
        }
        Ok(tx.commit()?)
    }

    /// Notes what the service said about a delivered case, and whether that is new. A final
    /// status stays.
    pub fn note_status(
        &mut self,
        id: Uuid,
        status: Status,
        reasons: &[String],
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let tx = self.begin()?;
        let changed = tx.execute(
            "UPDATE cases SET status = ?2, reasons = ?3
             WHERE submission_id = ?1 AND state = 'delivered' AND status <> ?2
                   AND status NOT IN ('accepted', 'rejected')",
            params![id.to_string(), status.as_str(), to_words(reasons)],
        )?;
        if changed == 1 && status.is_final() {
            let entry = Entry::new(now, Action::Verdict)
                .about(id.to_string())
                .with(std::iter::once(status.as_str().to_owned()).chain(reasons.iter().cloned()));
            audit::append(&tx, entry)?;
        }
        tx.commit()?;
        Ok(changed == 1)
    }

    /// Takes a case off the list, with all that is left of it. One that still waits is only
    /// taken when `undelivered` says that this is meant.
    pub fn discard(
        &mut self,
        id: Uuid,
        undelivered: bool,
        staff: Option<String>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let state = self.get(id)?.ok_or(StoreError::UnknownCase)?.state;
        if state.is_waiting() && !undelivered {
            return Err(StoreError::NotDelivered);
        }
        let tx = self.begin()?;
        // The state may have moved on since; then nothing is deleted.
        let deleted = tx.execute(
            "DELETE FROM cases WHERE submission_id = ?1 AND (?2 OR state IN ('delivered', 'refused'))",
            params![id.to_string(), undelivered],
        )?;
        if deleted == 0 {
            return Err(StoreError::UnknownCase);
        }
        let entry = Entry::new(now, Action::CaseDiscarded)
            .by(staff)
            .about(id.to_string())
            .with([state.as_str().to_owned()]);
        audit::append(&tx, entry)?;
        tx.commit()?;
        self.empty_log();
        Ok(())
    }

    /// Drops the records of cases that were delivered longer ago than `retain_days`.
    pub fn purge(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        let hours = i64::from(self.settings.retain_days) * 24;
        let Ok(limit) = now.checked_sub(hours.hours()) else { return Ok(0) };
        let tx = self.begin()?;
        let deleted = tx.execute(
            "DELETE FROM cases WHERE state = ?1 AND settled_at < ?2",
            params![State::Delivered.as_str(), limit.as_millisecond()],
        )?;
        if deleted > 0 {
            audit::append(&tx, Entry::new(now, Action::RecordsPurged).with([deleted.to_string()]))?;
        }
        tx.commit()?;
        Ok(deleted as u64)
    }
}

fn delete_parts(tx: &Connection, id: Uuid) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM parts WHERE seq = (SELECT seq FROM cases WHERE submission_id = ?1)")?
        .execute([id.to_string()])?;
    Ok(())
}
