use serde_json::Value;

use super::shipped_config;

/// An invented person of the sample cases, with what their document says.
pub struct Person {
    case: Value,
}

/// The holder of the sample driver's licence.
pub fn licence_holder() -> Person {
    Person::of("drivers-license")
}

impl Person {
    /// The person of a case in `samples/cases`.
    pub fn of(case: &str) -> Self {
        let file = shipped_config().join("samples/cases").join(format!("{case}.json"));
        Self { case: serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap() }
    }

    /// A text of the registration.
    pub fn registered(&self, key: &str) -> String {
        self.text("applicant", key)
    }

    /// A text of the identity document.
    pub fn printed(&self, key: &str) -> String {
        self.text("primary", key)
    }

    /// What is typed into the applicant's form, field by field.
    pub fn registration(&self) -> Vec<String> {
        let keys = [
            "family_name",
            "given_name",
            "family_kana",
            "given_kana",
            "birth_date",
            "postal_code",
            "address",
            "phone",
            "email",
            "family_roman",
            "given_roman",
        ];
        keys.iter().map(|key| self.registered(key)).collect()
    }

    fn text(&self, part: &str, key: &str) -> String {
        self.case[part][key].as_str().unwrap_or_default().to_owned()
    }
}
