//! What may be wrong with policy files, and how it is told.
// A test fails by panicking; helpers are not seen as tests by the lint.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use kiosk::policy::{Channel, Policy, PolicySet, Provenance, check};
use kiosk::text::{Catalogue, Language};
use kiosk::verification::matching::Variants;

fn config() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config")
}

fn shipped(id: &str) -> String {
    std::fs::read_to_string(config().join("policy").join(format!("{id}.toml"))).unwrap()
}

fn edited(id: &str, from: &str, to: &str) -> String {
    let text = shipped(id);
    assert!(text.contains(from), "{id} has no {from:?}");
    text.replacen(from, to, 1)
}

/// The code, the key and the line of what is wrong.
fn wrong(text: &str) -> (&'static str, String, usize) {
    let bad = PolicySet::parse("policy.toml", text).expect_err("accepted");
    let catalogue = Catalogue::built_in().unwrap();
    for language in [Language::Ja, Language::En] {
        let told = bad.text(&catalogue, language);
        assert!(!told.contains('$') && told != bad.message.id, "{told}");
    }
    assert_eq!(bad.file.as_deref(), Some("policy.toml"));
    (bad.code, bad.key.unwrap_or_default(), bad.position.map_or(0, |place| place.line))
}

fn line_of(text: &str, what: &str) -> usize {
    text.lines().position(|line| line.contains(what)).unwrap() + 1
}

#[test]
fn the_shipped_files_are_in_order() {
    use Channel::{Counter, Web};
    use Provenance::{Announced, Assumption, Published};
    let catalogue = Catalogue::built_in().unwrap();
    let checked = check(&config(), &catalogue).unwrap();
    assert!(checked.wrong.is_empty(), "{:?}", checked.wrong);
    assert!(checked.warnings.is_empty(), "{:?}", checked.warnings);
    let told: Vec<_> = checked
        .policies
        .all()
        .iter()
        .map(|p| (p.id.as_str(), p.channel, p.from, p.until, p.provenance))
        .collect();
    let web_until = Some(date(2022, 1, 31));
    assert_eq!(
        told,
        [
            ("counter-2018", Counter, date(2018, 1, 1), web_until, Assumption),
            ("counter-2022", Counter, date(2022, 2, 1), Some(date(2027, 3, 31)), Assumption),
            ("counter-2027", Counter, date(2027, 4, 1), None, Announced),
            ("web-2018", Web, date(2018, 1, 1), web_until, Published),
        ]
    );
    assert!(checked.policies.all().iter().all(|policy| !policy.sources.is_empty()));
}

#[test]
fn counter_2027_is_counter_2022_with_the_chip() {
    let of = |id: &str| PolicySet::parse(id, &shipped(id)).unwrap();
    let (old, new) = (of("counter-2022"), of("counter-2027"));
    assert!(new.limits.chip_required && !old.limits.chip_required);
    assert_eq!(old.services, new.services);
    assert_eq!(old.auxiliaries, new.auxiliaries);
    assert_eq!(old.issuers, new.issuers);
    let list = |policy: &Policy| {
        let entries = kiosk::policy::document_list(policy, &[], date(2027, 3, 31));
        entries.iter().map(|entry| (entry.id.clone(), entry.is_accepted())).collect::<Vec<_>>()
    };
    assert_eq!(list(&old), list(&new), "no document changes on that day");
}

#[test]
fn a_device_is_let_through_by_no_file() {
    let text = edited("counter-2022", "terms = \"refused-at-counter\"", "terms = \"identity-required\"");
    let line = text.lines().position(|line| line == "id = \"supply-device\"").unwrap() + 2;
    assert_eq!(wrong(&text), ("device-let-through", "services[4].terms".to_owned(), line));
    for terms in ["no-identity", "not-offered"] {
        let text = edited("counter-2022", "refused-at-counter", terms);
        assert_eq!(wrong(&text).0, "device-let-through");
    }
    let text = edited("web-2018", "terms = \"identity-required\"", "terms = \"refused-at-counter\"");
    assert_eq!(wrong(&text).0, "wrong-value");
}

