use kiosk::text::{Catalogue, Language};
use serde_json::{Value, json};

use super::support::*;

const NUMBER: &str = "123456789018";

fn everywhere() -> Vec<(&'static str, &'static str)> {
    [
        ("order", &["reservation"][..]),
        (
            "applicant",
            &[
                "family_name",
                "given_name",
                "family_kana",
                "given_kana",
                "family_roman",
                "given_roman",
                "postal_code",
                "address",
                "email",
            ],
        ),
        ("primary", &["name", "address", "issuer"]),
        ("auxiliary", &["name", "address"]),
    ]
    .into_iter()
    .flat_map(|(section, keys)| keys.iter().map(move |key| (section, *key)))
    .collect()
}

#[test]
fn any_text_of_a_case_may_hide_one() {
    let catalogue = Catalogue::built_in().unwrap();
    for (section, key) in everywhere() {
        for text in [NUMBER, "1234-5678-9018", "１２３４　５６７８　９０１８", "x123456789018x"]
        {
            let base = with_auxiliary(case("drivers-license"), "utility-receipt", COUNTER_2022.1);
            let hit = set(base, section, json!({ key: text }));
            let seen = judge(&hit, COUNTER_2022);
            assert!(told(&seen).contains(&"block:my-number-visible".to_owned()), "{section}.{key} {text}");
            for reason in &seen.reasons {
                for language in [Language::Ja, Language::En] {
                    let text = catalogue.render(language, &reason.message);
                    assert!(!text.contains(NUMBER) && !text.contains("5678"), "{text}");
                }
            }
        }
        let base = with_auxiliary(case("drivers-license"), "utility-receipt", COUNTER_2022.1);
        let harmless = judge(&set(base, section, json!({ key: "123456789012" })), COUNTER_2022);
        assert!(!told(&harmless).contains(&"block:my-number-visible".to_owned()), "{section}.{key}");
    }
}

#[test]
fn it_is_told_whatever_else_the_case_is() {
    let hit = |case: Value| reasons(&set(case, "applicant", json!({ "email": NUMBER })), COUNTER_2022);
    assert_eq!(hit(services(case("drivers-license"), &["data-sim"])), ["block:my-number-visible"]);
    let mut bare = case("drivers-license");
    bare["primary"] = json!(null);
    assert_eq!(hit(bare), ["block:my-number-visible", "need:document-required"]);
    let device = services(case("drivers-license"), &["supply-device"]);
    assert_eq!(hit(device), ["block:device-at-counter", "block:my-number-visible"]);
    let mut ignored = services(case("drivers-license"), &["data-sim"]);
    ignored["primary"]["issuer"] = json!(NUMBER);
    assert_eq!(reasons(&ignored, COUNTER_2022), ["block:my-number-visible"]);
    let service = services(case("drivers-license"), &[NUMBER]);
    assert_eq!(reasons(&service, COUNTER_2022), ["block:service-unknown", "block:my-number-visible"]);
}

#[test]
fn a_telephone_number_is_one_unless_words_say_otherwise() {
    let phone = |text: &str| {
        reasons(&set(case("drivers-license"), "applicant", json!({ "phone": text })), COUNTER_2022)
    };
    assert_eq!(phone(NUMBER), Vec::<String>::new());
    assert_eq!(phone("マイナンバー 1234-5678-9018"), ["block:my-number-visible"]);
    assert_eq!(phone("個人番号123456789018"), ["block:my-number-visible"]);
    assert_eq!(phone("My Number: 123456789018"), ["block:my-number-visible"]);
    assert_eq!(phone("個人番号 なし 090-1234-5678"), Vec::<String>::new());
}
