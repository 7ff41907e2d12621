//! Takes the desk with nothing on it, for `kiosk camera calibrate` and for the manager's screen.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use crate::camera::{Frame, View};
use crate::store::DataDir;
use crate::text::Message;
use crate::vision::door::Limits;
use crate::vision::{BareDesk, NotBare};

use super::still;

/// The bare desk as it was kept.
pub struct Taken {
    /// How it looks.
    pub desk: BareDesk,
    /// Size of the picture it was taken from, in pixels.
    pub size: (usize, usize),
}

/// Why nothing was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// What the picture shows, or that it shows nothing.
    Picture(Message),
    /// The data folder could not be written to.
    NotWritten(Message),
}

/// Keeps how the desk in `frame` looks in the data folder. A desk with a document on it is
/// refused: nothing of a document is ever written like this.
pub fn take(frame: &Frame, view: &View, limits: &Limits, data: &DataDir) -> Result<Taken, Refused> {
    // A small camera may be calibrated; whether its pictures are good enough is another question.
    let limits = Limits { min_side: 1, ..limits.clone() };
    let picture = still::seen(frame, view, &limits).map_err(|reason| Refused::Picture(reason.message))?;
    let desk = BareDesk::of(&picture).map_err(|not| {
        Refused::Picture(Message::new(match not {
            NotBare::Occupied => "camera-calibrate-occupied",
            NotBare::TooDark => "camera-calibrate-dark",
        }))
    })?;
    let file = data.bare_desk();
    write_private(&file, &desk.to_bytes()).map_err(|error| {
        let message = Message::new("camera-shot-write").with("file", file.display().to_string());
        Refused::NotWritten(message.with("why", error.to_string()))
    })?;
    Ok(Taken { desk, size: (picture.width(), picture.height()) })
}

/// Writes a file for the eyes of this user only: whatever lies before the camera is on it.
pub fn write_private(out: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(out)?;
    file.write_all(bytes)
}
