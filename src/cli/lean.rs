//! Memory that is given back to the system after each picture.
//!
//! The text models take buffers of many megabytes for each picture. Once one of that size was freed, the C
//! library of its own accord keeps all later ones, in each thread, for whoever asks next: a counter grew by
//! 40 MB with every photograph. With a fixed threshold it gives them back at once. The threshold can be
//! told to the library only before a program begins, so the program begins once more.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

/// What the C library reads.
const TUNABLES: &str = "GLIBC_TUNABLES";
/// Blocks of this many bytes are taken from the system one by one, and given back when freed.
const THRESHOLD: &str = "glibc.malloc.mmap_threshold=524288";
/// Set in what began once more.
const MARK: &str = "KIOSK_LEAN";

/// Begins the program once more with that threshold, in the same process. Returns where it has it, where
/// someone chose otherwise, and where it can not: it only takes more memory then.
pub(super) fn begin_again() {
    let (chosen, mark) = (std::env::var_os(TUNABLES), std::env::var_os(MARK));
    if !needed(chosen.as_deref(), mark.as_deref()) {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut arguments = std::env::args_os();
    let mut command = Command::new(program);
    if let Some(name) = arguments.next() {
        command.arg0(name);
    }
    // Comes back only with an error.
    let _ = command.args(arguments).env(TUNABLES, THRESHOLD).env(MARK, "1").exec();
}

/// The mark is asked for as well: where the tunables are forbidden they vanish from the environment.
fn needed(chosen: Option<&OsStr>, mark: Option<&OsStr>) -> bool {
    cfg!(target_env = "gnu") && chosen.is_none() && mark.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_once_more_and_not_again() {
        let some = |text: &'static str| Some(OsStr::new(text));
        assert_eq!(needed(None, None), cfg!(target_env = "gnu"));
        assert!(!needed(some(THRESHOLD), some("1")));
        assert!(!needed(None, some("1")), "forbidden tunables would make it begin for ever");
        assert!(!needed(some("glibc.malloc.check=1"), None), "someone's own choice stands");
    }
}