#[test]
fn mistakes_are_told_with_key_and_line() {
    let cases: &[(&str, &str, &str, &str)] = &[
        ("id = \"counter-2022\"", "id = \"Counter 2022\"", "wrong-id", "id"),
        ("channel = \"counter\"", "channel = \"shop\"", "unknown-value", "channel"),
        ("from = 2022-02-01", "from = 2022-02-30", "syntax", ""),
        ("from = 2022-02-01", "from = \"2022-02-31\"", "wrong-value", "from"),
        ("from = 2022-02-01", "from = 2022-02-01T10:00:00", "wrong-value", "from"),
        ("from = 2022-02-01", "from = 20220201", "wrong-type", "from"),
        ("until = 2027-03-31", "until = 2021-03-31", "until-before-from", "until"),
        ("youngest_age = 18", "youngest_age = 131", "wrong-value", "limits.oldest_age"),
        ("youngest_age = 18", "youngest_age = -1", "wrong-value", "limits.youngest_age"),
        ("youngest_age = 18", "yougest_age = 18", "unknown-key", "limits.yougest_age"),
        ("id = \"voice-esim\"", "id = \"voice-sim\"", "id-twice", "services[1].id"),
        ("id = \"voice-esim\"", "id = \"voice-isim\"", "unknown-id", "services[1].id"),
        ("[\"drivers-license\", ", "[\"drivers-licence\", ", "unknown-id", "services[1].documents[0]"),
        ("[\"drivers-license\", ", "[\"student-card\", ", "never-accepted", "services[1].documents[0]"),
        ("id = \"japanese-passport\"", "id = \"residence-card\"", "id-twice", "documents[5].id"),
        ("accept = \"alone\"", "accept = \"sometimes\"", "unknown-value", "documents[0].accept"),
        (
            "issuers = \"public-safety-commissions\"",
            "issuers = \"police\"",
            "unknown-id",
            "documents[0].issuers",
        ),
        (
            "accepted_until = 2025-12-01",
            "accepted_until = 2021-12-01",
            "never-accepted",
            "documents[3].accepted_until",
        ),
        (
            "accepted_from = 2024-12-02",
            "accepted_from = 2028-12-02",
            "never-accepted",
            "documents[4].accepted_from",
        ),
        (
            "issued_not_before = 2012-04-01",
            "issued_not_before = 2112-04-01",
            "never-accepted",
            "documents[10].issued_not_before",
        ),
        (
            "auxiliaries = [\"housing-certificate\"]",
            "auxiliaries = []",
            "never-accepted",
            "documents[14].accept",
        ),
        (
            "auxiliaries = [\"housing-certificate\"]",
            "auxiliaries = [\"letter\"]",
            "unknown-id",
            "documents[14].auxiliaries[0]",
        ),
        (
            "refused_as = \"document-ended\"",
            "refused_as = \"blurred\"",
            "wrong-value",
            "documents[8].refused_as",
        ),
        (
            "refused_as = \"document-ended\"",
            "refused_as = \"gone\"",
            "unknown-value",
            "documents[8].refused_as",
        ),
        (
            "accept = \"refused\"\nrefused_as",
            "accept = \"alone\"\nrefused_as",
            "contradiction",
            "documents[8].refused_as",
        ),
        ("\"electricity\"", "\"steam\"", "unknown-id", "auxiliaries[1].utilities[0]"),
        ("\"credit-card\"", "\"gold\"", "unknown-id", "auxiliaries[1].refused_payments[0]"),
        ("id = \"utility-receipt\"", "id = \"certificate-of-residence\"", "id-twice", "auxiliaries[1].id"),
        ("masks = [\"symbol-and-number\"", "masks = [\"face\"", "unknown-value", "documents[3].masks[0]"),
    ];
    for (from, to, code, key) in cases {
        let text = edited("counter-2022", from, to);
        let (seen, place, line) = wrong(&text);
        assert_eq!((seen, place.as_str()), (*code, *key), "{to}");
        assert!(line > 0, "{to}");
    }
    let text = edited("counter-2022", "until = 2027-03-31", "until = 2021-03-31");
    assert_eq!(wrong(&text).2, line_of(&text, "until = 2021-03-31"));
}

#[test]
fn the_back_of_a_my_number_card_can_not_be_configured() {
    let front =
        "sides = [\n    { side = \"front\", required_when = [\"always\"] },\n]\nsides_never = [\"back\"]\n";
    let text = edited(
        "counter-2022",
        front,
        "sides = [\n    { side = \"front\", required_when = [\"always\"] },\n    { side = \"back\" },\n]\n",
    );
    assert_eq!(wrong(&text).0, "side-never");
    let none = edited("counter-2022", front, "sides = []\n");
    assert_eq!(wrong(&none).0, "no-picture");
    let twice = edited(
        "counter-2022",
        "{ side = \"back\", required_when = [\"change-on-back\"] }",
        "{ side = \"front\" }",
    );
    assert_eq!(wrong(&twice).0, "id-twice");
}

