use serde_json::{Value, json};

/// The reservation codes that the sandbox knows, and what each is for.
pub const CODES: &[(&str, &str)] = &[
    ("BIC-1001", "one voice SIM"),
    ("BIC-1002", "one voice eSIM"),
    ("BIC-1003", "one SMS SIM and two data SIMs"),
    ("BIC-9001", "a voice SIM and a device: refused at a counter"),
];

/// The reservation of that code, of the invented person whose driver's licence is among the samples.
pub(super) fn find(code: &str) -> Option<Value> {
    let line = |service: &str, quantity: u32| json!({ "service": service, "quantity": quantity });
    let lines = match code {
        "BIC-1001" => vec![line("voice-sim", 1)],
        "BIC-1002" => vec![line("voice-esim", 1)],
        "BIC-1003" => vec![line("sms-sim", 1), line("data-sim", 2)],
        "BIC-9001" => vec![line("voice-sim", 1), line("supply-device", 1)],
        _ => return None,
    };
    Some(json!({
        "code": code,
        "order": { "lines": lines, "reservation": code },
        "applicant": {
            "family_name": "高梨", "given_name": "健太",
            "family_kana": "タカナシ", "given_kana": "ケンタ",
            "family_roman": null, "given_roman": null,
            "birth_date": "1988-07-14",
            "postal_code": "330-0061",
            "address": "埼玉県さいたま市浦和区常盤4丁目18番7号　見本ハイツ203号室",
            "phone": "090-0000-1188",
            "email": null,
        },
    }))
}
