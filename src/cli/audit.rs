//! `kiosk audit show|verify|export`.

use std::io::Write as _;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::store::StoreError;
use crate::text::Message;

use super::setup::{Setup, failed, print_line};
use super::{Exit, Globals, print_json};

/// What to do with the audit trail.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Command {
    /// What was done, oldest first
    Show {
        /// Only the last so many entries
        #[arg(long, value_name = "N", default_value_t = 50)]
        last: usize,
        /// Only what concerns this case
        #[arg(long, value_name = "ID")]
        case: Option<Uuid>,
    },
    /// Check the chain from end to end; names the first bad entry
    Verify,
    /// Every entry with its hash, one JSON object a line
    Export,
}

/// Runs the command.
pub fn run(globals: &Globals, command: &Command) -> Exit {
    let setup = match Setup::load(globals) {
        Ok(setup) => setup,
        Err(bad) => return globals.refuse(&bad),
    };
    let done = match command {
        Command::Show { last, case } => show(&setup, globals, *last, *case),
        Command::Verify => verify(&setup, globals),
        Command::Export => export(&setup, globals),
    };
    done.unwrap_or_else(|error| failed(globals, &error))
}

fn show(setup: &Setup, globals: &Globals, last: usize, case: Option<Uuid>) -> Result<Exit, StoreError> {
    let queue = setup.queue(globals)?;
    let case = case.map(|id| id.to_string());
    let mut entries = std::collections::VecDeque::new();
    queue.audit_lines(|line, hash| {
        let entry = with_hash(line, hash);
        if case.is_none() || entry.get("case").and_then(Value::as_str) == case.as_deref() {
            entries.push_back(entry);
            if entries.len() > last {
                entries.pop_front();
            }
        }
    })?;
    if globals.json {
        print_json(&json!({ "entries": entries }));
        return Ok(Exit::Done);
    }
    for entry in &entries {
        let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or("-").to_owned();
        let codes = entry.get("codes").and_then(Value::as_array).into_iter().flatten();
        let codes: Vec<&str> = codes.filter_map(Value::as_str).collect();
        let index = entry.get("index").and_then(Value::as_u64).unwrap_or_default();
        print_line(&format!(
            "{index:>6}  {}  {}  {}  {}  {}",
            text("at"),
            text("action"),
            text("staff"),
            text("case"),
            codes.join(" "),
        ));
    }
    Ok(Exit::Done)
}

fn verify(setup: &Setup, globals: &Globals) -> Result<Exit, StoreError> {
    let verified = setup.queue(globals)?.verify_audit()?;
    if globals.json {
        print_json(&serde_json::to_value(&verified).unwrap_or_default());
    } else {
        let message = match &verified.first_bad {
            None => Message::new("audit-sound"),
            Some(bad) => {
                Message::new("audit-bad").with("index", bad.index.to_string()).with("why", bad.why.clone())
            }
        };
        let message =
            message.with("entries", verified.entries.to_string()).with("head", verified.head.clone());
        print_line(&setup.say(&message));
    }
    Ok(if verified.ok { Exit::Done } else { Exit::Failed })
}

fn export(setup: &Setup, globals: &Globals) -> Result<Exit, StoreError> {
    let queue = setup.queue(globals)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut broken = None;
    queue.audit_lines(|line, hash| {
        if broken.is_none() {
            broken = writeln!(out, "{}", with_hash(line, hash)).err();
        }
    })?;
    match broken.or_else(|| out.flush().err()) {
        None => Ok(Exit::Done),
        Some(source) => Err(StoreError::Io { dir: queue.dir().root().to_owned(), source }),
    }
}

/// An entry with its hash. A line that is no JSON any more is shown as it is.
fn with_hash(line: &str, hash: &str) -> Value {
    let mut entry = serde_json::from_str(line).unwrap_or_else(|_| json!({ "damaged": line }));
    if let Some(object) = entry.as_object_mut() {
        object.insert("hash".into(), json!(hash));
    }
    entry
}
