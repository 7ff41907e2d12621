use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use crate::text::Message;

use super::{BadInput, Position, quote};

/// Reads a TOML file that a person wrote. What is wrong comes back with its key, its place and
/// the remedy; an unknown key comes with the known one that looks most like it.
pub fn parse_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, BadInput> {
    let deserializer = toml::Deserializer::parse(text).map_err(|error| syntax(file, text, &error))?;
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let path = error.path().to_string();
        explain(file, text, path, error.inner())
    })
}

/// The place of a key such as `documents[3].sides[0].side` in a TOML text, for errors that are
/// only found once the file is read. The place of the nearest part of the path that exists.
pub fn locate_toml(text: &str, key: &str) -> Option<Position> {
    let root = DeTable::parse(text).ok()?;
    let mut span = root.span();
    let mut place: Option<&DeValue<'_>> = None;
    for (step, part) in key.split(['.', '[']).enumerate() {
        let next = match place {
            None if step == 0 => root.get_ref().get_key_value(part).map(|(key, value)| (key.span(), value)),
            Some(DeValue::Table(table)) => table.get_key_value(part).map(|(key, value)| (key.span(), value)),
            Some(DeValue::Array(items)) => part
                .trim_end_matches(']')
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get(index))
                .map(|value| (value.span(), value)),
            _ => None,
        };
        let Some((found, value)) = next else { break };
        span = found;
        place = Some(value.get_ref());
    }
    place?;
    Some(Position::in_text(text, span.start, span.end.saturating_sub(span.start)))
}

fn place(text: &str, error: &toml::de::Error) -> Option<Position> {
    let span = error.span()?;
    Some(Position::in_text(text, span.start, span.end.saturating_sub(span.start)))
}

fn syntax(file: &str, text: &str, error: &toml::de::Error) -> BadInput {
    let code = if error.message().starts_with("duplicate key") { "duplicate-key" } else { "syntax" };
    let id = if code == "syntax" { "input-toml-syntax" } else { "input-duplicate-key" };
    let position = place(text, error);
    let shown = position
        .and_then(|p| text.get(p.offset..p.offset + p.len))
        .map_or_else(String::new, |shown| quote(shown.trim()));
    let message = Message::new(id).with("why", quote_long(error.message())).with("key", shown.clone());
    let bad = BadInput::new(code, message).in_file(file);
    let bad = if code == "syntax" { bad } else { bad.at_key(shown) };
    with_place(bad, position)
}

fn with_place(bad: BadInput, position: Option<Position>) -> BadInput {
    match position {
        Some(position) => bad.at(position),
        None => bad,
    }
}

fn explain(file: &str, text: &str, path: String, error: &toml::de::Error) -> BadInput {
    let said = error.message();
    let (code, key, message) = if let Some(rest) = said.strip_prefix("unknown field `") {
        let (name, known) = rest.split_once('`').unwrap_or((rest, ""));
        let key = below(&path, name);
        let message = match nearest_listed(name, known) {
            Some(near) => Message::new("input-unknown-key-near").with("near", near),
            None => Message::new("input-unknown-key"),
        };
        ("unknown-key", key.clone(), message.with("key", quote(name)))
    } else if let Some(name) = said.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        ("missing-key", below(&path, name), Message::new("input-missing-key").with("key", quote(name)))
    } else if let Some(rest) = said.strip_prefix("unknown variant `") {
        let (name, known) = rest.split_once('`').unwrap_or((rest, ""));
        let message = Message::new("input-unknown-value").with("value", quote(name));
        ("unknown-value", path, message.with("known", names(known).join(", ")))
    } else if let Some((found, expected)) =
        said.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        let message = Message::new("input-wrong-type").with("found", quote(found));
        ("wrong-type", path, message.with("expected", quote_long(expected)))
    } else {
        ("wrong-value", path, Message::new("input-wrong-value").with("why", quote_long(said)))
    };
    let key = if key == "." { String::new() } else { key };
    let bad = BadInput::new(code, message).in_file(file);
    let bad = with_place(bad, place(text, error));
    if key.is_empty() { bad } else { bad.at_key(quote_long(&key)) }
}

