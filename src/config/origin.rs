//! Every key with its value and where that comes from.

use std::path::Path;

use serde_json::Value;
use toml::Table;

use crate::input::{BadInput, locate_toml};

use super::environment::{Override, overrides, variable};
use super::load::{FILE, load, read_text};
use super::sections::Config;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// That line of the file, from 1.
    File(usize),
    /// The environment variable of the key, or of a table that it is in.
    Environment,
}

/// One key of kiosk.toml.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The key, `section.key`.
    pub key: String,
    /// Its value as TOML; `None` where it is not set and has no default.
    pub value: Option<String>,
    /// Where the value comes from.
    pub origin: Origin,
}

impl Setting {
    /// The environment variable that sets it.
    pub fn variable(&self) -> String {
        variable(&self.key)
    }
}

/// Whether a change of that key is taken over between customers; all others count from the next
/// start.
pub fn is_taken_over(key: &str) -> bool {
    const KEYS: [&str; 5] = ["kiosk.language", "kiosk.theme", "store.name", "store.counter", "camera.rotate"];
    const MORE: [&str; 2] = ["camera.mirror", "camera.zoom"];
    KEYS.contains(&key)
        || MORE.contains(&key)
        || key.starts_with("camera.crop.")
        || key.starts_with("capture.")
}

/// Every key of `DIR/kiosk.toml`, section by section.
pub fn explain(
    dir: &Path,
    environment: impl Iterator<Item = (String, String)> + Clone,
) -> Result<Vec<Setting>, BadInput> {
    let path = dir.join(FILE);
    let config = load(dir, environment.clone())?.config;
    let text = if path.exists() { read_text(&path, &path.display().to_string())? } else { String::new() };
    Ok(explained(&config, &text, &overrides(environment)))
}

fn explained(config: &Config, text: &str, overrides: &[Override]) -> Vec<Setting> {
    let file: Table = toml::from_str(text).unwrap_or_default();
    keys(config)
        .into_iter()
        .map(|(key, value)| {
            let path: Vec<&str> = key.split('.').collect();
            let set = overrides
                .iter()
                .any(|one| one.path.len() <= path.len() && one.path.iter().zip(&path).all(|(a, b)| a == b));
            let origin = match set {
                true => Origin::Environment,
                false if stands_in(&file, &path) => {
                    Origin::File(locate_toml(text, &key).map_or(1, |position| position.line))
                }
                false => Origin::Default,
            };
            Setting { key, value, origin }
        })
        .collect()
}

/// Every key with its value as TOML, section by section.
pub fn keys(config: &Config) -> Vec<(String, Option<String>)> {
    /// The sections as they stand in the shipped file.
    const SECTIONS: [&str; 8] = ["kiosk", "store", "camera", "capture", "central", "queue", "policy", "log"];
    let mut found = Vec::new();
    if let Ok(Value::Object(mut sections)) = serde_json::to_value(config) {
        for name in SECTIONS {
            walk(name, sections.remove(name).unwrap_or_default(), &mut found);
        }
        for (name, section) in sections {
            walk(&name, section, &mut found);
        }
    }
    found
}

fn walk(key: &str, value: Value, found: &mut Vec<(String, Option<String>)>) {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                walk(&format!("{key}.{name}"), value, found);
            }
        }
        Value::Null => found.push((key.to_owned(), None)),
        value => found.push((key.to_owned(), Some(as_toml(key, &value)))),
    }
}

fn as_toml(key: &str, value: &Value) -> String {
    match value {
        Value::String(text) if key == "central.proxy" => format!("{:?}", without_password(text)),
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(|item| as_toml(key, item)).collect::<Vec<_>>().join(", "))
        }
        // Kept as a float of half the width: its own digits and not those of the wider one.
        Value::Number(number) if number.is_f64() => {
            format!("{:?}", number.as_f64().unwrap_or_default() as f32)
        }
        other => other.to_string(),
    }
}

/// The address of a proxy may hold a password: it is nobody's to show.
fn without_password(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((before, host)) => {
            let scheme = before.split_once("://").map(|(scheme, _)| format!("{scheme}://"));
            format!("{}***@{host}", scheme.unwrap_or_default())
        }
        None => address.to_owned(),
    }
}

fn stands_in(file: &Table, path: &[&str]) -> bool {
    match path {
        [] => true,
        [key] => file.contains_key(*key),
        [key, rest @ ..] => {
            file.get(*key).and_then(toml::Value::as_table).is_some_and(|t| stands_in(t, rest))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(text: &str, environment: &[(&str, &str)], key: &str) -> Setting {
        let temp = tempfile::tempdir().unwrap();
        std::fs::write(temp.path().join(FILE), text).unwrap();
        let environment = environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        let settings = explain(temp.path(), environment.collect::<Vec<_>>().into_iter()).unwrap();
        settings.into_iter().find(|setting| setting.key == key).unwrap()
    }

    #[test]
    fn a_value_comes_from_the_default_the_file_or_the_environment() {
        let text = "[camera]\nwidth = 1280\ncrop = { left = 0.1 }\n";
        let of = |environment: &[(&str, &str)], key: &str| {
            let setting = setting(text, environment, key);
            (setting.value.unwrap_or_default(), setting.origin)
        };
        assert_eq!(of(&[], "camera.width"), ("1280".into(), Origin::File(2)));
        assert_eq!(of(&[], "camera.height"), ("1080".into(), Origin::Default));
        assert_eq!(of(&[], "camera.crop.left"), ("0.1".into(), Origin::File(3)));
        assert_eq!(of(&[], "camera.crop.top"), ("0.0".into(), Origin::Default));
        assert_eq!(of(&[], "capture.card.max_glare"), ("0.01".into(), Origin::Default));
        let environment = [("KIOSK__CAMERA__WIDTH", "640"), ("KIOSK__CAMERA__CROP", "{ top = 0.2 }")];
        assert_eq!(of(&environment, "camera.width"), ("640".into(), Origin::Environment));
        assert_eq!(of(&environment, "camera.crop.top"), ("0.2".into(), Origin::Environment));
        assert_eq!(setting(text, &[], "camera.path").value, None);
        assert_eq!(setting(text, &[], "camera.crop.left").variable(), "KIOSK__CAMERA__CROP__LEFT");
    }

    #[test]
    fn the_password_of_a_proxy_is_not_shown() {
        let shown =
            setting("[central]\nproxy = \"http://me:secret@proxy.example:8080\"\n", &[], "central.proxy");
        assert_eq!(shown.value.as_deref(), Some("\"http://***@proxy.example:8080\""));
    }

    #[test]
    fn what_is_taken_over_between_customers_is_said_key_by_key() {
        for (key, hot) in [("capture.level", true), ("camera.crop.left", true), ("central.url", false)] {
            assert_eq!(is_taken_over(key), hot, "{key}");
        }
    }
}
