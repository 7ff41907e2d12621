use crate::counter::list::Cursor;
use crate::counter::message::Input;
use crate::counter::state::State;
use crate::policy::{Channel, Policy};
use crate::text::Message as Sentence;

use super::exchange::Ask;

/// The rules in force and the next ones.
#[derive(Debug, Default)]
pub struct PolicyPage {
    /// The line in focus.
    pub cursor: Cursor,
}

impl PolicyPage {
    pub(super) fn input(&mut self, input: &Input, count: usize) -> Option<Vec<Ask>> {
        if matches!(input, Input::Back | Input::Next) {
            return None;
        }
        self.cursor.input(input, count);
        Some(Vec::new())
    }
}

/// What the page says, a sentence each: the rules of today, what should be known of them, and
/// what changes next.
pub fn sentences(state: &State) -> Vec<Sentence> {
    let (channel, today) = (Channel::Counter, state.today());
    let policies = &state.policies;
    let mut said = match policies.in_force(channel, today) {
        Ok(policy) => about(policy.policy),
        Err(bad) => vec![bad.message],
    };
    said.extend(policies.warnings_on(channel, today).into_iter().map(|warning| warning.message));
    match policies.next_change(channel, today) {
        None => said.push(Sentence::new("policy-next-none")),
        Some(next) => {
            said.push(
                Sentence::new("policy-next")
                    .with("from", next.on.to_string())
                    .with("id", next.policy.as_str()),
            );
            let same = policies.in_force(channel, today).is_ok_and(|now| now.id == next.policy);
            let new = policies.of(channel).find(|policy| policy.id == next.policy).filter(|_| !same);
            said.extend(new.map(|policy| provenance("manager-policy-next", policy)));
            said.extend(next.changes);
        }
    }
    said.extend(policies.warnings().into_iter().map(|warning| warning.message));
    said
}

fn about(policy: &Policy) -> Vec<Sentence> {
    let mut said = vec![provenance("manager-policy-now", policy), stretch(policy)];
    said.extend(
        policy
            .sources
            .iter()
            .map(|source| Sentence::new("manager-policy-source").with("source", source.clone())),
    );
    said
}

fn provenance(id: &'static str, policy: &Policy) -> Sentence {
    Sentence::new(id)
        .with("id", policy.id.clone())
        .naming("provenance", format!("policy-provenance-{}", policy.provenance.as_str()))
}

fn stretch(policy: &Policy) -> Sentence {
    let from = policy.from.to_string();
    match policy.until {
        Some(until) => Sentence::new("policy-from-until").with("from", from).with("until", until.to_string()),
        None => Sentence::new("policy-from-open").with("from", from),
    }
}
