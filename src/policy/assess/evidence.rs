use jiff::civil::Date;

use super::super::rules::{Acceptance, AddressRule, BackRule, DocumentRule, ExpiryRule};
use super::Demand;
use super::applicant::is_impossible_birth;
use super::auxiliary;
use super::findings::Findings;
use super::order::Judged;
use super::standing::standing;
use crate::policy::InForce;
use crate::reason::{ReasonCode, Severity};
use crate::text::Message;
use crate::verification::case::{Case, Primary};
use crate::verification::dates::{months_from, parse_date};
use crate::verification::matching::{
    Comparison, RegisteredName, compare_addresses, compare_birth_dates, compare_names,
};

/// What of the evidence is taken, for the list of pictures.
#[derive(Clone, Copy, Default)]
pub(super) struct Taken {
    /// The identity document.
    pub primary: bool,
    /// It is past its date, and accepted because a renewal is pending.
    pub in_grace: bool,
    /// The auxiliary is needed and of a kind that is accepted.
    pub auxiliary: bool,
}

/// Judges the documents of an order that needs identity verification.
pub(super) fn judge(
    policy: InForce<'_>,
    case: &Case,
    order: &Judged,
    on: Date,
    demand: Demand,
    findings: &mut Findings,
) -> Taken {
    let primary = case.primary.as_ref().filter(|primary| !primary.document.is_empty());
    let Some(primary) = primary.filter(|primary| policy.auxiliary(&primary.document).is_none()) else {
        if primary.is_some() || case.auxiliary.is_some() {
            findings.plain(ReasonCode::AuxiliaryAlone, Severity::Need);
        } else {
            findings.plain(ReasonCode::DocumentRequired, Severity::Need);
        }
        return Taken::default();
    };
    let judge = Judge { policy, case, primary, on, demand };
    let against = standing(&policy, &primary.document, &order.services, on);
    let on_list = against.is_empty();
    for why in against {
        findings.add(why.code, Severity::Block, why.message);
    }
    if !primary.original {
        findings.plain(ReasonCode::OriginalRequired, Severity::Need);
    }
    judge.person(findings);
    judge.dates(findings);
    let rule = policy.document(&primary.document).filter(|_| on_list);
    let in_grace = judge.expiry(rule, findings);
    let Some(rule) = rule else { return Taken::default() };
    judge.conditions(rule, findings);
    let auxiliary = judge.address(rule, findings);
    Taken { primary: true, in_grace, auxiliary }
}

struct Judge<'c> {
    policy: InForce<'c>,
    case: &'c Case,
    primary: &'c Primary,
    on: Date,
    demand: Demand,
}

fn date(text: Option<&String>) -> Option<Date> {
    text.and_then(|text| parse_date(text).ok())
}

