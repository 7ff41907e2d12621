use serde_json::{Value, json};

use crate::input::BadInput;
use crate::policy::DocumentRule;
use crate::text::Message;

use super::super::Exit;
use super::super::rules::Rules;
use super::list::{heading, services};
use super::{Output, explain, joined, named, stretch};

pub(super) fn run(rules: &Rules) -> Result<Output, BadInput> {
    let policy = rules.policies.in_force(rules.channel, rules.on)?.policy;
    let mut json = serde_json::to_value(policy).unwrap_or(Value::Null);
    if let Some(all) = json.get_mut("documents").and_then(Value::as_array_mut) {
        for (value, rule) in all.iter_mut().zip(&policy.documents) {
            let names = named(&rules.catalogue, "document", &rule.id);
            *value = joined(value.take(), names);
        }
    }
    let next = rules.policies.next_change(rules.channel, rules.on);
    let next = next.map(|next| json!({ "on": next.on.to_string(), "policy": next.policy }));
    let json = joined(json, json!({ "on": rules.on.to_string(), "next": next }));
    let mut words = vec![heading(rules, policy), rules.say(&stretch(policy)), String::new()];
    words.push(format!("{}:", rules.say(&Message::new("policy-group-sources"))));
    words.extend(policy.sources.iter().map(|source| format!("  {source}")));
    words.push(String::new());
    words.extend(services(rules, policy));
    for rule in &policy.documents {
        words.extend(document(rules, rule));
    }
    words.push(String::new());
    words.push(format!("{}:", rules.say(&Message::new("policy-group-auxiliaries"))));
    for rule in &policy.auxiliaries {
        words.extend(explain::auxiliary(rules, rule));
    }
    Ok(Output { json, words, exit: Exit::Done })
}

fn document(rules: &Rules, rule: &DocumentRule) -> Vec<String> {
    let name = rules.say(&Message::new(format!("document-{}", rule.id)));
    let mut words = vec![format!("{name} ({})", rule.id)];
    if let Ok(policy) = rules.policies.in_force(rules.channel, rules.on) {
        words.extend(explain::document(rules, policy.policy, rule, rules.on));
    }
    words
}
