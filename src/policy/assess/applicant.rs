use jiff::civil::Date;

use super::findings::Findings;
use crate::policy::InForce;
use crate::reason::{ReasonCode, Severity};
use crate::text::Message;
use crate::verification::case::Applicant;
use crate::verification::dates::{has_completed, is_over, parse_date};

/// Judges the applicant's age, whatever was ordered.
pub(super) fn judge(policy: InForce<'_>, applicant: &Applicant, on: Date, findings: &mut Findings) {
    let Ok(birth) = parse_date(&applicant.birth_date) else { return };
    let youngest = policy.limits.youngest_age;
    if !has_completed(birth, i16::from(youngest), on) {
        let message = Message::new("reason-applicant-too-young").with("years", youngest.to_string());
        findings.add(ReasonCode::ApplicantTooYoung, Severity::Block, message);
    }
    if is_impossible_birth(policy, birth, on) {
        findings.impossible_date("applicant-birth");
    }
}

/// Born in the future, or longer ago than anybody lives.
pub(super) fn is_impossible_birth(policy: InForce<'_>, birth: Date, on: Date) -> bool {
    birth > on || is_over(birth, i16::from(policy.limits.oldest_age), on)
}
