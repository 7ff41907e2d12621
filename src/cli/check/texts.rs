//! The sentences: complete in both languages, and as the program fills them in.

use crate::text::{self, Message};

use super::super::Globals;
use super::super::setup::Setup;
use super::finding::Finding;

/// Lines that are told at most; one mistake often brings others with it.
const MOST: usize = 8;

/// Every flaw of the text files, the worst first.
pub(super) fn check(_: &Globals, setup: &Setup) -> Vec<Finding> {
    const NAME: &str = "texts";
    let mut flaws = text::check(&setup.dir);
    if flaws.is_empty() {
        return vec![Finding::pass(NAME, Message::new("check-texts-ok"))];
    }
    flaws.sort_by_key(|flaw| !flaw.wrong);
    let told = |flaw: text::Flaw| {
        let line = flaw.line.map(|line| format!(":{line}")).unwrap_or_default();
        let place = format!("{}{line}", flaw.file);
        let told = if flaw.wrong { Finding::fail } else { Finding::warn };
        told(NAME, flaw.message).at(place)
    };
    flaws.into_iter().take(MOST).map(told).collect()
}
