use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a policy says of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceRule {
    /// The service: voice-sim, voice-esim, sms-sim, data-sim or supply-device.
    pub id: String,
    /// On which terms it is to be had.
    pub terms: ServiceTerms,
    /// The only documents it takes; left out where it takes every document of the list.
    #[serde(default)]
    pub documents: Option<Vec<String>>,
    /// Where this comes from, for people.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// On which terms a service is to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceTerms {
    /// With identity verification.
    IdentityRequired,
    /// Without.
    NoIdentity,
    /// Not to be had under this policy.
    NotOffered,
    /// A device, refused at every counter.
    RefusedAtCounter,
}

impl ServiceTerms {
    /// The word as files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::IdentityRequired => "identity-required",
            Self::NoIdentity => "no-identity",
            Self::NotOffered => "not-offered",
            Self::RefusedAtCounter => "refused-at-counter",
        }
    }
}
