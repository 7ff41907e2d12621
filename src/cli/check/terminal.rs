//! The terminal that this was started in: size, colours, pictures, and whether it gives Japanese
//! characters the room that the screen counts with.

use std::io::{self, IsTerminal as _, Write as _};

use crossterm::cursor;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui_image::picker::ProtocolType;

use crate::runtime::pictures;
use crate::text::Message;
use crate::tui::SMALLEST;
use crate::tui::preview::Colours;

use super::super::Globals;
use super::super::setup::Setup;
use super::finding::Finding;

const NAME: &str = "terminal";

/// What is written to see how far the cursor moves, and the columns that it takes.
const SAMPLE: (&str, u16) = ("運転免許証ｶﾅ", 12);

/// Size, character set, colours; where it can be asked, pictures and the width of Japanese.
pub(super) fn check(_: &Globals, _: &Setup) -> Vec<Finding> {
    let size = crossterm::terminal::size().ok().filter(|_| io::stdout().is_terminal());
    let Some((columns, rows)) = size else {
        return vec![Finding::warn(NAME, Message::new("check-terminal-none"))];
    };
    let have = format!("{columns}x{rows}");
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        let needed = format!("{}x{}", SMALLEST.0, SMALLEST.1);
        let message = Message::new("check-terminal-small").with("have", have).with("needed", needed);
        return vec![Finding::fail(NAME, message)];
    }
    let environment = |name: &str| std::env::var(name).ok();
    let mut found = vec![match Colours::detect(environment) {
        _ if !is_utf8(environment) => Finding::warn(NAME, Message::new("check-terminal-locale")),
        Colours::True => Finding::pass(NAME, Message::new("check-terminal-ok").with("have", have)),
        _ => Finding::warn(NAME, Message::new("check-terminal-colours").with("have", have)),
    }];
    if io::stdin().is_terminal() {
        found.extend(asked());
    }
    found
}

fn is_utf8(environment: impl Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| environment(name).filter(|value| !value.is_empty()));
    locale.is_some_and(|locale| locale.to_ascii_lowercase().replace('-', "").contains("utf8"))
}

/// What the terminal answers itself.
fn asked() -> Vec<Finding> {
    if enable_raw_mode().is_err() {
        return Vec::new();
    }
    // The same caution as at the counter: first a question that every terminal answers.
    let answers = crossterm::terminal::supports_keyboard_enhancement().is_ok();
    let width = answers.then(|| japanese_width().ok()).flatten();
    let pictures = answers.then(pictures::asked).flatten();
    let _ = disable_raw_mode();
    vec![width_of(width), pictures_by(pictures.map(|picker| picker.protocol_type()))]
}

/// How many columns the cursor moves over the sample, which is wiped again.
fn japanese_width() -> io::Result<u16> {
    let mut out = io::stdout();
    write!(out, "\r{}", SAMPLE.0)?;
    out.flush()?;
    let column = cursor::position().map(|(column, _)| column);
    write!(out, "\r\x1b[2K")?;
    out.flush()?;
    column
}

fn width_of(width: Option<u16>) -> Finding {
    match width {
        Some(width) if width == SAMPLE.1 => Finding::pass(NAME, Message::new("check-terminal-width-ok")),
        Some(width) => {
            let message = Message::new("check-terminal-width").with("wanted", SAMPLE.1.to_string());
            Finding::fail(NAME, message.with("have", width.to_string()))
        }
        None => Finding::warn(NAME, Message::new("check-terminal-silent")),
    }
}

fn pictures_by(protocol: Option<ProtocolType>) -> Finding {
    let name = match protocol {
        Some(ProtocolType::Sixel) => "sixel",
        Some(ProtocolType::Kitty) => "kitty",
        Some(ProtocolType::Iterm2) => "iTerm2",
        Some(ProtocolType::Halfblocks) | None => {
            return Finding::warn(NAME, Message::new("check-terminal-no-pictures"));
        }
    };
    Finding::pass(NAME, Message::new("check-terminal-pictures").with("protocol", name))
}

#[cfg(test)]
mod tests {
    use super::super::finding::Level;
    use super::*;

    #[test]
    fn another_width_than_counted_fails_and_silence_is_told() {
        use unicode_width::UnicodeWidthStr as _;
        assert_eq!(SAMPLE.0.width(), usize::from(SAMPLE.1));
        let level = |width| width_of(width).level;
        assert_eq!((level(Some(12)), level(Some(7)), level(None)), (Level::Pass, Level::Fail, Level::Warn));
    }

    #[test]
    fn only_a_locale_of_utf8_is_one() {
        let with = |name: &'static str, value: &'static str| {
            is_utf8(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(with("LANG", "ja_JP.UTF-8") && with("LC_ALL", "C.utf8"));
        assert!(!with("LANG", "ja_JP.eucJP") && !with("TERM", "UTF-8"));
    }

    #[test]
    fn a_terminal_with_pictures_is_named() {
        assert_eq!(pictures_by(Some(ProtocolType::Sixel)).level, Level::Pass);
        assert_eq!(pictures_by(Some(ProtocolType::Halfblocks)).level, Level::Warn);
    }
}
