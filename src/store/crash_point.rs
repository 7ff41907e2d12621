/// A labelled point at which the crash tests kill the process: set `KIOSK_CRASH_AT=label`
/// (or `label#n` for the nth passage). Exists in development builds only.
pub fn crash_point(label: &'static str) {
    #[cfg(debug_assertions)]
    debug::pass(label);
    #[cfg(not(debug_assertions))]
    let _ = label;
}

#[cfg(debug_assertions)]
mod debug {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static TARGET: OnceLock<Option<(String, u32)>> = OnceLock::new();
    static PASSED: AtomicU32 = AtomicU32::new(0);

    pub(super) fn pass(label: &str) {
        let target = TARGET.get_or_init(|| {
            let text = std::env::var("KIOSK_CRASH_AT").ok()?;
            let (label, nth) = text.split_once('#').unwrap_or((&text, "1"));
            Some((label.to_owned(), nth.parse().unwrap_or(1)))
        });
        let Some((wanted, nth)) = target else { return };
        if wanted == label && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *nth {
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        }
    }
}
