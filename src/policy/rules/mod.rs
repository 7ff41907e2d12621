//! What a policy file says, as data. The file's keys are the fields' names.

mod auxiliary;
mod day;
mod document;
mod service;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use auxiliary::AuxiliaryRule;
pub use document::{Acceptance, AddressRule, BackRule, Condition, DocumentRule, ExpiryRule, Mask, SideRule};
pub use service::{ServiceRule, ServiceTerms};

/// Where a policy holds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// The counter in a store.
    #[default]
    Counter,
    /// Uploads from home.
    Web,
}

impl Channel {
    /// The channel as files and the command line write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Web => "web",
        }
    }
}

/// How sure a policy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Provenance {
    /// Taken from a published page.
    Published,
    /// Assumed: the official list was not to be had.
    Assumption,
    /// Announced, not yet in force or not yet known in full.
    Announced,
}

impl Provenance {
    /// The word as files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Assumption => "assumption",
            Self::Announced => "announced",
        }
    }
}

/// The rules of one channel for one stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The policy's id, as screens and records name it.
    pub id: String,
    /// Where it holds.
    pub channel: Channel,
    /// First day in force.
    #[serde(deserialize_with = "day::required")]
    #[schemars(with = "String")]
    pub from: Date,
    /// Last day in force; left out while none is known.
    #[serde(default, deserialize_with = "day::optional")]
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
    /// How sure it is.
    pub provenance: Provenance,
    /// Where it comes from, for people.
    pub sources: Vec<String>,
    /// Numbers that hold for every document.
    pub limits: Limits,
    /// The services, each once.
    pub services: Vec<ServiceRule>,
    /// The identity documents, refused ones included, each once.
    pub documents: Vec<DocumentRule>,
    /// The auxiliary documents, each once.
    pub auxiliaries: Vec<AuxiliaryRule>,
    /// Lists of issuing authorities by name, for documents that ask for one.
    #[serde(default)]
    pub issuers: std::collections::BTreeMap<String, Vec<String>>,
}

/// Numbers that hold for every document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Youngest applicant, in completed years on the day.
    pub youngest_age: u8,
    /// Someone born more than this many years ago is a mistake.
    pub oldest_age: u8,
    /// Whether the chip of a document that has one must have been read.
    #[serde(default)]
    pub chip_required: bool,
}

impl Policy {
    /// What it says of a service, if it names it.
    pub fn service(&self, id: &str) -> Option<&ServiceRule> {
        self.services.iter().find(|service| service.id == id)
    }

    /// What it says of an identity document, if it names it.
    pub fn document(&self, id: &str) -> Option<&DocumentRule> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// What it says of an auxiliary, if it names it.
    pub fn auxiliary(&self, id: &str) -> Option<&AuxiliaryRule> {
        self.auxiliaries.iter().find(|auxiliary| auxiliary.id == id)
    }

    /// Whether the policy is in force on a day.
    pub fn holds_on(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until)
    }
}
