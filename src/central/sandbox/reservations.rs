use serde_json::{Value, json};

/// The reservation codes that the sandbox knows, and what each is for.
pub const CODES: &[(&str, &str)] = &[
    ("BIC-1001", "one voice SIM"),
    ("BIC-1002", "one voice eSIM"),
    ("BIC-1003", "one SMS SIM and two data SIMs"),
    ("BIC-1004", "one voice SIM, by someone who moved house"),
    ("BIC-1005", "one voice SIM, by the holder of a My Number card"),
    ("BIC-1006", "one voice SIM, by someone with an eligibility certificate"),
    ("BIC-9001", "a voice SIM and a device: refused at a counter"),
];

/// The reservation of that code, of the invented people whose documents are among the samples.
pub(super) fn find(code: &str) -> Option<Value> {
    let line = |service: &str, quantity: u32| json!({ "service": service, "quantity": quantity });
    let lines = match code {
        "BIC-1001" | "BIC-1004" | "BIC-1005" | "BIC-1006" => vec![line("voice-sim", 1)],
        "BIC-1002" => vec![line("voice-esim", 1)],
        "BIC-1003" => vec![line("sms-sim", 1), line("data-sim", 2)],
        "BIC-9001" => vec![line("voice-sim", 1), line("supply-device", 1)],
        _ => return None,
    };
    let applicant = match code {
        "BIC-1004" => licence_holder("171-0022", "東京都豊島区南池袋2丁目47番3号　サンプルタワー1105号室"),
        "BIC-1005" => applicant(
            ["小野寺", "美咲", "オノデラ", "ミサキ"],
            "1995-03-03",
            ["225-0002", "神奈川県横浜市青葉区美しが丘5丁目23番8号", "090-0000-2277"],
        ),
        "BIC-1006" => applicant(
            ["斎藤", "浩二", "サイトウ", "コウジ"],
            "1966-01-19",
            ["060-0062", "北海道札幌市中央区南二条西7丁目29番15号　コーポ見本101号室", "090-0000-4455"],
        ),
        _ => licence_holder("330-0061", "埼玉県さいたま市浦和区常盤4丁目18番7号　見本ハイツ203号室"),
    };
    Some(json!({
        "code": code,
        "order": { "lines": lines, "reservation": code },
        "applicant": applicant,
    }))
}

fn licence_holder(postal_code: &str, address: &str) -> Value {
    applicant(["高梨", "健太", "タカナシ", "ケンタ"], "1988-07-14", [postal_code, address, "090-0000-1188"])
}

fn applicant(
    [family_name, given_name, family_kana, given_kana]: [&str; 4],
    birth_date: &str,
    [postal_code, address, phone]: [&str; 3],
) -> Value {
    json!({
        "family_name": family_name, "given_name": given_name,
        "family_kana": family_kana, "given_kana": given_kana,
        "family_roman": null, "given_roman": null,
        "birth_date": birth_date,
        "postal_code": postal_code,
        "address": address,
        "phone": phone,
        "email": null,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who reserves shows a document of the samples: what it says is what the reservation says.
    #[test]
    fn reservations_are_of_the_people_on_the_samples() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/samples/cases");
        for (code, case) in [
            ("BIC-1001", "drivers-license"),
            ("BIC-1004", "moved-house"),
            ("BIC-1005", "individual-number-card"),
            ("BIC-1006", "eligibility-certificate"),
        ] {
            let bytes = std::fs::read(folder.join(format!("{case}.json"))).unwrap();
            let case: Value = serde_json::from_slice(&bytes).unwrap();
            let found = find(code).unwrap();
            let texts = found["applicant"].as_object().unwrap().iter().filter(|(_, text)| text.is_string());
            for (key, text) in texts {
                assert_eq!(text, &case["applicant"][key], "{code}: {key}");
            }
        }
        assert!(CODES.iter().all(|(code, _)| find(code).is_some()));
    }
}