fn policy(id: &str, from: Date, until: Option<Date>) -> Policy {
    let mut policy = PolicySet::parse("", &shipped("counter-2022")).unwrap();
    (policy.id, policy.from, policy.until) = (id.to_owned(), from, until);
    policy
}

fn set(policies: Vec<Policy>) -> PolicySet {
    PolicySet::new(policies, Variants::built_in())
}

#[test]
fn holes_and_overlaps_are_warned_of() {
    let seam = |last: Option<Date>, next: Date| {
        let both = vec![policy("a", date(2022, 2, 1), last), policy("b", next, None)];
        set(both).warnings().into_iter().map(|warning| warning.code).collect::<Vec<_>>()
    };
    assert_eq!(seam(Some(date(2026, 3, 31)), date(2026, 4, 1)), Vec::<&str>::new());
    assert_eq!(seam(Some(date(2026, 3, 31)), date(2026, 4, 2)), ["hole"]);
    assert_eq!(seam(Some(date(2026, 3, 31)), date(2026, 3, 31)), ["overlap"]);
    assert_eq!(seam(None, date(2026, 4, 1)), ["overlap"]);
}

#[test]
fn of_two_that_claim_a_day_the_later_one_is_in_force() {
    let both = set(vec![policy("b", date(2024, 1, 1), None), policy("a", date(2022, 2, 1), None)]);
    assert_eq!(both.in_force(Channel::Counter, date(2023, 12, 31)).unwrap().id, "a");
    assert_eq!(both.in_force(Channel::Counter, date(2024, 1, 1)).unwrap().id, "b");
    assert_eq!(both.next_after(Channel::Counter, date(2023, 12, 31)).unwrap().id, "b");
    assert!(both.next_after(Channel::Counter, date(2024, 1, 1)).is_none());
}

