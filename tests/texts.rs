//! The catalogue of sentences: complete, the same in both languages, and drawable everywhere.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use kiosk::counter::manager::Page;
use kiosk::counter::{CaseStanding, FieldId, LockedBy, Remedy, SITUATIONS, Step};
use kiosk::policy::{Mask, PolicySet};
use kiosk::reason::ReasonCode;
use kiosk::staff::Role;
use kiosk::store::Status;
use kiosk::store::audit::Action;
use kiosk::text::{Catalogue, Language, Message};
use kiosk::verification::matching::Fold;
use kiosk::verification::order::Service;

use support::{Site, shipped_config};

/// A sentence as written: its arguments, and every piece of text in it.
#[derive(Default)]
struct Sentence {
    file: String,
    arguments: BTreeSet<String>,
    pieces: Vec<String>,
}

type Sentences = BTreeMap<String, Sentence>;

fn sentences(language: Language) -> Sentences {
    let mut all = Sentences::new();
    let mut files = Site::files(&shipped_config().join("text").join(language.tag()));
    files.sort();
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        let resource: Resource<&str> = fluent_syntax::parser::parse(&*source).unwrap();
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut sentence = Sentence { file: file.display().to_string(), ..Sentence::default() };
            pattern(message.value.as_ref().unwrap(), &mut sentence);
            let id = message.id.name.to_owned();
            if let Some(before) = all.insert(id.clone(), sentence) {
                panic!("{id} is in {} and again in {}", before.file, file.display());
            }
        }
    }
    all
}

fn pattern(pattern: &Pattern<&str>, into: &mut Sentence) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => into.pieces.push((*value).to_owned()),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => argument(inline, into),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                argument(selector, into);
                for variant in variants {
                    self::pattern(&variant.value, into);
                }
            }
        }
    }
}

fn argument(inline: &InlineExpression<&str>, into: &mut Sentence) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.arguments.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { value } => into.pieces.push((*value).to_owned()),
        other => panic!("{}: {other:?} is more than the catalogue needs", into.file),
    }
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_arguments() {
    let (ja, en) = (sentences(Language::Ja), sentences(Language::En));
    let keys = |sentences: &Sentences| sentences.keys().cloned().collect::<BTreeSet<_>>();
    let only_one: Vec<_> = keys(&ja).symmetric_difference(&keys(&en)).cloned().collect();
    assert!(only_one.is_empty(), "in one language only: {only_one:?}");
    for (id, sentence) in &ja {
        assert_eq!(sentence.arguments, en[id].arguments, "{id}");
    }
}

/// A terminal set to Japanese may give such a character two columns where the program counts one.
#[test]
fn no_sentence_has_a_character_of_ambiguous_width() {
    for language in [Language::Ja, Language::En] {
        for (id, sentence) in sentences(language) {
            for c in sentence.pieces.iter().flat_map(|piece| piece.chars()) {
                let control = c.is_control() && c != '\n';
                assert!(c.width() == c.width_cjk() && !control, "{id} has {c:?} ({})", language.tag());
            }
        }
    }
}

