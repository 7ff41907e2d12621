//! staff.toml on disk: read only where nobody else could have changed it, replaced in one step.

use std::fs::{File, Metadata, Permissions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
use std::path::{Path, PathBuf};

use crate::input::BadInput;
use crate::text::Message;

use super::{Roll, StaffError};

/// Largest file that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// What the owner and the group of the file may do at most: the kiosk may be run by another user
/// than the one who keeps its settings.
const OPEN_AT_MOST: u32 = 0o640;

/// The file in a configuration folder.
pub fn path(config_dir: &Path) -> PathBuf {
    config_dir.join("staff.toml")
}

/// Reads the staff of a configuration folder; `None` where there is no staff.toml. A file that
/// others can read or write, or that another user owns, is refused.
pub fn load(config_dir: &Path) -> Result<Option<Roll>, BadInput> {
    let path = path(config_dir);
    let name = path.display().to_string();
    let refuse = |id: &'static str, why: String| {
        let message = Message::new(id).with("file", name.clone()).with("why", why);
        BadInput::new("staff-file", message).in_file(name.clone())
    };
    let unreadable = |error: std::io::Error| refuse("input-file-unreadable", error.to_string());
    let mut file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() || metadata.len() > LARGEST {
        return Err(refuse("input-file-unreadable", String::new()));
    }
    if is_open(&metadata) {
        return Err(refuse("staff-file-open", String::new()));
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(unreadable)?;
    Roll::parse(&name, &text).map(Some)
}

/// Whether someone else than the owner (and, to read, the group) or a foreign owner has a hand in.
fn is_open(metadata: &Metadata) -> bool {
    let me = rustix::process::geteuid().as_raw();
    let trusted = me == 0 || [0, me].contains(&metadata.uid());
    metadata.permissions().mode() & 0o7777 & !(OPEN_AT_MOST | 0o100) != 0 || !trusted
}

/// Changes the staff of a configuration folder. Nobody else changes them meanwhile, and what is
/// there after a power cut is the old file or the new one.
pub fn edit<T>(
    config_dir: &Path,
    change: impl FnOnce(&mut Roll) -> Result<T, StaffError>,
) -> Result<T, StaffError> {
    let path = path(config_dir);
    let not_writable = |error: std::io::Error| StaffError::NotWritable {
        file: path.display().to_string(),
        why: error.to_string(),
    };
    let folder = File::open(config_dir).map_err(not_writable)?;
    folder.lock().map_err(not_writable)?;
    let mut roll = load(config_dir)?.unwrap_or_default();
    let done = change(&mut roll)?;
    replace(&path, &folder, roll.to_toml().as_bytes()).map_err(not_writable)?;
    Ok(done)
}

fn replace(path: &Path, folder: &File, content: &[u8]) -> std::io::Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    let mut temp = tempfile::Builder::new().prefix(".staff-").suffix(".toml").tempfile_in(dir)?;
    temp.write_all(content)?;
    let file = temp.as_file();
    if let Ok(before) = std::fs::metadata(path) {
        // Whoever could read the file before can afterwards.
        let (mine, theirs) = (file.metadata()?, (before.uid(), before.gid()));
        if (mine.uid(), mine.gid()) != theirs {
            fchown(file, Some(theirs.0), Some(theirs.1))?;
        }
        file.set_permissions(Permissions::from_mode(before.permissions().mode() & OPEN_AT_MOST))?;
    } else {
        // The first one of an installed kiosk: root writes it, and the kiosk, in the folder's
        // group, reads it.
        let group = folder.metadata()?.gid();
        if rustix::process::geteuid().is_root() && group != 0 {
            fchown(file, None, Some(group))?;
            file.set_permissions(Permissions::from_mode(OPEN_AT_MOST))?;
        }
    }
    file.sync_all()?;
    temp.persist(path).map_err(|error| error.error)?;
    folder.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::{Pin, Role};

    fn mode(dir: &Path) -> u32 {
        std::fs::metadata(path(dir)).unwrap().permissions().mode() & 0o777
    }

    fn set_mode(dir: &Path, mode: u32) {
        std::fs::set_permissions(path(dir), Permissions::from_mode(mode)).unwrap();
    }

    fn add(dir: &Path, id: &str) -> Result<(), StaffError> {
        edit(dir, |roll| roll.add(id, "x", Role::Manager, &Pin::typed("7391")))
    }

    #[test]
    fn the_file_is_private_and_keeps_its_readers() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path();
        assert_eq!(load(dir).unwrap(), None);
        add(dir, "1").unwrap();
        assert_eq!(mode(dir), 0o600);
        set_mode(dir, 0o640);
        add(dir, "2").unwrap();
        assert_eq!(mode(dir), 0o640);
        assert_eq!(load(dir).unwrap().unwrap().members().len(), 2);
        assert_eq!(std::fs::read_dir(dir).unwrap().count(), 1, "something was left behind");
    }

    #[test]
    fn a_file_that_others_can_touch_is_refused() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path();
        add(dir, "1").unwrap();
        for open in [0o644, 0o660, 0o602, 0o620, 0o601] {
            set_mode(dir, open);
            assert_eq!(load(dir).unwrap_err().message.id, "staff-file-open", "{open:o}");
            assert!(matches!(add(dir, "2"), Err(StaffError::File(_))), "{open:o}");
        }
        for closed in [0o600, 0o640, 0o400, 0o440] {
            set_mode(dir, closed);
            assert!(load(dir).is_ok(), "{closed:o}");
        }
    }

    #[test]
    fn nothing_is_changed_where_a_change_is_refused() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path();
        add(dir, "1").unwrap();
        let before = std::fs::read(path(dir)).unwrap();
        assert!(matches!(add(dir, "1"), Err(StaffError::IdTaken { .. })));
        assert_eq!(std::fs::read(path(dir)).unwrap(), before);
    }

    #[test]
    fn two_at_once_lose_nothing() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path();
        std::thread::scope(|scope| {
            for id in ["1", "2", "3", "4"] {
                scope.spawn(move || add(dir, id).unwrap());
            }
        });
        assert_eq!(load(dir).unwrap().unwrap().members().len(), 4);
    }
}
