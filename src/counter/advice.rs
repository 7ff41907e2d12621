//! What staff should do next: from the rules, the picture and the world.

use crate::policy::{DocumentEntry, Provenance, Standing, document_list};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::text::Message as Sentence;
use crate::verification::case::Case;
use crate::verification::lines::FEW_PORTING_DAYS;
use crate::verification::order::Service;

use super::cases::{CaseList, CaseStanding};
use super::correction::{Correction, Objection, Rejection};
use super::customer::Customer;
use super::lines::days_left;
use super::lock::{Access, practice_sign_in};
use super::photo::{Aside, Search, Still, Unsearched};
use super::remedy::Remedy;
use super::situation::Situation;
use super::state::{Screen, State};
use super::status::{CameraState, ServiceState};
use super::step::Step;

/// A change of the rules is announced so many days before.
const ANNOUNCED_DAYS: i32 = 30;

/// What the right-hand side says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// What the rules or the picture say, the heaviest first.
    pub reasons: Vec<Reason>,
    /// The next thing to do.
    pub next: Vec<Sentence>,
    /// What should be known beside that.
    pub warnings: Vec<Sentence>,
    /// What to look at in the situation that is practised.
    pub practice: Option<Sentence>,
}

impl Advice {
    /// The advice for what is on the screen.
    pub fn of(state: &State) -> Self {
        if state.lock.is_some() {
            return Self { next: locked(state), warnings: world(state), ..Self::default() };
        }
        let mut advice = match &state.screen {
            _ if state.scan.is_some() => scanning(state),
            Screen::Start(_) => Self { next: starting(state), ..Self::default() },
            Screen::Practice(menu) => {
                Self { next: menu.focused().map(customer_of).unwrap_or_default(), ..Self::default() }
            }
            Screen::Sending(sending) => match sending.to_correct() {
                Some(correction) => Self { next: correcting(&correction.rejection), ..Self::default() },
                None => Self { next: vec![Sentence::new("advice-sending")], ..Self::default() },
            },
            Screen::Cases(list) => Self { next: of_cases(state, list), ..Self::default() },
            Screen::Manager(manager) => Self { next: vec![manager.advice()], ..Self::default() },
            Screen::Serving(customer) => Self::serving(state, customer),
        };
        advice.practice = state.situation.map(|situation| Sentence::new(situation.text("notice")));
        advice.warnings.extend(world(state));
        let photographs = matches!(&state.screen, Screen::Serving(customer) if customer.step.stage() == 3);
        // While something is practised, the start has said it: room is for what is to be looked at.
        if photographs && state.situation.is_none() || matches!(state.screen, Screen::Start(_)) {
            advice.warnings.extend(state.reading_off.clone());
        }
        if matches!(state.screen, Screen::Start(_)) {
            if state.place.practice && state.situation.is_none() {
                advice.warnings.push(Sentence::new("advice-practice-reservation"));
            }
            advice.warnings.extend(rules(state));
            if state.to_correct() > 0 {
                let count = state.to_correct().to_string();
                advice.next.push(Sentence::new("advice-to-correct").with("count", count));
            }
            advice.warnings.extend(files(state));
        }
        advice
    }

    fn serving(state: &State, customer: &Customer) -> Self {
        let mut next = vec![Sentence::new(format!("advice-{}", customer.step.as_str()))];
        let mut reasons = Vec::new();
        if let Some(correction) = &customer.correction {
            next.extend(corrected_here(correction, customer.step));
        }
        match customer.step {
            Step::Order => reasons = judged(state, &customer.case_of_order()),
            Step::Lines => {}
            Step::Line => next.extend(line(state, customer)),
            Step::Applicant => reasons = judged(state, &customer.case_of_applicant()),
            Step::Document => {
                let entries = documents(state, customer);
                match entries.get(customer.documents.0).map(|entry| &entry.standing) {
                    Some(Standing::Refused { reason }) => reasons.push(reason.clone()),
                    Some(Standing::Alone { needs } | Standing::WithAuxiliary { needs }) => {
                        next.extend(needs.iter().cloned());
                    }
                    None => {}
                }
            }
            Step::Primary | Step::Auxiliary => {
                reasons = judged(state, &customer.case());
                let reading = |aside: &Aside| aside.still.search == Search::Running;
                let proposed = customer.form().is_some_and(|(_, proposals)| proposals.any_open());
                if proposed {
                    // Nothing is entered yet that could be judged.
                    reasons.retain(|reason| reason.severity == Severity::Block);
                    next = vec![Sentence::new("advice-proposals")];
                } else if customer.aside.iter().any(reading) {
                    next = vec![Sentence::new("advice-reading")];
                }
                reasons.extend(contradiction(customer));
            }
            Step::Capture => capture(state, customer, &mut reasons, &mut next),
            Step::Review => {
                if let Some(still) = &customer.still {
                    reasons.clone_from(&still.reasons);
                    next = review(still);
                }
            }
            Step::Mask => {}
            Step::Confirm => {
                reasons = judged(state, &customer.case());
                if customer.document.is_none() {
                    next.push(Sentence::new("advice-no-identity"));
                }
                if customer.partial().is_none() && customer.lines.without_sim().is_some() {
                    next.push(Sentence::new("advice-sim-open"));
                }
            }
            Step::Correct => {
                if let Some(correction) = &customer.correction {
                    next = correcting(&correction.rejection);
                }
            }
        }
        Self { reasons, next, ..Self::default() }
    }
}

