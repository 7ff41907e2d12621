//! What each fuzz target does with its bytes. Kept apart from libFuzzer, so that an ordinary test
//! (`tests/fuzz_bodies.rs`) drives the same with the corpus and with random bytes.

#![allow(dead_code, missing_docs)] // each target uses one of these
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a fuzz target fails by panicking

use std::sync::LazyLock;

use jiff::civil::date;
use kiosk::camera;
use kiosk::input::{BadInput, twelve_digits};
use kiosk::policy::{Channel, Policy, PolicySet, Verdict, assess, document_list};
use kiosk::text::{Catalogue, Language};
use kiosk::verification::case::{Case, parse_case};
use kiosk::verification::dates::parse_date;
use kiosk::verification::matching::Variants;
use kiosk::verification::order::{OrderLine, Service};
use kiosk::vision::door::{self, Limits};
use kiosk::vision::{Class, Expectation, Settings, still};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::built_in().unwrap());

static POLICIES: LazyLock<PolicySet> = LazyLock::new(|| {
    let files = [
        include_str!("../kiosk-config/policy/web-2018.toml"),
        include_str!("../kiosk-config/policy/counter-2018.toml"),
        include_str!("../kiosk-config/policy/counter-2022.toml"),
        include_str!("../kiosk-config/policy/counter-2027.toml"),
    ];
    let read = |text: &&str| PolicySet::parse("policy.toml", text).unwrap();
    PolicySet::new(files.iter().map(read).collect(), Variants::built_in())
});

/// CASE.json: reading and judging never panic, no message quotes twelve digits, no device passes.
pub fn case(data: &[u8]) {
    for (channel, on) in [
        (Channel::Web, date(2021, 6, 15)),
        (Channel::Counter, date(2022, 1, 31)),
        (Channel::Counter, date(2026, 7, 1)),
        (Channel::Counter, date(2027, 4, 1)),
    ] {
        let policy = POLICIES.in_force(channel, on).unwrap();
        match parse_case("case.json", data, &POLICIES.known_ids(&policy)) {
            Ok(case) => {
                let seen = assess(policy, &case, on);
                let json = seen.to_json(&CATALOGUE).to_string();
                assert!(twelve_digits(&json).is_empty(), "{json}");
                let device = case.order.lines.iter().any(|line| line.service == "supply-device");
                assert!(!(device && channel == Channel::Counter && seen.verdict != Verdict::Refuse));
            }
            Err(bad) => tells_nothing(&bad),
        }
    }
}

/// Policy files: whatever can be read is usable, and lets no device through.
pub fn policy(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match PolicySet::parse("policy.toml", text) {
        Ok(policy) => {
            let set = PolicySet::new(vec![policy.clone()], Variants::built_in());
            for on in [policy.from, policy.until.unwrap_or(policy.from)] {
                let _ = document_list(&policy, Service::ALL, on);
                let _ = set.next_change(policy.channel, on);
                let _ = set.warnings_on(policy.channel, on);
                device_is_refused(&set, &policy, on);
            }
            let _ = set.warnings();
        }
        Err(bad) => tells_nothing(&bad),
    }
}

fn device_is_refused(set: &PolicySet, policy: &Policy, on: jiff::civil::Date) {
    let mut case = Case::default();
    case.order.lines.push(OrderLine { service: "supply-device".to_owned(), quantity: 1 });
    let verdict = assess(set.with_variants(policy), &case, on).verdict;
    assert!(policy.channel == Channel::Web || verdict == Verdict::Refuse);
}

/// Dates: what is read is written as ISO and read again as the same day.
pub fn dates(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(day) = parse_date(text) {
        assert_eq!(parse_date(&day.to_string()), Ok(day), "{text}");
        // Blanks may take all the room that a date is given.
        let room = text.chars().count() + "まで有効".chars().count() <= 64;
        let once = !text.trim_end().ends_with("まで有効");
        assert_eq!(parse_date(&format!("{text}まで有効")).is_ok(), room && once, "{text}");
    }
}

/// The door and the quick way to a small picture: whatever bytes come, a refusal or a picture of the announced size, which is small
/// here so that the fuzzer is quick.
pub fn jpeg(data: &[u8]) {
    let mut eighth = Vec::new().into();
    if let Some((width, height)) = camera::jpeg::eighth(data, &mut eighth) {
        assert_eq!(eighth.len(), width.div_ceil(8) as usize * height.div_ceil(8) as usize * 3);
    }
    if let Ok((picture, header)) = door::open_with_header(data, &small_pictures()) {
        assert_eq!((picture.width(), picture.height()), (header.width, header.height));
        assert!(header.end + header.trailing == data.len());
    }
}

/// All that `kiosk inspect` does with a file: nothing panics, and what would be kept is a clean
/// JPEG that passes the door itself.
pub fn inspect(data: &[u8]) {
    let settings = Settings { limits: small_pictures(), ..Settings::default() };
    let Ok(picture) = door::open(data, &settings.limits) else { return };
    for class in [None, Some(Class::Card), Some(Class::A4), Some(Class::Receipt)] {
        let expectation = class.map_or_else(Expectation::any, |class| Expectation::of("fuzz", "back", class));
        let seen = still::examine(&picture, &expectation, &settings);
        assert!(seen.outline.is_some() || !seen.accepted());
        let document = still::document(&picture, &seen);
        let kept = still::into_kept(picture.clone(), document, &settings);
        if let Some(kept) = still::evidence(&kept, &settings) {
            let header = door::inspect(&kept, &Limits { min_side: 1, ..Limits::default() }).unwrap();
            assert!(!header.has_metadata && header.trailing == 0);
        }
    }
}

fn small_pictures() -> Limits {
    Limits { max_side: 2_000, max_pixels: 400_000, min_side: 8, ..Limits::default() }
}

fn tells_nothing(bad: &BadInput) {
    for language in [Language::Ja, Language::En] {
        let text = bad.text(&CATALOGUE, language);
        assert!(twelve_digits(&text).is_empty(), "{text}");
    }
    assert!(bad.key.as_deref().is_none_or(|key| twelve_digits(key).is_empty()));
}
