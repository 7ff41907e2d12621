//! What the central service says is registered: shown while the customer is at the desk, never kept.

use zeroize::Zeroizing;

use super::my_number::{Field, typed_my_number};

/// Longest text that is shown of one entry, in characters.
const LONGEST: usize = 120;

/// The entries of a registration, as far as they are known here. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Registration(Vec<(&'static str, Zeroizing<String>)>);

impl Registration {
    /// The keys that are shown, as in the applicant of a case.
    pub const KEYS: [&'static str; 11] = [
        "family_name",
        "given_name",
        "family_kana",
        "given_kana",
        "family_roman",
        "given_roman",
        "birth_date",
        "postal_code",
        "address",
        "phone",
        "email",
    ];

    /// Takes what can be shown of what the service said; `None` where nothing can.
    pub fn of(entry: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let shown = |key: &&'static str| {
            let text = Zeroizing::new(entry(key)?);
            let kind = if *key == "phone" { Field::Phone } else { Field::Text };
            let fits = !text.is_empty()
                && text.chars().count() <= LONGEST
                && !text.chars().any(char::is_control)
                && !typed_my_number(&text, kind);
            fits.then_some((*key, text))
        };
        let entries: Vec<_> = Self::KEYS.iter().filter_map(shown).collect();
        (!entries.is_empty()).then_some(Self(entries))
    }

    /// Each entry: its key and its text.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(key, text)| (*key, text.as_str()))
    }
}

impl std::fmt::Debug for Registration {
    /// Names nothing: all of it is personal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registration").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_shown_is_taken() {
        let said = |key: &str| match key {
            "family_name" => Some("高梨".to_owned()),
            "given_name" => Some("健\u{1b}太".to_owned()),
            "address" => Some("1234 5678 9018".to_owned()),
            "phone" => Some(String::new()),
            _ => None,
        };
        let registration = Registration::of(said).unwrap();
        assert_eq!(registration.entries().collect::<Vec<_>>(), [("family_name", "高梨")]);
        assert!(!format!("{registration:?}").contains("高梨"));
        assert_eq!(Registration::of(|_| None), None);
    }
}
