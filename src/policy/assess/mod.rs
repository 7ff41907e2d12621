//! What a policy makes of a case on a day: every reason at once, and the pictures to take.

mod applicant;
mod auxiliary;
mod evidence;
mod findings;
mod my_number;
mod order;
mod shots;
mod standing;

use jiff::civil::Date;
use serde::Serialize;

use super::rules::Mask;
use super::set::InForce;
use crate::reason::{Reason, ReasonCode, Severity};
use crate::text::{Catalogue, Language};
use crate::verification::case::Case;
use findings::Findings;

pub(super) use auxiliary::accepted;
pub(super) use standing::standing;

/// What becomes of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It can go on; staff may have something to confirm.
    Accept,
    /// Something must be added or corrected first.
    Needs,
    /// Not with this order or document.
    Refuse,
}

/// One picture to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shot {
    /// Of which document, the auxiliary included.
    pub document: String,
    /// Which side.
    pub side: String,
    /// Whether the case can not go without it.
    pub required: bool,
}

/// What a policy makes of a case on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The policy's id.
    pub policy: String,
    /// The day.
    pub on: Date,
    /// What becomes of the case.
    pub verdict: Verdict,
    /// Whether a line of the order that could go on needs identity verification.
    pub identity_required: bool,
    /// The pictures to take, in order.
    pub shots: Vec<Shot>,
    /// Every reason, the heaviest first.
    pub reasons: Vec<Reason>,
    /// What must be covered on the pictures of the identity document.
    pub masks: Vec<Mask>,
}

/// Assesses a case. Pure: the same policy, case and day give the same answer. Evidence may be
/// partly filled in: what is still empty is not compared.
pub fn assess(policy: InForce<'_>, case: &Case, on: Date) -> Assessment {
    assess_demanding(policy, case, on, Demand::default())
}

/// What somebody else asks for beyond the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// An auxiliary, also where the rules would do without.
    pub auxiliary: bool,
}

/// The same, with what the central service demands for a correction.
pub fn assess_demanding(policy: InForce<'_>, case: &Case, on: Date, demand: Demand) -> Assessment {
    let mut findings = Findings::default();
    let order = order::judge(policy, &case.order, &mut findings);
    applicant::judge(policy, &case.applicant, on, &mut findings);
    my_number::judge(case, &mut findings);
    let taken = if order.identity_required {
        evidence::judge(policy, case, &order, on, demand, &mut findings)
    } else {
        evidence::Taken::default()
    };
    let reasons = findings.into_reasons();
    let verdict = match reasons.first().map(|reason| reason.severity) {
        Some(Severity::Block) => Verdict::Refuse,
        Some(Severity::Need) => Verdict::Needs,
        Some(Severity::Confirm) | None => Verdict::Accept,
    };
    let masked = reasons.iter().any(|reason| reason.code == ReasonCode::MaskingRequired);
    let rule =
        case.primary.as_ref().filter(|_| masked).and_then(|primary| policy.document(&primary.document));
    let masks = rule.map(|rule| rule.masks.clone()).unwrap_or_default();
    let shots = if verdict == Verdict::Refuse { Vec::new() } else { shots::list(policy, case, taken) };
    Assessment {
        policy: policy.id.clone(),
        on,
        verdict,
        identity_required: order.identity_required,
        shots,
        reasons,
        masks,
    }
}

impl Assessment {
    /// Whether a reason of this code is among them.
    pub fn has(&self, code: ReasonCode) -> bool {
        self.reasons.iter().any(|reason| reason.code == code)
    }

    /// Told before the shot, masking becomes a need at capture: until the places are covered, a
    /// picture of such a document can not be kept.
    pub fn unmasked(&self) -> Option<Reason> {
        let told = self.reasons.iter().find(|reason| reason.code == ReasonCode::MaskingRequired)?;
        Some(Reason { severity: Severity::Need, ..told.clone() })
    }

    /// The document that `kiosk assess --json` prints.
    pub fn to_json(&self, catalogue: &Catalogue) -> serde_json::Value {
        let reasons: Vec<_> = self
            .reasons
            .iter()
            .map(|reason| {
                serde_json::json!({
                    "code": reason.code,
                    "severity": reason.severity,
                    "text_ja": catalogue.render(Language::Ja, &reason.message),
                    "text_en": catalogue.render(Language::En, &reason.message),
                })
            })
            .collect();
        serde_json::json!({
            "policy": self.policy,
            "on": self.on.to_string(),
            "verdict": self.verdict,
            "identity_required": self.identity_required,
            "shots": self.shots,
            "reasons": reasons,
        })
    }
}
