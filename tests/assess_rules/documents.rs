use kiosk::policy::Verdict;

use super::support::*;

/// A cell of the table of documents.
#[derive(Clone, Copy, Debug)]
enum Cell {
    /// Accepted alone.
    A,
    /// With an auxiliary.
    Aux,
    /// With a housing certificate.
    Housing,
    /// Refused.
    X(&'static str),
}

use Cell::{A, Aux, Housing, X};

const ENDED: Cell = X("block:document-ended");
const NOT_ON_LIST: Cell = X("block:document-not-on-list");
const ORIGINAL: Cell = X("block:original-required");

/// Columns: web-2018, counter-2018, counter-2022 (in 2025-06), counter-2027.
const CELLS: &[(&str, [Cell; 4])] = &[
    ("drivers-license", [A, A, A, A]),
    ("individual-number-card", [A, A, A, A]),
    ("japanese-passport", [A, A, Aux, Aux]),
    ("health-insurance-card", [A, Aux, Aux, ENDED]),
    ("eligibility-certificate", [NOT_ON_LIST, NOT_ON_LIST, Aux, Aux]),
    ("special-permanent-resident-certificate", [A, A, A, A]),
    ("residence-card", [A, A, A, A]),
    ("specific-residence-card", [NOT_ON_LIST, NOT_ON_LIST, NOT_ON_LIST, A]),
    ("alien-registration-certificate", [A, ENDED, ENDED, ENDED]),
    ("basic-resident-register-card", [A, A, Aux, ENDED]),
    ("driving-history-certificate", [Aux, Aux, A, A]),
    ("physical-disability-handbook", [A, A, A, A]),
    ("mental-disability-handbook", [A, Aux, Aux, Aux]),
    ("rehabilitation-handbook", [Aux, Aux, Aux, Aux]),
    ("mofa-identity-card", [Housing, Housing, Housing, Housing]),
    ("individual-number-notification-card", [NOT_ON_LIST; 4]),
    ("international-license", [NOT_ON_LIST; 4]),
    ("student-card", [NOT_ON_LIST; 4]),
    ("employee-card", [NOT_ON_LIST; 4]),
    ("foreign-passport", [NOT_ON_LIST; 4]),
    ("copy-of-document", [ORIGINAL; 4]),
    ("document-on-screen", [ORIGINAL; 4]),
];

/// Documents that must be masked, with the columns in which they are.
const MASKED: &[(&str, [bool; 4])] = &[
    ("health-insurance-card", [true, true, true, false]),
    ("eligibility-certificate", [false, false, true, true]),
    ("physical-disability-handbook", [false, false, true, true]),
];

fn masking(document: &str, column: usize) -> Vec<&'static str> {
    let masked = MASKED.iter().any(|(id, columns)| *id == document && columns[column]);
    if masked { vec!["confirm:masking-required"] } else { Vec::new() }
}

#[test]
fn every_cell_of_the_table_of_documents() {
    for (document, cells) in CELLS {
        for (column, (place, cell)) in ALL.into_iter().zip(cells).enumerate() {
            let bare = case(document);
            let issued = place.1;
            let (alone, certificate, receipt, housing) = (
                reasons(&bare, place),
                reasons(&with_auxiliary(bare.clone(), "certificate-of-residence", issued), place),
                reasons(&with_auxiliary(bare.clone(), "utility-receipt", issued), place),
                reasons(&with_auxiliary(bare.clone(), "housing-certificate", issued), place),
            );
            let good = masking(document, column);
            let and = |code: &'static str| [vec![code], good.clone()].concat();
            let what = format!("{document} {place:?}");
            match cell {
                A => {
                    for seen in [alone, certificate, receipt, housing] {
                        assert_eq!(seen, good, "{what}: an auxiliary that is not needed is ignored");
                    }
                }
                Aux => {
                    assert_eq!(alone, and("need:auxiliary-required"), "{what}");
                    assert_eq!(certificate, good, "{what}");
                    assert_eq!(receipt, good, "{what}");
                    assert_eq!(housing, and("need:auxiliary-not-accepted"), "{what}");
                }
                Housing => {
                    assert_eq!(alone, and("need:auxiliary-required"), "{what}");
                    assert_eq!(certificate, and("need:auxiliary-not-accepted"), "{what}");
                    assert_eq!(receipt, and("need:auxiliary-not-accepted"), "{what}");
                    assert_eq!(housing, good, "{what}");
                }
                X(code) => {
                    for seen in [alone, certificate] {
                        assert_eq!(seen, [*code], "{what}");
                    }
                    assert_eq!(judge(&bare, place).verdict, Verdict::Refuse);
                    assert!(judge(&bare, place).shots.is_empty());
                }
            }
        }
    }
}

