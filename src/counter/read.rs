//! What was read of a photograph beside what is registered: staff are told, and decide.

use jiff::civil::Date;
use zeroize::Zeroizing;

use crate::policy::InForce;
use crate::reading::fields::{Field, Fields};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::text::Message as Sentence;
use crate::verification::case::Applicant;
use crate::verification::dates::parse_date;
use crate::verification::matching::{Comparison, RegisteredName, compare_addresses, compare_names};
use crate::vision::geometry::Quad;

use super::form::FieldId;

/// Less certain readings are not worth a word.
const SURE: f32 = 0.9;

/// Something that was read and does not fit what is known. A reading may be wrong: staff are
/// shown both, and decide.
pub struct Difference {
    /// Which field.
    pub field: FieldId,
    /// What was read, brackets around what differs.
    pub read: Zeroizing<String>,
    /// What is registered, likewise; for a date that is past, today.
    pub known: Zeroizing<String>,
    /// Where it was read, in pixels of the picture that was read.
    pub region: Quad,
}

impl Difference {
    fn of(field: FieldId, read: &Field, known: &str) -> Self {
        Self {
            field,
            read: Zeroizing::new(marked(&read.text, known)),
            known: Zeroizing::new(marked(known, &read.text)),
            region: read.region,
        }
    }

    /// What staff are told of it: each only asks to be confirmed.
    pub fn reason(&self) -> Reason {
        let (code, id) = match self.field {
            FieldId::ExpiresOn => return Reason::new(ReasonCode::ReadExpired, Severity::Confirm),
            FieldId::PrintedBirthDate => (ReasonCode::ReadDiffers, "read-differs-birth-date"),
            FieldId::PrintedAddress => (ReasonCode::ReadDiffers, "read-differs-address"),
            _ => (ReasonCode::ReadDiffers, "read-differs-name"),
        };
        Reason { code, severity: Severity::Confirm, message: Sentence::new(id) }
    }
}

/// What staff should look at: a date that is past, and whatever differs from the registration.
pub(super) fn differences(
    fields: &Fields,
    applicant: &Applicant,
    policy: InForce<'_>,
    today: Date,
) -> Vec<Difference> {
    let sure = |field: &Option<Field>| field.clone().filter(|field| field.confidence >= SURE);
    let mut found = Vec::new();
    if let Some(expires) = sure(&fields.expires_on)
        && expires.as_date().is_some_and(|date| date < today)
    {
        let read = Zeroizing::new(expires.text.clone());
        let known = Zeroizing::new(today.to_string());
        found.push(Difference { field: FieldId::ExpiresOn, read, known, region: expires.region });
    }
    if let Some(name) = sure(&fields.name).filter(|_| !applicant.family_name.is_empty())
        && compare_names(policy.variants, RegisteredName::of(applicant), &name.text) == Comparison::Different
    {
        let registered = Zeroizing::new(format!("{}　{}", applicant.family_name, applicant.given_name));
        found.push(Difference::of(FieldId::PrintedName, &name, &registered));
    }
    if let Some(birth) = sure(&fields.birth_date)
        && let Some((read, registered)) = birth.as_date().zip(parse_date(&applicant.birth_date).ok())
        && read != registered
    {
        found.push(Difference::of(FieldId::PrintedBirthDate, &birth, &registered.to_string()));
    }
    if let Some(address) = sure(&fields.address).filter(|_| !applicant.address.is_empty())
        && compare_addresses(policy.variants, &applicant.address, &address.text) == Comparison::Different
    {
        found.push(Difference::of(FieldId::PrintedAddress, &address, &applicant.address));
    }
    found
}

/// The text with brackets around what differs from the other one.
pub(super) fn marked(text: &str, other: &str) -> String {
    let (text, other): (Vec<char>, Vec<char>) = (text.chars().collect(), other.chars().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&char, &char)>| pairs.take_while(|(a, b)| a == b).count();
    let head = same(&mut text.iter().zip(&other));
    let most = text.len().min(other.len()) - head;
    let tail = same(&mut text.iter().rev().zip(other.iter().rev())).min(most);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().iter().collect::<String>();
    let end = text.len() - tail;
    format!("{}[{}]{}", part(0, head), part(head, end), part(end, text.len()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::policy::{Channel, PolicySet};

    fn field(text: &str, confidence: f32) -> Field {
        Field { text: text.into(), confidence, region: Quad::rectangle(1.0, 1.0) }
    }

    fn told(fields: &Fields) -> Vec<String> {
        let config = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config");
        let policies = PolicySet::load(&config).unwrap();
        let today = date(2026, 11, 22);
        let policy = policies.in_force(Channel::Counter, today).unwrap();
        let mut applicant = Applicant::default();
        applicant.family_name.push_str("高梨");
        applicant.given_name.push_str("健太");
        applicant.birth_date.push_str("1985-04-01");
        applicant.address.push_str("東京都千代田区富士見2丁目3番19号");
        let found = differences(fields, &applicant, policy, today);
        let reasons: Vec<Reason> = found.iter().map(Difference::reason).collect();
        assert!(reasons.iter().all(|reason| reason.severity == Severity::Confirm));
        reasons.iter().map(|reason| reason.message.id.to_string()).collect()
    }

    #[test]
    fn what_agrees_is_not_mentioned() {
        let fields = Fields {
            name: Some(field("髙梨　健太", 0.99)),
            birth_date: Some(field("1985-04-01", 0.99)),
            expires_on: Some(field("2026-11-22", 0.99)),
            address: Some(field("東京都千代田区富士見二丁目３－１９", 0.99)),
            ..Fields::default()
        };
        assert!(told(&fields).is_empty());
        assert!(told(&Fields::default()).is_empty());
    }

    #[test]
    fn what_differs_is_to_be_confirmed_and_what_is_unsure_is_not_mentioned() {
        let fields = Fields {
            name: Some(field("高梨　建太", 0.99)),
            birth_date: Some(field("1985-04-02", 0.99)),
            expires_on: Some(field("2026-11-21", 0.99)),
            address: Some(field("東京都千代田区富士見2丁目3番18号", 0.5)),
            ..Fields::default()
        };
        assert_eq!(told(&fields), ["reason-read-expired", "read-differs-name", "read-differs-birth-date"]);
    }

    #[test]
    fn the_differing_characters_are_marked() {
        assert_eq!(marked("高梨　建太", "高梨　健太"), "高梨　[建]太");
        assert_eq!(marked("1-2", "1-2-3"), "1-2[]");
        assert_eq!(marked("", "x"), "[]");
    }
}
