use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `[queue]` of kiosk.toml.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Days for which a small record of a settled case (no personal data) stays listed.
    #[schemars(range(min = 1, max = 3650))]
    pub retain_days: u16,
    /// Most bytes that waiting cases may take; new customers are refused before it is reached.
    #[schemars(range(min = 16_777_216_u64))]
    pub max_bytes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { retain_days: 30, max_bytes: 4 * 1024 * 1024 * 1024 }
    }
}
