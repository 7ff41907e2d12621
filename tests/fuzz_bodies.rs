//! The fuzz targets' bodies on their corpus, on mutilated seeds and on random bytes, so that they
//! keep compiling and holding where no fuzzer is at hand.
// A test fails by panicking; helpers are not seen as tests by the lint.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::path::Path;

use proptest::prelude::*;

fn corpus(target: &str) -> Vec<Vec<u8>> {
    files(target, |_| true)
}

/// Files of the corpus by their names: what a fuzzer found is called `found-*`, the rest are seeds.
fn files(target: &str, wanted: fn(&str) -> bool) -> Vec<Vec<u8>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let paths = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| wanted(path.file_name().unwrap().to_str().unwrap()));
    let files: Vec<_> = paths.map(|path| std::fs::read(path).unwrap()).collect();
    assert!(!files.is_empty());
    files
}

#[test]
fn the_corpus_holds() {
    corpus("case").iter().for_each(|seed| bodies::case(seed));
    corpus("policy").iter().for_each(|seed| bodies::policy(seed));
    corpus("dates").iter().for_each(|seed| bodies::dates(seed));
    corpus("jpeg").iter().for_each(|seed| bodies::jpeg(seed));
    corpus("inspect").iter().for_each(|seed| bodies::inspect(seed));
}

#[test]
fn the_seeds_are_good_cases_and_policies() {
    let seeds = |target| files(target, |name| !name.starts_with("found-"));
    for seed in seeds("policy") {
        kiosk::policy::PolicySet::parse("seed", std::str::from_utf8(&seed).unwrap()).unwrap();
    }
    for seed in seeds("dates") {
        kiosk::verification::dates::parse_date(std::str::from_utf8(&seed).unwrap()).unwrap();
    }
}

/// A seed with some stretches cut, doubled or overwritten.
fn mutilated(target: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let seed = proptest::sample::select(corpus(target));
    let edits = proptest::collection::vec((any::<prop::sample::Index>(), 0usize..24, any::<[u8; 3]>()), 1..5);
    (seed, edits).prop_map(|(mut bytes, edits)| {
        for (at, len, new) in edits {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            let end = (at + len).min(bytes.len());
            let piece: Vec<u8> = match new[0] % 4 {
                0 => Vec::new(),
                1 => bytes[at..end].repeat(2),
                2 => new[1..].to_vec(),
                _ => b"123456789018".to_vec(),
            };
            bytes.splice(at..end, piece);
        }
        bytes
    })
}

proptest! {
    #[test]
    fn mutilated_cases(data in mutilated("case")) {
        bodies::case(&data);
    }

    #[test]
    fn mutilated_policies(data in mutilated("policy")) {
        bodies::policy(&data);
    }

    #[test]
    fn mutilated_dates(data in mutilated("dates")) {
        bodies::dates(&data);
    }

    #[test]
    fn mutilated_pictures(data in mutilated("jpeg")) {
        bodies::jpeg(&data);
    }

    #[test]
    fn random_bytes(data in proptest::collection::vec(any::<u8>(), 0..200)) {
        bodies::case(&data);
        bodies::policy(&data);
        bodies::dates(&data);
    }
}

proptest! {
    // Each of these looks for a document four times.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn mutilated_inspections(data in mutilated("inspect")) {
        bodies::inspect(&data);
    }
}
