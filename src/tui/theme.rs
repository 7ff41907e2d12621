//! Colours. They never carry meaning alone: every mark is also a word.

use ratatui::style::{Color, Modifier, Style};

use crate::reason::Severity;

use super::preview::Colours;

/// The styles of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colours: bool,
    /// The colours that pictures are drawn in.
    pub pictures: Colours,
}

impl Theme {
    /// The colours of the terminal, or black and white with bold marks.
    pub fn new(colours: bool, pictures: Colours) -> Self {
        Self { colours, pictures }
    }

    fn colour(self, colour: Color) -> Style {
        if self.colours { Style::new().fg(colour) } else { Style::new() }
    }

    /// The band that says that this is practice.
    pub fn practice(self) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        if self.colours {
            style.fg(Color::Black).bg(Color::Yellow)
        } else {
            style.add_modifier(Modifier::REVERSED)
        }
    }

    /// The title of a screen, the current stage.
    pub fn title(self) -> Style {
        self.colour(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// What is in focus.
    pub fn focus(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Labels, hints, what is behind or ahead.
    pub fn faint(self) -> Style {
        if self.colours { Style::new().fg(Color::DarkGray) } else { Style::new() }
    }

    /// A key's name.
    pub fn key(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What went well.
    pub fn good(self) -> Style {
        self.colour(Color::Green).add_modifier(Modifier::BOLD)
    }

    /// What needs attention.
    pub fn warn(self) -> Style {
        self.colour(Color::Yellow).add_modifier(Modifier::BOLD)
    }

    /// What stands in the way.
    pub fn bad(self) -> Style {
        self.colour(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// A reason, by its weight.
    pub fn severity(self, severity: Severity) -> Style {
        match severity {
            Severity::Block => self.bad(),
            Severity::Need => self.warn(),
            Severity::Confirm => self.title(),
        }
    }
}
