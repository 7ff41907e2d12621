use std::path::PathBuf;

use crate::text::Message;

/// Why the data directory could not do what was asked. Nothing was acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk (or the quota, or `max_bytes`) is full.
    #[error("no room left in the data directory")]
    Full,
    /// The data directory can not be written.
    #[error("{dir}: can not be written: {why}")]
    NotWritable {
        /// The data directory.
        dir: PathBuf,
        /// The system's reason.
        why: String,
    },
    /// Another kiosk holds what is needed.
    #[error("another kiosk is at work on this data directory")]
    Busy,
    /// The database is damaged and another kiosk has it open, so it can not be set aside.
    #[error("the database is damaged and another kiosk has it open")]
    Damaged,
    /// A newer kiosk wrote this data directory.
    #[error("the data directory was written by a newer kiosk (layout {found})")]
    TooNew {
        /// The layout found.
        found: i64,
    },
    /// No case of that id.
    #[error("no such case")]
    UnknownCase,
    /// A case of that id is there already.
    #[error("the case is queued already")]
    AlreadyQueued,
    /// The case waits to be delivered and may not be thrown away without saying so.
    #[error("the case has not been delivered")]
    NotDelivered,
    /// The system refused a read or a write.
    #[error("{dir}: {source}")]
    Io {
        /// The data directory.
        dir: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The database refused for a reason of its own.
    #[error("the database refused: {0}")]
    Database(String),
}

impl StoreError {
    /// What a file operation's failure means.
    pub(crate) fn io(dir: &std::path::Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match source.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full,
            Kind::ReadOnlyFilesystem | Kind::PermissionDenied | Kind::NotADirectory | Kind::AlreadyExists => {
                Self::NotWritable { dir: dir.to_owned(), why: source.to_string() }
            }
            _ => Self::Io { dir: dir.to_owned(), source },
        }
    }

    /// The sentence for people: what happened and the remedy.
    pub fn message(&self) -> Message {
        match self {
            Self::Full => Message::new("store-full"),
            Self::NotWritable { dir, why } => Message::new("store-not-writable")
                .with("dir", dir.display().to_string())
                .with("why", why.clone()),
            Self::Busy => Message::new("store-busy"),
            Self::Damaged => Message::new("store-damaged-busy"),
            Self::TooNew { .. } => Message::new("store-too-new"),
            Self::UnknownCase => Message::new("store-unknown-case"),
            Self::AlreadyQueued => Message::new("store-already-queued"),
            Self::NotDelivered => Message::new("store-not-delivered"),
            Self::Io { dir, source } => Message::new("store-io")
                .with("dir", dir.display().to_string())
                .with("why", source.to_string()),
            Self::Database(why) => Message::new("store-database").with("why", why.clone()),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::Full,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged,
            Some(Code::ReadOnly | Code::CannotOpen) => {
                Self::NotWritable { dir: PathBuf::from("queue.db"), why: error.to_string() }
            }
            // A write that the file system refused (quota, size limit, failing disk): the
            // transaction is rolled back and nothing was acknowledged.
            Some(Code::SystemIoFailure) => Self::Database(error.to_string()),
            _ if matches!(error, rusqlite::Error::QueryReturnedNoRows) => Self::UnknownCase,
            _ => Self::Database(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};
    use std::path::Path;

    use rusqlite::ffi;

    use super::*;
    use crate::text::{Catalogue, Language};

    fn sqlite(code: std::ffi::c_int) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
    }

    #[test]
    fn what_is_told_follows_from_what_the_disk_said() {
        let of = |kind| StoreError::io(Path::new("/data"), Error::from(kind)).message().id;
        for kind in [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge] {
            assert_eq!(of(kind), "store-full");
        }
        for kind in [ErrorKind::ReadOnlyFilesystem, ErrorKind::PermissionDenied, ErrorKind::NotADirectory] {
            assert_eq!(of(kind), "store-not-writable");
        }
        assert_eq!(of(ErrorKind::TimedOut), "store-io");
    }

    #[test]
    fn what_is_told_follows_from_what_sqlite_said() {
        for (code, told) in [
            (ffi::SQLITE_FULL, "store-full"),
            (ffi::SQLITE_BUSY, "store-busy"),
            (ffi::SQLITE_LOCKED, "store-busy"),
            (ffi::SQLITE_CORRUPT, "store-damaged-busy"),
            (ffi::SQLITE_NOTADB, "store-damaged-busy"),
            (ffi::SQLITE_READONLY, "store-not-writable"),
            (ffi::SQLITE_CANTOPEN, "store-not-writable"),
            (ffi::SQLITE_IOERR, "store-database"),
            (ffi::SQLITE_CONSTRAINT, "store-database"),
        ] {
            assert_eq!(StoreError::from(sqlite(code)).message().id, told);
        }
        assert_eq!(StoreError::from(rusqlite::Error::QueryReturnedNoRows).message().id, "store-unknown-case");
    }

    #[test]
    fn every_error_says_what_to_do_in_both_languages() {
        let dir = || PathBuf::from("/data");
        let source = || Error::from(ErrorKind::TimedOut);
        let catalogue = Catalogue::built_in().unwrap();
        for error in [
            StoreError::Full,
            StoreError::NotWritable { dir: dir(), why: "why".into() },
            StoreError::Busy,
            StoreError::Damaged,
            StoreError::TooNew { found: 2 },
            StoreError::UnknownCase,
            StoreError::AlreadyQueued,
            StoreError::NotDelivered,
            StoreError::Io { dir: dir(), source: source() },
            StoreError::Database("why".into()),
        ] {
            let message = error.message();
            for language in [Language::Ja, Language::En] {
                let text = catalogue.render(language, &message);
                assert!(!text.contains(&*message.id) && !text.contains('{'), "{error}: {text}");
            }
        }
    }
}