#[test]
fn every_id_of_the_code_has_a_sentence() {
    let known = sentences(Language::Ja);
    let missing: Vec<_> = named_by_code().into_iter().filter(|(id, _)| !known.contains_key(id)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let missing: Vec<_> = built_ids().into_iter().filter(|id| !known.contains_key(id)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_sentence_is_used() {
    let source: String = rust_files().iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let policies: String = Site::files(&shipped_config().join("policy"))
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    let built = built_ids();
    let known = sentences(Language::Ja);
    let unused: Vec<_> = known
        .iter()
        .filter(|(id, _)| !built.contains(*id))
        .filter(|(id, _)| !source.contains(&format!("\"{id}\"")) && !policies.contains(&format!("\"{id}\"")))
        .map(|(id, sentence)| format!("{}: {id}", sentence.file))
        .collect();
    assert!(unused.is_empty(), "nothing says {unused:#?}");
}

#[test]
fn the_catalogue_that_is_compiled_in_has_every_file() {
    let catalogue = Catalogue::built_in().unwrap();
    for (id, sentence) in sentences(Language::Ja) {
        assert!(catalogue.has(&id), "{} is not compiled in", sentence.file);
    }
}

/// Labels stand in a column before their values, which need most of a narrow screen's left side.
#[test]
fn labels_and_words_fit_a_narrow_screen() {
    let catalogue = Catalogue::built_in().unwrap();
    let width = |language, id: &str| catalogue.get(language, id).width();
    for language in [Language::Ja, Language::En] {
        for id in FieldId::ALL {
            let label = catalogue.render(language, &id.label());
            assert!(label.width() <= 16, "{label} is too wide for a label");
        }
        for (id, sentence) in sentences(language).iter().filter(|(id, _)| id.starts_with("key-")) {
            assert!(width(language, id) <= 16, "{id} is too wide for a key: {:?}", sentence.pieces);
        }
        for situation in SITUATIONS {
            let title = catalogue.get(language, &situation.title());
            assert!(title.width() <= 38, "{title} is too wide for the menu");
        }
        let stages: usize = kiosk::counter::STAGES.iter().map(|id| width(language, id) + 3).sum();
        assert!(stages + 2 <= 80, "the steps need {stages} columns");
        // The words before the documents of the list stand in one column.
        let entries = ["entry-alone", "entry-with-auxiliary", "entry-refused"];
        let widths: BTreeSet<usize> = entries.iter().map(|id| width(language, id)).collect();
        assert_eq!(widths.len(), 1, "the list of documents is ragged: {widths:?}");
    }
}

#[test]
fn a_sentence_is_shown_with_its_arguments_in_place() {
    let catalogue = Catalogue::built_in().unwrap();
    for language in [Language::Ja, Language::En] {
        for (id, sentence) in sentences(language) {
            let mut message = Message::new(id.clone());
            for argument in &sentence.arguments {
                // Leaked: an argument's name lives as long as the program.
                message = message.with(argument.clone().leak(), "@@");
            }
            let shown = catalogue.render(language, &message);
            assert!(!shown.contains('$'), "{id}: {shown}");
            let expected = sentence.arguments.iter().filter(|name| *name != "place").count();
            assert!(shown.matches("@@").count() >= expected, "{id}: {shown}");
        }
    }
}

/// The ids that the code names itself, with the file that does.
fn named_by_code() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in rust_files() {
        let source = std::fs::read_to_string(&file).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        for call in ["Message::new(\"", "Sentence::new(\"", ".tr(\"", ".say(\"", "key-", "stage-"] {
            for (at, _) in source.match_indices(call) {
                let start = if call.ends_with('"') { at + call.len() } else { at };
                let quoted = source[..start].ends_with('"');
                let Some((id, _)) = source[start..].split_once('"') else { continue };
                if quoted && is_id(id) {
                    found.insert(id.to_owned(), file.display().to_string());
                }
            }
        }
    }
    assert!(found.len() > 100, "the code is not read any more");
    found
}

fn is_id(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn rust_files() -> Vec<PathBuf> {
    let all = Site::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let is_code = |file: &Path| {
        let name = file.file_name().unwrap().to_str().unwrap();
        file.extension().is_some_and(|end| end == "rs") && !name.ends_with("tests.rs")
    };
    all.into_iter().filter(|file| is_code(file)).collect()
}

/// The ids that the code puts together.
fn built_ids() -> BTreeSet<String> {
    let (mut ids, mut ids_of_situations) = (BTreeSet::new(), Vec::new());
    let mut add =
        |prefix: &str, names: &[&str]| ids.extend(names.iter().map(|name| format!("{prefix}-{name}")));
    let fields: Vec<_> = FieldId::ALL.iter().map(|id| id.as_str()).collect();
    add("field", &fields);
    add("hint", &fields);
    let steps: Vec<_> = Step::ALL.iter().map(|step| step.as_str()).collect();
    add("advice", &steps);
    add("advice", &["scan-reservation", "scan-package"]);
    for prefix in ["title", "help"] {
        add(prefix, &steps);
        add(
            prefix,
            &[
                "start",
                "sending",
                "lock",
                "cases",
                "case",
                "manager",
                "practice",
                "scan-reservation",
                "scan-package",
            ],
        );
    }
    let pages: Vec<_> = Page::ALL.iter().map(|page| page.as_str()).collect();
    for prefix in ["title", "help", "advice"] {
        add(prefix, &pages);
    }
    add("advice", &["manager", "manager-staff-form"]);
    add("manager-knob", &["rotate", "mirror", "zoom", "left", "top", "width", "height", "exposure", "focus"]);
    add("manager-audit", &["missing", "malformed", "changed", "unchained"]);
    add("audit-action", &Action::ALL.iter().map(|action| action.as_str()).collect::<Vec<_>>());
    let codes: Vec<_> = ReasonCode::ALL.iter().map(|code| code.as_str()).collect();
    add("reason", &codes);
    add("rejected", &codes);
    let remedies: Vec<_> = Remedy::ALL.iter().map(|remedy| remedy.as_str()).collect();
    add("remedy", &remedies);
    let standings: Vec<_> = CaseStanding::ALL.iter().map(|standing| standing.as_str()).collect();
    add("standing", &standings);
    add("advice-case", &standings);
    let hows: Vec<_> = remedies.iter().map(|remedy| format!("{remedy}-how")).collect();
    add("remedy", &hows.iter().map(String::as_str).collect::<Vec<_>>());
    for situation in SITUATIONS {
        ids_of_situations.push(situation.title());
        ids_of_situations.extend(["customer", "notice", "seen"].map(|which| situation.text(which)));
    }
    let services: Vec<_> = Service::ALL.iter().map(|service| service.as_str()).collect();
    add("service", &services);
    add(
        "lock-by",
        &[LockedBy::Opening, LockedBy::Key, LockedBy::Idle, LockedBy::Practice].map(LockedBy::as_str),
    );
    add("role", &[Role::Staff, Role::Manager].map(Role::as_str));
    add("staff", &["added", "disabled", "enabled", "pin-reset", "role-set"]);
    add("severity", &["block", "need", "confirm"]);
    add("policy-terms", &["identity-required", "no-identity", "not-offered", "refused-at-counter"]);
    add("policy-provenance", &["published", "assumption", "announced"]);
    add("submit", &["queued", "delivered", "refused"]);
    add("queue-state", &["queued", "sending", "delivered", "refused"]);
    add("queue-status", &Status::ALL.iter().map(|status| status.as_str()).collect::<Vec<_>>());
    add("fold", &Fold::ALL.iter().map(|fold| fold.as_str()).collect::<Vec<_>>());
    add("fold", &["several"]);
    add("check", &["pass", "warn", "fail"]);
    let checked = [
        "settings",
        "policy",
        "staff",
        "texts",
        "terminal",
        "camera",
        "models",
        "data",
        "durability",
        "queue",
        "audit",
        "permissions",
        "service",
        "key",
        "clock",
    ];
    add("check-name", &checked);
    // A policy file may ask for that many pages.
    add("side", &["page-1", "page-2", "page-3", "page-4", "page-5"]);
    add("place", &["primary", "auxiliary"]);
    add("date", &["applicant-birth", "primary-birth", "primary-issued", "auxiliary-issued"]);
    add("unaccepted", &["kind", "name", "address"]);
    let masks = [Mask::SymbolAndNumber, Mask::InsurerNumber, Mask::QrCode, Mask::Grade];
    add("mask", &masks.map(Mask::as_str));
    add("choice", &["electricity", "city-gas", "water", "propane", "other", "receipt", "invoice"]);
    add("choice", &[Role::Staff, Role::Manager].map(Role::as_str));
    add("choice", &["cash", "bank-transfer", "convenience-store", "credit-card"]);
    ids.extend(ids_of_situations);
    ids.extend(ids_of_policies());
    ids
}

/// The ids that come from the policy files: documents, auxiliaries, sides.
fn ids_of_policies() -> BTreeSet<String> {
    let Ok(policies) = PolicySet::load(&shipped_config()) else { panic!("the policies do not load") };
    let mut ids = BTreeSet::new();
    for policy in policies.all() {
        for document in &policy.documents {
            ids.insert(format!("document-{}", document.id));
            ids.extend(document.sides.iter().map(|side| format!("side-{}", side.side)));
            ids.extend(document.sides_never.iter().map(|side| format!("side-{side}")));
        }
        for auxiliary in &policy.auxiliaries {
            ids.insert(format!("document-{}", auxiliary.id));
            ids.insert(format!("choice-{}", auxiliary.id));
            ids.extend(auxiliary.sides.iter().map(|side| format!("side-{}", side.side)));
        }
    }
    ids
}
