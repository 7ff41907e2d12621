use rusqlite::Connection;
use serde::Serialize;

use super::{GENESIS, Line, chain};
use crate::store::StoreError;

/// What checking the chain found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// How many entries there are.
    pub entries: u64,
    /// Whether all of them hold together.
    pub ok: bool,
    /// The first entry that does not.
    pub first_bad: Option<FirstBad>,
    /// Hash of the last entry, hex; the service can compare it with what it was sent.
    pub head: String,
}

/// The first entry that does not fit the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FirstBad {
    /// Its index, from 0.
    pub index: u64,
    /// `missing`, `malformed`, `changed` or `unchained`.
    pub why: String,
}

/// Walks the chain from its first entry.
pub(crate) fn verify(db: &Connection) -> Result<Verified, StoreError> {
    let mut statement = db.prepare("SELECT position, line, hash FROM audit ORDER BY position")?;
    let mut rows = statement.query([])?;
    let mut entries = 0_u64;
    let mut prev = GENESIS.to_owned();
    let mut first_bad = None;
    while let Some(row) = rows.next()? {
        let position = row.get::<_, i64>(0)?;
        let (line, hash): (String, String) = (row.get(1)?, row.get(2)?);
        if first_bad.is_none() {
            first_bad = fault(entries, position, &line, &hash, &prev)
                .map(|why| FirstBad { index: entries, why: why.to_owned() });
        }
        entries += 1;
        prev = hash;
    }
    // The count is kept apart from the entries, so that a cut-off tail shows here as well.
    let (expected, head) = chain::head(db)?;
    if first_bad.is_none() && expected > entries {
        first_bad = Some(FirstBad { index: entries, why: "missing".to_owned() });
    } else if first_bad.is_none() && (expected < entries || head != prev) {
        first_bad =
            Some(FirstBad { index: expected.min(entries.saturating_sub(1)), why: "unchained".to_owned() });
    }
    Ok(Verified { entries, ok: first_bad.is_none(), first_bad, head: prev })
}

/// What is wrong with the entry that stands at place `index`.
fn fault(index: u64, position: i64, line: &str, hash: &str, prev: &str) -> Option<&'static str> {
    if u64::try_from(position) != Ok(index) {
        return Some("missing");
    }
    if chain::hash(line) != hash {
        return Some("changed");
    }
    let Ok(parsed) = serde_json::from_str::<Line>(line) else { return Some("malformed") };
    if parsed.index != index || parsed.prev != prev { Some("unchained") } else { None }
}

/// Hands every entry to `each` as a JSON object with its hash, oldest first.
pub(crate) fn lines(db: &Connection, mut each: impl FnMut(&str, &str)) -> Result<(), StoreError> {
    let mut statement = db.prepare("SELECT line, hash FROM audit ORDER BY position")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (line, hash): (String, String) = (row.get(0)?, row.get(1)?);
        each(&line, &hash);
    }
    Ok(())
}
