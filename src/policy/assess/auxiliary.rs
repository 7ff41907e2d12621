use jiff::civil::Date;

use super::super::rules::{AuxiliaryRule, DocumentRule, Policy};
use super::findings::Findings;
use crate::policy::InForce;
use crate::reason::{ReasonCode, Severity};
use crate::text::Message;
use crate::verification::case::{Auxiliary, Case};
use crate::verification::dates::{months_from, parse_date};
use crate::verification::matching::{Comparison, RegisteredName, compare_addresses, compare_names};

/// The auxiliaries that a document takes.
pub(in crate::policy) fn accepted<'p>(
    policy: &'p Policy,
    document: &'p DocumentRule,
) -> impl Iterator<Item = &'p AuxiliaryRule> {
    policy.auxiliaries.iter().filter(|rule| match &document.auxiliaries {
        Some(named) => named.contains(&rule.id),
        None => !rule.only_where_named,
    })
}

/// Judges an auxiliary that is needed. Tells whether it is accepted as such, so that its page is
/// photographed.
pub(super) fn judge(
    policy: InForce<'_>,
    case: &Case,
    document: &DocumentRule,
    auxiliary: &Auxiliary,
    on: Date,
    findings: &mut Findings,
) -> bool {
    let Some(rule) = accepted(policy.policy, document).find(|rule| rule.id == auxiliary.document) else {
        findings.auxiliary_not_accepted("kind");
        return false;
    };
    receipt(rule, auxiliary, findings);
    issue_date(rule, auxiliary, case, on, findings);
    shows_the_customer(policy, case, auxiliary, findings)
}

fn receipt(rule: &AuxiliaryRule, auxiliary: &Auxiliary, findings: &mut Findings) {
    let Some(utilities) = &rule.utilities else { return };
    if auxiliary.utility.as_ref().is_some_and(|utility| !utilities.contains(utility)) {
        findings.plain(ReasonCode::UtilityNotAccepted, Severity::Need);
    }
    if auxiliary.kind.as_deref() == Some("invoice") {
        findings.plain(ReasonCode::InvoiceNotReceipt, Severity::Need);
    }
    if auxiliary.paid_by.as_ref().is_some_and(|paid_by| rule.refused_payments.contains(paid_by)) {
        findings.plain(ReasonCode::PaidByCreditCard, Severity::Need);
    }
}

fn issue_date(rule: &AuxiliaryRule, auxiliary: &Auxiliary, case: &Case, on: Date, findings: &mut Findings) {
    let Some(issued) = auxiliary.issued_on.as_ref().and_then(|text| parse_date(text).ok()) else {
        if rule.max_age_months.is_some() {
            let name = format!("document-{}", rule.id);
            let message = Message::new("reason-issue-date-missing").naming("document", name);
            findings.add(ReasonCode::IssueDateMissing, Severity::Need, message);
        }
        return;
    };
    let birth = parse_date(&case.applicant.birth_date).ok();
    if issued > on || birth.is_some_and(|birth| issued < birth) {
        findings.impossible_date("auxiliary-issued");
    }
    let Some(months) = rule.max_age_months else { return };
    if months_from(on, -i32::from(months)).is_some_and(|earliest| issued < earliest) {
        let message = Message::new("reason-auxiliary-too-old").with("months", months.to_string());
        findings.add(ReasonCode::AuxiliaryTooOld, Severity::Need, message);
    }
}

fn shows_the_customer(
    policy: InForce<'_>,
    case: &Case,
    auxiliary: &Auxiliary,
    findings: &mut Findings,
) -> bool {
    let applicant = &case.applicant;
    let mut accepted = true;
    if !auxiliary.name.is_empty() && !applicant.family_name.is_empty() {
        match compare_names(policy.variants, RegisteredName::of(applicant), &auxiliary.name) {
            Comparison::Equal => {}
            Comparison::Equivalent { folds } => findings.equivalent_name("auxiliary", folds),
            Comparison::Different => {
                findings.auxiliary_not_accepted("name");
                accepted = false;
            }
        }
    }
    if auxiliary.address.trim().is_empty() {
        findings.plain(ReasonCode::AuxiliaryAddressMissing, Severity::Need);
    } else if !applicant.address.is_empty() {
        match compare_addresses(policy.variants, &applicant.address, &auxiliary.address) {
            Comparison::Equal => {}
            Comparison::Equivalent { folds } => findings.equivalent_address("auxiliary", folds),
            Comparison::Different => {
                findings.auxiliary_not_accepted("address");
                accepted = false;
            }
        }
    }
    accepted
}
