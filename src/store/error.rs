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
