//! Whether what a document says is what is registered: equal, equivalent or different.
//!
//! Texts are folded only to be compared; the notation of the document is never changed.

mod addresses;
mod characters;
mod fold;
mod katakana;
mod names;
mod numerals;
mod tokens;
mod variants;

pub use addresses::compare_addresses;
pub use fold::{Fold, Folds};
pub use names::{RegisteredName, compare_names};
pub use variants::{VariantError, Variants};

use jiff::civil::Date;

/// The result of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The same, to the letter (spaces in names aside).
    Equal,
    /// The same once these differences of notation are put aside. Staff confirm.
    Equivalent {
        /// The folds without which it would be different.
        folds: Folds,
    },
    /// Not the same.
    Different,
}

impl Comparison {
    /// `Equivalent` or `Different` for two texts that are not equal. `matches` tells whether they
    /// are the same with the given folds, of which only those of `able` make a difference; a fold
    /// was needed when they are not the same without it.
    fn of_unequal(able: &[Fold], matches: impl Fn(Folds) -> bool) -> Self {
        if !matches(Folds::ALL) {
            return Self::Different;
        }
        let needed = able.iter().copied().filter(|fold| !matches(Folds::ALL.without(*fold))).collect();
        Self::Equivalent { folds: needed }
    }
}

/// Birth dates are exact: never equivalent.
pub fn compare_birth_dates(registered: Date, document: Date) -> Comparison {
    if registered == document { Comparison::Equal } else { Comparison::Different }
}
