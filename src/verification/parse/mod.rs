//! CASE.json: strict, with the key and the place of whatever is wrong.

mod fields;
mod sections;

use std::collections::BTreeSet;

use crate::input::{BadInput, decode_utf8, parse_json};

use super::case::Case;
use fields::{Fields, Source};
pub use sections::{KINDS, PAYMENTS, UTILITIES};

/// The ids that a case may name. Built from the policies, so that a new document kind is an edit
/// of a policy file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownIds {
    /// Identity documents, those included that are named only to be refused.
    pub documents: BTreeSet<String>,
    /// Auxiliary documents.
    pub auxiliaries: BTreeSet<String>,
    /// Auxiliaries that tell utility, kind and payment.
    pub receipts: BTreeSet<String>,
    /// Services whose lines are refused before their quantity is looked at.
    pub refused_services: BTreeSet<String>,
}

/// Reads a case. `file` is the name for messages.
pub fn parse_case(file: &str, bytes: &[u8], known: &KnownIds) -> Result<Case, BadInput> {
    let text = decode_utf8(file, bytes)?;
    let root = parse_json(file, text)?;
    let source = Source { file, text };
    let mut fields = Fields::of(&source, String::new(), &root)?;
    let case = sections::case(&mut fields, known)?;
    fields.finish()?;
    Ok(case)
}

#[cfg(test)]
mod tests;
