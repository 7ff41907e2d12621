//! The evidence screens: what the identity document and the auxiliary say, as staff read them.

use crate::text::Message as Sentence;
use crate::verification::case::{Auxiliary, Primary};
use crate::verification::dates::parse_date;

use super::applicant;
use super::form::{FieldId, Form};

/// An empty form for the identity document.
pub fn primary_form() -> Form {
    Form::new()
        .text(FieldId::PrintedName)
        .text(FieldId::PrintedBirthDate)
        .optional(FieldId::PrintedAddress)
        .optional(FieldId::ExpiresOn)
        .optional(FieldId::IssuedOn)
        .optional(FieldId::Issuer)
        .toggle(FieldId::Original, true)
        .toggle(FieldId::HasPhoto, true)
        .toggle(FieldId::AddressOnBack, false)
        .toggle(FieldId::RenewalPending, false)
        .toggle(FieldId::Dependant, false)
        .toggle(FieldId::ChipRead, false)
}

/// The identity document as entered. An empty address means that it shows none.
pub fn primary(form: &Form, document: &str) -> Primary {
    let address = form.get(FieldId::PrintedAddress).to_owned();
    Primary {
        document: document.to_owned(),
        name: form.get(FieldId::PrintedName).to_owned(),
        birth_date: date(form, FieldId::PrintedBirthDate).unwrap_or_default(),
        shows_address: !address.is_empty(),
        address,
        issued_on: date(form, FieldId::IssuedOn),
        expires_on: date(form, FieldId::ExpiresOn),
        issuer: form.get_some(FieldId::Issuer),
        has_photo: form.is_on(FieldId::HasPhoto),
        address_on_back: form.is_on(FieldId::AddressOnBack),
        renewal_pending: form.is_on(FieldId::RenewalPending),
        dependant: form.is_on(FieldId::Dependant),
        chip_read: form.is_on(FieldId::ChipRead),
        original: form.is_on(FieldId::Original),
    }
}

/// Copies the registration into what the document says, for documents that say the same.
pub fn same_as_registered(form: &mut Form, registered: &Form) {
    let name = format!("{} {}", registered.get(FieldId::FamilyName), registered.get(FieldId::GivenName));
    form.set(FieldId::PrintedName, &name);
    form.set(FieldId::PrintedBirthDate, registered.get(FieldId::BirthDate));
    form.set(FieldId::PrintedAddress, registered.get(FieldId::Address));
    form.complaint = None;
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
        issued_on: date(form, FieldId::IssuedOn),
        name: form.get(FieldId::PrintedName).to_owned(),
        address: form.get(FieldId::PrintedAddress).to_owned(),
        document,
    }
}

/// The auxiliary of which the contract asks utility, kind and way of payment.
const UTILITY_RECEIPT: &str = "utility-receipt";

/// The first thing to correct before going on, with the field to correct.
pub fn complaint(form: &Form) -> Option<(FieldId, Sentence)> {
    let empty = form.first_empty().map(|id| (id, id.hint()));
    empty.or_else(|| form.fields().iter().find_map(|field| wrong(form, field.id).map(|why| (field.id, why))))
}

/// What is wrong with a field that is filled.
pub fn wrong(form: &Form, id: FieldId) -> Option<Sentence> {
    let text = form.get(id);
    if is_date(id) && !text.is_empty() && parse_date(text).is_err() {
        return Some(id.hint());
    }
    applicant::wrong(form, id)
}

fn is_date(id: FieldId) -> bool {
    matches!(id, FieldId::PrintedBirthDate | FieldId::ExpiresOn | FieldId::IssuedOn)
}

/// A date as ISO; `None` where none that can be read was typed.
fn date(form: &Form, id: FieldId) -> Option<String> {
    parse_date(form.get(id)).ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_without_an_address_shows_none() {
        let mut form = primary_form();
        form.set(FieldId::PrintedName, "山田 太郎");
        form.set(FieldId::ExpiresOn, "令和9年8月9日まで有効");
        let document = primary(&form, "drivers-license");
        assert!(!document.shows_address);
        assert_eq!(document.expires_on.as_deref(), Some("2027-08-09"));
        assert_eq!(document.issued_on, None);
    }

    #[test]
    fn a_date_that_no_calendar_has_is_named() {
        let mut form = primary_form();
        form.set(FieldId::PrintedName, "山田 太郎");
        form.set(FieldId::PrintedBirthDate, "1990-04-01");
        form.set(FieldId::ExpiresOn, "2027-02-29");
        assert_eq!(complaint(&form).map(|(id, _)| id), Some(FieldId::ExpiresOn));
    }

    #[test]
    fn only_a_utility_receipt_has_utility_kind_and_payment() {
        let mut form = auxiliary_form(["certificate-of-residence", UTILITY_RECEIPT]);
        assert_eq!(auxiliary(&form).utility, None);
        form.input(&super::super::message::Input::Right);
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
        let mut form = primary_form();
        same_as_registered(&mut form, &registered);
        assert_eq!(form.get(FieldId::PrintedName), "髙橋 花子");
        assert_eq!(form.get(FieldId::PrintedAddress), "東京都千代田区外神田1-1-1");
    }
}
