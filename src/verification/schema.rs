//! The published JSON schema of CASE.json.

use serde_json::{Value, json};

use super::parse::{KINDS, PAYMENTS, UTILITIES};

/// JSON Schema (2020-12) of a case, for editors and for programs that write cases. Reading a case
/// checks more than a schema can say.
pub fn case_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Case",
        "description": "One customer's case",
        "type": "object",
        "additionalProperties": false,
        "required": ["order", "applicant"],
        "properties": {
            "order": order(),
            "applicant": applicant(),
            "primary": nullable(&primary()),
            "auxiliary": nullable(&auxiliary()),
        },
    })
}

fn nullable(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn filled(description: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": description })
}

fn optional(description: &str) -> Value {
    json!({ "type": ["string", "null"], "description": description })
}

fn fact(description: &str, default: bool) -> Value {
    json!({ "type": "boolean", "default": default, "description": description })
}

fn one_of(values: &[&str], description: &str) -> Value {
    let values: Vec<Value> = values.iter().map(|value| json!(value)).chain([Value::Null]).collect();
    json!({ "enum": values, "description": description })
}

fn order() -> Value {
    let service = "voice-sim, voice-esim, sms-sim, data-sim; supply-device is refused at a counter";
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["lines"],
        "properties": {
            "lines": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["service", "quantity"],
                    "properties": {
                        "service": text(service),
                        "quantity": { "type": "integer", "minimum": 1, "maximum": 99 },
                    },
                },
            },
            "reservation": optional("reservation code"),
        },
    })
}

fn applicant() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": [
            "family_name", "given_name", "family_kana", "given_kana", "birth_date", "postal_code", "address", "phone",
        ],
        "properties": {
            "family_name": filled("family name, as registered"),
            "given_name": filled("given name, as registered"),
            "family_kana": filled("family name in katakana"),
            "given_kana": filled("given name in katakana"),
            "family_roman": optional("family name in Latin letters"),
            "given_roman": optional("given name in Latin letters"),
            "birth_date": filled("1990-04-01, H2.4.1, 平成2年4月1日"),
            "postal_code": text("postal code"),
            "address": filled("registered, current address"),
            "phone": text("telephone number"),
            "email": optional("mail address"),
        },
    })
}

fn primary() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["document", "name", "birth_date", "address"],
        "properties": {
            "document": filled("the document's id: kiosk policy list"),
            "name": filled("name as printed"),
            "birth_date": filled("birth date as printed"),
            "address": text("address in force, as printed; empty where none is shown"),
            "issued_on": optional("issue date as printed"),
            "expires_on": optional("last day of validity as printed"),
            "issuer": optional("issuing authority; null is not checked"),
            "has_photo": fact("it carries a photograph of the holder", true),
            "shows_address": fact("it shows an address", false),
            "address_on_back": fact("a change of address or name is written on the back", false),
            "renewal_pending": fact("its renewal is pending at the authority", false),
            "dependant": fact("the customer is a dependant on it", false),
            "chip_read": fact("its chip was read on another device", false),
            "original": fact("it is the original", true),
        },
    })
}

