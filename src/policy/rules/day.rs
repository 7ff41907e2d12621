//! Days in a policy file: TOML's own `2026-06-14`, or the same in quotes.

use jiff::civil::Date;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

pub(super) fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    deserializer.deserialize_any(Day)
}

pub(super) fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    // TOML has no null: a key that is there has a value.
    required(deserializer).map(Some)
}

struct Day;

impl<'de> Visitor<'de> for Day {
    type Value = Date;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a day such as 2026-06-14")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        text.parse().map_err(|_| E::custom("not a day such as 2026-06-14"))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Date, A::Error> {
        // TOML's own dates come as a map of one key; the type knows how to read it.
        let datetime: toml::value::Datetime =
            serde::Deserialize::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        match (datetime.date, datetime.time, datetime.offset) {
            (Some(_), None, None) => self.visit_str(&datetime.to_string()),
            _ => Err(A::Error::custom("a day without a time, such as 2026-06-14, belongs here")),
        }
    }
}
