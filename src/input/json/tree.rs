use zeroize::Zeroizing;

use crate::text::Message;

use super::super::{BadInput, Position, quote};

/// Deeper than any file of ours, and shallow enough for any stack.
const DEEPEST: usize = 16;
/// More values than any file of ours has.
const MOST_VALUES: usize = 10_000;
/// Longest text in bytes.
const LONGEST_TEXT: usize = 4096;

/// A JSON value. Text is wiped from memory when dropped, since most of it is about a person.
#[derive(Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(Zeroizing<String>),
    /// Text, unescaped.
    Text(Zeroizing<String>),
    /// A list.
    List(Vec<Node>),
    /// An object; no key twice.
    Object(Vec<Entry>),
}

/// A value and where it stands.
#[derive(Clone, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Json,
    /// Byte offset of its first byte.
    pub offset: usize,
    /// Its length in bytes.
    pub len: usize,
}

/// A key with its value.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key, unescaped.
    pub key: Zeroizing<String>,
    /// Byte offset of the key's opening quote.
    pub offset: usize,
    /// The value.
    pub node: Node,
}

/// Reads one JSON document.
pub fn parse_json(file: &str, text: &str) -> Result<Node, BadInput> {
    let mut reader = Reader { file, text, at: 0, values: 0, path: Vec::new() };
    let node = reader.value()?;
    reader.space();
    if reader.at < text.len() {
        return Err(reader.bad("trailing-data", "input-trailing-data", reader.at));
    }
    Ok(node)
}

struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    at: usize,
    values: usize,
    path: Vec<String>,
}

impl Reader<'_> {
    fn bad(&self, code: &'static str, id: &'static str, offset: usize) -> BadInput {
        let bad = BadInput::new(code, Message::new(id).with("key", self.path.concat()))
            .in_file(self.file)
            .at(Position::in_text(self.text, offset, 1));
        if self.path.is_empty() { bad } else { bad.at_key(self.path.concat()) }
    }

    fn syntax(&self, offset: usize) -> BadInput {
        let id = if offset >= self.text.len() { "input-json-ends" } else { "input-json-syntax" };
        self.bad("syntax", id, offset)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes one sign, spaces before it skipped.
    fn take(&mut self, sign: u8) -> bool {
        self.space();
        let found = self.peek() == Some(sign);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self) -> Result<Node, BadInput> {
        self.space();
        let offset = self.at;
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(self.bad("too-many", "input-too-many", offset));
        }
        let value = match self.peek() {
            Some(b'{') => self.object()?,
            Some(b'[') => self.list()?,
            Some(b'"') => Json::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => self.word()?,
        };
        Ok(Node { value, offset, len: self.at - offset })
    }

    fn word(&mut self) -> Result<Json, BadInput> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (word, value) in [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))]
        {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.syntax(self.at))
    }

    fn number(&mut self) -> Result<Json, BadInput> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let leading_zero = self.peek() == Some(b'0');
        let whole = self.digits()?;
        if leading_zero && whole > 1 {
            return Err(self.syntax(start));
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        if self.at - start > LONGEST_TEXT {
            return Err(self.bad("too-long", "input-too-long", start));
        }
        Ok(Json::Number(Zeroizing::new(self.text.get(start..self.at).unwrap_or_default().to_owned())))
    }

    fn digits(&mut self) -> Result<usize, BadInput> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { Err(self.syntax(start)) } else { Ok(self.at - start) }
    }

    fn deeper(&self) -> Result<(), BadInput> {
        if self.path.len() >= DEEPEST {
            return Err(self.bad("too-deep", "input-too-deep", self.at));
        }
        Ok(())
    }

    fn list(&mut self) -> Result<Json, BadInput> {
        self.deeper()?;
        self.at += 1;
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(Json::List(items));
        }
        loop {
            self.path.push(format!("[{}]", items.len()));
            items.push(self.value()?);
            self.path.pop();
            if self.take(b']') {
                return Ok(Json::List(items));
            }
            if !self.take(b',') {
                return Err(self.syntax(self.at));
            }
        }
    }

    fn object(&mut self) -> Result<Json, BadInput> {
        self.deeper()?;
        self.at += 1;
        let mut entries: Vec<Entry> = Vec::new();
        if self.take(b'}') {
            return Ok(Json::Object(entries));
        }
        loop {
            self.space();
            let offset = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.syntax(offset));
            }
            let key = self.string()?;
            let dot = if self.path.is_empty() { "" } else { "." };
            self.path.push(format!("{dot}{}", quote(&key)));
            if entries.iter().any(|entry| entry.key == key) {
                return Err(self.bad("duplicate-key", "input-duplicate-key", offset));
            }
            if !self.take(b':') {
                return Err(self.syntax(self.at));
            }
            let node = self.value()?;
            entries.push(Entry { key, offset, node });
            self.path.pop();
            if self.take(b'}') {
                return Ok(Json::Object(entries));
            }
            if !self.take(b',') {
                return Err(self.syntax(self.at));
            }
        }
    }

    fn string(&mut self) -> Result<Zeroizing<String>, BadInput> {
        let start = self.at;
        self.at += 1;
        // Room for all of it at once: growing would leave copies that nobody wipes.
        let mut out = Zeroizing::new(String::with_capacity(LONGEST_TEXT));
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(c) = rest.chars().next() else { return Err(self.syntax(self.text.len())) };
            let c = match c {
                '"' => {
                    self.at += 1;
                    return Ok(Zeroizing::new(out.as_str().to_owned()));
                }
                '\\' => self.escape()?,
                c if (c as u32) < 0x20 => return Err(self.syntax(self.at)),
                c => {
                    self.at += c.len_utf8();
                    c
                }
            };
            if c.is_control() && !matches!(c, '\t' | '\n' | '\r') {
                return Err(self.bad("control-character", "input-control-character", start));
            }
            if out.len() + c.len_utf8() > LONGEST_TEXT {
                return Err(self.bad("too-long", "input-too-long", start));
            }
            out.push(c);
        }
    }

    fn escape(&mut self) -> Result<char, BadInput> {
        let start = self.at;
        self.at += 1;
        let escaped = self.peek();
        self.at += 1;
        Ok(match escaped {
            Some(sign @ (b'"' | b'\\' | b'/')) => char::from(sign),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.unit().ok_or_else(|| self.syntax(start))?;
                let mut units = vec![first];
                if (0xD800..0xDC00).contains(&first)
                    && self.text.get(self.at..).is_some_and(|r| r.starts_with("\\u"))
                {
                    self.at += 2;
                    units.push(self.unit().ok_or_else(|| self.syntax(start))?);
                }
                match char::decode_utf16(units).collect::<Result<Vec<_>, _>>().as_deref() {
                    Ok([c]) => *c,
                    _ => return Err(self.syntax(start)),
                }
            }
            _ => return Err(self.syntax(start)),
        })
    }

    fn unit(&mut self) -> Option<u16> {
        let hex = self.text.get(self.at..self.at + 4)?;
        if !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u16::from_str_radix(hex, 16).ok()
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