/// What was read for the field in focus, where something else stands in it.
fn contradiction(customer: &Customer) -> Option<Reason> {
    let (form, proposals) = customer.form()?;
    let field = form.focused()?.id;
    let (read, typed) = proposals.contradicts(form, field)?;
    let message = Sentence::new("read-differs-typed").with("read", read).with("typed", typed);
    Some(Reason { code: ReasonCode::ReadDiffers, severity: Severity::Confirm, message })
}

/// What to do while nobody is served: the customer of a situation has a code.
fn starting(state: &State) -> Vec<Sentence> {
    let customer = state.situation.map(customer_of);
    let how = if customer.is_some() { "advice-practice-start" } else { "advice-start" };
    customer.into_iter().flatten().chain([Sentence::new(how)]).collect()
}

/// Who comes in a situation, and on which day where that is not today.
fn customer_of(situation: &'static Situation) -> Vec<Sentence> {
    let day = situation.day.map(|day| Sentence::new("practice-day").with("day", day.to_string()));
    std::iter::once(Sentence::new(situation.text("customer"))).chain(day).collect()
}

/// What to do with the photograph under review.
fn review(still: &Still) -> Vec<Sentence> {
    let failing = still.reasons.iter().any(|reason| reason.severity != Severity::Confirm);
    let mut next = vec![Sentence::new(match still.search {
        Search::Unsearched(Unsearched::NoModels) if still.wants_eyes() => "advice-by-eye-no-models",
        Search::Unsearched(Unsearched::Failed) if still.wants_eyes() => "advice-by-eye-failed",
        _ if failing || still.picture.is_none() => "advice-review-retake",
        Search::Running => "advice-review-reading",
        _ => "advice-review",
    })];
    if still.wants_eyes() && failing {
        next.push(Sentence::new("advice-review-retake"));
    }
    next.extend(still.overridable().then(|| Sentence::new("advice-review-override")));
    next
}

/// What to do about a rejection, and who may where not everybody may.
fn correcting(rejection: &Rejection) -> Vec<Sentence> {
    let restricted =
        |remedy: &Remedy| matches!(remedy, Remedy::Name | Remedy::BirthDate | Remedy::SupportDesk);
    let hows = rejection.remedies().into_iter().filter(restricted).map(how);
    std::iter::once(Sentence::new("advice-correct")).chain(hows).collect()
}

fn how(remedy: Remedy) -> Sentence {
    Sentence::new(format!("remedy-{}-how", remedy.as_str()))
}

/// What of the rejection belongs to this step: how it is put right and, for a customer who came
/// back, what was wrong.
fn corrected_here(correction: &Correction, step: Step) -> Vec<Sentence> {
    if let Some(offer) = &correction.current {
        let here = offer.remedy.step() == Some(step);
        return here.then(|| how(offer.remedy)).into_iter().collect();
    }
    let here = |one: &&Objection| {
        let mut remedies = one.code.map_or(&[][..], Remedy::of).iter();
        remedies.any(|remedy| remedy.step() == Some(step))
    };
    let number = correction.receipt_number.clone().filter(|_| matches!(step, Step::Order | Step::Confirm));
    let whose = number.map(|number| Sentence::new("advice-correction").with("number", number));
    let found = correction.rejection.objections.iter().filter(|_| correction.anew).filter(here);
    whose.into_iter().chain(found.map(|one| one.sentence.clone())).collect()
}

fn of_cases(state: &State, list: &CaseList) -> Vec<Sentence> {
    match list.opened(&state.cases) {
        None => vec![Sentence::new("advice-cases")],
        Some(case) if case.standing == CaseStanding::Rejected => {
            let mut next = correcting(&case.rejection);
            if let Some(first) = next.first_mut() {
                *first = Sentence::new("advice-case-rejected");
            }
            next
        }
        Some(case) => vec![Sentence::new(format!("advice-case-{}", case.standing.as_str()))],
    }
}

