use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::StoreError;

/// The folder that holds all that a kiosk keeps: queue, audit chain, logs and locks.
#[derive(Clone, Debug)]
pub struct DataDir {
    root: PathBuf,
}

/// Held for as long as a counter runs on the data directory. Released when dropped, also by
/// a kill.
#[derive(Debug)]
pub struct InstanceLock {
    _file: File,
}

/// Held while cases are being sent, so that two processes never send the same case at once.
#[derive(Debug)]
pub struct SenderLock {
    _file: File,
}

impl DataDir {
    /// The data directory at `root`, created for this user only where it is missing.
    pub fn create(root: &Path) -> Result<Self, StoreError> {
        let existed = root.is_dir();
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(root)
            .map_err(|source| StoreError::io(root, source))?;
        let dir = Self { root: root.to_owned() };
        if !existed {
            // The entry in the parent is part of what must survive a power cut.
            let parent = root.parent().filter(|parent| !parent.as_os_str().is_empty());
            sync_dir(parent.unwrap_or(Path::new("."))).map_err(|source| StoreError::io(root, source))?;
        }
        Ok(dir)
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The queue's database.
    pub fn database(&self) -> PathBuf {
        self.root.join("queue.db")
    }

    /// How the desk looks with nothing on it (`kiosk camera calibrate`).
    pub fn bare_desk(&self) -> PathBuf {
        self.root.join("desk.bin")
    }

    /// Wrong PINs, counted across restarts.
    pub fn sign_in(&self) -> PathBuf {
        self.root.join("sign-in.json")
    }

    /// The folder for log files.
    pub fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// Bytes that this user may still write on the file system.
    pub fn bytes_free(&self) -> Result<u64, StoreError> {
        let stat =
            rustix::fs::statvfs(&self.root).map_err(|error| StoreError::io(&self.root, error.into()))?;
        Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
    }

    /// How long it takes until something written here is on the disk itself: a file of a few pages
    /// and its entry in the folder, as for a case.
    pub fn measure_durability(&self) -> Result<Duration, StoreError> {
        let path = self.root.join("durability.tmp");
        let measure = || -> std::io::Result<Duration> {
            let began = Instant::now();
            let mut file = private().truncate(true).open(&path)?;
            std::io::Write::write_all(&mut file, &vec![0x5a; 64 * 1024])?;
            file.sync_all()?;
            sync_dir(&self.root)?;
            Ok(began.elapsed())
        };
        let measured = measure();
        let _ = std::fs::remove_file(&path);
        measured.map_err(|source| StoreError::io(&self.root, source))
    }

    /// Whether the folder is kept in memory only, so that nothing in it outlives a power cut.
    pub fn is_in_memory(&self) -> Result<bool, StoreError> {
        const TMPFS: u32 = 0x0102_1994;
        const RAMFS: u32 = 0x8584_58f6;
        let stat =
            rustix::fs::statfs(&self.root).map_err(|error| StoreError::io(&self.root, error.into()))?;
        Ok(matches!(stat.f_type as u32, TMPFS | RAMFS))
    }

    /// The lock of a running counter; `None` when another one runs here.
    pub fn lock_instance(&self) -> Result<Option<InstanceLock>, StoreError> {
        Ok(self.try_lock("counter.lock")?.map(|file| InstanceLock { _file: file }))
    }

    /// The lock of whoever sends; `None` when someone else is sending.
    pub fn lock_sender(&self) -> Result<Option<SenderLock>, StoreError> {
        Ok(self.try_lock("sender.lock")?.map(|file| SenderLock { _file: file }))
    }

    /// Serialises opening, checking and setting aside of the database.
    pub(super) fn lock_opening(&self) -> Result<File, StoreError> {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(file) = self.try_lock("opening.lock")? {
                return Ok(file);
            }
            if Instant::now() >= until {
                return Err(StoreError::Busy);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Marks the database as in use by this process, together with others.
    pub(super) fn lock_use(&self) -> Result<File, StoreError> {
        let file = self.lock_file("use.lock")?;
        match file.try_lock_shared() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy),
            Err(TryLockError::Error(source)) => Err(StoreError::io(&self.root, source)),
        }
    }

    /// Whether nobody has the database open; the caller holds the opening lock, so that
    /// nobody can come in between.
    pub(super) fn is_unused(&self) -> Result<bool, StoreError> {
        Ok(self.try_lock("use.lock")?.is_some())
    }

    /// Makes renames and new files in the folder survive a power cut.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        sync_dir(&self.root).map_err(|source| StoreError::io(&self.root, source))
    }

    /// Creates an empty file for this user only, unless it is there.
    pub(super) fn touch(&self, path: &Path) -> Result<(), StoreError> {
        private().open(path).map(drop).map_err(|source| StoreError::io(&self.root, source))
    }

    fn try_lock(&self, name: &str) -> Result<Option<File>, StoreError> {
        let file = self.lock_file(name)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(StoreError::io(&self.root, source)),
        }
    }

    fn lock_file(&self, name: &str) -> Result<File, StoreError> {
        let path = self.root.join(name);
        private().open(&path).map_err(|source| StoreError::io(&self.root, source))
    }
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true).mode(0o600);
    options
}

fn sync_dir(path: &Path) -> std::io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_counter_is_told_so() {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::create(&temp.path().join("a/b")).unwrap();
        let first = dir.lock_instance().unwrap();
        assert!(first.is_some());
        assert!(dir.lock_instance().unwrap().is_none());
        drop(first);
        assert!(dir.lock_instance().unwrap().is_some());
    }

    #[test]
    fn the_folder_is_for_this_user_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::create(&temp.path().join("data")).unwrap();
        assert_eq!(dir.root().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn durability_is_measured_and_leaves_nothing_behind() {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::create(temp.path()).unwrap();
        assert!(dir.measure_durability().unwrap() > Duration::ZERO);
        assert_eq!(std::fs::read_dir(temp.path()).unwrap().count(), 0);
        let gone = DataDir { root: temp.path().join("gone") };
        assert!(gone.measure_durability().is_err() && gone.is_in_memory().is_err());
        if std::path::Path::new("/dev/shm").is_dir() {
            assert!(DataDir { root: "/dev/shm".into() }.is_in_memory().unwrap());
        }
    }

    #[test]
    fn a_file_in_the_way_is_said() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("data");
        std::fs::write(&path, "x").unwrap();
        assert!(matches!(DataDir::create(&path), Err(StoreError::NotWritable { .. })));
    }
}
