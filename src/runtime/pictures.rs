//! Asks the terminal which pictures it shows. The picture library would ask on a thread of its own,
//! which sets the terminal's modes once more after the answer, whenever it comes to that, and reads
//! on where there is none. Here it is asked on the calling thread, until a deadline, and the modes
//! are left alone.

use std::io::{self, Write};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use ratatui_image::FontSize;
use ratatui_image::picker::cap_parser::{Parser, QueryStdioOptions, Response};
use ratatui_image::picker::{Picker, ProtocolType};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

/// How long a terminal is waited for that has just answered another question.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the terminal of this program shows pictures with; `None` where it shows none or does not
/// answer. To be called in raw mode and before the keyboard is read, as the answer comes the same way.
pub(crate) fn asked() -> Option<Picker> {
    // tmux answers for itself and need not pass the question on; the wait would swallow the first keys.
    let is_tmux = |name: &str| std::env::var(name).is_ok_and(|value| value.starts_with("tmux"));
    if is_tmux("TERM") || is_tmux("TERM_PROGRAM") {
        return None;
    }
    // An answer that comes after the deadline would be taken for keys: a terminal that does not
    // answer what all of them do is not asked more.
    crossterm::terminal::supports_keyboard_enhancement().ok()?;
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    // Neither places kitty's pictures in cells, and Konsole's sixels are faulty.
    let faulty = set("WEZTERM_EXECUTABLE") || set("KONSOLE_VERSION");
    let without = if faulty { vec![ProtocolType::Kitty, ProtocolType::Sixel] } else { Vec::new() };
    let options = QueryStdioOptions { blacklist_protocols: without, ..QueryStdioOptions::default() };
    let query = Parser::query(Picker::halfblocks().tmux_detected(), options);
    let answer = ask(&query, &io::stdin(), &mut io::stdout(), PATIENCE)?;
    picker(&answer)
}

/// What can be shown with this answer. Without the size of a cell nothing can be placed.
fn picker(answer: &[Response]) -> Option<Picker> {
    let cell = answer.iter().find_map(|response| match response {
        Response::CellSize(size) => *size,
        _ => None,
    });
    let (width, height) = cell.or_else(cell_by_window)?;
    #[expect(deprecated, reason = "its successor is the question on a thread of its own")]
    let mut picker = Picker::from_fontsize(FontSize::new(width, height));
    if answer.contains(&Response::Kitty) {
        picker.set_protocol_type(ProtocolType::Kitty);
    } else if answer.contains(&Response::Sixel) {
        picker.set_protocol_type(ProtocolType::Sixel);
    }
    // What is left then is known by the environment (iTerm2 and those that follow it).
    Some(picker).filter(|picker| picker.protocol_type() != ProtocolType::Halfblocks)
}

/// Width and height of a cell in pixels, as far as the system knows the window's.
fn cell_by_window() -> Option<(u16, u16)> {
    let window = crossterm::terminal::window_size().ok()?;
    let cell = (window.width.checked_div(window.columns)?, window.height.checked_div(window.rows)?);
    Some(cell).filter(|(width, height)| *width > 0 && *height > 0)
}

/// Puts a question and reads until its last answer, the status; `None` where that does not come in
/// time.
fn ask(
    query: &str,
    terminal: &impl AsFd,
    screen: &mut impl Write,
    patience: Duration,
) -> Option<Vec<Response>> {
    screen.write_all(query.as_bytes()).and_then(|()| screen.flush()).ok()?;
    let deadline = Instant::now() + patience;
    let (mut parser, mut heard) = (Parser::new(), Vec::new());
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let mut readable = [PollFd::new(terminal, PollFlags::IN)];
        match poll(&mut readable, Some(&Timespec::try_from(left).ok()?)) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(_) => return None,
        }
        let mut bytes = [0; 64];
        let count = match rustix::io::read(terminal, &mut bytes) {
            Ok(0) => return None,
            Ok(count) => count,
            Err(Errno::INTR) => continue,
            Err(_) => return None,
        };
        for byte in bytes.iter().take(count) {
            let said = parser.push(char::from(*byte));
            if said.contains(&Response::Status) {
                return Some(heard);
            }
            heard.extend(said);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::os::unix::net::UnixStream;

    use super::*;

    const SOON: Duration = Duration::from_millis(20);
    const LATE: Duration = Duration::from_secs(240);

    fn query() -> String {
        Parser::query(false, QueryStdioOptions::default())
    }

    /// Asks a terminal that answers in those pieces, once it has got the whole question.
    fn answered(pieces: &'static [&'static str]) -> Option<Vec<Response>> {
        let (mut terminal, mut kiosk) = UnixStream::pair().unwrap();
        let answering = std::thread::spawn(move || {
            let mut question = vec![0; query().len()];
            terminal.read_exact(&mut question).unwrap();
            for piece in pieces {
                terminal.write_all(piece.as_bytes()).unwrap();
            }
            terminal
        });
        let read = kiosk.try_clone().unwrap();
        let heard = ask(&query(), &read, &mut kiosk, LATE);
        answering.join().unwrap();
        heard
    }

    #[test]
    fn answers_are_understood_however_they_come() {
        let sixel = vec![Response::Sixel, Response::CellSize(Some((10, 20)))];
        assert_eq!(answered(&["\x1b[?62;4c\x1b[6;20;10t\x1b[0n"]), Some(sixel.clone()));
        assert_eq!(answered(&["\x1b[?62", ";4c\x1b", "[6;20;10t", "\x1b[0", "n"]), Some(sixel));
        let kitty = answered(&["\x1b_Gi=31;OK\x1b\\\x1b[?62c\x1b[6;20;10t\x1b[0n"]).unwrap();
        assert_eq!(picker(&kitty).map(|picker| picker.protocol_type()), Some(ProtocolType::Kitty));
        assert_eq!(answered(&["\x1b[0n"]), Some(Vec::new()));
    }

    #[test]
    fn a_terminal_that_says_nothing_or_goes_away_is_not_waited_for() {
        let (terminal, mut kiosk) = UnixStream::pair().unwrap();
        let read = kiosk.try_clone().unwrap();
        assert_eq!(ask(&query(), &read, &mut kiosk, SOON), None);
        drop(terminal);
        assert_eq!(ask(&query(), &read, &mut kiosk, LATE), None);
    }

    #[test]
    fn sixels_are_placed_by_the_size_of_a_cell() {
        let shown = picker(&[Response::Sixel, Response::CellSize(Some((9, 18)))]).unwrap();
        let cell = shown.font_size();
        assert_eq!((shown.protocol_type(), cell.width, cell.height), (ProtocolType::Sixel, 9, 18));
    }
}