/// `path.name`, unless the path already ends there.
fn below(path: &str, name: &str) -> String {
    if path == "." {
        name.to_owned()
    } else if path == name || path.ends_with(&format!(".{name}")) {
        path.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// The names between back quotes in a list such as "expected one of `a`, `b`".
fn names(list: &str) -> Vec<&str> {
    list.split('`').skip(1).step_by(2).collect()
}

fn nearest_listed(name: &str, known: &str) -> Option<String> {
    nearest(name, names(known).into_iter()).map(ToOwned::to_owned)
}

/// The candidate that looks most like `name`, if any looks like it at all.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Comparing is quadratic in the length, and no key of ours is longer than this.
    if name.len() > 64 {
        return None;
    }
    known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A library's own words: longer than a quotation, still on one line and without long numbers.
fn quote_long(text: &str) -> String {
    let line = text.replace('\n', " ");
    super::hide_long_numbers(&line).chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[allow(dead_code)] // read by nothing: these tests are about errors
        inner: Vec<Inner>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    struct Inner {
        #[allow(dead_code)] // as above
        quantity: u8,
        #[allow(dead_code)] // as above
        kind: Option<Kind>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        Receipt,
        Invoice,
    }

    fn error(text: &str) -> BadInput {
        parse_toml::<Outer>("x.toml", text).unwrap_err()
    }

    fn seen(text: &str) -> (&'static str, Option<String>, (usize, usize)) {
        let bad = error(text);
        let place = bad.position.map_or((0, 0), |p| (p.line, p.column));
        assert_eq!(bad.file.as_deref(), Some("x.toml"));
        (bad.code, bad.key, place)
    }

    #[test]
    fn every_kind_of_mistake_has_its_key_and_place() {
        let key = |k: &str| Some(k.to_owned());
        assert_eq!(seen("inner = []\nother = 1\n"), ("unknown-key", key("other"), (2, 1)));
        assert_eq!(
            seen("[[inner]]\nquantity = 1\nknid = 2\n"),
            ("unknown-key", key("inner[0].knid"), (3, 1))
        );
        assert_eq!(seen("[[inner]]\nquantity = 'x'\n"), ("wrong-type", key("inner[0].quantity"), (2, 12)));
        assert_eq!(seen("[[inner]]\nquantity = 999\n").0, "wrong-value");
        assert_eq!(seen("[[inner]]\nkind = 'receipt'\n").1, key("inner[0].quantity"));
        assert_eq!(
            seen("[[inner]]\nquantity = 1\nkind = 'bill'\n"),
            ("unknown-value", key("inner[0].kind"), (3, 8))
        );
        assert_eq!(seen("inner = []\ninner = []\n"), ("duplicate-key", key("inner"), (2, 1)));
        assert_eq!(seen("inner = [\n").0, "syntax");
        assert_eq!(seen("").0, "missing-key");
    }

    #[test]
    fn the_nearest_known_key_is_named() {
        let bad = error("[[inner]]\nquantity = 1\nknid = 2\n");
        assert!(bad.message.args.contains(&("near", "kind".to_owned())), "{:?}", bad.message);
        let bad = error("[[inner]]\nquantity = 1\nzzz = 2\n");
        assert_eq!(bad.message.id, "input-unknown-key");
    }

    #[test]
    fn long_numbers_are_never_quoted() {
        for text in [
            "123456789018 = 1",
            "inner = '123456789018'",
            "inner = 1234 5678 9018",
            "[[inner]]\nkind = '123456789018'",
        ] {
            let bad = error(text);
            assert!(!format!("{bad:?}").contains("123456789018"), "{bad:?}");
        }
    }

    #[test]
    fn keys_are_located_afterwards() {
        let text = "[[inner]]\nquantity = 1\n[[inner]]\nquantity = 2\n";
        let place = locate_toml(text, "inner[1].quantity").unwrap();
        assert_eq!((place.line, place.column), (4, 1));
        assert_eq!(locate_toml(text, "inner[1].kind").unwrap().line, 3);
        assert_eq!(locate_toml(text, "nothing"), None);
    }
}
