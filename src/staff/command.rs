use std::path::Path;

/// What adds the first manager, after `kiosk staff`.
pub const FIRST_MANAGER: &str = "add 1001 --name 山田 --role manager";

/// The command to type in a terminal for `kiosk staff ...` on a configuration folder; as root where
/// this user can not write there.
pub fn command(config_dir: &Path, what: &str) -> String {
    let dir = std::path::absolute(config_dir).unwrap_or_else(|_| config_dir.to_owned());
    let writable = rustix::fs::access(&dir, rustix::fs::Access::WRITE_OK).is_ok();
    let dir = dir.display().to_string();
    let plain = dir.chars().all(|c| c.is_alphanumeric() || "/._-+".contains(c));
    let dir = if plain { dir } else { format!("'{}'", dir.replace('\'', r"'\''")) };
    let sudo = if writable { "" } else { "sudo " };
    format!("{sudo}kiosk staff {what} --config {dir}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_typed_as_a_shell_takes_it() {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("o'clock here");
        std::fs::create_dir(&dir).unwrap();
        let typed = command(&dir, "list");
        assert!(typed.starts_with("kiosk staff list --config '/"), "{typed}");
        assert!(typed.ends_with(r"/o'\''clock here'"), "{typed}");
    }
}
