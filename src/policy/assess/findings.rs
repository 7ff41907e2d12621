use crate::reason::{Reason, ReasonCode, Severity};
use crate::text::Message;
use crate::verification::matching::Folds;

/// Reasons as they are found. Each code is told once, however many dates or names it is about.
#[derive(Default)]
pub(super) struct Findings {
    reasons: Vec<Reason>,
    impossible: Vec<&'static str>,
    names: Equivalences,
    addresses: Equivalences,
    not_accepted: Vec<&'static str>,
}

/// Where texts were only equivalent, and by which folds.
#[derive(Default)]
struct Equivalences {
    places: Vec<&'static str>,
    folds: Folds,
}

impl Equivalences {
    fn add(&mut self, place: &'static str, folds: Folds) {
        push_once(&mut self.places, place);
        self.folds = self.folds.and(folds);
    }

    fn into_reason(self, code: ReasonCode) -> Option<Reason> {
        if self.places.is_empty() {
            return None;
        }
        let mut reason = Reason::new(code, Severity::Confirm);
        let places = self.places.iter().map(|place| format!("place-{place}"));
        let folds: Vec<String> = self.folds.iter().map(|fold| format!("fold-{}", fold.as_str())).collect();
        // Two folds that stand in for one another: each alone would have done.
        let folds = if folds.is_empty() { vec!["fold-several".to_owned()] } else { folds };
        reason.message = reason.message.listing("places", places).listing("folds", folds);
        Some(reason)
    }
}

fn push_once(list: &mut Vec<&'static str>, item: &'static str) {
    if !list.contains(&item) {
        list.push(item);
    }
}

impl Findings {
    pub fn add(&mut self, code: ReasonCode, severity: Severity, message: Message) {
        match self.reasons.iter_mut().find(|reason| reason.code == code) {
            Some(before) if before.severity <= severity => {}
            Some(before) => *before = Reason { code, severity, message },
            None => self.reasons.push(Reason { code, severity, message }),
        }
    }

    /// A reason that is told by the code's own sentence.
    pub fn plain(&mut self, code: ReasonCode, severity: Severity) {
        self.add(code, severity, Reason::new(code, severity).message);
    }

    /// A date that can not be: `date-<name>` names it.
    pub fn impossible_date(&mut self, name: &'static str) {
        push_once(&mut self.impossible, name);
    }

    /// A name that is only equivalent.
    pub fn equivalent_name(&mut self, place: &'static str, folds: Folds) {
        self.names.add(place, folds);
    }

    /// An address that is only equivalent.
    pub fn equivalent_address(&mut self, place: &'static str, folds: Folds) {
        self.addresses.add(place, folds);
    }

    /// The auxiliary is not accepted: `unaccepted-<why>` says why.
    pub fn auxiliary_not_accepted(&mut self, why: &'static str) {
        push_once(&mut self.not_accepted, why);
    }

    /// The reasons, blocks first, then in the order of the contract.
    pub fn into_reasons(mut self) -> Vec<Reason> {
        if !self.impossible.is_empty() {
            let dates = self.impossible.iter().map(|name| format!("date-{name}"));
            let message = Message::new("reason-date-impossible").listing("dates", dates);
            self.reasons.push(Reason {
                code: ReasonCode::DateImpossible,
                severity: Severity::Block,
                message,
            });
        }
        if !self.not_accepted.is_empty() {
            let why = self.not_accepted.iter().map(|why| format!("unaccepted-{why}"));
            let message = Message::new("reason-auxiliary-not-accepted").listing("why", why);
            let code = ReasonCode::AuxiliaryNotAccepted;
            self.reasons.push(Reason { code, severity: Severity::Need, message });
        }
        self.reasons.extend(self.names.into_reason(ReasonCode::NameEquivalent));
        self.reasons.extend(self.addresses.into_reason(ReasonCode::AddressEquivalent));
        self.reasons.sort_by_key(|reason| (reason.severity, reason.code));
        self.reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_told_once_at_its_heaviest() {
        let message = |id: &'static str| Message::new(id);
        let code = ReasonCode::DateImpossible;
        for (first, second, kept) in [
            (Severity::Need, Severity::Block, "second"),
            (Severity::Block, Severity::Need, "first"),
            (Severity::Need, Severity::Need, "first"),
        ] {
            let mut findings = Findings::default();
            findings.add(code, first, message("first"));
            findings.add(code, second, message("second"));
            let [reason] = &findings.reasons[..] else { panic!("{first:?}, {second:?}") };
            assert_eq!((reason.message.id.as_ref(), reason.severity), (kept, first.min(second)));
        }
    }
}
