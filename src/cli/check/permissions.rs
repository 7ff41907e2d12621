//! Who may read and write what the kiosk keeps secret or relies on.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::config;
use crate::text::Message;

use super::super::Globals;
use super::super::setup::Setup;
use super::finding::Finding;

const NAME: &str = "permissions";

/// The folders and files that others must not read or write: one line for each that they could,
/// or one for all.
pub(super) fn check(globals: &Globals, setup: &Setup) -> Vec<Finding> {
    let central = setup.central();
    let secret = [central.token_file, central.client_identity_file, Some(setup.dir.join("staff.toml"))];
    let mut found: Vec<Finding> = secret.into_iter().flatten().filter_map(|path| closed(&path)).collect();
    found.extend(private_folder(&globals.data_dir()));
    found.extend(not_written_by_others(&setup.dir).into_iter().take(5));
    if found.is_empty() {
        found.push(Finding::pass(NAME, Message::new("check-permissions-ok")));
    }
    found
}

/// A file that only this user may read. One that is not there is told by whoever needs it.
fn closed(path: &Path) -> Option<Finding> {
    let file = std::fs::metadata(path).ok()?;
    let open = file.mode() & 0o077 != 0;
    open.then(|| Finding::fail(NAME, about("delivery-secret-open", path)))
}

/// The data folder is for this user only.
fn private_folder(root: &Path) -> Option<Finding> {
    let folder = std::fs::metadata(root).ok()?;
    if folder.uid() != rustix::process::geteuid().as_raw() {
        return Some(Finding::warn(NAME, about("check-permissions-owner", root)));
    }
    let open = folder.mode() & 0o077 != 0;
    open.then(|| Finding::fail(NAME, about("check-permissions-data", root)))
}

/// Settings and rules that anybody on this machine could change.
fn not_written_by_others(dir: &Path) -> Vec<Finding> {
    let mut paths: Vec<PathBuf> = vec![dir.to_owned(), dir.join(config::FILE)];
    for folder in ["policy", "text/ja", "text/en", "models"].map(|name| dir.join(name)) {
        let entries = std::fs::read_dir(&folder).into_iter().flatten();
        paths.extend(entries.filter_map(|entry| entry.ok().map(|entry| entry.path())));
        paths.push(folder);
    }
    paths.sort();
    let by_others = |path: &&PathBuf| std::fs::metadata(path).is_ok_and(|file| file.mode() & 0o002 != 0);
    let told = |path: &PathBuf| Finding::fail(NAME, about("check-permissions-write", path));
    paths.iter().filter(by_others).map(told).collect()
}

fn about(id: &'static str, path: &Path) -> Message {
    Message::new(id).with("file", path.display().to_string())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn set(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_secret_that_others_can_read_and_a_folder_that_they_can_open_are_told() {
        let temp = tempfile::tempdir().unwrap();
        let token = temp.path().join("token");
        std::fs::write(&token, "t").unwrap();
        set(&token, 0o600);
        assert!(closed(&token).is_none());
        set(&token, 0o640);
        assert!(closed(&token).is_some_and(|found| found.message.id == "delivery-secret-open"));
        set(temp.path(), 0o700);
        assert!(private_folder(temp.path()).is_none());
        set(temp.path(), 0o755);
        assert!(
            private_folder(temp.path()).is_some_and(|found| found.message.id == "check-permissions-data")
        );
    }

    #[test]
    fn settings_that_anybody_can_change_are_told_by_name() {
        let temp = tempfile::tempdir().unwrap();
        let file = temp.path().join("policy/a.toml");
        std::fs::create_dir_all(temp.path().join("policy")).unwrap();
        std::fs::write(&file, "").unwrap();
        assert!(not_written_by_others(temp.path()).is_empty());
        set(&file, 0o666);
        let found = not_written_by_others(temp.path());
        assert_eq!(found.len(), 1);
        assert!(found[0].message.args.iter().any(|(_, value)| value.ends_with("policy/a.toml")));
    }
}
