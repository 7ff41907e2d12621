//! What changes at the next date, within a policy or from one to the next.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::documents::{DocumentEntry, Standing, document_list};
use super::rules::{Channel, Policy};
use super::set::PolicySet;
use crate::text::Message;

/// The next day on which the rules change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextChange {
    /// The first day of the new rules.
    pub on: Date,
    /// The policy then in force.
    pub policy: String,
    /// What changes, a line each.
    pub changes: Vec<Message>,
}

impl PolicySet {
    /// The next day after `on` on which the rules of a channel change, with what changes.
    pub fn next_change(&self, channel: Channel, on: Date) -> Option<NextChange> {
        let before = self.in_force(channel, on).ok();
        let mut days: Vec<Date> = before.iter().flat_map(|before| days_of_change(before.policy)).collect();
        days.extend(self.of(channel).map(|policy| policy.from));
        days.sort_unstable();
        days.into_iter().filter(|day| *day > on).find_map(|day| {
            let after = self.in_force(channel, day).ok()?;
            let changes = match before {
                Some(before) => changes(before.policy, on, after.policy, day),
                None => Vec::new(),
            };
            let same_policy = before.is_some_and(|before| before.id == after.id);
            (!same_policy || !changes.is_empty()).then(|| NextChange {
                on: day,
                policy: after.id.clone(),
                changes,
            })
        })
    }
}

/// Days on which a policy's own dates make a difference.
fn days_of_change(policy: &Policy) -> Vec<Date> {
    let days = policy.documents.iter().flat_map(|rule| {
        let after_last = rule.accepted_until.and_then(|last| last.checked_add(1.day()).ok());
        [rule.accepted_from, after_last, rule.masks_from]
    });
    days.flatten().filter(|day| policy.holds_on(*day)).collect()
}

fn changes(before: &Policy, on: Date, after: &Policy, day: Date) -> Vec<Message> {
    let mut changes = Vec::new();
    for rule in &after.services {
        let Some(old) = before.service(&rule.id).filter(|old| old.terms != rule.terms) else { continue };
        changes.push(
            Message::new("policy-change-terms")
                .naming("service", format!("service-{}", rule.id))
                .naming("before", format!("policy-terms-{}", old.terms.as_str()))
                .naming("after", format!("policy-terms-{}", rule.terms.as_str())),
        );
    }
    let old = document_list(before, &[], on);
    for new in document_list(after, &[], day) {
        let old = old.iter().find(|old| old.id == new.id);
        changes.extend(
            change(old, &new).map(|message| message.naming("document", format!("document-{}", new.id))),
        );
        changes.extend(added_needs(old, &new));
    }
    changes
}

fn change(old: Option<&DocumentEntry>, new: &DocumentEntry) -> Option<Message> {
    let was_accepted = old.is_some_and(DocumentEntry::is_accepted);
    let id = match (old.map(|old| &old.standing), &new.standing) {
        (_, Standing::Refused { .. }) if was_accepted => "policy-change-no-longer-accepted",
        (_, Standing::Refused { .. }) => return None,
        _ if !was_accepted => "policy-change-now-accepted",
        (Some(Standing::WithAuxiliary { .. }), Standing::Alone { .. }) => "policy-change-now-alone",
        (Some(Standing::Alone { .. }), Standing::WithAuxiliary { .. }) => "policy-change-now-auxiliary",
        _ => return None,
    };
    Some(Message::new(id))
}

/// What a document that stays on the list needs from then on.
fn added_needs(old: Option<&DocumentEntry>, new: &DocumentEntry) -> Option<Message> {
    let old = old.filter(|old| old.is_accepted() && new.is_accepted())?;
    let added: Vec<String> = new
        .needs()
        .iter()
        .filter(|need| !old.needs().iter().any(|before| before.id == need.id))
        .filter_map(|need| match need.id.as_ref() {
            // Told by the change to or from an auxiliary already.
            "need-auxiliary" | "need-address-or-auxiliary" => None,
            "need-masking" => Some("need-masking-short".to_owned()),
            "need-issued-since" => Some("need-issued-since-short".to_owned()),
            id => Some(id.to_owned()),
        })
        .collect();
    (!added.is_empty()).then(|| {
        Message::new("policy-change-needs")
            .naming("document", format!("document-{}", new.id))
            .listing("needs", added)
    })
}
