//! Overrides from the environment: `KIOSK__CENTRAL__URL=...` sets `central.url`.

use toml::{Table, Value};

/// What all overriding variables start with.
const PREFIX: &str = "KIOSK__";

/// The variable that sets a key: `KIOSK__CENTRAL__URL` for `central.url`.
pub(super) fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_uppercase())
}

/// One override: the variable's name, the key's path and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Override {
    pub variable: String,
    pub path: Vec<String>,
    pub text: String,
}

/// Picks the overrides out of the environment, in the order of their names.
pub(super) fn overrides(environment: impl Iterator<Item = (String, String)>) -> Vec<Override> {
    let mut found: Vec<_> = environment
        .filter_map(|(variable, text)| {
            let path: Vec<String> =
                variable.strip_prefix(PREFIX)?.split("__").map(str::to_lowercase).collect();
            Some(Override { variable, path, text })
        })
        .collect();
    found.sort_by(|a, b| a.variable.cmp(&b.variable));
    found
}

/// What a text from the environment can stand for, the likeliest first: a shell has no types,
/// so `5` may be a number or a name, and only the key's own type can tell.
pub(super) fn readings(text: &str) -> Vec<Value> {
    let as_value = || toml::from_str::<Table>(&format!("value = {text}")).ok()?.remove("value");
    let plain = Value::String(text.to_owned());
    match as_value().filter(|value| !value.is_str()) {
        // Nobody means brackets to be a name.
        Some(value @ (Value::Array(_) | Value::Table(_))) => vec![value, plain],
        Some(value) => vec![plain, value],
        None => vec![plain],
    }
}

/// Puts a value at a path, making the tables on the way.
pub(super) fn set(table: &mut Table, path: &[String], value: Value) {
    let Some((key, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        table.insert(key.clone(), value);
        return;
    }
    let inner = table.entry(key.clone()).or_insert_with(|| Value::Table(Table::new()));
    if !inner.is_table() {
        *inner = Value::Table(Table::new());
    }
    if let Value::Table(inner) = inner {
        set(inner, rest, value);
    }
}
