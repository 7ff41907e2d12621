use rustix::mm::MlockAllFlags;
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit, umask,
};

/// Keeps memory out of core files and swap as far as the system allows, new files to this
/// user, and a file-size limit from killing the process. Called first thing in `main`.
///
/// Locking memory is only tried where it is unlimited (the shipped systemd unit sees to
/// that): under a limit, a later allocation would fail.
pub fn harden() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let _ = setrlimit(Resource::Core, none);
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    umask(rustix::fs::Mode::from_raw_mode(0o077));
    if getrlimit(Resource::Memlock).current.is_none() {
        let _ = rustix::mm::mlockall(MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT);
    }
    // With a handler in place a write past the limit is an error (EFBIG) and not a death.
    let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default());
}

const SIGXFSZ: i32 = rustix::process::Signal::XFSZ.as_raw();
