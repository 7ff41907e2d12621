use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SideRule;
use crate::vision::Class;

/// What a policy says of one auxiliary document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuxiliaryRule {
    /// The auxiliary's id.
    pub id: String,
    /// Its size class, which decides how finely it must be photographed.
    #[serde(default = "a4")]
    pub class: Class,
    /// Whether only documents take it that name it themselves.
    #[serde(default)]
    pub only_where_named: bool,
    /// How many months it is good for, counted from its issue date, which is then asked for.
    #[serde(default)]
    pub max_age_months: Option<u8>,
    /// For receipts: the utilities that are accepted. Utility, kind and payment are then asked for.
    #[serde(default)]
    pub utilities: Option<Vec<String>>,
    /// For receipts: ways of payment that are refused.
    #[serde(default)]
    pub refused_payments: Vec<String>,
    /// Its pages.
    pub sides: Vec<SideRule>,
    /// Where this comes from, for people.
    #[serde(default)]
    pub sources: Vec<String>,
}

fn a4() -> Class {
    Class::A4
}
