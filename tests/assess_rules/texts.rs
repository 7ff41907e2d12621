use std::collections::BTreeSet;

use kiosk::reason::ReasonCode;
use kiosk::text::{Catalogue, Language, Message};
use kiosk::verification::matching::Fold;

use super::support::*;

#[test]
fn every_reason_has_a_sentence_in_both_languages() {
    let catalogue = Catalogue::built_in().unwrap();
    assert_eq!(ReasonCode::ALL.len(), 50);
    for code in ReasonCode::ALL {
        let id = format!("reason-{code}");
        assert!(catalogue.has(&id), "{id}");
        let message = Message::new(id);
        let (ja, en) = (catalogue.render(Language::Ja, &message), catalogue.render(Language::En, &message));
        assert!(ja.ends_with('。') && en.ends_with('.'), "{ja} {en}");
        assert!(ja.contains("ください") || ja.contains("承ります"), "what to do next: {ja}");
    }
    for id in Fold::ALL.iter().map(|fold| format!("fold-{}", fold.as_str())) {
        assert!(catalogue.has(&id), "{id}");
    }
}

#[test]
fn who_may_correct_what_is_told() {
    let catalogue = Catalogue::built_in().unwrap();
    for code in ["name-differs", "birth-date-differs"] {
        for language in [Language::Ja, Language::En] {
            let text = catalogue.get(language, &format!("reason-{code}"));
            assert!(text.contains("0570-09-4400") && text.contains("9:00-19:00"), "{text}");
        }
    }
    let name = catalogue.get(Language::Ja, "reason-name-differs");
    assert!(name.contains("姓はお客様がウェブで") && name.contains("名はサポートセンター"), "{name}");
}

/// Every sentence that the rules can tell has all of its words.
#[test]
fn no_sentence_of_the_rules_has_a_gap() {
    let catalogue = Catalogue::built_in().unwrap();
    let mut seen = BTreeSet::new();
    for place in [WEB_2018, COUNTER_2018, COUNTER_2022, ("counter", "2026-12-01"), COUNTER_2027] {
        for rule in &POLICIES.all()[0].documents {
            for service in ["voice-sim", "voice-esim", "supply-device", "x"] {
                for (original, expires, birth, name) in [
                    (true, "2099-01-01", "1990-04-01", "山田太郎"),
                    (false, "2001-01-01", "1800-01-01", "山田 太郎(旧姓)"),
                ] {
                    let changes = serde_json::json!({
                        "original": original, "expires_on": expires, "birth_date": birth, "name": name, "chip_read": original,
                    });
                    let made = set(services(case(&rule.id), &[service]), "primary", changes);
                    for reason in judge(&made, place).reasons {
                        for language in [Language::Ja, Language::En] {
                            let text = catalogue.render(language, &reason.message);
                            assert!(!text.contains('$') && !text.contains("document-"), "{text}");
                            assert!(!text.contains("service-") && !text.contains("fold-"), "{text}");
                        }
                        seen.insert(reason.code);
                    }
                }
            }
        }
    }
    assert!(seen.len() > 12, "{seen:?}");
}
