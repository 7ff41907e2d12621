use jiff::civil::Date;

use super::super::rules::{Acceptance, DocumentRule, Policy};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::text::Message;
use crate::verification::order::Service;

/// Why a document is not on the list of the day.
pub(in crate::policy) struct NotListed {
    /// The code.
    pub code: ReasonCode,
    /// The sentence.
    pub message: Message,
}

impl From<NotListed> for Reason {
    fn from(why: NotListed) -> Self {
        Self { code: why.code, severity: Severity::Block, message: why.message }
    }
}

/// What stands against a document on a day, for the services ordered; nothing where it is on the
/// list.
pub(in crate::policy) fn standing(
    policy: &Policy,
    document: &str,
    services: &[Service],
    on: Date,
) -> Vec<NotListed> {
    let rule = policy.document(document);
    let of_rule = match rule {
        Some(rule) => of_rule(rule, on),
        None => Some(not_listed(document)),
    };
    of_rule.into_iter().chain(of_services(policy, document, services)).collect()
}

fn of_rule(rule: &DocumentRule, on: Date) -> Option<NotListed> {
    let name = format!("document-{}", rule.id);
    if rule.accept == Acceptance::Refused {
        let code = rule.refused_as.unwrap_or(ReasonCode::DocumentNotOnList);
        let message = match &rule.refusal_text {
            Some(id) => Message::new(id.clone()),
            None if code == ReasonCode::DocumentEnded => Message::new("policy-document-ended"),
            None => Message::new(format!("reason-{code}")),
        };
        return Some(NotListed { code, message: message.naming("document", name) });
    }
    if let Some(until) = rule.accepted_until.filter(|until| *until < on) {
        let message = Message::new("reason-document-ended").naming("document", name);
        return Some(NotListed {
            code: ReasonCode::DocumentEnded,
            message: message.with("until", until.to_string()),
        });
    }
    let from = rule.accepted_from.filter(|from| on < *from)?;
    let message =
        Message::new("policy-document-not-yet").naming("document", name).with("from", from.to_string());
    Some(NotListed { code: ReasonCode::DocumentNotOnList, message })
}

fn of_services(policy: &Policy, document: &str, services: &[Service]) -> Option<NotListed> {
    let service = services.iter().find(|service| {
        policy
            .service(service.as_str())
            .and_then(|rule| rule.documents.as_ref())
            .is_some_and(|documents| !documents.iter().any(|id| id == document))
    })?;
    let listed =
        policy.service(service.as_str()).and_then(|rule| rule.documents.as_deref()).unwrap_or_default();
    let message = Message::new("policy-document-not-for-service")
        .naming("document", format!("document-{document}"))
        .naming("service", format!("service-{}", service.as_str()))
        .listing("listed", listed.iter().map(|id| format!("document-{id}")));
    Some(NotListed { code: ReasonCode::DocumentNotOnList, message })
}

fn not_listed(document: &str) -> NotListed {
    let code = ReasonCode::DocumentNotOnList;
    let message = Message::new(format!("reason-{code}")).naming("document", format!("document-{document}"));
    NotListed { code, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_without_a_sentence_of_its_own_says_which_kind_it_is() {
        let told = |rest: &str| {
            let rule: DocumentRule =
                toml::from_str(&format!("id = \"moon-card\"\naccept = \"refused\"\n{rest}")).unwrap();
            of_rule(&rule, Date::MAX).map(|why| (why.code, why.message.id.to_string())).unwrap()
        };
        let ended = (ReasonCode::DocumentEnded, "policy-document-ended".to_owned());
        assert_eq!(told("refused_as = \"document-ended\""), ended);
        let not_listed = (ReasonCode::DocumentNotOnList, "reason-document-not-on-list".to_owned());
        assert_eq!(told(""), not_listed);
        let own = (ReasonCode::DocumentEnded, "refused-moon-card".to_owned());
        assert_eq!(told("refused_as = \"document-ended\"\nrefusal_text = \"refused-moon-card\""), own);
    }
}
