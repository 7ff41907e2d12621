use serde::{Deserialize, Serialize};

/// Where a delivered case stands at the central service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The service has it.
    Received,
    /// Someone looks at it.
    InReview,
    /// Identity verified.
    Accepted,
    /// Not accepted; reasons say why.
    Rejected,
}

impl Status {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Received, Self::InReview, Self::Accepted, Self::Rejected];

    /// As written on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::InReview => "in-review",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    /// The status of that text.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.as_str() == text)
    }

    /// Whether the service will say nothing more.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Accepted | Self::Rejected)
    }
}

/// The service's word that it has a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What the customer's slip says.
    pub receipt_number: String,
    /// Where the case stood at that moment.
    pub status: Status,
    /// Reason codes, when it was rejected on the spot.
    pub reasons: Vec<String>,
}