fn auxiliary() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["document", "name", "address"],
        "properties": {
            "document": filled("the document's id: kiosk policy list"),
            "utility": one_of(UTILITIES, "of a receipt only"),
            "kind": one_of(KINDS, "of a receipt only"),
            "paid_by": one_of(PAYMENTS, "of a receipt only"),
            "issued_on": optional("issue date as printed"),
            "name": filled("name as printed"),
            "address": optional("address as printed; empty or null where none is shown"),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a value has that the schema does not allow, as a path; the part of JSON Schema that
    /// [`case_schema`] uses.
    fn faults(schema: &Value, value: &Value, path: &str) -> Vec<String> {
        if let Some(any) = schema["anyOf"].as_array() {
            let best = any.iter().map(|one| faults(one, value, path)).min_by_key(Vec::len);
            return best.unwrap_or_else(|| vec![path.to_owned()]);
        }
        if let Some(allowed) = schema["enum"].as_array() {
            return if allowed.contains(value) { vec![] } else { vec![path.to_owned()] };
        }
        let is = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let types = &schema["type"];
        if types != is && !types.as_array().is_some_and(|types| types.contains(&json!(is))) {
            return vec![path.to_owned()];
        }
        let short = value
            .as_str()
            .is_some_and(|text| (text.len() as u64) < schema["minLength"].as_u64().unwrap_or(0));
        let few = value
            .as_array()
            .is_some_and(|items| (items.len() as u64) < schema["minItems"].as_u64().unwrap_or(0));
        let small = value.as_u64().is_some_and(|n| n < schema["minimum"].as_u64().unwrap_or(0));
        let large = value.as_u64().is_some_and(|n| n > schema["maximum"].as_u64().unwrap_or(u64::MAX));
        let mut found = if short || few || small || large { vec![path.to_owned()] } else { vec![] };
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            found.extend(faults(&schema["items"], item, &format!("{path}[{index}]")));
        }
        if let Some(object) = value.as_object() {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            found.extend(
                required.filter(|key| !object.contains_key(*key)).map(|key| format!("{path}.{key}?")),
            );
            for (key, item) in object {
                match schema["properties"].get(key) {
                    Some(property) => found.extend(faults(property, item, &format!("{path}.{key}"))),
                    None => found.push(format!("{path}.{key}!")),
                }
            }
        }
        found
    }

    fn whole() -> Value {
        json!({
            "order": { "lines": [{ "service": "voice-sim", "quantity": 1 }], "reservation": null },
            "applicant": {
                "family_name": "山田", "given_name": "太郎", "family_kana": "ヤマダ", "given_kana": "タロウ",
                "family_roman": null, "given_roman": "TARO", "birth_date": "1990-04-01",
                "postal_code": "100-0005", "address": "東京都千代田区丸の内1-2-3", "phone": "090-1234-5678",
                "email": null,
            },
            "primary": {
                "document": "drivers-license", "name": "山田 太郎", "birth_date": "1990-04-01", "address": "",
                "issued_on": null, "expires_on": "2030-08-09", "issuer": null, "has_photo": true,
                "shows_address": false, "address_on_back": false, "renewal_pending": false,
                "dependant": false, "chip_read": false, "original": true,
            },
            "auxiliary": {
                "document": "utility-receipt", "utility": "water", "kind": "receipt", "paid_by": "cash",
                "issued_on": "2026-07-01", "name": "山田太郎", "address": null,
            },
        })
    }

    #[test]
    fn a_whole_case_fits_and_so_does_one_without_evidence() {
        let schema = case_schema();
        assert_eq!(faults(&schema, &whole(), "case"), [""; 0]);
        let mut bare = whole();
        bare["primary"] = Value::Null;
        bare["auxiliary"] = Value::Null;
        assert_eq!(faults(&schema, &bare, "case"), [""; 0]);
    }

    #[test]
    fn what_reading_refuses_does_not_fit() {
        let schema = case_schema();
        for (pointer, wrong, fault) in [
            ("/order/lines", json!([]), "case.order.lines"),
            ("/order/lines/0/quantity", json!(0), "case.order.lines[0].quantity"),
            ("/order/lines/0/quantity", json!(100), "case.order.lines[0].quantity"),
            ("/order/lines/0/service", json!(7), "case.order.lines[0].service"),
            ("/order/reservation", json!(7), "case.order.reservation"),
            ("/applicant/family_name", json!(""), "case.applicant.family_name"),
            ("/primary/original", json!("yes"), "case.primary.original"),
            ("/auxiliary/utility", json!("moonlight"), "case.auxiliary.utility"),
            ("/auxiliary/kind", json!("bill"), "case.auxiliary.kind"),
        ] {
            let mut case = whole();
            *case.pointer_mut(pointer).unwrap() = wrong;
            assert_eq!(faults(&schema, &case, "case"), [fault], "{pointer}");
        }
        for section in ["order", "applicant", "primary", "auxiliary"] {
            let mut case = whole();
            case[section]["moon"] = json!(1);
            assert_eq!(faults(&schema, &case, "case"), [format!("case.{section}.moon!")]);
        }
        for (section, key) in
            [("order", "lines"), ("applicant", "phone"), ("primary", "name"), ("auxiliary", "address")]
        {
            let mut case = whole();
            case[section].as_object_mut().unwrap().remove(key);
            assert_eq!(faults(&schema, &case, "case"), [format!("case.{section}.{key}?")]);
        }
    }
}
