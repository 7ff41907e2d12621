//! The terminal: taken over at start, given back however the program ends.

use std::io::{self, Stdout, Write as _};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;

use super::whole_runs::WholeRuns;

/// Of the kitty graphics protocol: takes every picture off the screen and out of the terminal's memory.
const DELETE_ALL_PICTURES: &[u8] = b"\x1b_Ga=d,d=A,q=2\x1b\\";

/// Clicks and the wheel are told in full, moves are not.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// The terminal while the counter has it; dropping it gives the terminal back.
pub(super) struct Terminal {
    inner: ratatui::Terminal<WholeRuns<CrosstermBackend<Stdout>>>,
}

impl Terminal {
    /// Takes the terminal over.
    pub(super) fn take() -> io::Result<Self> {
        enable_raw_mode()?;
        let taken =
            execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Print(MOUSE_ON), cursor::Hide)
                .and_then(|()| ratatui::Terminal::new(WholeRuns::new(CrosstermBackend::new(io::stdout()))));
        match taken {
            Ok(inner) => Ok(Self { inner }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }

    /// Its size in cells.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    /// Empties the screen, pictures beside the cells included, so that the next frame draws all of it.
    pub(super) fn clear(&mut self, kept_pictures: bool) -> io::Result<()> {
        if kept_pictures {
            io::stdout().write_all(DELETE_ALL_PICTURES)?;
        }
        execute!(io::stdout(), Clear(ClearType::All))?;
        // What is taken to be on the screen is blank from here on. (The library's own `clear` asks the
        // terminal where its cursor is, and the answer would go to the reader of the keyboard.)
        self.inner.swap_buffers();
        self.inner.backend_mut().forget();
        Ok(())
    }

    /// Draws one frame; a terminal that can shows it all at once.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        queue!(io::stdout(), BeginSynchronizedUpdate)?;
        self.inner.draw(draw)?;
        execute!(io::stdout(), EndSynchronizedUpdate)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back. Harmless when it was not taken.
pub(super) fn restore() {
    let _ = disable_raw_mode();
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        Print(MOUSE_OFF),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
}

/// On a panic of the main thread: gives the terminal back, then says what to do. The place goes
/// to the log; the panic's own words do not, as they may hold what was being worked on.
pub(super) fn restore_on_panic(sentence: String) {
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let thread = std::thread::current().name().unwrap_or("").to_owned();
        tracing::error!(place, thread, "panic");
        if thread == "main" {
            restore();
            let _ = writeln!(io::stderr(), "{sentence}");
        }
    }));
}
