use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::input::BadInput;
use crate::store::{RecipientError, Recipients};
use crate::text::Message;

/// `[central]` of kiosk.toml: the service that verifies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where the service is: https, or http to a loopback address.
    pub url: String,
    /// The service's age public key, or several while keys are being changed.
    pub recipient: OneOrMany,
    /// File with the bearer token, readable by this user only. Paths are relative to the
    /// configuration folder.
    pub token_file: Option<PathBuf>,
    /// PEM file with the private certificate authority to trust instead of the public ones.
    pub ca_file: Option<PathBuf>,
    /// PEM file with the client certificate and its key, readable by this user only.
    pub client_identity_file: Option<PathBuf>,
    /// Proxy to go through; without it none is used, whatever the environment says.
    pub proxy: Option<String>,
    /// How long to wait for each step.
    pub timeouts: Timeouts,
}

/// One text or a list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

/// `central.timeouts`, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Timeouts {
    /// To connect and agree on TLS.
    #[schemars(range(min = 1, max = 60))]
    pub connect_seconds: u16,
    /// Between two pieces of a reply.
    #[schemars(range(min = 1, max = 120))]
    pub idle_seconds: u16,
    /// For one whole request, the upload included.
    #[schemars(range(min = 1, max = 600))]
    pub total_seconds: u16,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect_seconds: 5, idle_seconds: 10, total_seconds: 45 }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            url: "http://127.0.0.1:8420".into(),
            recipient: OneOrMany::Many(Vec::new()),
            token_file: None,
            ca_file: None,
            client_identity_file: None,
            proxy: None,
            timeouts: Timeouts::default(),
        }
    }
}

impl OneOrMany {
    /// All of them.
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

impl Settings {
    /// The same with every relative path taken from `base`, the configuration folder.
    #[must_use]
    pub fn resolved(mut self, base: &Path) -> Self {
        for path in
            [&mut self.token_file, &mut self.ca_file, &mut self.client_identity_file].into_iter().flatten()
        {
            *path = base.join(&*path);
        }
        self
    }

    /// The public keys to seal to.
    pub fn recipients(&self) -> Result<Recipients, BadInput> {
        Recipients::parse(self.recipient.as_slice().iter().map(String::as_str)).map_err(|error| {
            let message = match error {
                RecipientError::None => Message::new("delivery-recipient-none"),
                RecipientError::Malformed { .. } => Message::new("delivery-recipient-malformed"),
                RecipientError::Private { .. } => Message::new("delivery-recipient-private"),
            };
            BadInput::new("recipient", message).at_key("central.recipient")
        })
    }
}
