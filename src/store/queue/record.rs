use jiff::Timestamp;
use rusqlite::Row;
use uuid::Uuid;

use crate::store::Status;

/// Where a case stands in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Waits for its next attempt.
    Queued,
    /// Is being sent right now.
    Sending,
    /// The service has it; only this record is left.
    Delivered,
    /// Will not be sent any more; listed until it is discarded.
    Refused,
}

impl State {
    /// As written in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Delivered => "delivered",
            Self::Refused => "refused",
        }
    }

    fn from_text(text: &str) -> Self {
        match text {
            "sending" => Self::Sending,
            "delivered" => Self::Delivered,
            "refused" => Self::Refused,
            _ => Self::Queued,
        }
    }

    /// Whether the case has still to reach the service.
    pub fn is_waiting(self) -> bool {
        matches!(self, Self::Queued | Self::Sending)
    }
}

/// What the queue knows of a case; no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRecord {
    /// Submission id.
    pub id: Uuid,
    /// Where it stands.
    pub state: State,
    /// Attempts so far.
    pub attempts: u32,
    /// When it was sealed, by the kiosk's clock.
    pub created_at: Timestamp,
    /// When the last attempt began.
    pub attempted_at: Option<Timestamp>,
    /// When the back-off ends.
    pub next_attempt_at: Option<Timestamp>,
    /// Until when the service asked to be left alone (Retry-After).
    pub hold_until: Option<Timestamp>,
    /// The receipt's number.
    pub receipt_number: Option<String>,
    /// Status at the service.
    pub status: Option<Status>,
    /// Reason codes of the service.
    pub reasons: Vec<String>,
    /// Sealed bytes.
    pub bytes: u64,
    /// Service ids.
    pub services: Vec<String>,
    /// Document ids.
    pub documents: Vec<String>,
    /// Policy id.
    pub policy: String,
    /// The submission that it corrects.
    pub supersedes: Option<Uuid>,
    /// Stable code of the last failure (`unreachable`, `http-503`, `not-a-receipt`, ...).
    pub last_error: Option<String>,
}

pub(super) const COLUMNS: &str = "submission_id, state, attempts, created_at, attempted_at, next_attempt_at,
    hold_until, receipt_number, status, reasons, bytes, services, documents, policy, supersedes, last_error";

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<CaseRecord> {
    let time = |index: usize| -> rusqlite::Result<Option<Timestamp>> {
        let millis: Option<i64> = row.get(index)?;
        Ok(millis.and_then(|millis| Timestamp::from_millisecond(millis).ok()))
    };
    Ok(CaseRecord {
        id: parsed(row, 0)?,
        state: State::from_text(&row.get::<_, String>(1)?),
        attempts: row.get(2)?,
        created_at: parsed(row, 3)?,
        attempted_at: time(4)?,
        next_attempt_at: time(5)?,
        hold_until: time(6)?,
        receipt_number: row.get(7)?,
        status: row.get::<_, Option<String>>(8)?.and_then(|text| Status::from_text(&text)),
        reasons: words(&row.get::<_, String>(9)?),
        bytes: row.get::<_, i64>(10)?.unsigned_abs(),
        services: words(&row.get::<_, String>(11)?),
        documents: words(&row.get::<_, String>(12)?),
        policy: row.get(13)?,
        supersedes: row.get::<_, Option<String>>(14)?.and_then(|text| text.parse().ok()),
        last_error: row.get(15)?,
    })
}

fn parsed<T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    row: &Row<'_>,
    index: usize,
) -> rusqlite::Result<T> {
    row.get::<_, String>(index)?.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// A list of ids as kept in one column.
pub(super) fn words(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

pub(super) fn to_words(words: &[String]) -> String {
    serde_json::Value::from(words).to_string()
}

/// Whether `text` is a submission id as the contract writes it: a lower-case `UUIDv7`.
pub fn is_case_id(text: &str) -> bool {
    Uuid::parse_str(text).is_ok_and(|id| id.get_version_num() == 7 && id.hyphenated().to_string() == text)
}
