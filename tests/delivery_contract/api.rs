//! `kiosk-config/central-api.yaml`, read by machine: its operations, its examples, and whether a
//! value is as one of its schemas says (as much of JSON Schema as the file uses).

use std::path::Path;

use serde_json::{Map, Value};

pub struct Api(Value);

/// One reply that the contract allows.
pub struct Reply {
    pub status: u16,
    /// Name of the example; empty where the body was made up from the schema.
    pub example: String,
    pub media_type: String,
    pub body: Value,
    pub headers: Vec<(String, String)>,
}

impl Api {
    pub fn read() -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk-config/central-api.yaml");
        Self(serde_yaml_ng::from_str(&std::fs::read_to_string(file).unwrap()).unwrap())
    }

    pub fn operation(&self, path: &str, method: &str) -> &Value {
        let found = &self.0["paths"][path][method];
        assert!(found.is_object(), "{method} {path} is not in the contract");
        found
    }

    pub fn schema(&self, name: &str) -> &Value {
        &self.0["components"]["schemas"][name]
    }

    /// What stands behind a `$ref`, or the value itself.
    pub fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(reference) => self.0.pointer(reference.strip_prefix('#').unwrap()).expect(reference),
            None => value,
        }
    }

    /// Every reply of an operation: each example of the body with each example of the headers, and
    /// the least body that the schema allows where there is no example. `default` stands for 500.
    pub fn replies(&self, operation: &Value) -> Vec<Reply> {
        let mut replies = Vec::new();
        for (status, response) in operation["responses"].as_object().unwrap() {
            let response = self.resolved(response);
            let status = if status == "default" { 500 } else { status.parse().unwrap() };
            for (media_type, media) in response["content"].as_object().unwrap() {
                for (example, body) in self.bodies(status, media) {
                    self.conforms(&media["schema"], &body)
                        .unwrap_or_else(|why| panic!("{status} {example}: {why}"));
                    for headers in headers(&response["headers"]) {
                        let (example, media_type) = (example.clone(), media_type.clone());
                        replies.push(Reply { status, example, media_type, body: body.clone(), headers });
                    }
                }
            }
        }
        replies
    }

    fn bodies(&self, status: u16, media: &Value) -> Vec<(String, Value)> {
        if let Some(examples) = media["examples"].as_object() {
            return examples.iter().map(|(name, example)| (name.clone(), example["value"].clone())).collect();
        }
        let problem = serde_json::json!({ "type": "about:blank", "title": "-", "status": status });
        vec![(String::new(), problem)]
    }

    /// Whether a value is as the schema says; the place and what is wrong when it is not.
    pub fn conforms(&self, schema: &Value, value: &Value) -> Result<(), String> {
        let schema = self.resolved(schema).as_object().ok_or("no schema")?;
        for (keyword, rule) in schema {
            self.keyword(schema, keyword, rule, value)
                .map_err(|why| format!("{keyword}: {why} in {value}"))?;
        }
        Ok(())
    }

    fn keyword(
        &self,
        schema: &Map<String, Value>,
        keyword: &str,
        rule: &Value,
        value: &Value,
    ) -> Result<(), String> {
        let number =
            |ok: fn(f64, f64) -> bool| value.as_f64().is_none_or(|found| ok(found, rule.as_f64().unwrap()));
        let length = value.as_array().map(Vec::len);
        let characters = value.as_str().map(|text| text.chars().count());
        let least = |found: Option<usize>| found.is_none_or(|found| found as u64 >= rule.as_u64().unwrap());
        let most = |found: Option<usize>| found.is_none_or(|found| found as u64 <= rule.as_u64().unwrap());
        let all = |mut rules: std::slice::Iter<Value>| rules.try_for_each(|rule| self.conforms(rule, value));
        let ok = match keyword {
            "description" | "examples" | "default" | "contentMediaType" => true,
            "type" => match rule {
                Value::Array(types) => types.iter().any(|name| is_a(name, value)),
                name => is_a(name, value),
            },
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "pattern" => {
                let pattern = regex::Regex::new(rule.as_str().unwrap()).unwrap();
                value.as_str().is_none_or(|text| pattern.is_match(text))
            }
            "format" => value.as_str().is_none_or(|text| has_format(rule.as_str().unwrap(), text)),
            "minimum" => number(|found, rule| found >= rule),
            "maximum" => number(|found, rule| found <= rule),
            "minLength" => least(characters),
            "maxLength" => most(characters),
            "minItems" => least(length),
            "maxItems" => most(length),
            "uniqueItems" => true,
            "items" => {
                return value.as_array().into_iter().flatten().try_for_each(|item| self.conforms(rule, item));
            }
            "prefixItems" => {
                let pairs = rule.as_array().unwrap().iter().zip(value.as_array().into_iter().flatten());
                return pairs.into_iter().try_for_each(|(rule, item)| self.conforms(rule, item));
            }
            "required" => {
                let missing =
                    rule.as_array().unwrap().iter().find(|key| value.get(key.as_str().unwrap()).is_none());
                return missing.map_or(Ok(()), |key| Err(format!("{key} is missing")));
            }
            "properties" => {
                let keys = rule.as_object().unwrap().iter();
                let mut present = keys.filter_map(|(key, rule)| Some((key, rule, value.get(key)?)));
                return present.try_for_each(|(key, rule, found)| {
                    self.conforms(rule, found).map_err(|why| format!("{key}: {why}"))
                });
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object().unwrap();
                value.as_object().is_none_or(|object| object.keys().all(|key| known.contains_key(key)))
            }
            "allOf" => return all(rule.as_array().unwrap().iter()),
            "oneOf" => {
                rule.as_array().unwrap().iter().filter(|rule| self.conforms(rule, value).is_ok()).count() == 1
            }
            other => return Err(format!("{other}: a keyword that this check does not know")),
        };
        if ok { Ok(()) } else { Err(format!("is not {rule}")) }
    }
}

/// Each example of the headers; once without any where there is none.
fn headers(headers: &Value) -> Vec<Vec<(String, String)>> {
    let mut all = Vec::new();
    for (name, header) in headers.as_object().into_iter().flatten() {
        for example in header["examples"].as_object().into_iter().flat_map(Map::values) {
            all.push(vec![(name.clone(), example["value"].as_str().unwrap().to_owned())]);
        }
    }
    if all.is_empty() { vec![Vec::new()] } else { all }
}

fn is_a(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other}: no type"),
    }
}

fn has_format(format: &str, text: &str) -> bool {
    match format {
        "date-time" => text.parse::<jiff::Timestamp>().is_ok(),
        "date" => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
        other => panic!("{other}: a format that this check does not know"),
    }
}
