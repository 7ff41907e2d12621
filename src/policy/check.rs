//! `kiosk policy check`: everything that is wrong with the files of a folder, not only the first.

use std::path::Path;

use super::rules::Policy;
use super::set::{PolicySet, id_twice, policy_files, read_policy_file, read_variants};
use super::validate::validate;
use super::warnings::Warning;
use crate::input::{BadInput, parse_toml};
use crate::text::{Catalogue, Message};
use crate::verification::matching::Variants;

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// The policies that could be read.
    pub policies: PolicySet,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
    /// What is not wrong, but should be known.
    pub warnings: Vec<Warning>,
}

/// A mistake with the text that it stands in.
#[derive(Debug)]
pub struct Wrong {
    /// The mistake.
    pub bad: BadInput,
    /// The file's text, where it could be read.
    pub source: Option<String>,
}

/// Checks `DIR/policy/`. An error only where the folder holds no policy at all.
pub fn check(dir: &Path, catalogue: &Catalogue) -> Result<Checked, BadInput> {
    let dir = dir.join("policy");
    let mut wrong = Vec::new();
    let mut policies: Vec<Policy> = Vec::new();
    let files = policy_files(&dir)?;
    for path in &files {
        let (file, text) = match read_policy_file(path) {
            Ok(read) => read,
            Err(bad) => {
                wrong.push(Wrong { bad, source: None });
                continue;
            }
        };
        let mut found = match parse_toml::<Policy>(&file, &text) {
            Ok(policy) => {
                let mut found = validate(&policy, &text);
                if policies.iter().any(|other| other.id == policy.id) {
                    found.push(id_twice(&policy, &text));
                }
                policies.push(policy);
                found
            }
            Err(bad) => vec![bad],
        };
        wrong.extend(
            found.drain(..).map(|bad| Wrong { bad: bad.in_file(file.as_str()), source: Some(text.clone()) }),
        );
    }
    let variants = read_variants(&dir).unwrap_or_else(|bad| {
        wrong.push(Wrong { bad, source: None });
        Variants::built_in()
    });
    let unread = policies.len() < files.len();
    let policies = PolicySet::new(policies, variants);
    // Days that a file rules which can not be read are no hole.
    let mut warnings = if unread { Vec::new() } else { policies.warnings() };
    warnings.extend(without_text(&policies, catalogue));
    Ok(Checked { policies, wrong, warnings })
}

/// Ids that no text names.
fn without_text(policies: &PolicySet, catalogue: &Catalogue) -> Vec<Warning> {
    let mut ids: Vec<String> = Vec::new();
    for policy in policies.all() {
        ids.extend(policy.documents.iter().map(|rule| format!("document-{}", rule.id)));
        ids.extend(policy.documents.iter().filter_map(|rule| rule.refusal_text.clone()));
        ids.extend(policy.auxiliaries.iter().map(|rule| format!("document-{}", rule.id)));
        let sides = policy.documents.iter().flat_map(|rule| &rule.sides);
        let sides = sides.chain(policy.auxiliaries.iter().flat_map(|rule| &rule.sides));
        ids.extend(sides.map(|side| format!("side-{}", side.side)));
    }
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| !catalogue.has(id));
    ids.into_iter()
        .map(|id| Warning { code: "no-text", message: Message::new("policy-warning-no-text").with("id", id) })
        .collect()
}
