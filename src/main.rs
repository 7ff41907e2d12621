//! The `kiosk` binary: parse, dispatch, exit code.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

/// Overwrites every block of memory when it is freed, so that no picture and no name stays
/// behind in a library's buffer that nobody else would wipe.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> std::process::ExitCode {
    kiosk::cli::main()
}
