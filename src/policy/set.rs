use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::rules::{Channel, Policy, ServiceTerms};
use super::validate::validate;
use crate::input::{BadInput, decode_utf8, hide_long_numbers, locate_toml, parse_toml, read_bounded};
use crate::text::Message;
use crate::verification::case::KnownIds;
use crate::verification::matching::Variants;
use crate::vision::Class;

/// Larger than any policy file that a person writes.
const MOST_BYTES: u64 = 1024 * 1024;
/// The file of variant characters beside the policies.
const VARIANTS_FILE: &str = "variants.txt";

/// All policies of a configuration folder, by channel and first day.
#[derive(Clone, Debug)]
pub struct PolicySet {
    policies: Vec<Policy>,
    variants: Arc<Variants>,
}

/// A policy and the variant characters that comparing under it takes.
#[derive(Clone, Copy, Debug)]
pub struct InForce<'s> {
    /// The policy.
    pub policy: &'s Policy,
    /// Variant characters.
    pub variants: &'s Variants,
}

impl std::ops::Deref for InForce<'_> {
    type Target = Policy;

    fn deref(&self) -> &Policy {
        self.policy
    }
}

impl PolicySet {
    /// Reads `DIR/policy/*.toml` and `DIR/policy/variants.txt`. Any file that is wrong is an error:
    /// a counter must not work by half of its rules.
    pub fn load(dir: &Path) -> Result<Self, BadInput> {
        let dir = dir.join("policy");
        let mut policies: Vec<Policy> = Vec::new();
        for path in policy_files(&dir)? {
            let (file, text) = read_policy_file(&path)?;
            let policy = Self::parse(&file, &text)?;
            if policies.iter().any(|other| other.id == policy.id) {
                return Err(id_twice(&policy, &text).in_file(file));
            }
            policies.push(policy);
        }
        Ok(Self::new(policies, read_variants(&dir)?))
    }

    /// A set of policies that are at hand already.
    pub fn new(mut policies: Vec<Policy>, variants: Arc<Variants>) -> Self {
        policies.sort_by_key(|policy| (policy.channel, policy.from));
        Self { policies, variants }
    }

    /// Reads one policy file. `file` is its name for messages.
    pub fn parse(file: &str, text: &str) -> Result<Policy, BadInput> {
        let policy: Policy = parse_toml(file, text)?;
        match validate(&policy, text).into_iter().next() {
            Some(bad) => Err(bad.in_file(file)),
            None => Ok(policy),
        }
    }

    /// All policies, by channel and first day.
    pub fn all(&self) -> &[Policy] {
        &self.policies
    }

    /// The policies of a channel, by first day.
    pub fn of(&self, channel: Channel) -> impl Iterator<Item = &Policy> {
        self.policies.iter().filter(move |policy| policy.channel == channel)
    }

    /// Variant characters.
    pub fn variants(&self) -> &Variants {
        &self.variants
    }

    /// The policy in force on a day; where two claim it, the one that began later. A day that
    /// none covers is bad input that names the nearest policies with their days.
    pub fn in_force(&self, channel: Channel, on: Date) -> Result<InForce<'_>, BadInput> {
        match self.of(channel).filter(|policy| policy.holds_on(on)).last() {
            Some(policy) => Ok(self.with_variants(policy)),
            None => Err(self.not_covered(channel, on)),
        }
    }

    /// The policy of a channel that begins next after a day.
    pub fn next_after(&self, channel: Channel, on: Date) -> Option<&Policy> {
        self.of(channel).find(|policy| policy.from > on)
    }

    /// A policy of this set with what comparing under it takes.
    pub fn with_variants<'s>(&'s self, policy: &'s Policy) -> InForce<'s> {
        InForce { policy, variants: &self.variants }
    }

    /// The ids that a case may name. Lines of a service that `policy` refuses as a device are not
    /// looked at any further.
    pub fn known_ids(&self, policy: &Policy) -> KnownIds {
        let mut known = KnownIds::default();
        for other in &self.policies {
            known.documents.extend(other.documents.iter().map(|document| document.id.clone()));
            known.auxiliaries.extend(other.auxiliaries.iter().map(|auxiliary| auxiliary.id.clone()));
            let receipts = other.auxiliaries.iter().filter(|auxiliary| auxiliary.utilities.is_some());
            known.receipts.extend(receipts.map(|auxiliary| auxiliary.id.clone()));
        }
        let refused = policy.services.iter().filter(|s| s.terms == ServiceTerms::RefusedAtCounter);
        known.refused_services.extend(refused.map(|service| service.id.clone()));
        known
    }

    /// The size class of a document or auxiliary, as the newest policy has it that names it.
    pub fn class_of(&self, document: &str) -> Option<Class> {
        self.policies.iter().rev().find_map(|policy| {
            let class = policy.document(document).map(|rule| rule.class);
            class.or_else(|| policy.auxiliary(document).map(|rule| rule.class))
        })
    }

    fn not_covered(&self, channel: Channel, on: Date) -> BadInput {
        let before = self.of(channel).filter(|policy| policy.until.is_some_and(|until| until < on)).last();
        let near: Vec<String> =
            before.into_iter().chain(self.next_after(channel, on)).map(describe).collect();
        let message = Message::new("policy-none-in-force")
            .with("channel", channel.as_str())
            .with("on", on.to_string())
            .with("near", near.join(", "));
        BadInput::new("no-policy-in-force", message)
    }
}

/// `web-2018 (2018-01-01 - 2022-01-31)`.
fn describe(policy: &Policy) -> String {
    let until = policy.until.map(|until| until.to_string()).unwrap_or_default();
    hide_long_numbers(format!("{} ({} - {until}", policy.id, policy.from).trim_end()) + ")"
}

fn none(dir: &Path) -> BadInput {
    let dir = dir.display().to_string();
    BadInput::new("no-policies", Message::new("policy-none").with("dir", dir.clone())).in_file(dir)
}

pub(super) fn id_twice(policy: &Policy, text: &str) -> BadInput {
    let message = Message::new("policy-id-twice").with("id", policy.id.as_str());
    let bad = BadInput::new("id-twice", message).at_key("id");
    match locate_toml(text, "id") {
        Some(position) => bad.at(position),
        None => bad,
    }
}

/// The policy files of a folder, by name; at least one.
pub(super) fn policy_files(dir: &Path) -> Result<Vec<PathBuf>, BadInput> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(dir)
        .map_err(|_| none(dir))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    if files.is_empty() { Err(none(dir)) } else { Ok(files) }
}

/// The name and the text of a policy file.
pub(super) fn read_policy_file(path: &Path) -> Result<(String, String), BadInput> {
    let file = path.display().to_string();
    let bytes = read_bounded(path, MOST_BYTES)?;
    let text = decode_utf8(&file, &bytes)?.to_owned();
    Ok((file, text))
}

/// The variant characters of a folder, or the built-in ones where it has none.
pub(super) fn read_variants(dir: &Path) -> Result<Arc<Variants>, BadInput> {
    let path = dir.join(VARIANTS_FILE);
    if !path.exists() {
        return Ok(Variants::built_in());
    }
    let (file, text) = read_policy_file(&path)?;
    Variants::parse(&text).map(Arc::new).map_err(|error| {
        let message = Message::new("policy-variants-wrong").with("why", error.to_string());
        BadInput::new("wrong-variants", message).in_file(file)
    })
}
