use serde_json::json;

use super::support::*;

#[test]
fn the_issuer_is_one_of_the_commissions() {
    let issued_by = |issuer: &str| set(case("drivers-license"), "primary", json!({ "issuer": issuer }));
    for good in [
        "東京都公安委員会",
        "北海道公安委員会",
        "京都府公安委員会",
        "沖縄県公安委員会",
        "函館方面公安委員会",
        "旭川方面公安委員会",
        "釧路方面公安委員会",
        "北見方面公安委員会",
        "神奈川県 公安委員会",
        "大阪府　公安委員会",
    ] {
        for place in ALL {
            assert_eq!(reasons(&issued_by(good), place), Vec::<String>::new(), "{good}");
        }
    }
    for bad in ["東京公安委員会", "札幌方面公安委員会", "国家公安委員会", "警視庁", "", "東京都公安委員会長"]
    {
        assert_eq!(reasons(&issued_by(bad), COUNTER_2022), ["block:issuer-not-accepted"], "{bad}");
    }
    let commissions = &POLICIES.all()[0].issuers["public-safety-commissions"];
    assert_eq!(commissions.len(), 47 + 4);
}

#[test]
fn a_document_without_an_address() {
    for (document, place, expected) in [
        ("japanese-passport", WEB_2018, &["block:address-missing"][..]),
        ("japanese-passport", COUNTER_2018, &["block:address-missing"]),
        ("japanese-passport", COUNTER_2022, &["need:auxiliary-required"]),
        ("drivers-license", COUNTER_2022, &["need:auxiliary-required"]),
        ("health-insurance-card", WEB_2018, &["need:auxiliary-required"]),
        ("physical-disability-handbook", WEB_2018, &["need:auxiliary-required"]),
        ("physical-disability-handbook", COUNTER_2022, &["need:auxiliary-required"]),
        ("mental-disability-handbook", WEB_2018, &["need:auxiliary-required"]),
    ] {
        let bare = no_address(case(document));
        assert_eq!(problems(&bare, place), expected, "{document}");
        let shown = with_auxiliary(bare, "certificate-of-residence", place.1);
        let still = if expected[0].starts_with("block") { expected } else { &[] };
        assert_eq!(problems(&shown, place), still, "{document}");
    }
}

#[test]
fn a_former_address_is_put_right_by_an_auxiliary() {
    for (document, place) in [
        ("japanese-passport", WEB_2018),
        ("japanese-passport", COUNTER_2018),
        ("drivers-license", WEB_2018),
        ("drivers-license", COUNTER_2022),
        ("individual-number-card", COUNTER_2022),
        ("physical-disability-handbook", COUNTER_2022),
    ] {
        let moved = set(case(document), "primary", json!({ "address": OTHER_ADDRESS }));
        assert_eq!(problems(&moved, place), ["need:address-differs"], "{document}");
        let shown = with_auxiliary(moved, "utility-receipt", place.1);
        assert_eq!(problems(&shown, place), Vec::<String>::new(), "{document}");
    }
    // A document that always needs an auxiliary says so, moved or not.
    for document in ["japanese-passport", "rehabilitation-handbook", "mental-disability-handbook"] {
        let moved = set(case(document), "primary", json!({ "address": OTHER_ADDRESS }));
        assert_eq!(problems(&moved, COUNTER_2022), ["need:auxiliary-required"], "{document}");
    }
}

#[test]
fn a_change_on_the_back_of_a_my_number_document() {
    let place = ("counter", "2026-07-01");
    let changed = |document| set(case(document), "primary", json!({ "address_on_back": true }));
    assert_eq!(problems(&changed("individual-number-card"), place), Vec::<String>::new());
    assert_eq!(problems(&changed("residence-card"), place), Vec::<String>::new());
    let specific = changed("specific-residence-card");
    assert_eq!(problems(&specific, place), ["need:auxiliary-required"]);
    let shown = with_auxiliary(specific.clone(), "certificate-of-residence", place.1);
    assert_eq!(problems(&shown, place), Vec::<String>::new());
    let moved = set(specific, "primary", json!({ "address": OTHER_ADDRESS }));
    assert_eq!(problems(&moved, place), ["need:auxiliary-required"]);
    let moved = set(case("specific-residence-card"), "primary", json!({ "address": OTHER_ADDRESS }));
    assert_eq!(problems(&moved, place), ["need:address-differs"]);
}

#[test]
fn the_photograph_of_a_register_card() {
    let faceless = |place| {
        let card = set(case("basic-resident-register-card"), "primary", json!({ "has_photo": false }));
        problems(&with_auxiliary(card, "certificate-of-residence", place), ("counter", place))
    };
    assert_eq!(faceless("2021-06-15"), ["block:photo-required"]);
    assert_eq!(faceless("2025-06-15"), ["block:photo-required"], "the condition carries to the right");
    assert_eq!(faceless("2026-01-01"), ["block:document-ended"]);
}

#[test]
fn chip_original_and_grace_stand_side_by_side() {
    let place = ("counter", "2027-06-15");
    let card = set(
        case("residence-card"),
        "primary",
        json!({ "expires_on": "2027-06-01", "renewal_pending": true, "chip_read": false, "original": false }),
    );
    assert_eq!(
        reasons(&card, place),
        ["need:original-required", "need:chip-read-required", "confirm:document-expired"]
    );
}

#[test]
fn dates_that_can_not_be() {
    let with = |changes| problems(&set(case("drivers-license"), "primary", changes), COUNTER_2022);
    let impossible = "block:date-impossible";
    assert_eq!(with(json!({ "issued_on": "2025-06-16" })), [impossible]);
    assert_eq!(with(json!({ "issued_on": "2025-06-15" })), Vec::<String>::new());
    let backwards = json!({ "issued_on": "2025-06-10", "expires_on": "2025-06-09" });
    assert_eq!(with(backwards), ["block:document-expired", impossible]);
    assert_eq!(with(json!({ "issued_on": "1990-03-31" })), [impossible]);
    assert_eq!(with(json!({ "issued_on": "1990-04-01" })), Vec::<String>::new());
    let born = |birth: &str| {
        let both = json!({ "birth_date": birth });
        problems(&set(set(case("drivers-license"), "applicant", both.clone()), "primary", both), COUNTER_2022)
    };
    assert_eq!(born("1895-06-15"), Vec::<String>::new());
    assert_eq!(born("1895-06-14"), [impossible]);
    assert_eq!(born("2025-06-16"), ["block:applicant-too-young", impossible]);
    let seen = judge(
        &set(case("drivers-license"), "applicant", json!({ "birth_date": "1800-01-01" })),
        COUNTER_2022,
    );
    assert_eq!(told(&seen), ["block:birth-date-differs", impossible]);
}
