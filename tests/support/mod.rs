//! What the tests of the screen share: a counter driven by messages, a drawing as text, and a
//! pseudo-terminal with the real program in it.
#![allow(dead_code, unused_imports, reason = "each test binary uses its own part of this")]

mod drawn;
mod people;
mod pty;
mod served;
mod site;
mod visit;

use std::path::{Path, PathBuf};

pub use drawn::{Drawn, squeezed};
pub use people::{Person, licence_holder};
pub use pty::{Key, Pty};
pub use site::Site;
pub use visit::{Visit, card_on_desk, good_still, now, part};

/// The configuration folder of the repository.
pub fn shipped_config() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config")
}
