use jiff::Timestamp;
use rusqlite::Connection;

use super::damage::{self, Damage};
use super::{Queue, schema};
use crate::store::audit::{self, Action, Entry};
use crate::store::{DataDir, Settings, StoreError};

/// An open queue and what had to be done to open it.
#[derive(Debug)]
pub struct Opened {
    /// The queue.
    pub queue: Queue,
    /// The damage that was found and set aside; to be told to people.
    pub damage: Option<Damage>,
}

impl Queue {
    /// Opens the queue of a data directory, creating it where it is missing. A damaged
    /// database is set aside under a name with the date (never overwritten), a new one is
    /// begun, and every case that is whole is carried over.
    pub fn open(dir: &DataDir, settings: &Settings, now: Timestamp) -> Result<Opened, StoreError> {
        let opening = dir.lock_opening()?;
        // While others have it open its log is theirs, and changes as one looks.
        let unused = dir.is_unused()?;
        let sound = if unused { damage::check_log(dir) } else { Ok(()) };
        let opened = sound.and_then(|()| connect(dir)).and_then(|db| damage::check(&db).map(|()| db));
        let (db, damage) = match opened {
            Ok(db) => (db, None),
            Err(StoreError::Damaged) if !unused => return Err(StoreError::Damaged),
            Err(StoreError::Damaged) => {
                let aside = damage::set_aside(dir, now)?;
                let mut db = connect(dir)?;
                let damage = damage::carry_over(&mut db, &aside, now)?;
                (db, Some(damage))
            }
            Err(other) => return Err(other),
        };
        let in_use = dir.lock_use()?;
        drop(opening);
        let mut queue = Self { db, dir: dir.clone(), settings: settings.clone(), _in_use: in_use };
        queue.start_chain(now)?;
        if unused {
            // What a crash left in the log is not mixed with what comes.
            queue.empty_log();
        }
        Ok(Opened { queue, damage })
    }

    fn start_chain(&mut self, now: Timestamp) -> Result<(), StoreError> {
        if audit::head(&self.db)?.0 > 0 {
            return Ok(());
        }
        let tx = self.begin()?;
        if audit::head(&tx)?.0 == 0 {
            audit::append(&tx, Entry::new(now, Action::ChainStarted))?;
        }
        Ok(tx.commit()?)
    }
}

/// Opens (or creates) the database file and brings it to the current layout.
fn connect(dir: &DataDir) -> Result<Connection, StoreError> {
    let path = dir.database();
    let existed = path.exists();
    dir.touch(&path)?;
    if !existed {
        dir.sync()?;
    }
    let said = |error: rusqlite::Error| match StoreError::from(error) {
        StoreError::NotWritable { why, .. } => StoreError::NotWritable { dir: dir.root().to_owned(), why },
        other => other,
    };
    let mut db = Connection::open(&path).map_err(said)?;
    schema::configure(&db).map_err(said)?;
    schema::migrate(&mut db)?;
    Ok(db)
}
