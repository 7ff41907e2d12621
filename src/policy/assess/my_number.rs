use super::findings::Findings;
use crate::reason::{ReasonCode, Severity};
use crate::verification::case::Case;
use crate::verification::my_number::{Field, typed_my_number};

/// Looks for a My Number in every text of the case, whatever else the case is.
pub(super) fn judge(case: &Case, findings: &mut Findings) {
    let applicant = &case.applicant;
    let required = [
        &applicant.family_name,
        &applicant.given_name,
        &applicant.family_kana,
        &applicant.given_kana,
        &applicant.birth_date,
        &applicant.postal_code,
        &applicant.address,
    ];
    let optional =
        [&applicant.family_roman, &applicant.given_roman, &applicant.email, &case.order.reservation];
    let primary = case.primary.iter().flat_map(|document| {
        [&document.document, &document.name, &document.birth_date, &document.address]
            .into_iter()
            .chain(&document.issuer)
            .chain(&document.issued_on)
            .chain(&document.expires_on)
    });
    let auxiliary = case.auxiliary.iter().flat_map(|document| {
        [&document.document, &document.name, &document.address].into_iter().chain(&document.issued_on)
    });
    let lines = case.order.lines.iter().map(|line| &line.service);
    let texts = required.into_iter().chain(optional.into_iter().flatten()).chain(primary).chain(auxiliary);
    if texts.chain(lines).any(|text| typed_my_number(text, Field::Text))
        || typed_my_number(&applicant.phone, Field::Phone)
    {
        findings.plain(ReasonCode::MyNumberVisible, Severity::Block);
    }
}
