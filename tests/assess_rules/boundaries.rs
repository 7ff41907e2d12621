use kiosk::policy::Channel::{Counter, Web};
use serde_json::json;

use super::support::*;

fn is(case: &serde_json::Value, on: &str, expected: &[&str]) {
    assert_eq!(problems(case, ("counter", on)), expected, "{on}");
}

#[test]
fn policies_begin_and_end_on_their_days() {
    for (channel, on, id) in [
        ("web", "2018-01-01", "web-2018"),
        ("web", "2022-01-31", "web-2018"),
        ("counter", "2018-01-01", "counter-2018"),
        ("counter", "2022-01-31", "counter-2018"),
        ("counter", "2022-02-01", "counter-2022"),
        ("counter", "2027-03-31", "counter-2022"),
        ("counter", "2027-04-01", "counter-2027"),
        ("counter", "9999-12-31", "counter-2027"),
    ] {
        let mut data = services(case("drivers-license"), &["data-sim"]);
        data["applicant"]["birth_date"] = json!("1990-04-01");
        assert_eq!(judge(&data, (channel, on)).policy, id, "{on}");
    }
    for (channel, on, near) in [
        (Counter, "2017-12-31", &["counter-2018 (2018-01-01 - 2022-01-31)"][..]),
        (Web, "2017-12-31", &["web-2018 (2018-01-01 - 2022-01-31)"]),
        (Web, "2022-02-01", &["web-2018 (2018-01-01 - 2022-01-31)"]),
    ] {
        let bad = POLICIES.in_force(channel, day(on)).unwrap_err();
        assert_eq!(bad.code, "no-policy-in-force");
        let told = bad.message.args.iter().find(|(name, _)| *name == "near").unwrap();
        assert_eq!(told.1, near.join(", "));
    }
}

#[test]
fn services_change_with_the_policy() {
    let sms = |on| judge(&services(case("drivers-license"), &["sms-sim"]), ("counter", on)).identity_required;
    assert!(!sms("2022-01-31"));
    assert!(sms("2022-02-01"));
    let esim = services(case("drivers-license"), &["voice-esim"]);
    is(&esim, "2022-01-31", &["block:service-not-offered"]);
    is(&esim, "2022-02-01", &[]);
}

#[test]
fn documents_begin_and_end_on_their_days() {
    let aux = |document, on: &str| with_auxiliary(case(document), "certificate-of-residence", on);
    for (document, last, next, before, after) in [
        ("health-insurance-card", "2025-12-01", "2025-12-02", &[][..], &["block:document-ended"][..]),
        ("basic-resident-register-card", "2025-12-31", "2026-01-01", &[], &["block:document-ended"]),
        ("eligibility-certificate", "2024-12-01", "2024-12-02", &["block:document-not-on-list"], &[]),
        ("specific-residence-card", "2026-06-13", "2026-06-14", &["block:document-not-on-list"], &[]),
        ("japanese-passport", "2022-01-31", "2022-02-01", &[], &[]),
    ] {
        is(&aux(document, last), last, before);
        is(&aux(document, next), next, after);
    }
    is(&case("japanese-passport"), "2022-01-31", &[]);
    is(&case("japanese-passport"), "2022-02-01", &["need:auxiliary-required"]);
    is(&case("basic-resident-register-card"), "2022-01-31", &[]);
    is(&case("basic-resident-register-card"), "2022-02-01", &["need:auxiliary-required"]);
    is(&case("driving-history-certificate"), "2022-01-31", &["need:auxiliary-required"]);
    is(&case("driving-history-certificate"), "2022-02-01", &[]);
}

#[test]
fn masking_begins_on_its_day() {
    let masked = |place| {
        reasons(&case("health-insurance-card"), place).contains(&"confirm:masking-required".to_owned())
    };
    for channel in ["web", "counter"] {
        assert!(!masked((channel, "2020-09-30")));
        assert!(masked((channel, "2020-10-01")));
    }
    let grade = |on| reasons(&case("physical-disability-handbook"), ("counter", on));
    assert_eq!(grade("2022-01-31"), Vec::<String>::new());
    assert_eq!(grade("2022-02-01"), ["confirm:masking-required"]);
}

#[test]
fn a_driving_history_certificate_counts_from_april_2012() {
    let issued = |on: &str| set(case("driving-history-certificate"), "primary", json!({ "issued_on": on }));
    is(&issued("2012-03-31"), "2025-06-15", &["block:issued-before-limit"]);
    is(&issued("2012-04-01"), "2025-06-15", &[]);
    is(&issued("平成24年3月31日"), "2025-06-15", &["block:issued-before-limit"]);
}

#[test]
fn the_chip_is_asked_for_from_its_day() {
    let unread = set(case("drivers-license"), "primary", json!({ "chip_read": false }));
    is(&unread, "2027-03-31", &[]);
    is(&unread, "2027-04-01", &["need:chip-read-required"]);
}