impl Judge<'_> {
    /// Name and birth date against the registration.
    fn person(&self, findings: &mut Findings) {
        let applicant = &self.case.applicant;
        if !self.primary.name.is_empty() && !applicant.family_name.is_empty() {
            match compare_names(self.policy.variants, RegisteredName::of(applicant), &self.primary.name) {
                Comparison::Equal => {}
                Comparison::Equivalent { folds } => findings.equivalent_name("primary", folds),
                Comparison::Different => findings.plain(ReasonCode::NameDiffers, Severity::Block),
            }
        }
        let births = parse_date(&applicant.birth_date).ok().zip(parse_date(&self.primary.birth_date).ok());
        if births.is_some_and(|(a, b)| compare_birth_dates(a, b) == Comparison::Different) {
            findings.plain(ReasonCode::BirthDateDiffers, Severity::Block);
        }
    }

    /// Dates that can not be.
    fn dates(&self, findings: &mut Findings) {
        let birth = parse_date(&self.primary.birth_date).ok();
        let issued = date(self.primary.issued_on.as_ref());
        let expires = date(self.primary.expires_on.as_ref());
        if birth.is_some_and(|birth| is_impossible_birth(self.policy, birth, self.on)) {
            findings.impossible_date("primary-birth");
        }
        let Some(issued) = issued else { return };
        let after_expiry = expires.is_some_and(|expires| expires < issued);
        if issued > self.on || after_expiry || birth.is_some_and(|birth| issued < birth) {
            findings.impossible_date("primary-issued");
        }
    }

    /// The last day of validity. Tells whether a pending renewal saves a document past it.
    fn expiry(&self, rule: Option<&DocumentRule>, findings: &mut Findings) -> bool {
        let Some(expires) = date(self.primary.expires_on.as_ref()) else {
            if rule.is_some_and(|rule| rule.expiry == ExpiryRule::Required) {
                findings.plain(ReasonCode::ExpiryDateMissing, Severity::Need);
            }
            return false;
        };
        if self.on <= expires {
            return false;
        }
        let grace = rule
            .filter(|_| self.primary.renewal_pending)
            .and_then(|rule| rule.renewal_grace_months)
            .and_then(|months| months_from(expires, i32::from(months)))
            .filter(|last| self.on <= *last);
        let (id, severity, last) = match grace {
            Some(last) => ("reason-document-expired-grace", Severity::Confirm, last),
            None => ("reason-document-expired", Severity::Block, expires),
        };
        let message = Message::new(id).with("expires", expires.to_string()).with("last", last.to_string());
        findings.add(ReasonCode::DocumentExpired, severity, message);
        grace.is_some()
    }

    /// What the document's own row of the rules asks for.
    fn conditions(&self, rule: &DocumentRule, findings: &mut Findings) {
        let name = || format!("document-{}", rule.id);
        if rule.photo_required && !self.primary.has_photo {
            findings.plain(ReasonCode::PhotoRequired, Severity::Block);
        }
        if let Some(limit) = rule.issued_not_before {
            match date(self.primary.issued_on.as_ref()) {
                None => findings.add(
                    ReasonCode::IssueDateMissing,
                    Severity::Need,
                    Message::new("reason-issue-date-missing").naming("document", name()),
                ),
                Some(issued) if issued < limit => findings.add(
                    ReasonCode::IssuedBeforeLimit,
                    Severity::Block,
                    Message::new("reason-issued-before-limit").with("limit", limit.to_string()),
                ),
                Some(_) => {}
            }
        }
        if !self.issuer_is_accepted(rule) {
            findings.plain(ReasonCode::IssuerNotAccepted, Severity::Block);
        }
        if self.policy.limits.chip_required && rule.chip && !self.primary.chip_read {
            findings.plain(ReasonCode::ChipReadRequired, Severity::Need);
        }
        if !rule.masks.is_empty() && rule.masks_from.is_none_or(|from| from <= self.on) {
            let masks = rule.masks.iter().map(|mask| format!("mask-{}", mask.as_str()));
            let message = Message::new("reason-masking-required").listing("masks", masks);
            findings.add(ReasonCode::MaskingRequired, Severity::Confirm, message);
        }
    }

    fn issuer_is_accepted(&self, rule: &DocumentRule) -> bool {
        let Some((issuer, list)) = self.primary.issuer.as_ref().zip(rule.issuers.as_ref()) else {
            return true;
        };
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let issuer = bare(issuer);
        self.policy.issuers.get(list).is_some_and(|names| names.iter().any(|name| bare(name) == issuer))
    }

    /// The address, and the auxiliary where one is needed. Tells whether its picture is taken.
    fn address(&self, rule: &DocumentRule, findings: &mut Findings) -> bool {
        let registered = &self.case.applicant.address;
        let shown = self.primary.shows_address;
        if !shown && rule.address == AddressRule::Required {
            findings.plain(ReasonCode::AddressMissing, Severity::Block);
            return false;
        }
        let compared = (shown && !self.primary.address.is_empty() && !registered.is_empty())
            .then(|| compare_addresses(self.policy.variants, registered, &self.primary.address));
        if let Some(Comparison::Equivalent { folds }) = compared {
            findings.equivalent_address("primary", folds);
        }
        let outdated = rule.back == BackRule::Auxiliary && self.primary.address_on_back;
        let always = rule.accept == Acceptance::WithAuxiliary || !shown || outdated || self.demand.auxiliary;
        let moved = compared == Some(Comparison::Different);
        let auxiliary = self.case.auxiliary.as_ref().filter(|auxiliary| !auxiliary.document.is_empty());
        match auxiliary {
            _ if !always && !moved => false,
            Some(auxiliary) => auxiliary::judge(self.policy, self.case, rule, auxiliary, self.on, findings),
            None => {
                let code = if always { ReasonCode::AuxiliaryRequired } else { ReasonCode::AddressDiffers };
                let kinds =
                    auxiliary::accepted(&self.policy, rule).map(|kind| format!("document-{}", kind.id));
                let message = Message::new(format!("reason-{code}")).listing("kinds", kinds);
                findings.add(code, Severity::Need, message);
                false
            }
        }
    }
}
