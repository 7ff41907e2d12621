use crate::input::{BadInput, Entry, Json, Node, Position, nearest, quote};
use crate::text::Message;

use super::super::dates::{DateError, parse_date};

/// The file that is read.
pub(super) struct Source<'t> {
    pub file: &'t str,
    pub text: &'t str,
}

/// The keys of one object, taken one by one; [`Fields::finish`] refuses what was not asked for.
pub(super) struct Fields<'t> {
    source: &'t Source<'t>,
    path: String,
    node: &'t Node,
    entries: &'t [Entry],
    asked: Vec<&'static str>,
}

/// A value with its key, for messages.
pub(super) struct Value<'t> {
    source: &'t Source<'t>,
    pub path: String,
    pub node: &'t Node,
}

impl<'t> Fields<'t> {
    pub fn of(source: &'t Source<'t>, path: String, node: &'t Node) -> Result<Self, BadInput> {
        match &node.value {
            Json::Object(entries) => Ok(Self { source, path, node, entries, asked: Vec::new() }),
            _ => Err(Value { source, path, node }.wrong_type("input-type-object")),
        }
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The value of a key, `null` included.
    fn get(&mut self, key: &'static str) -> Option<Value<'t>> {
        self.asked.push(key);
        let entry = self.entries.iter().find(|entry| entry.key.as_str() == key)?;
        Some(Value { source: self.source, path: self.path_of(key), node: &entry.node })
    }

    /// The value of a key that may be absent or `null`.
    pub fn optional(&mut self, key: &'static str) -> Option<Value<'t>> {
        self.get(key).filter(|value| value.node.value != Json::Null)
    }

    /// The value of a key that must be there.
    pub fn required(&mut self, key: &'static str) -> Result<Value<'t>, BadInput> {
        self.get(key).ok_or_else(|| self.missing(key))
    }

    fn missing(&self, key: &str) -> BadInput {
        let message = Message::new("input-missing-key").with("key", key);
        let at = Value { source: self.source, path: self.path_of(key), node: self.node };
        at.bad("missing-key", message)
    }

    /// Text that must be there, and may be empty.
    pub fn text(&mut self, key: &'static str) -> Result<String, BadInput> {
        self.required(key)?.text()
    }

    /// Text that must be there and say something: a name, an address.
    pub fn filled(&mut self, key: &'static str) -> Result<String, BadInput> {
        self.required(key)?.filled()
    }

    /// Text that may be absent or `null`.
    pub fn optional_text(&mut self, key: &'static str) -> Result<Option<String>, BadInput> {
        self.optional(key).map(|value| value.text()).transpose()
    }

    /// A name that may be absent or `null`, but not empty.
    pub fn optional_filled(&mut self, key: &'static str) -> Result<Option<String>, BadInput> {
        self.optional(key).map(|value| value.filled()).transpose()
    }

    /// A date that must be there, as ISO.
    pub fn date(&mut self, key: &'static str) -> Result<String, BadInput> {
        self.required(key)?.date()
    }

    /// A date that may be absent or `null`, as ISO.
    pub fn optional_date(&mut self, key: &'static str) -> Result<Option<String>, BadInput> {
        self.optional(key).map(|value| value.date()).transpose()
    }

    /// A fact that is `default` where absent. `null` is neither.
    pub fn fact(&mut self, key: &'static str, default: bool) -> Result<bool, BadInput> {
        match self.get(key) {
            None => Ok(default),
            Some(value) => match value.node.value {
                Json::Bool(fact) => Ok(fact),
                _ => Err(value.wrong_type("input-type-bool")),
            },
        }
    }

    /// An object that may be absent or `null`.
    pub fn object(&mut self, key: &'static str) -> Result<Option<Fields<'t>>, BadInput> {
        self.optional(key).map(|value| Fields::of(value.source, value.path, value.node)).transpose()
    }

    /// An object that must be there.
    pub fn required_object(&mut self, key: &'static str) -> Result<Fields<'t>, BadInput> {
        let value = self.required(key)?;
        Fields::of(value.source, value.path, value.node)
    }

    /// A list that must be there, of objects.
    pub fn objects(&mut self, key: &'static str) -> Result<(Vec<Fields<'t>>, Value<'t>), BadInput> {
        let value = self.required(key)?;
        let Json::List(items) = &value.node.value else {
            return Err(value.wrong_type("input-type-list"));
        };
        let fields = items
            .iter()
            .enumerate()
            .map(|(index, node)| Fields::of(value.source, format!("{}[{index}]", value.path), node))
            .collect::<Result<_, _>>()?;
        Ok((fields, value))
    }

    /// Leaves a key unread, whatever it holds.
    pub fn ignore(&mut self, key: &'static str) {
        self.asked.push(key);
    }

    /// Refuses keys that nobody asked for.
    pub fn finish(&self) -> Result<(), BadInput> {
        let Some(entry) = self.entries.iter().find(|entry| !self.asked.contains(&entry.key.as_str())) else {
            return Ok(());
        };
        let shown = quote(&entry.key);
        let message = match nearest(&entry.key, self.asked.iter().copied()) {
            Some(near) => Message::new("input-unknown-key-near").with("near", near),
            None => Message::new("input-unknown-key"),
        };
        let position = Position::in_text(self.source.text, entry.offset, entry.key.len() + 2);
        Err(BadInput::new("unknown-key", message.with("key", shown.as_str()))
            .in_file(self.source.file)
            .at_key(self.path_of(&shown))
            .at(position))
    }
}

impl Value<'_> {
    pub fn bad(&self, code: &'static str, message: Message) -> BadInput {
        let bad = BadInput::new(code, message).in_file(self.source.file).at(Position::in_text(
            self.source.text,
            self.node.offset,
            self.node.len,
        ));
        if self.path.is_empty() { bad } else { bad.at_key(self.path.clone()) }
    }

    pub fn wrong_type(&self, expected: &'static str) -> BadInput {
        self.bad("wrong-type", Message::new(expected))
    }

    pub fn text(&self) -> Result<String, BadInput> {
        match &self.node.value {
            Json::Text(text) => Ok(text.as_str().to_owned()),
            _ => Err(self.wrong_type("input-type-text")),
        }
    }

    pub fn filled(&self) -> Result<String, BadInput> {
        let text = self.text()?;
        if is_blank(&text) { Err(self.empty()) } else { Ok(text) }
    }

    pub fn empty(&self) -> BadInput {
        self.bad("empty", Message::new("input-empty"))
    }

    fn date(&self) -> Result<String, BadInput> {
        let text = self.filled()?;
        match parse_date(&text) {
            Ok(date) => Ok(date.to_string()),
            Err(DateError::Impossible) => {
                Err(self.bad("date-impossible", Message::new("input-date-impossible")))
            }
            Err(DateError::Unreadable) => {
                Err(self.bad("date-unreadable", Message::new("input-date-unreadable")))
            }
        }
    }

    /// One of some values.
    pub fn one_of(&self, known: &[&str]) -> Result<String, BadInput> {
        let text = self.text()?;
        if known.contains(&text.as_str()) {
            return Ok(text);
        }
        let message = Message::new("input-unknown-value").with("value", quote(&text));
        Err(self.bad("unknown-value", message.with("known", known.join(", "))))
    }
}

/// Whether a text says nothing: white space and invisible characters only.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'))
}
