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
