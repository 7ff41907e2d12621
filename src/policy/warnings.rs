//! What is not wrong with the policies, but should be known.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::documents::document_list;
use super::rules::{Channel, Policy, Provenance, ServiceTerms};
use super::set::PolicySet;
use crate::text::Message;
use crate::verification::order::Service;

/// Days before a change from which staff are told.
pub const DAYS_AHEAD: i32 = 30;

/// Something that should be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Short stable kind: `assumption`, `changes`, `overlap`, `hole`, `ends`, ...
    pub code: &'static str,
    /// The sentence.
    pub message: Message,
}

impl Warning {
    fn new(code: &'static str, message: Message) -> Self {
        Self { code, message }
    }
}

impl PolicySet {
    /// What staff should know about the rules of a day: that they are an assumption, that they
    /// change or end within 30 days.
    pub fn warnings_on(&self, channel: Channel, on: Date) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let Ok(current) = self.in_force(channel, on) else { return warnings };
        warnings.extend(provenance(current.policy));
        let soon = on.checked_add(DAYS_AHEAD.days()).unwrap_or(Date::MAX);
        match self.next_change(channel, on) {
            Some(next) if next.on <= soon => {
                let days = on.until(next.on).map_or(0, |span| span.get_days());
                let message = Message::new("policy-warning-changes")
                    .with("days", days.to_string())
                    .with("from", next.on.to_string())
                    .with("id", next.policy);
                warnings.push(Warning::new("changes", message));
            }
            _ => {}
        }
        let followed =
            |until: Date| self.of(channel).any(|policy| policy.until.is_none_or(|other| other > until));
        if let Some(until) = current.until.filter(|until| *until <= soon && !followed(*until)) {
            let message = Message::new("policy-warning-ends").with("until", until.to_string());
            warnings.push(Warning::new("ends", message));
        }
        warnings
    }

    /// Overlaps, holes, services without a document: over all policies and days.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for channel in [Channel::Counter, Channel::Web] {
            let policies: Vec<&Policy> = self.of(channel).collect();
            warnings.extend(policies.iter().flat_map(|policy| without_document(policy)));
            warnings.extend(policies.windows(2).filter_map(|pair| match pair {
                [first, second] => seam(first, second),
                _ => None,
            }));
        }
        warnings
    }
}

fn provenance(policy: &Policy) -> Option<Warning> {
    match policy.provenance {
        Provenance::Published => None,
        Provenance::Assumption => {
            let message = Message::new("policy-warning-assumption").with("id", policy.id.as_str());
            Some(Warning::new("assumption", message))
        }
        Provenance::Announced => {
            let message = Message::new("policy-warning-announced").with("id", policy.id.as_str());
            Some(Warning::new("announced", message.with("from", policy.from.to_string())))
        }
    }
}

/// Whether two policies that follow one another leave a hole or overlap.
fn seam(first: &Policy, second: &Policy) -> Option<Warning> {
    let told = |code, id, from: Date, until: Option<Date>| {
        let message = Message::new(id)
            .with("first", first.id.as_str())
            .with("second", second.id.as_str())
            .with("from", from.to_string())
            .with("until", until.map(|until| until.to_string()).unwrap_or_default());
        Some(Warning::new(code, message))
    };
    match first.until {
        Some(last) if last < second.from => {
            let hole = last.checked_add(1.day()).ok().filter(|day| *day < second.from)?;
            told("hole", "policy-warning-hole", hole, second.from.checked_sub(1.day()).ok())
        }
        last => {
            let end = match (last, second.until) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            told("overlap", "policy-warning-overlap", second.from, end)
        }
    }
}

/// Services that need identity verification and for which no document is ever accepted.
fn without_document(policy: &Policy) -> Vec<Warning> {
    let identity = |rule: &&super::ServiceRule| rule.terms == ServiceTerms::IdentityRequired;
    let last = policy.until.unwrap_or(Date::MAX);
    policy
        .services
        .iter()
        .filter(identity)
        .filter_map(|rule| Service::from_id(&rule.id))
        .filter(|service| {
            let on =
                |day| document_list(policy, &[*service], day).iter().any(super::DocumentEntry::is_accepted);
            !on(policy.from) && !on(last)
        })
        .map(|service| {
            let message = Message::new("policy-warning-no-document")
                .naming("service", format!("service-{}", service.as_str()))
                .with("policy", policy.id.as_str());
            Warning::new("no-document", message)
        })
        .collect()
}
