//! Where a customer stands, and the six steps of the second line.

/// One screen of serving a customer, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// What is ordered.
    Order,
    /// Who signs.
    Applicant,
    /// The single lines that are ordered.
    Lines,
    /// What is told of one line.
    Line,
    /// Which identity document.
    Document,
    /// Photograph a side.
    Capture,
    /// Look at the photograph.
    Review,
    /// Cover what must not be kept.
    Mask,
    /// What the document says.
    Primary,
    /// What the auxiliary says.
    Auxiliary,
    /// Everything once more, then send.
    Confirm,
    /// What to put right of a case that was rejected.
    Correct,
}

impl Step {
    /// All screens, in their order.
    pub const ALL: &[Self] = &[
        Self::Order,
        Self::Applicant,
        Self::Lines,
        Self::Line,
        Self::Document,
        Self::Capture,
        Self::Review,
        Self::Mask,
        Self::Primary,
        Self::Auxiliary,
        Self::Confirm,
        Self::Correct,
    ];

    /// Index of the marked entry of the second line (see [`STAGES`]). What the documents say is
    /// entered between their photographs, which fill most of it in.
    pub fn stage(self) -> usize {
        match self {
            Self::Order => 0,
            Self::Applicant | Self::Lines | Self::Line => 1,
            Self::Document => 2,
            Self::Capture | Self::Review | Self::Mask | Self::Primary | Self::Auxiliary => 3,
            Self::Confirm | Self::Correct => 4,
        }
    }

    /// Id for the texts `title-<id>` and `help-<id>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Applicant => "applicant",
            Self::Lines => "lines",
            Self::Line => "line",
            Self::Document => "document",
            Self::Primary => "primary",
            Self::Auxiliary => "auxiliary",
            Self::Capture => "capture",
            Self::Review => "review",
            Self::Mask => "mask",
            Self::Confirm => "confirm",
            Self::Correct => "correct",
        }
    }
}

/// The entries of the second line, as text ids: 受付 > 契約者 > 書類 > 撮影 > 確認 > 送信.
pub const STAGES: [&str; 6] = [
    "stage-reception",
    "stage-applicant",
    "stage-document",
    "stage-capture",
    "stage-confirm",
    "stage-sending",
];

/// The stage while a case is sent.
pub const SENDING_STAGE: usize = 5;
