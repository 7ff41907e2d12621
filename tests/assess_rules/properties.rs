use kiosk::policy::{Channel, Verdict, assess};
use kiosk::verification::case::parse_case;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::support::*;

fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Accept => 0,
        Verdict::Needs => 1,
        Verdict::Refuse => 2,
    }
}

fn documents() -> impl Strategy<Value = String> {
    let ids: Vec<String> = POLICIES.all()[0].documents.iter().map(|rule| rule.id.clone()).collect();
    let auxiliaries = POLICIES.all()[0].auxiliaries.iter().map(|rule| rule.id.clone());
    proptest::sample::select(ids.into_iter().chain(auxiliaries).collect::<Vec<_>>())
}

prop_compose! {
    fn any_case()(
        document in documents(),
        auxiliary in documents(),
        facts in any::<[bool; 8]>(),
        dates in proptest::array::uniform4(proptest::option::of("(19[3-9][0-9]|20[0-3][0-9])-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])")),
        names in proptest::array::uniform2("山田 ?[太一]郎|YAMADA TARO|[一-三]{1,3}"),
        quantity in 1u32..99,
        lines in proptest::collection::vec(proptest::sample::select(vec!["voice-sim", "voice-esim", "sms-sim", "data-sim", "x"]), 1..4),
    ) -> Value {
        let mut made = with_auxiliary(case(&document), &auxiliary, "2025-06-01");
        let [photo, shows, back, pending, dependant, chip, original, second] = facts;
        let address = if shows { ADDRESS } else { "" };
        made = set(made, "primary", json!({
            "has_photo": photo, "shows_address": shows, "address": address, "address_on_back": back,
            "renewal_pending": pending, "dependant": dependant, "chip_read": chip, "original": original,
            "issued_on": dates[0], "expires_on": dates[1], "name": names[0],
        }));
        if let Some(birth) = &dates[2] {
            made["applicant"]["birth_date"] = json!(birth);
        }
        made["auxiliary"]["issued_on"] = json!(dates[3]);
        made["auxiliary"]["name"] = json!(names[1]);
        if !second {
            made["auxiliary"] = Value::Null;
        }
        made = services(made, &lines);
        made["order"]["lines"][0]["quantity"] = json!(quantity.min(20));
        made
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_case_with_a_device_passes_a_counter(made in any_case(), at in 0usize..4, on in 0i32..4000) {
        let mut made = made;
        let lines = made["order"]["lines"].as_array_mut().unwrap();
        let at = at.min(lines.len());
        lines.insert(at, json!({ "service": "supply-device", "quantity": 1 }));
        let on = day("2018-01-01").checked_add(jiff::Span::new().days(on)).unwrap();
        let policy = POLICIES.in_force(Channel::Counter, on).unwrap();
        let case = parse_case("", made.to_string().as_bytes(), &POLICIES.known_ids(&policy)).unwrap();
        let seen = assess(policy, &case, on);
        prop_assert_eq!(seen.verdict, Verdict::Refuse);
        prop_assert!(told(&seen).contains(&"block:device-at-counter".to_owned()));
        prop_assert!(seen.shots.is_empty());
        prop_assert!(case.order.to_sim_order().is_err());
    }

    /// Within a policy, time makes nothing better: a document, an auxiliary, a grace only grow older.
    #[test]
    fn an_older_document_is_never_accepted_more(made in any_case(), first in 0i64..700, later in 1i64..700) {
        // No document begins between these days, and the applicant is an adult throughout.
        let start = day("2025-01-01");
        let mut made = made;
        made["applicant"]["birth_date"] = json!("1990-04-01");
        made["primary"]["issued_on"] = json!("2015-01-01");
        made["auxiliary"]["issued_on"] = json!("2024-12-01");
        if made["auxiliary"]["document"].is_null() {
            made["auxiliary"] = Value::Null;
        }
        let judged = |days: i64| {
            let on = start.checked_add(jiff::Span::new().days(days)).unwrap();
            let policy = POLICIES.in_force(Channel::Counter, on).unwrap();
            let case = parse_case("", made.to_string().as_bytes(), &POLICIES.known_ids(&policy)).unwrap();
            assess(policy, &case, on).verdict
        };
        prop_assume!(made["primary"]["document"] != "specific-residence-card");
        prop_assert!(weight(judged(first)) <= weight(judged(first + later)));
    }

    #[test]
    fn the_parts_of_an_assessment_agree(made in any_case(), place in proptest::sample::select(ALL.to_vec())) {
        let seen = judge(&made, place);
        let codes = told(&seen);
        let heaviest = codes.first().map_or("", |first| first.split(':').next().unwrap());
        let expected = match heaviest { "block" => Verdict::Refuse, "need" => Verdict::Needs, _ => Verdict::Accept };
        prop_assert_eq!(seen.verdict, expected);
        let mut once = codes.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), codes.len());
        prop_assert!(seen.verdict != Verdict::Refuse || seen.shots.is_empty());
        prop_assert!(seen.identity_required || seen.shots.is_empty());
        let front_only = ["individual-number-card", "specific-residence-card"];
        prop_assert!(!seen.shots.iter().any(|shot| front_only.contains(&shot.document.as_str()) && shot.side != "front"));
        if seen.verdict == Verdict::Accept && seen.identity_required {
            prop_assert!(seen.shots.iter().any(|shot| shot.required));
        }
        prop_assert_eq!(judge(&made, place), seen, "pure");
    }

    #[test]
    fn parsing_and_judging_never_panic(text in "\\PC{0,200}", key in "[a-z_]{1,12}", made in any_case()) {
        let policy = POLICIES.in_force(Channel::Counter, day("2026-07-01")).unwrap();
        let known = POLICIES.known_ids(&policy);
        let _ = parse_case("", text.as_bytes(), &known);
        let mut odd = made;
        odd["primary"][key] = json!(text);
        odd["applicant"]["address"] = json!(text);
        odd["primary"]["name"] = json!(text);
        if let Ok(case) = parse_case("", odd.to_string().as_bytes(), &known) {
            let _ = assess(policy, &case, day("2026-07-01"));
        }
    }
}
