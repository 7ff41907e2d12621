//! The list on the counter's document screen.

use jiff::civil::Date;

use super::assess::standing;
use super::rules::{Acceptance, AddressRule, AuxiliaryRule, BackRule, DocumentRule, ExpiryRule, Policy};
use crate::reason::Reason;
use crate::text::Message;
use crate::verification::order::Service;

/// A document on the list, for an order and a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentEntry {
    /// The document's id.
    pub id: String,
    /// Its name.
    pub name: Message,
    /// Whether it is accepted, and what goes with that.
    pub standing: Standing,
}

/// Whether a document is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// By itself.
    Alone {
        /// What it still needs or must show, a short phrase each.
        needs: Vec<Message>,
    },
    /// With one auxiliary.
    WithAuxiliary {
        /// What it still needs, the auxiliary first.
        needs: Vec<Message>,
    },
    /// Not accepted.
    Refused {
        /// Why, and what to bring instead.
        reason: Reason,
    },
}

impl DocumentEntry {
    /// Whether it may be chosen.
    pub fn is_accepted(&self) -> bool {
        !matches!(self.standing, Standing::Refused { .. })
    }

    /// What it still needs; nothing for a refused one.
    pub fn needs(&self) -> &[Message] {
        match &self.standing {
            Standing::Alone { needs } | Standing::WithAuxiliary { needs } => needs,
            Standing::Refused { .. } => &[],
        }
    }
}

/// All documents that a policy names, as they stand for these services on a day: accepted alone
/// first, then with an auxiliary, then refused; within each in the order of the file.
pub fn document_list(policy: &Policy, services: &[Service], on: Date) -> Vec<DocumentEntry> {
    let mut entries: Vec<DocumentEntry> =
        policy.documents.iter().map(|rule| entry(policy, rule, services, on)).collect();
    entries.sort_by_key(|entry| match entry.standing {
        Standing::Alone { .. } => 0,
        Standing::WithAuxiliary { .. } => 1,
        Standing::Refused { .. } => 2,
    });
    entries
}

fn entry(policy: &Policy, rule: &DocumentRule, services: &[Service], on: Date) -> DocumentEntry {
    let against = standing(policy, &rule.id, services, on).into_iter().next();
    let standing = match (against, rule.accept) {
        (Some(why), _) => Standing::Refused { reason: why.into() },
        (None, Acceptance::WithAuxiliary) => Standing::WithAuxiliary { needs: needs(policy, rule, on) },
        (None, _) => Standing::Alone { needs: needs(policy, rule, on) },
    };
    DocumentEntry { id: rule.id.clone(), name: Message::new(format!("document-{}", rule.id)), standing }
}

/// What a document on the list needs or must show.
pub(super) fn needs(policy: &Policy, rule: &DocumentRule, on: Date) -> Vec<Message> {
    let mut needs = Vec::new();
    if rule.accept == Acceptance::WithAuxiliary {
        let kinds = super::assess::accepted(policy, rule).map(|kind| format!("document-{}", kind.id));
        needs.push(Message::new("need-auxiliary").listing("kinds", kinds));
    }
    if rule.expiry == ExpiryRule::Required {
        needs.push(Message::new("need-valid"));
    }
    if rule.photo_required {
        needs.push(Message::new("need-photo"));
    }
    match (rule.address, rule.accept) {
        (AddressRule::Required, _) => needs.push(Message::new("need-address")),
        (AddressRule::OrAuxiliary, Acceptance::Alone) => {
            needs.push(Message::new("need-address-or-auxiliary"));
        }
        _ => {}
    }
    if rule.back == BackRule::Auxiliary {
        needs.push(Message::new("need-auxiliary-if-changed"));
    }
    if let Some(limit) = rule.issued_not_before {
        needs.push(Message::new("need-issued-since").with("limit", limit.to_string()));
    }
    if rule.issuers.is_some() {
        needs.push(Message::new("need-issuer"));
    }
    if policy.limits.chip_required && rule.chip {
        needs.push(Message::new("need-chip"));
    }
    if !rule.masks.is_empty() && rule.masks_from.is_none_or(|from| from <= on) {
        let masks = rule.masks.iter().map(|mask| format!("mask-{}", mask.as_str()));
        needs.push(Message::new("need-masking").listing("masks", masks));
    }
    if !rule.sides_never.is_empty() {
        let sides = rule.sides_never.iter().map(|side| format!("side-{side}"));
        needs.push(Message::new("need-sides-never").listing("sides", sides));
    }
    needs
}

/// The auxiliaries that a document takes, in the order of the file; none for an unknown document.
pub fn auxiliaries_for<'p>(policy: &'p Policy, document: &str) -> Vec<&'p AuxiliaryRule> {
    policy.document(document).map(|rule| super::assess::accepted(policy, rule).collect()).unwrap_or_default()
}
