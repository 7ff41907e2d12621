use serde_json::{Value, json};
use uuid::Uuid;

use crate::cli::setup::{Setup, print_line};
use crate::cli::{Exit, Globals, print_json};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::store::{Receipt, State, Status};
use crate::text::{Language, Message};

use super::judge::Refusal;

/// What `submit` prints and how it exits.
pub(super) struct Outcome {
    id: Option<Uuid>,
    state: State,
    status: Option<Status>,
    receipt_number: Option<String>,
    policy: String,
    reasons: Vec<Value>,
    exit: Exit,
}

impl Outcome {
    /// Refused by the rules or a picture: nothing was queued.
    pub(super) fn refused(setup: &Setup, refusal: Refusal) -> Self {
        let reasons = refusal.reasons.iter().map(|reason| own(setup, reason)).collect();
        Self {
            id: None,
            state: State::Refused,
            status: None,
            receipt_number: None,
            policy: refusal.policy,
            reasons,
            exit: Exit::Refused,
        }
    }

    /// Durable here, and that is all so far.
    pub(super) fn queued(id: Uuid, policy: &str) -> Self {
        Self {
            id: Some(id),
            state: State::Queued,
            status: None,
            receipt_number: None,
            policy: policy.to_owned(),
            reasons: Vec::new(),
            exit: Exit::NotDelivered,
        }
    }

    pub(super) fn delivered(self, receipt: Receipt) -> Self {
        let rejected = receipt.status == Status::Rejected;
        Self {
            state: State::Delivered,
            status: Some(receipt.status),
            receipt_number: Some(receipt.receipt_number),
            reasons: receipt.reasons.iter().map(|code| json!(code)).collect(),
            exit: if rejected { Exit::ServiceRefused } else { Exit::Done },
            ..self
        }
    }

    pub(super) fn refused_by_service(self, reasons: &[String]) -> Self {
        let reasons = reasons.iter().map(|code| json!(code)).collect();
        Self { state: State::Refused, reasons, exit: Exit::ServiceRefused, ..self }
    }

    /// Prints it and gives the exit code.
    pub(super) fn tell(self, setup: &Setup, globals: &Globals) -> Exit {
        let reasons: Vec<Value> = self.reasons.into_iter().map(|reason| explained(setup, reason)).collect();
        if globals.json {
            print_json(&json!({
                "submission_id": self.id.map(|id| id.to_string()),
                "state": self.state.as_str(),
                "status": self.status.map(Status::as_str),
                "receipt_number": self.receipt_number,
                "policy": self.policy,
                "reasons": reasons,
            }));
            return self.exit;
        }
        let text = |value: Option<&str>| value.unwrap_or("-").to_owned();
        let id = self.id.map(|id| id.to_string());
        let status =
            self.status.map(|status| setup.say(&Message::new(format!("queue-status-{}", status.as_str()))));
        let line = Message::new(format!("submit-{}", self.state.as_str()))
            .with("id", text(id.as_deref()))
            .with("receipt", text(self.receipt_number.as_deref()))
            .with("status", text(status.as_deref()));
        print_line(&setup.say(&line));
        let key = if setup.config.kiosk.language == Language::Ja { "text_ja" } else { "text_en" };
        for reason in &reasons {
            let text = reason.get(key).and_then(Value::as_str).unwrap_or_default();
            print_line(&format!("- {text}"));
        }
        self.exit
    }
}

/// A reason of the kiosk's own rules.
fn own(setup: &Setup, reason: &Reason) -> Value {
    json!({
        "code": reason.code,
        "severity": reason.severity,
        "text_ja": setup.catalogue.render(Language::Ja, &reason.message),
        "text_en": setup.catalogue.render(Language::En, &reason.message),
    })
}

/// A reason code of the service, with its sentence.
fn explained(setup: &Setup, reason: Value) -> Value {
    let Value::String(code) = reason else { return reason };
    let message = match ReasonCode::from_code(&code) {
        Some(known) => Message::new(format!("rejected-{known}")),
        None => Message::new("delivery-reason-unknown").with("code", code.clone()),
    };
    json!({
        "code": code,
        "severity": Severity::Block,
        "text_ja": setup.catalogue.render(Language::Ja, &message),
        "text_en": setup.catalogue.render(Language::En, &message),
    })
}
