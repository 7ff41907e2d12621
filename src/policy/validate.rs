//! What a policy file may not say, found after it was read. Each finding has its key and place.

use super::assess::accepted;
use super::rules::{
    Acceptance, AuxiliaryRule, Channel, Condition, DocumentRule, Policy, ServiceTerms, SideRule,
};
use crate::input::{BadInput, locate_toml, nearest, quote};
use crate::reason::ReasonCode;
use crate::text::Message;
use crate::verification::case::{PAYMENTS, UTILITIES};
use crate::verification::order::Service;

/// Documents whose back shows a My Number: no configuration makes a picture of it.
const FRONT_ONLY: &[&str] =
    &["individual-number-card", "specific-residence-card", "individual-number-notification-card"];

/// Everything that is wrong with a policy that could be read, in the order of the file's keys.
pub(super) fn validate(policy: &Policy, text: &str) -> Vec<BadInput> {
    let mut found = Found { text, list: Vec::new() };
    found.id("id", &policy.id);
    if policy.until.is_some_and(|until| until < policy.from) {
        found.add("until", "until-before-from", Message::new("policy-until-before-from"));
    }
    if policy.limits.youngest_age >= policy.limits.oldest_age {
        found.add("limits.oldest_age", "wrong-value", Message::new("policy-ages"));
    }
    for (at, _) in policy.services.iter().enumerate() {
        found.service(policy, at);
    }
    for (at, rule) in policy.documents.iter().enumerate() {
        found.document(policy, rule, at);
    }
    for (at, rule) in policy.auxiliaries.iter().enumerate() {
        found.auxiliary(policy, rule, at);
    }
    found.list
}

struct Found<'t> {
    text: &'t str,
    list: Vec<BadInput>,
}

