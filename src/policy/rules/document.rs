use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day;
use crate::reason::ReasonCode;
use crate::vision::Class;

/// What a policy says of one identity document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentRule {
    /// The document's id.
    pub id: String,
    /// Its size class, which decides how finely it must be photographed.
    #[serde(default)]
    pub class: Class,
    /// Whether it is accepted.
    pub accept: Acceptance,
    /// First day on which it is accepted; before, it is not on the list.
    #[serde(default, deserialize_with = "day::optional")]
    #[schemars(with = "Option<String>")]
    pub accepted_from: Option<Date>,
    /// Last day on which it is accepted; after, it has ended.
    #[serde(default, deserialize_with = "day::optional")]
    #[schemars(with = "Option<String>")]
    pub accepted_until: Option<Date>,
    /// The reason for a refused document; not-on-list where left out.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub refused_as: Option<ReasonCode>,
    /// The sentence (of text/*/policy.ftl) that says why it is refused and what to bring instead.
    #[serde(default)]
    pub refusal_text: Option<String>,
    /// Whether the last day of validity must be known. A past one is always refused.
    #[serde(default)]
    pub expiry: ExpiryRule,
    /// First issue date that is accepted; the issue date is then asked for.
    #[serde(default, deserialize_with = "day::optional")]
    #[schemars(with = "Option<String>")]
    pub issued_not_before: Option<Date>,
    /// The list (under `[issuers]`) of authorities that may have issued it.
    #[serde(default)]
    pub issuers: Option<String>,
    /// Whether it must carry a photograph of the holder.
    #[serde(default)]
    pub photo_required: bool,
    /// What if it shows no address.
    #[serde(default)]
    pub address: AddressRule,
    /// What a change written on the back means.
    #[serde(default)]
    pub back: BackRule,
    /// The auxiliaries it takes; left out: every one that is not only taken where named.
    #[serde(default)]
    pub auxiliaries: Option<Vec<String>>,
    /// What must be covered before a picture is kept.
    #[serde(default)]
    pub masks: Vec<Mask>,
    /// First day on which that must be covered; left out: always.
    #[serde(default, deserialize_with = "day::optional")]
    #[schemars(with = "Option<String>")]
    pub masks_from: Option<Date>,
    /// Whether it has a chip.
    #[serde(default)]
    pub chip: bool,
    /// Months past its date during which it is accepted while a renewal is pending.
    #[serde(default)]
    pub renewal_grace_months: Option<u8>,
    /// The sides to photograph, in order.
    #[serde(default)]
    pub sides: Vec<SideRule>,
    /// Sides of which no picture may ever exist.
    #[serde(default)]
    pub sides_never: Vec<String>,
    /// Where this comes from, for people.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// Whether a document is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Acceptance {
    /// By itself.
    Alone,
    /// With one auxiliary.
    WithAuxiliary,
    /// Never; it is named so that the reason can be told.
    Refused,
}

/// Whether the last day of validity must be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExpiryRule {
    /// It must.
    Required,
    /// Only where it is printed.
    #[default]
    IfPrinted,
}

/// What if a document shows no address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AddressRule {
    /// An auxiliary shows it.
    #[default]
    OrAuxiliary,
    /// The document is refused.
    Required,
}

/// What a change written on the back means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BackRule {
    /// The back is photographed, if its side rule says so.
    #[default]
    Counts,
    /// The back may not be photographed, so that an auxiliary shows the address.
    Auxiliary,
}

/// What must be covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mask {
    /// The insured person's symbol and number.
    SymbolAndNumber,
    /// The insurer's number.
    InsurerNumber,
    /// A QR code.
    QrCode,
    /// The grade of a disability.
    Grade,
}

impl Mask {
    /// The word as files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SymbolAndNumber => "symbol-and-number",
            Self::InsurerNumber => "insurer-number",
            Self::QrCode => "qr-code",
            Self::Grade => "grade",
        }
    }
}

/// One side to photograph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SideRule {
    /// The side: front, back, photo-page, address-page, page-1 ...
    pub side: String,
    /// It is required when one of these holds; none: it is optional.
    #[serde(default)]
    pub required_when: Vec<Condition>,
    /// Whether it is left out of the list, and not optional, where it is not required.
    #[serde(default)]
    pub only_when_required: bool,
}

/// When a side is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// In every case.
    Always,
    /// When a change is written on the back.
    ChangeOnBack,
    /// When the customer is a dependant.
    Dependant,
    /// When the document shows an address.
    AddressShown,
    /// When it is past its date and accepted because a renewal is pending.
    RenewalGrace,
}
