use serde_json::{Value, json};

use crate::input::BadInput;
use crate::policy::{Channel, DocumentEntry, NextChange, Policy, Standing, document_list};
use crate::text::Message;

use super::super::Exit;
use super::super::rules::Rules;
use super::{Output, both, joined, named};

pub(super) fn run(rules: &Rules) -> Result<Output, BadInput> {
    let policy = rules.policies.in_force(rules.channel, rules.on)?.policy;
    let entries = document_list(policy, &[], rules.on);
    let next = rules.policies.next_change(rules.channel, rules.on);
    let warnings = rules.policies.warnings_on(rules.channel, rules.on);
    let told = |warning: &crate::policy::Warning| {
        joined(json!({ "code": warning.code }), both(&rules.catalogue, &warning.message))
    };
    let json = json!({
        "policy": policy.id,
        "on": rules.on.to_string(),
        "channel": policy.channel,
        "provenance": policy.provenance,
        "services": policy.services.iter().map(|rule| service(rules, rule)).collect::<Vec<_>>(),
        "documents": entries.iter().map(|entry| document(rules, entry)).collect::<Vec<_>>(),
        "warnings": warnings.iter().map(told).collect::<Vec<_>>(),
        "next": next.as_ref().map(|next| next_json(rules, next)),
    });
    let mut words = vec![heading(rules, policy)];
    words.extend(warnings.iter().map(|warning| format!("! {}", rules.say(&warning.message))));
    words.push(String::new());
    words.extend(services(rules, policy));
    words.extend(documents(rules, &entries));
    words.extend(next_words(rules, next.as_ref()));
    Ok(Output { json, words, exit: Exit::Done })
}

pub(super) fn heading(rules: &Rules, policy: &Policy) -> String {
    let id = match policy.channel {
        Channel::Counter => "policy-heading-list",
        Channel::Web => "policy-heading-list-web",
    };
    let message = Message::new(id)
        .with("on", rules.on.to_string())
        .with("id", policy.id.as_str())
        .naming("provenance", format!("policy-provenance-{}", policy.provenance.as_str()));
    rules.say(&message)
}

fn service(rules: &Rules, rule: &crate::policy::ServiceRule) -> Value {
    joined(
        named(&rules.catalogue, "service", &rule.id),
        json!({ "terms": rule.terms, "documents": rule.documents }),
    )
}

fn document(rules: &Rules, entry: &DocumentEntry) -> Value {
    let (standing, reason) = match &entry.standing {
        Standing::Alone { .. } => ("alone", None),
        Standing::WithAuxiliary { .. } => ("with-auxiliary", None),
        Standing::Refused { reason } => ("refused", Some(reason)),
    };
    let reason =
        reason.map(|reason| joined(json!({ "code": reason.code }), both(&rules.catalogue, &reason.message)));
    let needs: Vec<Value> = entry.needs().iter().map(|need| both(&rules.catalogue, need)).collect();
    joined(
        named(&rules.catalogue, "document", &entry.id),
        json!({ "accepted": standing, "needs": needs, "reason": reason }),
    )
}

fn next_json(rules: &Rules, next: &NextChange) -> Value {
    let changes: Vec<Value> = next.changes.iter().map(|change| both(&rules.catalogue, change)).collect();
    json!({ "on": next.on.to_string(), "policy": next.policy, "changes": changes })
}

pub(super) fn services(rules: &Rules, policy: &Policy) -> Vec<String> {
    let mut words = vec![format!("{}:", rules.say(&Message::new("policy-group-services")))];
    for rule in &policy.services {
        let name = rules.say(&Message::new(format!("service-{}", rule.id)));
        let terms = rules.say(&Message::new(format!("policy-terms-{}", rule.terms.as_str())));
        words.push(format!("  {name}: {terms}"));
        let only: Vec<String> = rule
            .documents
            .iter()
            .flatten()
            .map(|id| rules.say(&Message::new(format!("document-{id}"))))
            .collect();
        words.extend((!only.is_empty()).then(|| format!("    {}", only.join("/ "))));
    }
    words.push(String::new());
    words
}

fn documents(rules: &Rules, entries: &[DocumentEntry]) -> Vec<String> {
    let mut words = Vec::new();
    let mut group = "";
    for entry in entries {
        let (id, detail) = match &entry.standing {
            Standing::Alone { needs } => {
                ("policy-group-alone", needs.iter().map(|need| rules.say(need)).collect())
            }
            Standing::WithAuxiliary { needs } => {
                ("policy-group-auxiliary", needs.iter().map(|need| rules.say(need)).collect())
            }
            Standing::Refused { reason } => ("policy-group-refused", vec![rules.say(&reason.message)]),
        };
        if id != group {
            words.extend((!group.is_empty()).then(String::new));
            words.push(format!("{}:", rules.say(&Message::new(id))));
            group = id;
        }
        words.push(format!("  {}", rules.say(&entry.name)));
        words.extend(detail.into_iter().map(|line: String| format!("    {line}")));
    }
    words.push(String::new());
    words
}

fn next_words(rules: &Rules, next: Option<&NextChange>) -> Vec<String> {
    let Some(next) = next else { return vec![rules.say(&Message::new("policy-next-none"))] };
    let message =
        Message::new("policy-next").with("from", next.on.to_string()).with("id", next.policy.as_str());
    let mut words = vec![rules.say(&message)];
    words.extend(next.changes.iter().map(|change| format!("  {}", rules.say(change))));
    words
}
