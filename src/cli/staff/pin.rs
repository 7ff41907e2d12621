//! Asks for a new PIN: twice on a terminal, without showing it, or once from standard input.

use std::io::{BufRead as _, IsTerminal as _, Read as _};

use zeroize::Zeroizing;

use crate::staff::{Pin, PinError, StaffError};
use crate::text::Message;

use super::super::setup::Setup;

/// How often someone may mistype.
const TRIES: usize = 3;

/// Longest line that is read for a PIN, in bytes.
const LONGEST: u64 = 256;

/// A new PIN for the member with that id.
pub(super) fn ask(setup: &Setup, id: &str, from_stdin: bool) -> Result<Pin, StaffError> {
    if from_stdin || !std::io::stdin().is_terminal() {
        return Ok(Pin::chosen(&first_line(), id)?);
    }
    let mut why = PinError::NotDigits;
    for _ in 0..TRIES {
        match Pin::chosen(&prompt(setup, "staff-ask-pin")?, id) {
            Ok(pin) if pin == Pin::typed(&prompt(setup, "staff-ask-pin-again")?) => return Ok(pin),
            Ok(_) => setup.warn(&Message::new("staff-pins-differ")),
            Err(error) => {
                why = error;
                setup.warn(&Message::new(error.sentence()));
            }
        }
    }
    Err(why.into())
}

fn prompt(setup: &Setup, id: &'static str) -> Result<Zeroizing<String>, StaffError> {
    let prompt = format!("{} ", setup.say(&Message::new(id)));
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| StaffError::NoTerminal)
}

/// The first line of standard input; empty where there is none.
fn first_line() -> Zeroizing<String> {
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST as usize));
    let _ = std::io::stdin().lock().take(LONGEST).read_until(b'\n', &mut line);
    Zeroizing::new(std::str::from_utf8(&line).unwrap_or_default().to_owned())
}
