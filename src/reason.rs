//! Reasons: what the rules or the picture say, as a stable code, a severity and a sentence
//! that tells staff what to do next.

use serde::{Deserialize, Serialize};

use crate::text::Message;

/// How much a reason weighs. Ordered: the heaviest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The customer can not go on with this document (or order).
    Block,
    /// Something must be added or corrected first.
    Need,
    /// Staff look and confirm.
    Confirm,
}

impl Severity {
    /// The word as written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Need => "need",
            Self::Confirm => "confirm",
        }
    }
}

macro_rules! codes {
    ($($variant:ident = $text:literal),* $(,)?) => {
        /// A stable reason code (kebab-case on the wire and in JSON).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum ReasonCode {
            $(#[doc = $text] #[serde(rename = $text)] $variant,)*
        }

        impl ReasonCode {
            /// All codes, in the order of the contract.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as written in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The code of that text, if there is one.
            pub fn from_code(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

codes! {
    DocumentRequired = "document-required",
    DeviceAtCounter = "device-at-counter",
    ServiceUnknown = "service-unknown",
    ServiceNotOffered = "service-not-offered",
    DocumentNotOnList = "document-not-on-list",
    DocumentEnded = "document-ended",
    DocumentExpired = "document-expired",
    IssuedBeforeLimit = "issued-before-limit",
    IssuerNotAccepted = "issuer-not-accepted",
    PhotoRequired = "photo-required",
    OriginalRequired = "original-required",
    AddressMissing = "address-missing",
    AddressDiffers = "address-differs",
    AuxiliaryRequired = "auxiliary-required",
    AuxiliaryNotAccepted = "auxiliary-not-accepted",
    AuxiliaryTooOld = "auxiliary-too-old",
    AuxiliaryAlone = "auxiliary-alone",
    AuxiliaryAddressMissing = "auxiliary-address-missing",
    InvoiceNotReceipt = "invoice-not-receipt",
    PaidByCreditCard = "paid-by-credit-card",
    UtilityNotAccepted = "utility-not-accepted",
    MyNumberVisible = "my-number-visible",
    MaskingRequired = "masking-required",
    SideMissing = "side-missing",
    SideNotAllowed = "side-not-allowed",
    NameDiffers = "name-differs",
    NameEquivalent = "name-equivalent",
    BirthDateDiffers = "birth-date-differs",
    AddressEquivalent = "address-equivalent",
    ApplicantTooYoung = "applicant-too-young",
    ExpiryDateMissing = "expiry-date-missing",
    IssueDateMissing = "issue-date-missing",
    DateImpossible = "date-impossible",
    NotJpeg = "not-jpeg",
    ImageDamaged = "image-damaged",
    ImageTooLarge = "image-too-large",
    ImageTooSmall = "image-too-small",
    Blurred = "blurred",
    Glare = "glare",
    TooDark = "too-dark",
    TooBright = "too-bright",
    DocumentNotFound = "document-not-found",
    DocumentCutOff = "document-cut-off",
    DocumentTooSmall = "document-too-small",
    DocumentTilted = "document-tilted",
    WrongSide = "wrong-side",
    SameSideTwice = "same-side-twice",
    ReadExpired = "read-expired",
    ReadDiffers = "read-differs",
    ChipReadRequired = "chip-read-required",
}

impl std::fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One reason, ready to be told in either language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The stable code.
    pub code: ReasonCode,
    /// Its weight here.
    pub severity: Severity,
    /// What staff do next, with its arguments.
    pub message: Message,
}

impl Reason {
    /// A reason told by the catalogue's sentence `reason-<code>`.
    pub fn new(code: ReasonCode, severity: Severity) -> Self {
        Self { code, severity, message: Message::new(format!("reason-{code}")) }
    }

    /// The same reason with one more argument for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.message = self.message.with(name, value);
        self
    }
}
