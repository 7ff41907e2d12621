mod check;
mod explain;
mod list;
mod show;

use super::rules::{Rules, RulesArgs};
use super::{Exit, Globals, print_json};
use crate::input::BadInput;
use crate::text::{Catalogue, Language, Message};

/// Options of `kiosk policy`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Debug, clap::Subcommand)]
enum Command {
    /// The list of documents as staff tell it to a customer, and what changes next
    List(RulesArgs),
    /// A policy with everything it says and where that comes from
    Show(RulesArgs),
    /// Check the policy files
    Check(RulesArgs),
    /// Everything about one document, over time, with sources
    Explain {
        /// The document's id, for example drivers-license
        document: String,
        #[command(flatten)]
        rules: RulesArgs,
    },
}

/// What a command prints: one JSON document, or words.
struct Output {
    json: serde_json::Value,
    words: Vec<String>,
    exit: Exit,
}

/// Shows, explains and checks the rules.
pub fn run(globals: &Globals, args: &Args) -> Exit {
    let output = match &args.command {
        Command::Check(args) => check::run(globals, args),
        Command::List(args) => Rules::load(globals, args).and_then(|rules| list::run(&rules)),
        Command::Show(args) => Rules::load(globals, args).and_then(|rules| show::run(&rules)),
        Command::Explain { document, rules } => {
            Rules::load(globals, rules).and_then(|rules| explain::run(&rules, document))
        }
    };
    match output {
        Ok(output) => {
            if globals.json {
                print_json(&output.json);
            } else {
                use std::io::Write as _;
                let _ = writeln!(std::io::stdout().lock(), "{}", output.words.join("\n"));
            }
            output.exit
        }
        Err(bad) => globals.refuse(&bad),
    }
}

/// A sentence in both languages, for JSON.
fn both(catalogue: &Catalogue, message: &Message) -> serde_json::Value {
    serde_json::json!({
        "text_ja": catalogue.render(Language::Ja, message),
        "text_en": catalogue.render(Language::En, message),
    })
}

/// A document, service or side with its names, for JSON.
fn named(catalogue: &Catalogue, kind: &str, id: &str) -> serde_json::Value {
    let message = Message::new(format!("{kind}-{id}"));
    serde_json::json!({
        "id": id,
        "name_ja": catalogue.render(Language::Ja, &message),
        "name_en": catalogue.render(Language::En, &message),
    })
}

/// One JSON object out of two.
fn joined(mut a: serde_json::Value, b: serde_json::Value) -> serde_json::Value {
    if let (Some(a), serde_json::Value::Object(b)) = (a.as_object_mut(), b) {
        a.extend(b);
    }
    a
}

/// The stretch of time of a policy, in words.
fn stretch(policy: &crate::policy::Policy) -> Message {
    let from = policy.from.to_string();
    match policy.until {
        Some(until) => Message::new("policy-from-until").with("from", from).with("until", until.to_string()),
        None => Message::new("policy-from-open").with("from", from),
    }
}

fn no_document(rules: &Rules, id: &str) -> BadInput {
    let all = rules.policies.all().iter();
    let ids = all.flat_map(|policy| {
        let documents = policy.documents.iter().map(|rule| rule.id.as_str());
        documents.chain(policy.auxiliaries.iter().map(|rule| rule.id.as_str()))
    });
    let message = match crate::input::nearest(id, ids) {
        Some(near) => Message::new("policy-unknown-document-near").with("near", near),
        None => Message::new("policy-unknown-document"),
    };
    BadInput::new("unknown-document", message.with("id", crate::input::quote(id))).at_key("DOCUMENT")
}
