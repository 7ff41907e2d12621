use jiff::civil::Date;
use serde_json::{Value, json};

use crate::input::BadInput;
use crate::policy::{AuxiliaryRule, Condition, DocumentRule, Policy, SideRule, Standing, document_list};
use crate::text::Message;

use super::super::Exit;
use super::super::rules::Rules;
use super::{Output, both, joined, named, no_document, stretch};

/// What every policy of the channel says of one document, the oldest first.
pub(super) fn run(rules: &Rules, id: &str) -> Result<Output, BadInput> {
    let policies: Vec<&Policy> = rules.policies.of(rules.channel).collect();
    let known = policies.iter().any(|policy| policy.document(id).is_some() || policy.auxiliary(id).is_some());
    if !known {
        return Err(no_document(rules, id));
    }
    let in_force =
        rules.policies.in_force(rules.channel, rules.on).ok().map(|policy| policy.policy.id.as_str());
    let name = rules.say(&Message::new(format!("document-{id}")));
    let mut words = vec![format!("{name} ({id})")];
    let mut told = Vec::new();
    for policy in policies {
        let now = in_force == Some(policy.id.as_str());
        // The day that is asked about where the policy holds on it, else the policy's first.
        let day = if now { rules.on } else { policy.from };
        words.push(String::new());
        let provenance =
            rules.say(&Message::new(format!("policy-provenance-{}", policy.provenance.as_str())));
        let mark = if now { "* " } else { "" };
        words.push(format!("{mark}{}: {} ({provenance})", policy.id, rules.say(&stretch(policy))));
        let mut value = json!({
            "policy": policy.id,
            "from": policy.from.to_string(),
            "until": policy.until.map(|until| until.to_string()),
            "provenance": policy.provenance,
            "in_force": now,
            "sources": policy.sources,
        });
        if let Some(rule) = policy.document(id) {
            words.extend(document(rules, policy, rule, day));
            value = joined(value, json!({ "rule": rule, "list": standing(rules, policy, rule, day) }));
        } else if let Some(rule) = policy.auxiliary(id) {
            words.extend(auxiliary(rules, rule).into_iter().skip(1));
            value = joined(value, json!({ "rule": rule }));
        }
        told.push(value);
    }
    let json = joined(
        named(&rules.catalogue, "document", id),
        json!({ "on": rules.on.to_string(), "channel": rules.channel, "policies": told }),
    );
    Ok(Output { json, words, exit: Exit::Done })
}

fn standing(rules: &Rules, policy: &Policy, rule: &DocumentRule, day: Date) -> Value {
    let entry = document_list(policy, &[], day).into_iter().find(|entry| entry.id == rule.id);
    let Some(entry) = entry else { return Value::Null };
    let needs: Vec<Value> = entry.needs().iter().map(|need| both(&rules.catalogue, need)).collect();
    match &entry.standing {
        Standing::Alone { .. } => json!({ "accepted": "alone", "needs": needs, "reason": null }),
        Standing::WithAuxiliary { .. } => {
            json!({ "accepted": "with-auxiliary", "needs": needs, "reason": null })
        }
        Standing::Refused { reason } => {
            let told = joined(json!({ "code": reason.code }), both(&rules.catalogue, &reason.message));
            json!({ "accepted": "refused", "needs": [], "reason": told })
        }
    }
}

/// A document's rule in words, indented.
pub(super) fn document(rules: &Rules, policy: &Policy, rule: &DocumentRule, day: Date) -> Vec<String> {
    let mut words = Vec::new();
    for entry in document_list(policy, &[], day).into_iter().filter(|entry| entry.id == rule.id) {
        match &entry.standing {
            Standing::Alone { .. } => words.push(rules.say(&Message::new("policy-group-alone"))),
            Standing::WithAuxiliary { .. } => words.push(rules.say(&Message::new("policy-group-auxiliary"))),
            Standing::Refused { reason } => words.push(rules.say(&reason.message)),
        }
        words.extend(entry.needs().iter().map(|need| format!("- {}", rules.say(need))));
    }
    words.extend(pictures(rules, &rule.sides));
    words.extend(rule.sources.iter().map(|source| sourced(rules, source)));
    words.into_iter().map(|line| format!("    {line}")).collect()
}

/// An auxiliary's rule in words, its name first.
pub(super) fn auxiliary(rules: &Rules, rule: &AuxiliaryRule) -> Vec<String> {
    let name = rules.say(&Message::new(format!("document-{}", rule.id)));
    let mut words = Vec::new();
    if let Some(months) = rule.max_age_months {
        let message = Message::new("policy-auxiliary-months").with("months", months.to_string());
        words.push(rules.say(&message));
    }
    if rule.utilities.is_some() {
        words.push(rules.say(&Message::new("policy-auxiliary-utilities")));
    }
    if rule.only_where_named {
        words.push(rules.say(&Message::new("policy-auxiliary-named-only")));
    }
    words.extend(pictures(rules, &rule.sides));
    words.extend(rule.sources.iter().map(|source| sourced(rules, source)));
    let words = words.into_iter().map(|line| format!("    {line}"));
    std::iter::once(format!("{name} ({})", rule.id)).chain(words).collect()
}

fn sourced(rules: &Rules, source: &str) -> String {
    format!("{}: {source}", rules.say(&Message::new("policy-group-sources")))
}

fn pictures(rules: &Rules, sides: &[SideRule]) -> Vec<String> {
    let always = |side: &&SideRule| side.required_when.contains(&Condition::Always);
    let line = |id: &'static str, sides: Vec<&SideRule>| {
        let names = sides.iter().map(|side| format!("side-{}", side.side));
        let message = Message::new(id).listing("sides", names);
        (!sides.is_empty()).then(|| rules.say(&message))
    };
    let required = line("policy-picture-required", sides.iter().filter(always).collect());
    let optional = line("policy-picture-optional", sides.iter().filter(|side| !always(side)).collect());
    required.into_iter().chain(optional).collect()
}
