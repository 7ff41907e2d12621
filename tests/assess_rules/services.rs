use kiosk::policy::Verdict;
use serde_json::json;

use super::support::*;

/// What an order of one service comes to, with a good licence.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Terms {
    Identity,
    Free,
    NotOffered,
    Device,
}

use Terms::{Device, Free, Identity, NotOffered};

const CELLS: &[(&str, [Terms; 4])] = &[
    ("voice-sim", [Identity, Identity, Identity, Identity]),
    ("voice-esim", [NotOffered, NotOffered, Identity, Identity]),
    ("sms-sim", [Free, Free, Identity, Identity]),
    ("data-sim", [Free, Free, Free, Free]),
    ("supply-device", [Identity, Device, Device, Device]),
];

#[test]
fn every_cell_of_the_table_of_services() {
    for (service, cells) in CELLS {
        for (place, terms) in ALL.into_iter().zip(cells) {
            let with = services(case("drivers-license"), &[service]);
            let mut without = with.clone();
            without["primary"] = json!(null);
            let seen = judge(&with, place);
            let bare = judge(&without, place);
            let expected: &[&str] = match terms {
                Identity | Free => &[],
                NotOffered => &["block:service-not-offered"],
                Device => &["block:device-at-counter"],
            };
            assert_eq!(told(&seen), expected, "{service} {place:?}");
            assert_eq!(seen.identity_required, *terms == Identity, "{service} {place:?}");
            let bare_expected = if *terms == Identity { &["need:document-required"][..] } else { expected };
            assert_eq!(told(&bare), bare_expected, "{service} {place:?}");
            assert!(bare.shots.is_empty());
        }
    }
}

#[test]
fn the_policy_and_the_day_are_told() {
    for (place, id) in ALL.into_iter().zip(["web-2018", "counter-2018", "counter-2022", "counter-2027"]) {
        let seen = judge(&case("drivers-license"), place);
        assert_eq!((seen.policy.as_str(), seen.on), (id, day(place.1)));
        assert_eq!(seen.verdict, Verdict::Accept);
    }
}

#[test]
fn a_device_takes_the_whole_order_with_it() {
    for place in [COUNTER_2018, COUNTER_2022, COUNTER_2027] {
        for lines in [&["supply-device"][..], &["supply-device", "data-sim"], &["voice-sim", "supply-device"]]
        {
            let seen = judge(&services(case("drivers-license"), lines), place);
            assert_eq!(told(&seen), ["block:device-at-counter"], "{lines:?}");
            assert_eq!(seen.verdict, Verdict::Refuse);
            assert_eq!(seen.identity_required, lines.contains(&"voice-sim"), "of the lines that could go on");
            assert!(seen.shots.is_empty());
            let mixed = seen.reasons[0].message.id == "reason-device-at-counter-mixed";
            assert_eq!(mixed, lines.len() == 2);
        }
    }
    // The evidence of the other lines is judged all the same.
    let mut bare = services(case("drivers-license"), &["voice-sim", "supply-device"]);
    bare["primary"] = json!(null);
    assert_eq!(reasons(&bare, COUNTER_2022), ["block:device-at-counter", "need:document-required"]);
    let data = services(bare, &["data-sim", "supply-device"]);
    assert_eq!(reasons(&data, COUNTER_2022), ["block:device-at-counter"]);
}

#[test]
fn a_device_is_refused_whatever_its_quantity_and_the_web_looks_at_it() {
    let mut odd = services(case("drivers-license"), &["supply-device"]);
    odd["order"]["lines"][0]["quantity"] = json!(0);
    assert_eq!(reasons(&odd, COUNTER_2022), ["block:device-at-counter"]);
    let policy = POLICIES.in_force(kiosk::policy::Channel::Web, day(WEB_2018.1)).unwrap();
    let known = POLICIES.known_ids(&policy);
    let bad = kiosk::verification::case::parse_case("", odd.to_string().as_bytes(), &known).unwrap_err();
    assert_eq!(bad.code, "out-of-range");
}

#[test]
fn unknown_services_are_named_and_the_others_judged() {
    let seen = judge(&services(case("drivers-license"), &["pigeon-post", "voice-sim"]), COUNTER_2022);
    assert_eq!(told(&seen), ["block:service-unknown"]);
    assert!(seen.identity_required);
    let seen = judge(&services(case("drivers-license"), &["pigeon-post", "supply-device"]), COUNTER_2022);
    assert_eq!(told(&seen), ["block:device-at-counter", "block:service-unknown"]);
    assert!(!seen.identity_required);
    let seen = judge(&services(case("drivers-license"), &["voice-esim", "data-sim"]), COUNTER_2018);
    assert_eq!(told(&seen), ["block:service-not-offered"]);
}

#[test]
fn an_order_that_needs_no_identity_ignores_the_evidence_but_not_the_age() {
    let mut odd = services(case("student-card"), &["data-sim"]);
    odd = set(odd, "primary", json!({ "name": "別人", "expires_on": "2001-01-01", "original": false }));
    let seen = judge(&odd, COUNTER_2022);
    assert_eq!(told(&seen), Vec::<String>::new());
    assert_eq!((seen.verdict, seen.identity_required), (Verdict::Accept, false));
    assert!(seen.shots.is_empty());
    let young = set(odd, "applicant", json!({ "birth_date": "2010-01-01" }));
    assert_eq!(reasons(&young, COUNTER_2022), ["block:applicant-too-young"]);
    let mut alone =
        with_auxiliary(services(case("drivers-license"), &["data-sim"]), "utility-receipt", "2025-06-01");
    alone["primary"] = json!(null);
    assert_eq!(reasons(&alone, COUNTER_2022), Vec::<String>::new());
}

#[test]
fn an_esim_takes_its_own_documents_only() {
    let listed = [
        "drivers-license",
        "individual-number-card",
        "residence-card",
        "specific-residence-card",
        "driving-history-certificate",
    ];
    for place in [("counter", "2026-07-01"), COUNTER_2027] {
        for rule in &POLICIES.in_force(kiosk::policy::Channel::Counter, day(place.1)).unwrap().documents {
            let esim = services(case(&rule.id), &["voice-esim"]);
            let esim = with_auxiliary(esim, "certificate-of-residence", place.1);
            let seen = reasons(&esim, place);
            let refused = seen.contains(&"block:document-not-on-list".to_owned());
            assert_eq!(refused, !listed.contains(&rule.id.as_str()), "{} {seen:?}", rule.id);
        }
        let mixed = services(case("rehabilitation-handbook"), &["voice-sim", "voice-esim"]);
        assert_eq!(reasons(&mixed, place), ["block:document-not-on-list"]);
    }
    let moved = services(case("drivers-license"), &["voice-esim"]);
    let moved = set(moved, "primary", json!({ "address": OTHER_ADDRESS }));
    assert_eq!(reasons(&moved, COUNTER_2022), ["need:address-differs"]);
    let shown = with_auxiliary(moved, "utility-receipt", "2025-06-01");
    assert_eq!(reasons(&shown, COUNTER_2022), Vec::<String>::new());
}
