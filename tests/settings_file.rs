//! The shipped kiosk.toml: every key of the schema with its default, in both languages; every
//! override from the environment; what is unknown is refused where it stands.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use kiosk::config::{Config, Origin, Setting, explain, is_taken_over, keys, load};
use kiosk::input::{BadInput, render};
use kiosk::text::{Catalogue, Language};
use serde_json::Value;

use support::shipped_config;

/// Values of the shipped file that are for practice; all others are the defaults.
const PRACTICE: [&str; 5] = ["kiosk.id", "store.id", "store.name", "store.counter", "camera.source"];

fn shipped() -> String {
    std::fs::read_to_string(shipped_config().join("kiosk.toml")).unwrap()
}

/// A line `#key = value` without its mark.
fn commented_out(line: &str) -> Option<&str> {
    line.strip_prefix('#').filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// The settings of a file of that text, with those variables set.
fn settings(text: &str, environment: &[(String, String)]) -> Result<Vec<Setting>, BadInput> {
    let temp = tempfile::tempdir().unwrap();
    std::fs::write(temp.path().join("kiosk.toml"), text).unwrap();
    explain(temp.path(), environment.iter().cloned())
}

fn loaded(text: &str) -> BTreeMap<String, Option<String>> {
    settings(text, &[]).unwrap().into_iter().map(|setting| (setting.key, setting.value)).collect()
}

/// The file with every line `#key = value` in force.
fn all_in_force() -> String {
    shipped().lines().map(|line| commented_out(line).unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_key_of_the_schema_stands_in_the_shipped_file() {
    let schema = serde_json::to_value(schemars::schema_for!(Config)).unwrap();
    let mut of_schema = BTreeSet::new();
    leaves(&schema, &schema, "", &mut of_schema);
    let of_config: BTreeSet<String> = keys(&Config::default()).into_iter().map(|(key, _)| key).collect();
    assert_eq!(of_schema, of_config);
    assert!(of_schema.len() > 80, "{of_schema:?}");
    for setting in settings(&all_in_force(), &[]).unwrap() {
        assert!(matches!(setting.origin, Origin::File(_)), "{} is not in the shipped file", setting.key);
    }
}

/// The dotted keys of a schema that hold values.
fn leaves(root: &Value, schema: &Value, key: &str, found: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|to| to.strip_prefix("#/$defs/")) {
        return leaves(root, &root["$defs"][name], key, found);
    }
    match schema["properties"].as_object() {
        Some(properties) => properties.iter().for_each(|(name, below)| {
            let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
            leaves(root, below, &key, found);
        }),
        None => {
            found.insert(key.to_owned());
        }
    }
}

#[test]
fn the_shipped_file_shows_the_defaults() {
    let defaults: BTreeMap<_, _> = keys(&Config::default()).into_iter().collect();
    for (key, value) in loaded(&shipped()) {
        if !PRACTICE.contains(&key.as_str()) {
            assert_eq!(value, defaults[&key], "{key} is set to another value than the default");
        }
    }
    // Only headings and what is commented out: the defaults, but for keys that have none.
    let offered: Vec<String> = shipped()
        .lines()
        .filter_map(|line| commented_out(line).or_else(|| line.starts_with('[').then_some(line)))
        .map(str::to_owned)
        .collect();
    for (key, value) in loaded(&offered.join("\n")) {
        if defaults[&key].is_some() {
            assert_eq!(value, defaults[&key], "{key} is shown with another value than the default");
        }
    }
}

#[test]
fn every_key_is_explained_in_japanese_and_in_english() {
    let shipped = shipped();
    let lines: Vec<&str> = shipped.lines().collect();
    let mut section = "";
    let mut explained = 0;
    for (index, line) in lines.iter().enumerate() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
        }
        let Some((name, _)) = commented_out(line).unwrap_or(line).split_once(" = ") else { continue };
        if line.starts_with("# ") {
            continue;
        }
        let comment = lines[index - 1];
        assert!(comment.starts_with("# "), "{section}.{name} has no comment");
        assert!(
            comment.chars().any(|c| ('ぁ'..='ヶ').contains(&c) || ('一'..='鿿').contains(&c)),
            "{comment}"
        );
        assert!(comment.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 2), "{comment}");
        let key = format!("{section}.{name}{}", if name == "crop" { ".left" } else { "" });
        assert_eq!(comment.contains("[+]"), is_taken_over(&key), "{key}: [+] is not what the counter does");
        explained += 1;
    }
    assert!(explained > 75, "{explained}");
}

#[test]
fn every_key_can_be_set_by_its_variable() {
    for setting in settings(&all_in_force(), &[]).unwrap() {
        let Some(value) = &setting.value else { panic!("{} has no example", setting.key) };
        let text: String = serde_json::from_str(value).unwrap_or_else(|_| value.clone());
        let environment = [(setting.variable(), text)];
        let set = match settings("", &environment) {
            Ok(settings) => settings.into_iter().find(|other| other.key == setting.key).unwrap(),
            Err(bad) => panic!("{}: {:?}", setting.variable(), bad.message),
        };
        assert_eq!((set.value.as_ref(), &set.origin), (Some(value), &Origin::Environment), "{}", setting.key);
    }
    let bad = settings("", &[("KIOSK__CAMERA__COLOUR".into(), "red".into())]).unwrap_err();
    assert_eq!((bad.code, bad.file.as_deref()), ("environment", Some("KIOSK__CAMERA__COLOUR")));
}

#[test]
fn an_unknown_key_of_any_section_is_refused_with_its_line_marked() {
    let catalogue = Catalogue::built_in().unwrap();
    let shipped = shipped();
    let headings: Vec<usize> =
        shipped.lines().enumerate().filter(|(_, line)| line.starts_with('[')).map(|(at, _)| at).collect();
    assert!(headings.len() >= 15, "{headings:?}");
    for heading in headings {
        let mut lines: Vec<&str> = shipped.lines().collect();
        lines.insert(heading + 1, "no_such_key = 1");
        let text = lines.join("\n");
        let temp = tempfile::tempdir().unwrap();
        std::fs::write(temp.path().join("kiosk.toml"), &text).unwrap();
        let bad = load(temp.path(), std::iter::empty()).unwrap_err();
        assert_eq!(
            (bad.code, bad.position.map(|p| (p.line, p.column))),
            ("unknown-key", Some((heading + 2, 1)))
        );
        for language in [Language::Ja, Language::En] {
            let shown = render(&bad, Some(&text), &catalogue, language, false);
            let line = shown.lines().position(|line| line.contains("no_such_key = 1")).unwrap();
            let under = shown.lines().nth(line + 1).unwrap();
            assert!(under.contains("─────"), "nothing is marked: {shown}");
        }
    }
}