#[test]
fn a_pending_renewal_saves_a_residence_card_for_two_months() {
    for (document, expires, last, after) in [
        ("residence-card", "2026-07-10", "2026-09-10", "2026-09-11"),
        ("residence-card", "2025-12-31", "2026-02-28", "2026-03-01"),
        ("residence-card", "2023-12-31", "2024-02-29", "2024-03-01"),
        ("specific-residence-card", "2026-07-31", "2026-09-30", "2026-10-01"),
    ] {
        let pending =
            set(case(document), "primary", json!({ "expires_on": expires, "renewal_pending": true }));
        let at = |on: &str| reasons(&pending, ("counter", on));
        assert_eq!(at(expires), Vec::<String>::new(), "{document}");
        assert_eq!(at(&day(expires).tomorrow().unwrap().to_string()), ["confirm:document-expired"]);
        assert_eq!(at(last), ["confirm:document-expired"], "{document} {expires}");
        assert_eq!(at(after), ["block:document-expired"], "{document} {expires}");
        let idle = set(pending.clone(), "primary", json!({ "renewal_pending": false }));
        assert_eq!(reasons(&idle, ("counter", last)), ["block:document-expired"]);
    }
    for (document, place) in [
        ("residence-card", COUNTER_2018),
        ("residence-card", WEB_2018),
        ("drivers-license", COUNTER_2022),
        ("special-permanent-resident-certificate", COUNTER_2022),
    ] {
        let eve = day(place.1).yesterday().unwrap().to_string();
        let pending = set(case(document), "primary", json!({ "expires_on": eve, "renewal_pending": true }));
        assert_eq!(reasons(&pending, place), ["block:document-expired"], "{document}");
    }
}

#[test]
fn an_auxiliary_is_good_for_three_months() {
    for auxiliary in ["certificate-of-residence", "utility-receipt"] {
        for (on, earliest, too_old) in [
            ("2026-11-23", "2026-08-23", "2026-08-22"),
            ("2026-05-31", "2026-02-28", "2026-02-27"),
            ("2024-05-31", "2024-02-29", "2024-02-28"),
            ("2026-05-30", "2026-02-28", "2026-02-27"),
            ("2026-12-31", "2026-09-30", "2026-09-29"),
            ("2026-01-31", "2025-10-31", "2025-10-30"),
        ] {
            let issued = |issued: &str| with_auxiliary(case("rehabilitation-handbook"), auxiliary, issued);
            is(&issued(earliest), on, &[]);
            is(&issued(too_old), on, &["need:auxiliary-too-old"]);
            is(&issued(on), on, &[]);
            is(&issued(&day(on).tomorrow().unwrap().to_string()), on, &["block:date-impossible"]);
        }
    }
    let housing = |issued: &str| with_auxiliary(case("mofa-identity-card"), "housing-certificate", issued);
    is(&housing("1999-01-01"), "2025-06-15", &[]);
    is(&housing("2025-06-16"), "2025-06-15", &["block:date-impossible"]);
}

#[test]
fn eighteen_is_reached_on_the_birthday_itself() {
    for (birth, on, old_enough) in [
        ("2007-06-15", "2025-06-15", true),
        ("2007-06-16", "2025-06-15", false),
        ("2008-02-29", "2026-02-28", false),
        ("2008-02-29", "2026-03-01", true),
    ] {
        for service in ["voice-sim", "data-sim"] {
            let mut young = services(case("drivers-license"), &[service]);
            young["applicant"]["birth_date"] = json!(birth);
            young["primary"]["birth_date"] = json!(birth);
            is(&young, on, if old_enough { &[] } else { &["block:applicant-too-young"] });
        }
    }
    // Born today is young, born tomorrow can not be.
    for (birth, problems) in [
        ("2025-06-15", &["block:applicant-too-young"][..]),
        ("2025-06-16", &["block:applicant-too-young", "block:date-impossible"]),
    ] {
        let mut born = services(case("drivers-license"), &["data-sim"]);
        born["applicant"]["birth_date"] = json!(birth);
        is(&born, "2025-06-15", problems);
    }
    for place in ALL {
        let birth = json!({ "birth_date": day(place.1).checked_sub(jiff::Span::new().years(18).days(-1)).unwrap().to_string() });
        let young = set(set(case("drivers-license"), "applicant", birth.clone()), "primary", birth);
        assert!(problems(&young, place).contains(&"block:applicant-too-young".to_owned()), "{place:?}");
    }
}

#[test]
fn nothing_is_issued_before_its_holder_is_born() {
    let issued = |on: &str| with_auxiliary(case("rehabilitation-handbook"), "certificate-of-residence", on);
    is(&issued("1990-04-01"), "2025-06-15", &["need:auxiliary-too-old"]);
    is(&issued("1990-03-31"), "2025-06-15", &["block:date-impossible", "need:auxiliary-too-old"]);
    let document = |on: &str| set(case("drivers-license"), "primary", json!({ "issued_on": on }));
    is(&document("1990-04-01"), "2025-06-15", &[]);
    is(&document("1990-03-31"), "2025-06-15", &["block:date-impossible"]);
}
