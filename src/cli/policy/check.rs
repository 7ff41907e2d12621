use serde_json::{Value, json};

use crate::input::{BadInput, colour_wanted, render};
use crate::policy::{Channel, check};
use crate::text::Message;

use super::super::rules::{Rules, RulesArgs};
use super::super::{Exit, Globals};
use super::{Output, both, joined};

/// Checks the files. Works where they are too broken to be loaded.
pub(super) fn run(globals: &Globals, args: &RulesArgs) -> Result<Output, BadInput> {
    let rules = Rules::without_policies(globals, args)?;
    let checked = check(&rules.dir, &rules.catalogue)?;
    let mut warnings = checked.warnings;
    // A policy that is wrong is not in force, whatever its dates say.
    if checked.wrong.is_empty() {
        warnings.extend(checked.policies.warnings_on(Channel::Counter, rules.on));
    }
    let errors: Vec<Value> = checked
        .wrong
        .iter()
        .filter_map(|wrong| wrong.bad.to_json(&rules.catalogue).get("error").cloned())
        .collect();
    let told: Vec<Value> = warnings
        .iter()
        .map(|warning| joined(json!({ "code": warning.code }), both(&rules.catalogue, &warning.message)))
        .collect();
    let policies: Vec<&str> = checked.policies.all().iter().map(|policy| policy.id.as_str()).collect();
    let json = json!({ "ok": errors.is_empty(), "policies": policies, "errors": errors, "warnings": told });
    let mut words: Vec<String> = checked
        .wrong
        .iter()
        .map(|wrong| {
            render(&wrong.bad, wrong.source.as_deref(), &rules.catalogue, rules.language, colour_wanted())
        })
        .collect();
    words.extend(warnings.iter().map(|warning| format!("! {}", rules.say(&warning.message))));
    if errors.is_empty() {
        let message = Message::new("policy-check-ok").with("count", policies.len().to_string());
        words.push(rules.say(&message));
    }
    let exit = if errors.is_empty() { Exit::Done } else { Exit::BadInput };
    Ok(Output { json, words, exit })
}
