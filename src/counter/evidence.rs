//! The evidence screens: what the identity document and the auxiliary say, as staff read them.

use crate::policy::{BackRule, Condition, ExpiryRule, InForce};
use crate::reason::ReasonCode;
use crate::verification::case::{Auxiliary, Primary};
use crate::verification::dates::parse_date;

use super::form::{FieldId, Form};

/// An empty form for an identity document: what its rule asks for, and no more.
pub fn primary_form(policy: &InForce<'_>, document: &str) -> Form {
    let form = Form::new()
        .text(FieldId::PrintedName)
        .text(FieldId::PrintedBirthDate)
        .optional(FieldId::PrintedAddress);
    let Some(rule) = policy.document(document) else { return form };
    let form = match rule.expiry {
        ExpiryRule::Required => form.text(FieldId::ExpiresOn),
        ExpiryRule::IfPrinted => form.optional(FieldId::ExpiresOn),
    };
    let some_side = |condition| rule.sides.iter().any(|side| side.required_when.contains(&condition));
    let asks_for = |asked, form: Form, add: fn(Form) -> Form| if asked { add(form) } else { form };
    let form = asks_for(rule.issued_not_before.is_some(), form, |form| form.text(FieldId::IssuedOn));
    let form = asks_for(rule.issuers.is_some(), form, |form| form.optional(FieldId::Issuer));
    let form = form.toggle(FieldId::Original, true);
    let form = asks_for(rule.photo_required, form, |form| form.toggle(FieldId::HasPhoto, true));
    let back_matters = rule.back == BackRule::Auxiliary || some_side(Condition::ChangeOnBack);
    let form = asks_for(back_matters, form, |form| form.toggle(FieldId::AddressOnBack, false));
    let grace = rule.renewal_grace_months.is_some();
    let form = asks_for(grace, form, |form| form.toggle(FieldId::RenewalPending, false));
    let form = asks_for(some_side(Condition::Dependant), form, |form| form.toggle(FieldId::Dependant, false));
    let chip = rule.chip && policy.limits.chip_required;
    asks_for(chip, form, |form| form.toggle(FieldId::ChipRead, false))
}

/// The identity document as entered. An empty address means that it shows none.
pub fn primary(form: &Form, document: &str) -> Primary {
    let address = form.get(FieldId::PrintedAddress).to_owned();
    Primary {
        document: document.to_owned(),
        name: form.get(FieldId::PrintedName).to_owned(),
        birth_date: typed_date(form, FieldId::PrintedBirthDate).unwrap_or_default(),
        shows_address: !address.is_empty(),
        address,
        issued_on: typed_date(form, FieldId::IssuedOn),
        expires_on: typed_date(form, FieldId::ExpiresOn),
        issuer: form.get_some(FieldId::Issuer),
        has_photo: !form.has(FieldId::HasPhoto) || form.is_on(FieldId::HasPhoto),
        address_on_back: form.is_on(FieldId::AddressOnBack),
        renewal_pending: form.is_on(FieldId::RenewalPending),
        dependant: form.is_on(FieldId::Dependant),
        chip_read: form.is_on(FieldId::ChipRead),
        original: form.is_on(FieldId::Original),
    }
}

/// Copies the registration into what the document says, for documents that say the same, and
/// goes on to the first text that is still open.
pub fn same_as_registered(form: &mut Form, registered: &Form) {
    let name = format!("{} {}", registered.get(FieldId::FamilyName), registered.get(FieldId::GivenName));
    form.set(FieldId::PrintedName, &name);
    form.set(FieldId::PrintedBirthDate, registered.get(FieldId::BirthDate));
    form.set(FieldId::PrintedAddress, registered.get(FieldId::Address));
    form.forgive();
    if let Some(open) = form.first_open() {
        form.focus_on(open);
    }
}

/// An empty form for the auxiliary, offering those ids.
pub fn auxiliary_form<'a>(documents: impl IntoIterator<Item = &'a str>) -> Form {
    Form::new()
        .choice(FieldId::AuxiliaryDocument, documents)
        .choice(FieldId::Utility, ["electricity", "city-gas", "water", "propane", "other"])
        .choice(FieldId::ReceiptKind, ["receipt", "invoice"])
        .choice(FieldId::PaidBy, ["cash", "bank-transfer", "convenience-store", "credit-card", "other"])
        .optional(FieldId::IssuedOn)
        .text(FieldId::PrintedName)
        .optional(FieldId::PrintedAddress)
}

