use kiosk::policy::{Channel, Verdict, assess};
use kiosk::verification::case::{Auxiliary, Case, Primary};
use kiosk::verification::order::{Order, OrderLine};
use serde_json::json;

use super::support::*;

#[test]
fn no_document_is_a_need_and_nothing_else_is_judged() {
    let mut bare = case("drivers-license");
    bare["primary"] = json!(null);
    for place in ALL {
        let seen = judge(&bare, place);
        assert_eq!(told(&seen), ["need:document-required"]);
        assert_eq!(seen.verdict, Verdict::Needs);
        assert!(seen.identity_required && seen.shots.is_empty());
    }
    let young = set(bare, "applicant", json!({ "birth_date": "2015-01-01" }));
    assert_eq!(reasons(&young, COUNTER_2022), ["block:applicant-too-young", "need:document-required"]);
}

#[test]
fn name_and_birth_date_are_those_registered() {
    let with = |changes| reasons(&set(case("drivers-license"), "primary", changes), COUNTER_2022);
    assert_eq!(with(json!({ "name": "山田 花子" })), ["block:name-differs"]);
    assert_eq!(with(json!({ "birth_date": "1990-04-02" })), ["block:birth-date-differs"]);
    assert_eq!(with(json!({ "birth_date": "平成2年4月1日" })), Vec::<String>::new());
    assert_eq!(
        with(json!({ "name": "佐藤 太郎", "birth_date": "1991-04-01" })),
        ["block:name-differs", "block:birth-date-differs"]
    );
    // Also of a document that is refused for itself.
    let student = set(case("student-card"), "primary", json!({ "name": "佐藤 太郎" }));
    assert_eq!(reasons(&student, COUNTER_2022), ["block:document-not-on-list", "block:name-differs"]);
}

#[test]
fn all_reasons_are_told_at_once_blocks_first() {
    let wrong = set(
        case("drivers-license"),
        "primary",
        json!({
            "name": "佐藤 太郎", "birth_date": "1990-04-02", "address": OTHER_ADDRESS, "expires_on": "2025-01-01",
            "issued_on": "2030-01-01", "issuer": "警視庁", "original": false, "chip_read": false,
        }),
    );
    assert_eq!(
        reasons(&wrong, ("counter", "2027-06-15")),
        [
            "block:document-expired",
            "block:issuer-not-accepted",
            "block:name-differs",
            "block:birth-date-differs",
            "block:date-impossible",
            "need:original-required",
            "need:address-differs",
            "need:chip-read-required",
        ]
    );
    let order = services(wrong, &["voice-sim", "supply-device", "x"]);
    let seen = judge(&order, COUNTER_2022);
    assert_eq!(told(&seen)[..2], ["block:device-at-counter", "block:service-unknown"]);
    let severities: Vec<_> = seen.reasons.iter().map(|reason| reason.severity).collect();
    assert!(severities.is_sorted());
}

#[test]
fn a_code_is_told_once() {
    let far = json!({ "birth_date": "1800-01-01" });
    let both = set(set(case("rehabilitation-handbook"), "applicant", far.clone()), "primary", far);
    let both = with_auxiliary(both, "utility-receipt", "2100-01-01");
    let seen = judge(&both, COUNTER_2022);
    assert_eq!(told(&seen), ["block:date-impossible"]);
    assert_eq!(seen.reasons[0].message.names[0].1.len(), 3, "with all its dates");
}

#[test]
fn evidence_may_be_partly_filled_in() {
    let mut part = Case {
        order: Order {
            lines: vec![OrderLine { service: "voice-sim".into(), quantity: 1 }],
            reservation: None,
        },
        ..Case::default()
    };
    let on = day(COUNTER_2022.1);
    let policy = POLICIES.in_force(kiosk::policy::Channel::Counter, on).unwrap();
    assert_eq!(told(&assess(policy, &part, on)), ["need:document-required"]);
    let mut primary = Primary::default();
    part.primary = Some(primary.clone());
    assert_eq!(told(&assess(policy, &part, on)), ["need:document-required"]);
    primary.document = "drivers-license".into();
    part.primary = Some(primary.clone());
    assert_eq!(told(&assess(policy, &part, on)), ["need:auxiliary-required", "need:expiry-date-missing"]);
    primary.shows_address = true;
    part.primary = Some(primary);
    part.auxiliary = Some(Auxiliary::default());
    let seen = assess(policy, &part, on);
    assert_eq!(told(&seen), ["need:expiry-date-missing"]);
    assert_eq!(seen.shots.len(), 2);
}

/// A form that is not filled yet, as the counter judges it at every key.
#[test]
fn what_is_not_entered_yet_differs_from_nothing() {
    let whole = with_auxiliary(case("rehabilitation-handbook"), "certificate-of-residence", "2025-06-01");
    let policy = POLICIES.in_force(Channel::Counter, day(COUNTER_2022.1)).unwrap();
    let judged = |change: fn(&mut Case)| {
        let mut case = parse(&whole, COUNTER_2022);
        change(&mut case);
        told(&assess(policy, &case, day(COUNTER_2022.1)))
    };
    assert_eq!(judged(|_| {}), [""; 0]);
    assert_eq!(judged(|case| case.primary.as_mut().unwrap().name.clear()), [""; 0]);
    assert_eq!(judged(|case| case.auxiliary.as_mut().unwrap().name.clear()), [""; 0]);
    assert_eq!(judged(|case| case.applicant.family_name.clear()), [""; 0]);
    assert_eq!(judged(|case| case.applicant.address.clear()), [""; 0]);
}
