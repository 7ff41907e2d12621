use std::path::{Path, PathBuf};

use serde::Deserialize as _;
use toml::Table;

use crate::input::{BadInput, parse_toml, quote, read_bounded};
use crate::text::Message;

use super::environment::{Override, overrides, readings, set};
use super::sections::Config;

/// Name of the settings file in the configuration folder.
pub const FILE: &str = "kiosk.toml";

/// Largest settings file that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// The settings and where they came from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The settings, overrides included.
    pub config: Config,
    /// The configuration folder.
    pub dir: PathBuf,
}

/// Reads `DIR/kiosk.toml` and lays the environment's overrides over it. A folder without the
/// file gives the defaults.
pub fn load(dir: &Path, environment: impl Iterator<Item = (String, String)>) -> Result<Loaded, BadInput> {
    let path = dir.join(FILE);
    let file = path.display().to_string();
    let text = if path.exists() { read_text(&path, &file)? } else { String::new() };
    let config = resolve(&file, &text, &overrides(environment))?;
    Ok(Loaded { config, dir: dir.to_owned() })
}

pub(super) fn read_text(path: &Path, file: &str) -> Result<String, BadInput> {
    let bytes = read_bounded(path, LARGEST)?;
    String::from_utf8(bytes).map_err(|_| {
        BadInput::new("not-utf8", Message::new("input-not-utf8").with("guess", "Shift_JIS")).in_file(file)
    })
}

/// The file is read as it stands first, so that its own mistakes are told with their line.
fn resolve(file: &str, text: &str, overrides: &[Override]) -> Result<Config, BadInput> {
    let mut config: Config = parse_toml(file, text)?;
    let mut table: Table = parse_toml(file, text)?;
    for one in overrides {
        (table, config) = apply(&table, one)?;
    }
    Ok(config)
}

fn apply(table: &Table, one: &Override) -> Result<(Table, Config), BadInput> {
    let mut first_error = None;
    for value in readings(&one.text) {
        let mut table = table.clone();
        set(&mut table, &one.path, value);
        match Config::deserialize(table.clone()) {
            Ok(config) => return Ok((table, config)),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    let why = first_error.map(|error| quote(error.message())).unwrap_or_default();
    let message = Message::new("input-environment").with("variable", one.variable.clone()).with("why", why);
    Err(BadInput::new("environment", message).in_file(one.variable.clone()).at_key(one.path.join(".")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(text: &str, environment: &[(&str, &str)]) -> Result<Config, BadInput> {
        let environment = environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        resolve("kiosk.toml", text, &overrides(environment))
    }

    #[test]
    fn an_empty_file_gives_the_defaults() {
        let config = resolved("", &[]).unwrap();
        assert_eq!((config.kiosk.idle_lock_minutes, config.log.keep_days), (5, 14));
    }

    #[test]
    fn the_environment_goes_over_the_file_in_the_keys_own_type() {
        let environment = [
            ("KIOSK__STORE__ID", "0012"),
            ("KIOSK__KIOSK__IDLE_LOCK_MINUTES", "3"),
            ("KIOSK__KIOSK__LANGUAGE", "en"),
            ("HOME", "/root"),
        ];
        let config = resolved("[store]\nid = \"1\"\nname = \"x\"\n", &environment).unwrap();
        assert_eq!((config.store.id.as_str(), config.store.name.as_str()), ("0012", "x"));
        assert_eq!(config.kiosk.idle_lock_minutes, 3);
        assert_eq!(config.kiosk.language, crate::text::Language::En);
    }

    #[test]
    fn a_bad_override_names_its_variable() {
        let bad = resolved("", &[("KIOSK__KIOSK__IDLE_LOCK_MINUTES", "soon")]).unwrap_err();
        assert_eq!(bad.file.as_deref(), Some("KIOSK__KIOSK__IDLE_LOCK_MINUTES"));
        assert_eq!(bad.key.as_deref(), Some("kiosk.idle_lock_minutes"));
        let bad = resolved("", &[("KIOSK__KIOSK__COLOUR", "red")]).unwrap_err();
        assert_eq!(bad.code, "environment");
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let bad = resolved("[kiosk]\nlangauge = \"ja\"\n", &[]).unwrap_err();
        assert_eq!((bad.code, bad.position.map(|p| p.line)), ("unknown-key", Some(2)));
    }
}