/// What to do while a code is looked for.
fn scanning(state: &State) -> Advice {
    let next = match &state.camera {
        CameraState::Trouble(sentence) => sentence.clone(),
        _ => Sentence::new(format!("advice-{}", state.screen_id())),
    };
    Advice { next: vec![next], ..Advice::default() }
}

/// The counter's list for this customer's order, the accepted documents first.
pub fn documents(state: &State, customer: &Customer) -> Vec<DocumentEntry> {
    let Some(policy) = state.policy() else { return Vec::new() };
    let services: Vec<Service> =
        customer.order.rows().filter(|(_, quantity)| *quantity > 0).map(|(service, _)| service).collect();
    document_list(&policy, &services, state.today())
}

/// What the rules say of a case, without what only a later step can answer.
fn judged(state: &State, case: &Case) -> Vec<Reason> {
    let Some(policy) = state.policy() else { return Vec::new() };
    let open_document = case.primary.is_none();
    let mut reasons = crate::policy::assess(policy, case, state.today()).reasons;
    reasons.retain(|reason| !(open_document && reason.code == ReasonCode::DocumentRequired));
    reasons
}

/// How long the number is valid that comes along to the line in focus.
fn line(state: &State, customer: &Customer) -> Option<Sentence> {
    let days = days_left(&customer.lines.focused()?.form, state.today()).filter(|days| *days > 0)?;
    let id = if days < FEW_PORTING_DAYS { "advice-mnp-few-days" } else { "advice-mnp-days" };
    Some(Sentence::new(id).with("days", days.to_string()))
}

fn capture(state: &State, customer: &Customer, reasons: &mut Vec<Reason>, next: &mut Vec<Sentence>) {
    if let CameraState::Trouble(sentence) = &state.camera {
        *next = vec![sentence.clone()];
        return;
    }
    if let Some((code, message)) = state.hint.as_ref().and_then(|hint| hint.reason.clone()) {
        reasons.push(Reason { code, severity: Severity::Need, message });
    }
    let optional = state.assessment().is_some_and(|assessment| {
        assessment
            .shots
            .iter()
            .any(|shot| !shot.required && customer.wanted.as_ref().is_some_and(|w| w.is(shot)))
    });
    if optional {
        next.push(Sentence::new("advice-capture-optional"));
    }
}

/// How to get to work.
fn locked(state: &State) -> Vec<Sentence> {
    match &state.access {
        Access::Open => vec![Sentence::new("advice-lock-open")],
        Access::Nobody { .. } => vec![Sentence::new("advice-lock-nobody")],
        Access::SignIn { listed } => {
            let id = if listed.is_empty() { "advice-lock" } else { "advice-lock-listed" };
            let practice = state.place.practice.then(practice_sign_in);
            std::iter::once(Sentence::new(id)).chain(practice).collect()
        }
    }
}

/// What is wrong or different in the world around the counter.
fn world(state: &State) -> Vec<Sentence> {
    let mut warnings: Vec<Sentence> = state.trouble.iter().cloned().collect();
    if let ServiceState::Paused(why) = &state.service {
        warnings.push(why.clone());
    }
    if let Some(seconds) = state.clock_skew {
        warnings.push(Sentence::new("advice-clock-skew").with("seconds", seconds.unsigned_abs().to_string()));
    }
    if state.place.practice {
        // What is practised says so by itself.
        warnings.extend(state.situation.is_none().then(|| Sentence::new("advice-simulated")));
    } else if state.access == Access::Open {
        warnings.push(Sentence::new("advice-no-sign-in"));
    }
    warnings
}

/// What staff should know of files that were changed; the manager's screens say more.
fn files(state: &State) -> Vec<Sentence> {
    let wrong = state.files_wrong.first().map(|finding| {
        let name = finding.place.rsplit('/').next().unwrap_or_default().to_owned();
        Sentence::new("advice-files-wrong").with("file", name)
    });
    let pending = (!state.settings_pending.is_empty()).then(|| Sentence::new("advice-settings-pending"));
    wrong.into_iter().chain(pending).collect()
}

/// What staff should know of the rules themselves.
fn rules(state: &State) -> Vec<Sentence> {
    let mut warnings = Vec::new();
    let Some(policy) = state.policy() else { return vec![Sentence::new("notice-no-policy")] };
    if policy.provenance == Provenance::Assumption {
        warnings.push(Sentence::new("advice-policy-assumption").with("policy", policy.id.clone()));
    }
    let next = state.policies.next_after(policy.channel, state.today());
    if let Some(next) = next.filter(|next| (next.from - state.today()).get_days() <= ANNOUNCED_DAYS) {
        let change = Sentence::new("advice-policy-changes");
        warnings.push(change.with("on", next.from.to_string()).with("policy", next.id.clone()));
    }
    warnings
}
