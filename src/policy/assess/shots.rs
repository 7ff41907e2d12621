use super::super::rules::{Condition, SideRule};
use super::Shot;
use super::evidence::Taken;
use crate::policy::InForce;
use crate::verification::case::{Case, Primary};

/// The pictures of what is taken, in the order of the policy file.
pub(super) fn list(policy: InForce<'_>, case: &Case, taken: Taken) -> Vec<Shot> {
    let mut shots = Vec::new();
    if let Some(primary) = case.primary.as_ref().filter(|_| taken.primary)
        && let Some(rule) = policy.document(&primary.document)
    {
        let holds = |condition: &Condition| holds(*condition, primary, taken);
        shots.extend(rule.sides.iter().filter_map(|side| shot(&rule.id, side, holds)));
    }
    if let Some(auxiliary) = case.auxiliary.as_ref().filter(|_| taken.auxiliary)
        && let Some(rule) = policy.auxiliary(&auxiliary.document)
    {
        let holds = |condition: &Condition| *condition == Condition::Always;
        shots.extend(rule.sides.iter().filter_map(|side| shot(&rule.id, side, holds)));
    }
    shots
}

fn shot(document: &str, side: &SideRule, holds: impl Fn(&Condition) -> bool) -> Option<Shot> {
    let required = side.required_when.iter().any(holds);
    (required || !side.only_when_required).then(|| Shot {
        document: document.to_owned(),
        side: side.side.clone(),
        required,
    })
}

fn holds(condition: Condition, primary: &Primary, taken: Taken) -> bool {
    match condition {
        Condition::Always => true,
        Condition::ChangeOnBack => primary.address_on_back,
        Condition::Dependant => primary.dependant,
        Condition::AddressShown => primary.shows_address,
        Condition::RenewalGrace => taken.in_grace,
    }
}