#[test]
fn the_table_names_every_document_of_the_files() {
    for policy in POLICIES.all() {
        // A file lists them in the order of the screen.
        let mut ids: Vec<&str> = policy.documents.iter().map(|rule| rule.id.as_str()).collect();
        let mut table: Vec<&str> = CELLS.iter().map(|(id, _)| *id).collect();
        ids.sort_unstable();
        table.sort_unstable();
        assert_eq!(ids, table, "{}", policy.id);
    }
}

/// Documents that must say until when they are valid.
const DATED: &[(&str, [bool; 4])] = &[
    ("drivers-license", [true; 4]),
    ("individual-number-card", [true; 4]),
    ("japanese-passport", [true; 4]),
    ("health-insurance-card", [true, true, true, false]),
    ("eligibility-certificate", [false, false, true, true]),
    ("special-permanent-resident-certificate", [true; 4]),
    ("residence-card", [true; 4]),
    ("specific-residence-card", [false, false, false, true]),
    ("alien-registration-certificate", [true, false, false, false]),
    ("basic-resident-register-card", [true, true, true, false]),
    ("mental-disability-handbook", [true; 4]),
    ("mofa-identity-card", [true; 4]),
];

#[test]
fn a_missing_last_day_is_asked_for_where_the_row_says_valid() {
    for (document, _) in CELLS {
        for (column, place) in ALL.into_iter().enumerate() {
            let undated = set(case(document), "primary", serde_json::json!({ "expires_on": null }));
            let asked = reasons(&undated, place).contains(&"need:expiry-date-missing".to_owned());
            let expected = DATED.iter().any(|(id, columns)| id == document && columns[column]);
            assert_eq!(asked, expected, "{document} {place:?}");
        }
    }
}

#[test]
fn a_past_last_day_is_refused_of_every_document() {
    for (document, _) in CELLS {
        for place in ALL {
            let eve = day(place.1).yesterday().unwrap().to_string();
            for (last, expired) in [(eve.as_str(), true), (place.1, false)] {
                let dated = set(case(document), "primary", serde_json::json!({ "expires_on": last }));
                let seen = reasons(&dated, place).contains(&"block:document-expired".to_owned());
                assert_eq!(seen, expired, "{document} {place:?} {last}");
            }
        }
    }
}

#[test]
fn the_chip_is_asked_for_from_2027_where_there_is_one() {
    let chips = [
        "drivers-license",
        "individual-number-card",
        "residence-card",
        "specific-residence-card",
        "special-permanent-resident-certificate",
        "japanese-passport",
    ];
    for (document, _) in CELLS {
        for place in ALL {
            let unread = set(case(document), "primary", serde_json::json!({ "chip_read": false }));
            let asked = reasons(&unread, place).contains(&"need:chip-read-required".to_owned());
            let expected = place == COUNTER_2027 && chips.contains(document);
            assert_eq!(asked, expected, "{document} {place:?}");
        }
    }
}

#[test]
fn the_original_is_asked_for_of_every_document() {
    for (document, _) in CELLS {
        for place in ALL {
            let copy = set(case(document), "primary", serde_json::json!({ "original": false }));
            let seen = reasons(&copy, place);
            let heavier = seen.contains(&"block:original-required".to_owned());
            let need = seen.contains(&"need:original-required".to_owned());
            assert_eq!(heavier, document.contains("document"), "{document} {seen:?}");
            assert_eq!(need, !heavier, "{document} {seen:?}");
        }
    }
}

#[test]
fn photo_issuer_and_issue_date_are_asked_for_in_their_rows_only() {
    for (document, cells) in CELLS {
        for (place, cell) in ALL.into_iter().zip(cells) {
            let listed = !matches!(cell, X(_));
            let has = |changes, code: &str| {
                reasons(&set(case(document), "primary", changes), place).contains(&code.to_owned())
            };
            let photo = has(serde_json::json!({ "has_photo": false }), "block:photo-required");
            assert_eq!(photo, listed && *document == "basic-resident-register-card", "{document} {place:?}");
            let issuer = has(serde_json::json!({ "issuer": "国際自動車連盟" }), "block:issuer-not-accepted");
            assert_eq!(issuer, *document == "drivers-license", "{document} {place:?}");
            let late = place == COUNTER_2022 || place == COUNTER_2027;
            let history = late && *document == "driving-history-certificate";
            assert_eq!(has(serde_json::json!({ "issued_on": null }), "need:issue-date-missing"), history);
            let old = serde_json::json!({ "issued_on": "2012-03-31" });
            assert_eq!(has(old, "block:issued-before-limit"), history);
        }
    }
}
