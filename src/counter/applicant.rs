//! The applicant screen: who signs, as registered.

use crate::text::Message as Sentence;
use crate::verification::case::Applicant;
use crate::verification::dates::parse_date;
use crate::verification::my_number::{self, typed_my_number};

use super::form::{FieldId, Form};
use super::spelling;

/// An empty form.
pub fn form() -> Form {
    Form::new()
        .text(FieldId::FamilyName)
        .text(FieldId::GivenName)
        .text(FieldId::FamilyKana)
        .text(FieldId::GivenKana)
        .text(FieldId::BirthDate)
        .text(FieldId::PostalCode)
        .text(FieldId::Address)
        .text(FieldId::Phone)
        .optional(FieldId::Email)
        .optional(FieldId::FamilyRoman)
        .optional(FieldId::GivenRoman)
}

/// Fills the form from a registration that was loaded.
pub fn fill(form: &mut Form, applicant: &Applicant) {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    for (id, text) in [
        (FieldId::FamilyName, applicant.family_name.as_str()),
        (FieldId::GivenName, &applicant.given_name),
        (FieldId::FamilyKana, &applicant.family_kana),
        (FieldId::GivenKana, &applicant.given_kana),
        (FieldId::BirthDate, &applicant.birth_date),
        (FieldId::PostalCode, &applicant.postal_code),
        (FieldId::Address, &applicant.address),
        (FieldId::Phone, &applicant.phone),
        (FieldId::Email, &some(&applicant.email)),
        (FieldId::FamilyRoman, &some(&applicant.family_roman)),
        (FieldId::GivenRoman, &some(&applicant.given_roman)),
    ] {
        form.set(id, text);
    }
}

/// The applicant as entered. The birth date is ISO where it could be read, as typed otherwise.
pub fn applicant(form: &Form) -> Applicant {
    let text = |id| form.get(id).to_owned();
    let birth_date = text(FieldId::BirthDate);
    Applicant {
        family_name: text(FieldId::FamilyName),
        given_name: text(FieldId::GivenName),
        family_kana: text(FieldId::FamilyKana),
        given_kana: text(FieldId::GivenKana),
        family_roman: form.get_some(FieldId::FamilyRoman),
        given_roman: form.get_some(FieldId::GivenRoman),
        birth_date: parse_date(&birth_date).map_or(birth_date, |date| date.to_string()),
        postal_code: text(FieldId::PostalCode),
        address: text(FieldId::Address),
        phone: text(FieldId::Phone),
        email: form.get_some(FieldId::Email),
    }
}

/// What is wrong with a field that is filled.
pub fn wrong(form: &Form, id: FieldId) -> Option<Sentence> {
    let text = form.get(id);
    if text.is_empty() {
        return None;
    }
    let kind = if id == FieldId::Phone { my_number::Field::Phone } else { my_number::Field::Text };
    if typed_my_number(text, kind) {
        return Some(Sentence::new("reason-my-number-visible"));
    }
    (!spelling::fits(id, text)).then(|| id.hint())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(id: FieldId, text: &str) -> Form {
        let mut form = form();
        form.set(id, text);
        form
    }

    #[test]
    fn fields_check_their_alphabet_and_form() {
        for (id, good, bad) in [
            (FieldId::FamilyKana, "ヤマダ", "やまだ"),
            (FieldId::GivenKana, "ﾀﾛｳ", "太郎"),
            (FieldId::FamilyRoman, "O'Brien-Smith", "山田"),
            (FieldId::BirthDate, "昭和60年4月1日", "1985-02-30"),
            (FieldId::PostalCode, "101-0021", "101"),
            (FieldId::Phone, "０９０－１２３４－５６７８", "090-1234"),
            (FieldId::Email, "a@example.jp", "a@example"),
        ] {
            assert_eq!(wrong(&with(id, good), id), None, "{good}");
            assert_eq!(wrong(&with(id, bad), id), Some(id.hint()), "{bad}");
        }
    }

    #[test]
    fn a_typed_my_number_is_refused_in_any_field_but_the_phone() {
        let form = with(FieldId::Address, "東京都 1234 5678 9018");
        assert_eq!(wrong(&form, FieldId::Address), Some(Sentence::new("reason-my-number-visible")));
    }

    #[test]
    fn what_was_filled_comes_back() {
        let mut form = form();
        let mut before = Applicant::default();
        before.family_name.push_str("山田");
        before.birth_date.push_str("1990-04-01");
        before.email = Some("a@example.jp".into());
        fill(&mut form, &before);
        assert!(applicant(&form) == before);
        form.set(FieldId::BirthDate, "平成2年4月1日");
        assert!(applicant(&form) == before);
    }
}