/// The auxiliary as entered.
pub fn auxiliary(form: &Form) -> Auxiliary {
    let document = form.get(FieldId::AuxiliaryDocument).to_owned();
    let of_receipt = |id| (document == UTILITY_RECEIPT).then(|| form.get(id).to_owned());
    Auxiliary {
        utility: of_receipt(FieldId::Utility),
        kind: of_receipt(FieldId::ReceiptKind),
        paid_by: of_receipt(FieldId::PaidBy),
        issued_on: typed_date(form, FieldId::IssuedOn),
        name: form.get(FieldId::PrintedName).to_owned(),
        address: form.get(FieldId::PrintedAddress).to_owned(),
        document,
    }
}

/// The auxiliary of which the contract asks utility, kind and way of payment.
const UTILITY_RECEIPT: &str = "utility-receipt";

/// The field of the identity document where staff put right what a reason names.
pub fn field_of(code: ReasonCode) -> Option<FieldId> {
    Some(match code {
        ReasonCode::NameDiffers => FieldId::PrintedName,
        ReasonCode::BirthDateDiffers => FieldId::PrintedBirthDate,
        ReasonCode::AddressMissing | ReasonCode::AddressDiffers => FieldId::PrintedAddress,
        ReasonCode::ExpiryDateMissing | ReasonCode::DocumentExpired => FieldId::ExpiresOn,
        ReasonCode::IssueDateMissing | ReasonCode::IssuedBeforeLimit => FieldId::IssuedOn,
        ReasonCode::IssuerNotAccepted => FieldId::Issuer,
        ReasonCode::OriginalRequired => FieldId::Original,
        ReasonCode::PhotoRequired => FieldId::HasPhoto,
        ReasonCode::ChipReadRequired => FieldId::ChipRead,
        _ => return None,
    })
}

/// A date as ISO; `None` where none that can be read was typed.
fn typed_date(form: &Form, id: FieldId) -> Option<String> {
    parse_date(form.get(id)).ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::super::applicant;
    use super::*;
    use crate::policy::{Channel, PolicySet};

    fn form_of(document: &str) -> Form {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config");
        let policies = PolicySet::load(&folder).unwrap();
        primary_form(&policies.in_force(Channel::Counter, date(2026, 11, 22)).unwrap(), document)
    }

    #[test]
    fn a_form_asks_what_the_rule_of_the_document_asks() {
        let ids = |document| form_of(document).fields().iter().map(|field| field.id).collect::<Vec<_>>();
        let license = ids("drivers-license");
        assert!(license.contains(&FieldId::Issuer) && license.contains(&FieldId::AddressOnBack));
        assert!(!license.contains(&FieldId::Dependant) && !license.contains(&FieldId::IssuedOn));
        assert!(ids("driving-history-certificate").contains(&FieldId::IssuedOn));
        assert!(ids("residence-card").contains(&FieldId::RenewalPending));
        assert_eq!(ids("japanese-passport").len(), 5);
    }

    #[test]
    fn a_document_without_an_address_shows_none() {
        let mut form = form_of("drivers-license");
        form.set(FieldId::PrintedName, "山田 太郎");
        form.set(FieldId::ExpiresOn, "令和9年8月9日まで有効");
        let document = primary(&form, "drivers-license");
        assert!(!document.shows_address);
        assert_eq!(document.expires_on.as_deref(), Some("2027-08-09"));
        assert_eq!(document.issued_on, None);
    }

    #[test]
    fn a_date_that_no_calendar_has_is_named() {
        let mut form = form_of("drivers-license");
        form.set(FieldId::PrintedName, "山田 太郎");
        form.set(FieldId::PrintedBirthDate, "1990-04-01");
        form.set(FieldId::ExpiresOn, "2027-02-29");
        form.focus_on(FieldId::Issuer);
        assert!(!form.onward(&applicant::wrong));
        assert_eq!(form.focused().map(|field| field.id), Some(FieldId::ExpiresOn));
    }

    #[test]
    fn only_a_utility_receipt_has_utility_kind_and_payment() {
        let mut form = auxiliary_form(["certificate-of-residence", UTILITY_RECEIPT]);
        assert_eq!(auxiliary(&form).utility, None);
        form.input(&super::super::message::Input::Right, &applicant::wrong);
        let receipt = auxiliary(&form);
        assert_eq!(
            (receipt.utility.as_deref(), receipt.paid_by.as_deref()),
            (Some("electricity"), Some("cash"))
        );
    }

    #[test]
    fn the_registration_is_copied_as_registered() {
        let mut registered = applicant::form();
        registered.set(FieldId::FamilyName, "髙橋");
        registered.set(FieldId::GivenName, "花子");
        registered.set(FieldId::Address, "東京都千代田区外神田1-1-1");
        let mut form = form_of("drivers-license");
        same_as_registered(&mut form, &registered);
        assert_eq!(form.get(FieldId::PrintedName), "髙橋 花子");
        assert_eq!(form.get(FieldId::PrintedAddress), "東京都千代田区外神田1-1-1");
    }
}
