//! A command line that can not be understood: said like any other bad input, in both languages.

use std::io::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::input::{BadInput, hide_long_numbers, quote};
use crate::text::Message;

use super::{Exit, Globals};

/// Tells what is wrong with the command line; with `--json` as a JSON document too. Help and
/// version are asked for in the same way, and printed.
pub fn refuse(error: &clap::Error, arguments: impl Iterator<Item = std::ffi::OsString>) -> Exit {
    if !error.use_stderr() {
        let _ = error.print();
        return Exit::Done;
    }
    let json = arguments.into_iter().any(|argument| argument == "--json");
    let globals = Globals { config: None, data: None, json };
    let exit = globals.refuse(&bad_input(error));
    // The usage lines, with clap's own tip. What was typed may be a number that nobody is to read.
    let _ = write!(std::io::stderr(), "\n{}", hide_long_numbers(&usage(error)));
    exit
}

fn bad_input(error: &clap::Error) -> BadInput {
    let (named, value) = (context(error, ContextKind::InvalidArg), context(error, ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::UnknownArgument => Message::new("usage-unknown-argument").with("argument", quote(&named)),
        ErrorKind::InvalidSubcommand => {
            let name = context(error, ContextKind::InvalidSubcommand);
            Message::new("usage-unknown-command").with("name", quote(&name))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Message::new("usage-no-command")
        }
        ErrorKind::MissingRequiredArgument => Message::new("usage-missing").with("argument", named.clone()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            Message::new("usage-no-value").with("argument", named.clone())
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Message::new("usage-value").with("argument", named.clone()).with("value", quote(&value))
        }
        ErrorKind::ArgumentConflict => Message::new("usage-conflict").with("argument", named.clone()),
        _ => Message::new("usage-other"),
    };
    let bad = BadInput::new("usage", message);
    if named.is_empty() { bad } else { bad.at_key(named) }
}

/// What clap knows of the mistake; several names are listed.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

/// Clap's text from its usage lines on: the sentence before them is told already.
fn usage(error: &clap::Error) -> String {
    let text = error.render().to_string();
    text.find("Usage:").and_then(|at| text.get(at..)).map(str::to_owned).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::text::{Catalogue, Language};

    fn told(arguments: &[&str]) -> (String, String) {
        let error = crate::cli::Cli::try_parse_from(arguments).err().unwrap();
        let bad = bad_input(&error);
        (bad.message.id.to_string(), bad.text(&Catalogue::built_in().unwrap(), Language::En))
    }

    #[test]
    fn each_mistake_has_its_sentence() {
        for (arguments, id) in [
            (&["kiosk", "queue", "show", "no-id"][..], "usage-value"),
            (&["kiosk", "queue", "show"], "usage-missing"),
            (&["kiosk", "queue", "list", "--jsn"], "usage-unknown-argument"),
            (&["kiosk", "queu"], "usage-unknown-command"),
            (&["kiosk", "queue"], "usage-no-command"),
            (&["kiosk", "--config"], "usage-no-value"),
            (&["kiosk", "submit", "a", "--wait", "-5x"], "usage-unknown-argument"),
        ] {
            assert_eq!(told(arguments).0, id, "{arguments:?}");
        }
    }

    #[test]
    fn a_long_number_is_not_quoted() {
        let error =
            crate::cli::Cli::try_parse_from(["kiosk", "queue", "show", "123456789018"]).err().unwrap();
        assert!(!told(&["kiosk", "queue", "show", "123456789018"]).1.contains("123456789018"));
        assert!(!hide_long_numbers(&usage(&error)).contains("123456789018"));
    }
}
