use super::{FaultPlan, VerdictPlan};

/// How the sandbox behaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What it answers about the cases that it receives, and when.
    pub verdict: VerdictPlan,
    /// What it answers about corrections, where that is something else.
    pub verdict_on_corrections: Option<VerdictPlan>,
    /// What it does wrong.
    pub faults: Vec<FaultPlan>,
}
