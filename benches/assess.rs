//! How long an assessment takes. Target: under 50 microseconds with all policies loaded.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench fails like a test"
)]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use kiosk::policy::{Channel, PolicySet, assess};
use kiosk::verification::case::{Case, parse_case};

/// A plain case: everything equal to the letter.
const PLAIN: &str = r#"{
    "order": { "lines": [{ "service": "voice-sim", "quantity": 1 }] },
    "applicant": { "family_name": "山田", "given_name": "太郎", "family_kana": "ヤマダ", "given_kana": "タロウ",
        "birth_date": "1990-04-01", "postal_code": "100-0005", "address": "東京都千代田区丸の内1-2-3-205",
        "phone": "090-1234-5678" },
    "primary": { "document": "drivers-license", "name": "山田 太郎", "birth_date": "1990-04-01",
        "address": "東京都千代田区丸の内1-2-3-205", "expires_on": "2030-08-09", "issuer": "東京都公安委員会",
        "shows_address": true },
    "auxiliary": null }"#;

/// The dearest kind: names and addresses in other notations, on two documents.
const FOLDED: &str = r#"{
    "order": { "lines": [{ "service": "voice-sim", "quantity": 1 }] },
    "applicant": { "family_name": "高ハシ", "given_name": "太郎", "family_kana": "タカハシ", "given_kana": "タロウ",
        "birth_date": "1990-04-01", "postal_code": "100-0005",
        "address": "東京都千代田区霞が関1-2-3-205", "phone": "090-1234-5678" },
    "primary": { "document": "rehabilitation-handbook", "name": "髙橋 太郎", "birth_date": "1990-04-01",
        "address": "千代田区霞ヶ関一丁目二番三号メゾン青山二〇五号室", "shows_address": true },
    "auxiliary": { "document": "utility-receipt", "utility": "electricity", "kind": "receipt", "paid_by": "cash",
        "issued_on": "2026-07-01", "name": "髙橋太郎", "address": "東京都千代田区霞ヶ関１－２－３－２０５" } }"#;

fn bench(criterion: &mut Criterion) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config");
    let policies = PolicySet::load(&dir).expect("the shipped policies");
    let on = "2026-07-02".parse().expect("a day");
    let case = |text: &str| -> Case {
        let policy = policies.in_force(Channel::Counter, on).expect("a policy in force");
        parse_case("case.json", text.as_bytes(), &policies.known_ids(&policy)).expect("a case")
    };
    let (plain, folded) = (case(PLAIN), case(FOLDED));
    for (name, case) in [("plain", &plain), ("folded", &folded)] {
        criterion.bench_function(&format!("assess/{name}"), |bencher| {
            bencher.iter(|| {
                let policy = policies.in_force(Channel::Counter, black_box(on));
                policy.map(|policy| assess(policy, black_box(case), on)).ok()
            });
        });
    }
    criterion.bench_function("parse_case", |bencher| bencher.iter(|| case(black_box(FOLDED))));
}

criterion_group!(benches, bench);
criterion_main!(benches);
