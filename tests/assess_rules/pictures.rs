use serde_json::json;

use super::support::*;

#[test]
fn pictures_of_every_document() {
    let late = ("counter", "2026-07-01");
    for (document, place, expected) in [
        ("drivers-license", late, &["front!", "back?"][..]),
        ("individual-number-card", late, &["front!"]),
        ("japanese-passport", late, &["photo-page!", "address-page!"]),
        ("health-insurance-card", COUNTER_2022, &["front!", "back?"]),
        ("eligibility-certificate", late, &["front!"]),
        ("special-permanent-resident-certificate", late, &["front!", "back!"]),
        ("residence-card", late, &["front!", "back?"]),
        ("specific-residence-card", late, &["front!"]),
        ("alien-registration-certificate", WEB_2018, &["front!", "back!"]),
        ("basic-resident-register-card", COUNTER_2022, &["front!"]),
        ("driving-history-certificate", late, &["front!", "back!"]),
        ("physical-disability-handbook", late, &["photo-page!", "address-page!"]),
        ("mental-disability-handbook", late, &["photo-page!", "address-page!"]),
        ("rehabilitation-handbook", late, &["photo-page!", "address-page!"]),
        ("mofa-identity-card", late, &["front!"]),
    ] {
        let expected: Vec<String> = expected.iter().map(|side| format!("{document}/{side}")).collect();
        assert_eq!(shots(&case(document), place), expected);
    }
}

#[test]
fn the_back_is_required_under_its_conditions() {
    let late = ("counter", "2026-07-01");
    let with = |document: &str, changes, place| {
        let all = shots(&set(case(document), "primary", changes), place);
        all.into_iter().find(|shot| shot.contains("/back"))
    };
    for (document, key, required) in [
        ("drivers-license", "address_on_back", true),
        ("drivers-license", "dependant", false),
        ("residence-card", "address_on_back", true),
        ("residence-card", "dependant", false),
        ("residence-card", "renewal_pending", false),
    ] {
        let expected = format!("{document}/back{}", if required { '!' } else { '?' });
        assert_eq!(with(document, json!({ key: true }), late), Some(expected));
    }
    for place in [WEB_2018, COUNTER_2018, COUNTER_2022] {
        for key in ["address_on_back", "dependant"] {
            let back = with("health-insurance-card", json!({ key: true }), place);
            assert_eq!(back.as_deref(), Some("health-insurance-card/back!"));
        }
    }
    let grace = json!({ "expires_on": "2026-06-20", "renewal_pending": true });
    assert_eq!(with("residence-card", grace.clone(), late).as_deref(), Some("residence-card/back!"));
    assert_eq!(with("specific-residence-card", grace, late), None);
    for document in ["individual-number-card", "specific-residence-card"] {
        for changes in [json!({}), json!({ "address_on_back": true }), json!({ "dependant": true })] {
            assert_eq!(with(document, changes, late), None, "{document}");
        }
    }
}

#[test]
fn pages_with_the_address_where_it_is_shown() {
    let bare = |document| shots(&no_address(case(document)), COUNTER_2022);
    assert_eq!(bare("japanese-passport"), ["japanese-passport/photo-page!"]);
    for document in ["physical-disability-handbook", "mental-disability-handbook", "rehabilitation-handbook"]
    {
        assert_eq!(bare(document), [format!("{document}/photo-page!"), format!("{document}/address-page?")]);
    }
}

#[test]
fn the_page_of_an_auxiliary_once_its_kind_is_known() {
    for auxiliary in ["certificate-of-residence", "utility-receipt"] {
        let good = with_auxiliary(case("japanese-passport"), auxiliary, COUNTER_2022.1);
        let pages = [format!("{auxiliary}/page-1!"), format!("{auxiliary}/page-2?")];
        assert_eq!(shots(&good, COUNTER_2022)[2..], pages);
        // Of the right kind, though something of it is still to be put right.
        let old = set(good.clone(), "auxiliary", json!({ "issued_on": "2020-01-01" }));
        assert_eq!(shots(&old, COUNTER_2022)[2..], pages);
        let other = set(good, "auxiliary", json!({ "name": "別人" }));
        assert_eq!(shots(&other, COUNTER_2022).len(), 2, "not accepted");
    }
    let housing = with_auxiliary(case("mofa-identity-card"), "housing-certificate", COUNTER_2022.1);
    assert_eq!(
        shots(&housing, COUNTER_2022),
        ["mofa-identity-card/front!", "housing-certificate/page-1!", "housing-certificate/page-2?"]
    );
    let wrong = with_auxiliary(case("mofa-identity-card"), "utility-receipt", COUNTER_2022.1);
    assert_eq!(shots(&wrong, COUNTER_2022), ["mofa-identity-card/front!"]);
    assert_eq!(shots(&case("mofa-identity-card"), COUNTER_2022), ["mofa-identity-card/front!"]);
}

#[test]
fn needs_still_list_their_pictures_and_refusals_none() {
    let undated = set(case("drivers-license"), "primary", json!({ "expires_on": null }));
    assert_eq!(shots(&undated, COUNTER_2022).len(), 2);
    let expired = set(case("drivers-license"), "primary", json!({ "expires_on": "2020-01-01" }));
    assert!(shots(&expired, COUNTER_2022).is_empty());
}
