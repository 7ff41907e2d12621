//! Bad input of any kind (a case file, a policy, a setting): where it is wrong and what to do.

mod file;
mod json;
mod numbers;
mod position;
mod render;
mod toml;

pub use file::read_bounded;
pub use json::{Entry, Json, Node, decode_utf8, parse_json};
pub use numbers::{TwelveDigits, digit, hide_long_numbers, is_dash, quote, twelve_digits};
pub use position::Position;
pub use render::{colour_wanted, render};
pub use toml::{locate_toml, nearest, parse_toml};

use crate::text::{Catalogue, Language, Message};

/// What is wrong with a file that a person wrote. Ends the command with exit code 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadInput {
    /// The file as the user named it.
    pub file: Option<String>,
    /// The key, as a dotted path (`order.lines[0].service`).
    pub key: Option<String>,
    /// Where in the file.
    pub position: Option<Position>,
    /// Short stable kind of the error (`unknown-key`, `duplicate-key`, `wrong-type`, ...).
    pub code: &'static str,
    /// The sentence: what is wrong and the remedy. Never holds a run of twelve digits.
    pub message: Message,
}

impl BadInput {
    /// Bad input of which only the kind is known yet.
    pub fn new(code: &'static str, message: Message) -> Self {
        Self { file: None, key: None, position: None, code, message }
    }

    /// The same, naming the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The same, naming the key.
    #[must_use]
    pub fn at_key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(hide_long_numbers(&key.into()));
        self
    }

    /// The same, naming the place.
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    /// The document that `--json` prints on standard output.
    pub fn to_json(&self, catalogue: &Catalogue) -> serde_json::Value {
        serde_json::json!({ "error": {
            "file": self.file,
            "key": self.key,
            "line": self.position.map(|p| p.line),
            "column": self.position.map(|p| p.column),
            "code": self.code,
            "text_ja": self.text(catalogue, Language::Ja),
            "text_en": self.text(catalogue, Language::En),
        } })
    }

    /// The sentence in `language`, without long numbers whatever its arguments were.
    pub fn text(&self, catalogue: &Catalogue, language: Language) -> String {
        hide_long_numbers(&catalogue.render(language, &self.message))
    }
}