#[test]
fn staff_are_warned_of_assumptions_changes_and_ends() {
    let shipped = PolicySet::load(&config()).unwrap();
    let codes = |on| {
        shipped.warnings_on(Channel::Counter, on).into_iter().map(|warning| warning.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(date(2026, 11, 23)), ["assumption"]);
    assert_eq!(codes(date(2027, 3, 1)), ["assumption"], "31 days before");
    assert_eq!(codes(date(2027, 3, 2)), ["assumption", "changes"], "30 days before");
    assert_eq!(codes(date(2025, 11, 2)), ["assumption", "changes"], "within a policy too");
    assert_eq!(codes(date(2025, 11, 1)), ["assumption"]);
    assert_eq!(codes(date(2027, 4, 1)), ["announced"]);
    let ends = set(vec![policy("a", date(2022, 2, 1), Some(date(2026, 3, 31)))]);
    let of = |on| {
        ends.warnings_on(Channel::Counter, on).into_iter().map(|warning| warning.code).collect::<Vec<_>>()
    };
    assert_eq!(of(date(2026, 3, 1)), ["assumption", "ends"]);
    assert_eq!(of(date(2026, 2, 28)), ["assumption"]);
}

#[test]
fn the_next_change_is_told() {
    let shipped = PolicySet::load(&config()).unwrap();
    let next = |on| {
        let next = shipped.next_change(Channel::Counter, on)?;
        let changes: Vec<String> = next.changes.iter().map(|change| change.id.to_string()).collect();
        Some((next.on, next.policy, changes))
    };
    let counter = |id: &str| id.to_owned();
    assert_eq!(
        next(date(2025, 12, 1)),
        Some((date(2025, 12, 2), counter("counter-2022"), vec![counter("policy-change-no-longer-accepted")]))
    );
    assert_eq!(
        next(date(2026, 6, 1)),
        Some((date(2026, 6, 14), counter("counter-2022"), vec![counter("policy-change-now-accepted")]))
    );
    let (on, policy, changes) = next(date(2026, 11, 23)).unwrap();
    assert_eq!((on, policy.as_str()), (date(2027, 4, 1), "counter-2027"));
    assert_eq!(changes, vec![counter("policy-change-needs"); 6], "six documents have a chip");
    let (on, _, changes) = next(date(2022, 1, 1)).unwrap();
    assert_eq!(on, date(2022, 2, 1));
    for id in [
        "policy-change-terms",
        "policy-change-now-auxiliary",
        "policy-change-now-alone",
        "policy-change-needs",
    ] {
        assert!(changes.contains(&counter(id)), "{id}: {changes:?}");
    }
    assert_eq!(next(date(2027, 4, 1)), None);
}

#[test]
fn a_check_tells_everything_and_loading_stops_at_the_first() {
    let dir = tempfile::tempdir().unwrap();
    let policy = dir.path().join("policy");
    std::fs::create_dir(&policy).unwrap();
    let catalogue = Catalogue::built_in().unwrap();
    assert_eq!(PolicySet::load(dir.path()).unwrap_err().code, "no-policies");
    assert_eq!(check(dir.path(), &catalogue).unwrap_err().code, "no-policies");
    std::fs::write(policy.join("a.toml"), shipped("counter-2022")).unwrap();
    std::fs::write(policy.join("b.toml"), shipped("counter-2022")).unwrap();
    std::fs::write(policy.join("c.toml"), edited("web-2018", "id = \"voice-sim\"", "id = \"voice\""))
        .unwrap();
    std::fs::write(policy.join("d.toml"), "nonsense").unwrap();
    std::fs::write(policy.join("variants.txt"), "高\n").unwrap();
    std::fs::write(policy.join("notes.txt"), "not a policy").unwrap();
    let checked = check(dir.path(), &catalogue).unwrap();
    let codes: Vec<_> = checked.wrong.iter().map(|wrong| wrong.bad.code).collect();
    assert_eq!(codes, ["id-twice", "unknown-id", "syntax", "wrong-variants"]);
    assert_eq!(PolicySet::load(dir.path()).unwrap_err().code, "id-twice");
}

/// Whoever mistypes a date is told of that, and not that other files leave days without rules.
#[test]
fn a_file_that_can_not_be_read_leaves_no_hole() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("policy")).unwrap();
    for (id, from, to) in [
        ("counter-2018", "", ""),
        ("counter-2022", "until = 2027-03-31", "until = 2027-02-31"),
        ("counter-2027", "", ""),
    ] {
        std::fs::write(dir.path().join("policy").join(format!("{id}.toml")), edited(id, from, to)).unwrap();
    }
    let checked = check(dir.path(), &Catalogue::built_in().unwrap()).unwrap();
    assert_eq!(checked.wrong.iter().map(|wrong| wrong.bad.code).collect::<Vec<_>>(), ["syntax"]);
    assert!(checked.warnings.is_empty(), "{:?}", checked.warnings);
}

#[test]
fn a_new_document_and_its_variants_are_an_edit_of_files() {
    let dir = tempfile::tempdir().unwrap();
    let policy = dir.path().join("policy");
    std::fs::create_dir(&policy).unwrap();
    let new = "\n[[documents]]\nid = \"library-card\"\naccept = \"with-auxiliary\"\nsides = [{ side = \"front\", required_when = [\"always\"] }]\n";
    std::fs::write(policy.join("counter-2022.toml"), shipped("counter-2022") + new).unwrap();
    std::fs::write(policy.join("variants.txt"), "山仙\n").unwrap();
    let policies = PolicySet::load(dir.path()).unwrap();
    let on = date(2026, 7, 1);
    let in_force = policies.in_force(Channel::Counter, on).unwrap();
    let case = r#"{"order":{"lines":[{"service":"voice-sim","quantity":1}]},
        "applicant":{"family_name":"山田","given_name":"太郎","family_kana":"ヤ","given_kana":"タ","birth_date":"1990-04-01",
            "postal_code":"","address":"東京都","phone":""},
        "primary":{"document":"library-card","name":"仙田太郎","birth_date":"1990-04-01","address":"東京都","shows_address":true}}"#;
    let case =
        kiosk::verification::case::parse_case("", case.as_bytes(), &policies.known_ids(&in_force)).unwrap();
    let seen = kiosk::policy::assess(in_force, &case, on);
    let codes: Vec<_> = seen.reasons.iter().map(|reason| reason.code.as_str()).collect();
    assert_eq!(codes, ["auxiliary-required", "name-equivalent"]);
    let checked = check(dir.path(), &Catalogue::built_in().unwrap()).unwrap();
    assert_eq!(checked.warnings[0].code, "no-text", "its name is still to be written");
}
