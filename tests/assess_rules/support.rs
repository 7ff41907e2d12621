use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::Date;
use kiosk::policy::{Assessment, Channel, PolicySet, assess};
use kiosk::reason::Severity;
use kiosk::verification::case::{Case, parse_case};
use serde_json::{Value, json};

/// The shipped policies.
pub static POLICIES: LazyLock<PolicySet> =
    LazyLock::new(|| PolicySet::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config")).unwrap());

pub const ADDRESS: &str = "東京都千代田区丸の内1-2-3-205";
pub const OTHER_ADDRESS: &str = "大阪府大阪市北区梅田3-4-5";

/// A day within each of the four policies on which no document is at the end of its days.
pub const WEB_2018: (&str, &str) = ("web", "2021-06-15");
pub const COUNTER_2018: (&str, &str) = ("counter", "2021-06-15");
pub const COUNTER_2022: (&str, &str) = ("counter", "2025-06-15");
pub const COUNTER_2027: (&str, &str) = ("counter", "2027-06-15");
pub const ALL: [(&str, &str); 4] = [WEB_2018, COUNTER_2018, COUNTER_2022, COUNTER_2027];

/// A case in which everything is right, with this document and no auxiliary.
pub fn case(document: &str) -> Value {
    json!({
        "order": { "lines": [{ "service": "voice-sim", "quantity": 1 }], "reservation": null },
        "applicant": {
            "family_name": "山田", "given_name": "太郎", "family_kana": "ヤマダ", "given_kana": "タロウ",
            "family_roman": null, "given_roman": null, "birth_date": "1990-04-01", "postal_code": "100-0005",
            "address": ADDRESS, "phone": "090-1234-5678", "email": null,
        },
        "primary": {
            "document": document, "name": "山田 太郎", "birth_date": "1990-04-01", "address": ADDRESS,
            "issued_on": "2015-01-01", "expires_on": "2099-12-31", "issuer": null, "has_photo": true,
            "shows_address": true, "address_on_back": false, "renewal_pending": false, "dependant": false,
            "chip_read": true, "original": true,
        },
        "auxiliary": null,
    })
}

/// The same with an auxiliary in which everything is right on the day.
pub fn with_auxiliary(mut case: Value, document: &str, issued_on: &str) -> Value {
    case["auxiliary"] = json!({
        "document": document, "utility": null, "kind": null, "paid_by": null, "issued_on": issued_on,
        "name": "山田太郎", "address": ADDRESS,
    });
    if document == "utility-receipt" {
        case["auxiliary"]["utility"] = json!("electricity");
        case["auxiliary"]["kind"] = json!("receipt");
        case["auxiliary"]["paid_by"] = json!("cash");
    }
    case
}

/// The case with some keys of a section changed.
pub fn set(mut case: Value, section: &str, changes: Value) -> Value {
    let Value::Object(changes) = changes else { panic!("not an object") };
    for (key, value) in changes {
        case[section][key] = value;
    }
    case
}

/// The case without an address on the document.
pub fn no_address(case: Value) -> Value {
    set(case, "primary", json!({ "shows_address": false, "address": "" }))
}

pub fn services(mut case: Value, services: &[&str]) -> Value {
    let lines: Vec<Value> = services.iter().map(|id| json!({ "service": id, "quantity": 1 })).collect();
    case["order"]["lines"] = json!(lines);
    case
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn channel(text: &str) -> Channel {
    if text == "web" { Channel::Web } else { Channel::Counter }
}

pub fn parse(case: &Value, place: (&str, &str)) -> Case {
    let policy = POLICIES.in_force(channel(place.0), day(place.1)).unwrap();
    parse_case("case.json", case.to_string().as_bytes(), &POLICIES.known_ids(&policy)).unwrap()
}

pub fn judge(case: &Value, place: (&str, &str)) -> Assessment {
    let policy = POLICIES.in_force(channel(place.0), day(place.1)).unwrap();
    assess(policy, &parse(case, place), day(place.1))
}

/// The reasons as `block:code`, in their order.
pub fn told(assessment: &Assessment) -> Vec<String> {
    assessment.reasons.iter().map(|reason| format!("{}:{}", reason.severity.as_str(), reason.code)).collect()
}

pub fn reasons(case: &Value, place: (&str, &str)) -> Vec<String> {
    told(&judge(case, place))
}

/// Blocks and needs only.
pub fn problems(case: &Value, place: (&str, &str)) -> Vec<String> {
    let assessment = judge(case, place);
    let heavy = |severity| severity != Severity::Confirm;
    let heavy: Vec<_> = assessment.reasons.iter().filter(|reason| heavy(reason.severity)).collect();
    heavy.iter().map(|reason| format!("{}:{}", reason.severity.as_str(), reason.code)).collect()
}

/// The pictures as `document/side!` (required) or `document/side?`.
pub fn shots(case: &Value, place: (&str, &str)) -> Vec<String> {
    judge(case, place)
        .shots
        .iter()
        .map(|shot| format!("{}/{}{}", shot.document, shot.side, if shot.required { '!' } else { '?' }))
        .collect()
}
