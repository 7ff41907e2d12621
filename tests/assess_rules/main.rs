//! The rules of the shipped policy files, cell by cell and date by date.
// A test fails by panicking; helpers are not seen as tests by the lint.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod auxiliaries;
mod boundaries;
mod conditions;
mod documents;
mod evidence;
mod matching;
mod my_number;
mod pictures;
mod properties;
mod services;
mod support;
mod texts;
