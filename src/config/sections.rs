use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Language;
use crate::{camera, central, policy, store, vision};

/// The whole of kiosk.toml.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// This machine.
    pub kiosk: Kiosk,
    /// The store it stands in.
    pub store: Store,
    /// The camera on the desk.
    pub camera: camera::Settings,
    /// What a photograph must be like.
    pub capture: vision::Settings,
    /// The central service.
    pub central: central::Settings,
    /// Cases waiting on this machine.
    pub queue: store::Settings,
    /// Which rules apply.
    pub policy: PolicySection,
    /// The log file.
    pub log: Log,
}

/// `[kiosk]` of kiosk.toml.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Kiosk {
    /// Id of this machine; needed for real work.
    pub id: String,
    /// Language of the screen at start.
    pub language: Language,
    /// Colours of the screen.
    pub theme: Theme,
    /// Whether the names of the staff are shown before anybody signs in.
    pub list_staff: bool,
    /// Minutes without a key until the screen locks.
    #[schemars(range(min = 1, max = 240))]
    pub idle_lock_minutes: u16,
    /// Minutes without a key until the customer is wiped.
    #[schemars(range(min = 1, max = 480))]
    pub idle_wipe_minutes: u16,
}

impl Default for Kiosk {
    fn default() -> Self {
        Self {
            id: String::new(),
            language: Language::Ja,
            theme: Theme::Standard,
            list_staff: false,
            idle_lock_minutes: 5,
            idle_wipe_minutes: 15,
        }
    }
}

/// Colours of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// The terminal's own background.
    #[default]
    Standard,
    /// Black and white, bold marks.
    HighContrast,
}

/// `[store]` of kiosk.toml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Store {
    /// Id of the store; needed for real work.
    pub id: String,
    /// Name of the store as customers know it; needed for real work.
    pub name: String,
    /// Name of the counter within the store.
    pub counter: Option<String>,
}

/// `[policy]` of kiosk.toml.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PolicySection {
    /// Whose list of documents applies; a counter has its own.
    pub channel: policy::Channel,
}

impl Default for PolicySection {
    fn default() -> Self {
        Self { channel: policy::Channel::Counter }
    }
}

/// `[log]` of kiosk.toml.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// How much is written.
    pub level: Level,
    /// Days for which log files are kept.
    #[schemars(range(min = 1, max = 365))]
    pub keep_days: u16,
}

impl Default for Log {
    fn default() -> Self {
        Self { level: Level::Info, keep_days: 14 }
    }
}

/// How much is written to the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Failures only.
    Error,
    /// And what may become one.
    Warn,
    /// And what happened.
    #[default]
    Info,
    /// And how.
    Debug,
}
