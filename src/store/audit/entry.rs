use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// The chain begins, or begins anew after a damaged database was set aside.
    ChainStarted,
    /// A case was judged and not sent.
    CaseRefused,
    /// Staff went on over a reason that asks for a confirmation.
    Overridden,
    /// A picture was destroyed before anything was written.
    PictureDestroyed,
    /// A case was sealed and queued.
    CaseQueued,
    /// The service gave a receipt; the evidence was deleted here.
    CaseDelivered,
    /// The service refused a case for good.
    CaseRefusedByService,
    /// The service gave its verdict.
    Verdict,
    /// A case was taken off the list by hand.
    CaseDiscarded,
    /// A damaged case was found; its evidence can not be sent.
    CaseDamaged,
    /// A record's days were over.
    RecordsPurged,
    /// Someone signed in.
    SignedIn,
    /// Someone signed out, or the counter locked itself.
    SignedOut,
    /// Someone was not let in: the PIN was wrong, the id nobody's, or its member disabled.
    SignInRefused,
    /// Who may sign in was changed.
    StaffChanged,
    /// A customer's case was ended and wiped before it was sent.
    CaseCancelled,
}

impl Action {
    /// Everything that is noted.
    pub const ALL: &[Self] = &[
        Self::ChainStarted,
        Self::CaseRefused,
        Self::Overridden,
        Self::PictureDestroyed,
        Self::CaseQueued,
        Self::CaseDelivered,
        Self::CaseRefusedByService,
        Self::Verdict,
        Self::CaseDiscarded,
        Self::CaseDamaged,
        Self::RecordsPurged,
        Self::SignedIn,
        Self::SignedOut,
        Self::SignInRefused,
        Self::StaffChanged,
        Self::CaseCancelled,
    ];

    /// The same word as in the trail.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ChainStarted => "chain-started",
            Self::CaseRefused => "case-refused",
            Self::Overridden => "overridden",
            Self::PictureDestroyed => "picture-destroyed",
            Self::CaseQueued => "case-queued",
            Self::CaseDelivered => "case-delivered",
            Self::CaseRefusedByService => "case-refused-by-service",
            Self::Verdict => "verdict",
            Self::CaseDiscarded => "case-discarded",
            Self::CaseDamaged => "case-damaged",
            Self::RecordsPurged => "records-purged",
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::SignInRefused => "sign-in-refused",
            Self::StaffChanged => "staff-changed",
            Self::CaseCancelled => "case-cancelled",
        }
    }
}

/// One thing that was done, before it is chained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When, by the kiosk's clock.
    pub at: Timestamp,
    /// Staff id.
    pub staff: Option<String>,
    /// What.
    pub action: Action,
    /// Submission id.
    pub case: Option<String>,
    /// Policy id.
    pub policy: Option<String>,
    /// Reason codes, document ids, a receipt number: ids only.
    pub codes: Vec<String>,
}

impl Entry {
    /// An entry that names nothing yet but the deed.
    pub fn new(at: Timestamp, action: Action) -> Self {
        Self { at, staff: None, action, case: None, policy: None, codes: Vec::new() }
    }

    /// The same by that member of staff.
    #[must_use]
    pub fn by(mut self, staff: Option<String>) -> Self {
        self.staff = staff;
        self
    }

    /// The same about that case.
    #[must_use]
    pub fn about(mut self, case: impl Into<String>) -> Self {
        self.case = Some(case.into());
        self
    }

    /// The same under that policy.
    #[must_use]
    pub fn under(mut self, policy: impl Into<String>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    /// The same with codes.
    #[must_use]
    pub fn with(mut self, codes: impl IntoIterator<Item = String>) -> Self {
        self.codes.extend(codes);
        self
    }
}

/// A chained entry as it is kept and hashed, in this order of keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// From 0.
    pub index: u64,
    /// RFC 3339.
    pub at: String,
    /// Staff id.
    pub staff: Option<String>,
    /// What was done.
    pub action: Action,
    /// Submission id.
    pub case: Option<String>,
    /// Policy id.
    pub policy: Option<String>,
    /// Ids and codes.
    pub codes: Vec<String>,
    /// Hash of the line before, hex.
    pub prev: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_called_the_same_everywhere() {
        for action in Action::ALL {
            assert_eq!(serde_json::to_value(action).unwrap(), action.as_str());
        }
    }
}