impl Found<'_> {
    fn add(&mut self, key: &str, code: &'static str, message: Message) {
        let bad = BadInput::new(code, message).at_key(key);
        self.list.push(match locate_toml(self.text, key) {
            Some(position) => bad.at(position),
            None => bad,
        });
    }

    fn id(&mut self, key: &str, id: &str) {
        let kebab = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if id.is_empty() || !kebab {
            self.add(key, "wrong-id", Message::new("policy-wrong-id").with("id", quote(id)));
        }
    }

    fn unique(&mut self, key: &str, id: &str, before: usize) {
        self.id(key, id);
        if before > 0 {
            self.add(key, "id-twice", Message::new("policy-id-twice").with("id", quote(id)));
        }
    }

    fn unknown(&mut self, key: &str, id: &str, known: impl Iterator<Item = String>) {
        let known: Vec<String> = known.collect();
        let message = match nearest(id, known.iter().map(String::as_str)) {
            Some(near) => Message::new("policy-unknown-id-near").with("near", near),
            None => Message::new("policy-unknown-id").with("known", known.join(", ")),
        };
        self.add(key, "unknown-id", message.with("id", quote(id)));
    }

    fn service(&mut self, policy: &Policy, at: usize) {
        let Some((rule, before)) = policy.services.get(at).zip(policy.services.get(..at)) else { return };
        let key = |name: &str| format!("services[{at}].{name}");
        self.unique(&key("id"), &rule.id, before.iter().filter(|other| other.id == rule.id).count());
        let Some(service) = Service::from_id(&rule.id) else {
            self.unknown(&key("id"), &rule.id, Service::ALL.iter().map(|s| s.as_str().to_owned()));
            return;
        };
        let device = service == Service::SupplyDevice;
        if policy.channel == Channel::Counter && device && rule.terms != ServiceTerms::RefusedAtCounter {
            self.add(&key("terms"), "device-let-through", Message::new("policy-device-let-through"));
        }
        if rule.terms == ServiceTerms::RefusedAtCounter && !(device && policy.channel == Channel::Counter) {
            self.add(&key("terms"), "wrong-value", Message::new("policy-not-a-device"));
        }
        for (index, id) in rule.documents.iter().flatten().enumerate() {
            let place = key(&format!("documents[{index}]"));
            match policy.document(id) {
                None => self.unknown(&place, id, policy.documents.iter().map(|rule| rule.id.clone())),
                Some(rule) if rule.accept == Acceptance::Refused => {
                    self.add(
                        &place,
                        "never-accepted",
                        Message::new("policy-lists-refused").with("id", quote(id)),
                    );
                }
                Some(_) => {}
            }
        }
    }

    fn document(&mut self, policy: &Policy, rule: &DocumentRule, at: usize) {
        let key = |name: &str| format!("documents[{at}].{name}");
        let before = policy.documents.iter().take(at).filter(|other| other.id == rule.id).count();
        self.unique(&key("id"), &rule.id, before);
        if rule.accept == Acceptance::Refused {
            let fits =
                [ReasonCode::DocumentNotOnList, ReasonCode::DocumentEnded, ReasonCode::OriginalRequired];
            if rule.refused_as.is_some_and(|code| !fits.contains(&code)) {
                self.add(&key("refused_as"), "wrong-value", Message::new("policy-refused-as"));
            }
        } else {
            if rule.refused_as.is_some() {
                self.add(&key("refused_as"), "contradiction", Message::new("policy-not-refused"));
            }
            self.acceptable(policy, rule, &key);
        }
        self.sides(&rule.sides, &key);
        let front_only = FRONT_ONLY.contains(&rule.id.as_str());
        for (index, side) in rule.sides.iter().enumerate() {
            let never = rule.sides_never.contains(&side.side) || front_only && side.side != "front";
            if never {
                let message = Message::new("policy-side-never").with("side", quote(&side.side));
                self.add(&key(&format!("sides[{index}].side")), "side-never", message);
            }
        }
    }

    /// Whether a document that is meant to be accepted ever can be.
    fn acceptable(&mut self, policy: &Policy, rule: &DocumentRule, key: &impl Fn(&str) -> String) {
        let from = rule.accepted_from.map_or(policy.from, |from| from.max(policy.from));
        let outside = |last: Option<jiff::civil::Date>| last.is_some_and(|last| last < from);
        if outside(rule.accepted_until) || outside(policy.until) {
            let name = if rule.accepted_until.is_some() { "accepted_until" } else { "accepted_from" };
            self.add(&key(name), "never-accepted", Message::new("policy-never-accepted-dates"));
        }
        if rule
            .issued_not_before
            .zip(rule.accepted_until.or(policy.until))
            .is_some_and(|(limit, last)| last < limit)
        {
            self.add(
                &key("issued_not_before"),
                "never-accepted",
                Message::new("policy-never-accepted-dates"),
            );
        }
        for (index, id) in rule.auxiliaries.iter().flatten().enumerate() {
            if policy.auxiliary(id).is_none() {
                let known = policy.auxiliaries.iter().map(|rule| rule.id.clone());
                self.unknown(&key(&format!("auxiliaries[{index}]")), id, known);
            }
        }
        if rule.accept == Acceptance::WithAuxiliary && accepted(policy, rule).next().is_none() {
            self.add(&key("accept"), "never-accepted", Message::new("policy-never-accepted-auxiliary"));
        }
        match rule.issuers.as_ref().map(|list| (list, policy.issuers.get(list))) {
            Some((list, None)) => self.unknown(&key("issuers"), list, policy.issuers.keys().cloned()),
            Some((_, Some(names))) if names.is_empty() => {
                self.add(&key("issuers"), "never-accepted", Message::new("policy-never-accepted-issuers"));
            }
            _ => {}
        }
        if !rule.sides.iter().any(|side| side.required_when.contains(&Condition::Always)) {
            self.add(&key("sides"), "no-picture", Message::new("policy-no-picture"));
        }
    }

    fn auxiliary(&mut self, policy: &Policy, rule: &AuxiliaryRule, at: usize) {
        let key = |name: &str| format!("auxiliaries[{at}].{name}");
        let before = policy.auxiliaries.iter().take(at).filter(|other| other.id == rule.id).count();
        let as_document = usize::from(policy.document(&rule.id).is_some());
        self.unique(&key("id"), &rule.id, before + as_document);
        self.sides(&rule.sides, &key);
        let lists = [("utilities", rule.utilities.as_deref(), UTILITIES)];
        let payments = ("refused_payments", Some(rule.refused_payments.as_slice()), PAYMENTS);
        for (name, values, known) in lists.into_iter().chain([payments]) {
            for (index, value) in values.unwrap_or_default().iter().enumerate() {
                if !known.contains(&value.as_str()) {
                    let known = known.iter().map(|id| (*id).to_owned());
                    self.unknown(&key(&format!("{name}[{index}]")), value, known);
                }
            }
        }
        if !rule.sides.iter().any(|side| side.required_when.contains(&Condition::Always)) {
            self.add(&key("sides"), "no-picture", Message::new("policy-no-picture"));
        }
    }

    fn sides(&mut self, sides: &[SideRule], key: &impl Fn(&str) -> String) {
        for (index, side) in sides.iter().enumerate() {
            let before = sides.iter().take(index).filter(|other| other.side == side.side).count();
            self.unique(&key(&format!("sides[{index}].side")), &side.side, before);
        }
    }
}
