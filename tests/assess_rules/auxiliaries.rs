use serde_json::{Value, json};

use super::support::*;

fn receipt() -> Value {
    with_auxiliary(case("rehabilitation-handbook"), "utility-receipt", COUNTER_2022.1)
}

fn is(changes: Value, expected: &[&str]) {
    assert_eq!(problems(&set(receipt(), "auxiliary", changes.clone()), COUNTER_2022), expected, "{changes}");
}

#[test]
fn receipts() {
    for utility in ["electricity", "city-gas", "water"] {
        is(json!({ "utility": utility }), &[]);
    }
    is(json!({ "utility": "propane" }), &["need:utility-not-accepted"]);
    is(json!({ "utility": "other" }), &["need:utility-not-accepted"]);
    is(json!({ "kind": "invoice" }), &["need:invoice-not-receipt"]);
    for paid_by in ["cash", "bank-transfer", "convenience-store", "other"] {
        is(json!({ "paid_by": paid_by }), &[]);
    }
    is(json!({ "paid_by": "credit-card" }), &["need:paid-by-credit-card"]);
    is(json!({ "issued_on": null }), &["need:issue-date-missing"]);
    is(
        json!({ "utility": "propane", "kind": "invoice", "paid_by": "credit-card", "issued_on": "2020-01-01" }),
        &[
            "need:auxiliary-too-old",
            "need:invoice-not-receipt",
            "need:paid-by-credit-card",
            "need:utility-not-accepted",
        ],
    );
}

#[test]
fn an_auxiliary_shows_name_and_current_address() {
    is(json!({ "address": "" }), &["need:auxiliary-address-missing"]);
    is(json!({ "address": null }), &["need:auxiliary-address-missing"]);
    is(json!({ "address": OTHER_ADDRESS }), &["need:auxiliary-not-accepted"]);
    is(json!({ "name": "山田花子" }), &["need:auxiliary-not-accepted"]);
    is(json!({ "name": "山田花子", "address": OTHER_ADDRESS }), &["need:auxiliary-not-accepted"]);
    let equivalent =
        json!({ "name": "山田 太郎（旧姓 佐藤）", "address": "千代田区丸の内一丁目2番3号205号室" });
    assert_eq!(
        reasons(&set(receipt(), "auxiliary", equivalent), COUNTER_2022),
        ["confirm:name-equivalent", "confirm:address-equivalent"]
    );
}

#[test]
fn a_certificate_of_residence_needs_its_date_and_a_housing_certificate_none() {
    let undated = |document, auxiliary| {
        let case = with_auxiliary(case(document), auxiliary, COUNTER_2022.1);
        problems(&set(case, "auxiliary", json!({ "issued_on": null })), COUNTER_2022)
    };
    assert_eq!(undated("rehabilitation-handbook", "certificate-of-residence"), ["need:issue-date-missing"]);
    assert_eq!(undated("mofa-identity-card", "housing-certificate"), Vec::<String>::new());
}

#[test]
fn an_identity_document_is_no_auxiliary_and_an_auxiliary_no_identity_document() {
    for id in ["drivers-license", "student-card", "health-insurance-card"] {
        let two = with_auxiliary(case("rehabilitation-handbook"), id, COUNTER_2022.1);
        assert_eq!(problems(&two, COUNTER_2022), ["need:auxiliary-not-accepted"], "{id}");
    }
    for id in ["certificate-of-residence", "utility-receipt", "housing-certificate"] {
        for place in ALL {
            let mut alone = case(id);
            assert_eq!(reasons(&alone, place), ["need:auxiliary-alone"], "{id}");
            alone = set(
                alone,
                "primary",
                json!({ "name": "別人", "expires_on": "2001-01-01", "original": false }),
            );
            assert_eq!(reasons(&alone, place), ["need:auxiliary-alone"], "nothing else is judged");
            let mut bare = with_auxiliary(case("drivers-license"), id, "2001-01-01");
            bare["primary"] = json!(null);
            bare["auxiliary"]["name"] = json!("別人");
            assert_eq!(reasons(&bare, place), ["need:auxiliary-alone"], "{id}");
            assert!(judge(&bare, place).shots.is_empty());
        }
    }
}

#[test]
fn an_auxiliary_that_is_not_needed_is_ignored() {
    let odd = with_auxiliary(case("drivers-license"), "utility-receipt", "1999-01-01");
    let odd = set(odd, "auxiliary", json!({ "kind": "invoice", "name": "別人", "address": null }));
    assert_eq!(reasons(&odd, COUNTER_2022), Vec::<String>::new());
    assert_eq!(shots(&odd, COUNTER_2022), ["drivers-license/front!", "drivers-license/back?"]);
    let housing = with_auxiliary(case("drivers-license"), "housing-certificate", "2999-01-01");
    assert_eq!(reasons(&housing, COUNTER_2022), Vec::<String>::new());
}
