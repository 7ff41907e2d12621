use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::input::{BadInput, read_bounded};
use crate::policy::{Assessment, PolicySet, Verdict, assess};
use crate::reason::{Reason, ReasonCode, Severity};
use crate::store::audit::{Action, Entry};
use crate::store::{Origin, Photo, Submission};
use crate::verification::case::Case;
use crate::verification::case::parse_case;

use super::pictures::{Look, Refused};
use super::{Args, Way, masks, pictures};
use crate::cli::setup::Setup;

/// Larger than any case that a person writes.
const LARGEST_CASE: u64 = 1024 * 1024;
/// How long a reservation may take to load; without an answer the lines of the case stand.
const RESERVATION: Duration = Duration::from_secs(5);

/// What the rules and the pictures say.
pub(super) enum Judged {
    /// It can be sent as it is.
    Acceptable {
        /// The case, complete.
        submission: Box<Submission>,
        /// Reasons that whoever called this command has confirmed by calling it.
        confirmed: Vec<String>,
    },
    /// Nothing is queued.
    Refused(Refusal),
    /// Nothing is queued: the text models failed, so that a My Number was not looked for.
    NotSearched,
}

/// Why a case is not queued.
pub(super) struct Refusal {
    pub(super) policy: String,
    pub(super) reasons: Vec<Reason>,
}

/// Judges the case, then its pictures, then the reservation that it names.
pub(super) fn judge(way: &Way, policies: &PolicySet, on: Date, args: &Args) -> Result<Judged, BadInput> {
    let policy = policies.in_force(way.setup.config.policy.channel, on)?;
    let file = args.case.display().to_string();
    let bytes = zeroize::Zeroizing::new(read_bounded(&args.case, LARGEST_CASE)?);
    let case = parse_case(&file, &bytes, &policies.known_ids(&policy))?;
    pictures::all_there(&args.photos)?;
    let assessment = assess(policy, &case, on);
    let refused = |reasons| Ok(Judged::Refused(Refusal { policy: assessment.policy.clone(), reasons }));
    if assessment.verdict != Verdict::Accept {
        return refused(assessment.reasons.clone());
    }
    let document = case.primary.as_ref().map_or("", |primary| primary.document.as_str());
    if let Some(reason) = assessment.unmasked()
        && !masks::confirmed(&assessment.shots, &args.photos, &args.masks, document)
    {
        return refused(vec![reason]);
    }
    let photos = match photos(&assessment, document, policies, args, &way.setup)? {
        Ok(photos) => photos,
        Err(Refused::Because(reasons)) => return refused(reasons),
        Err(Refused::NotSearched) => return Ok(Judged::NotSearched),
    };
    if reserves_device(way, &case) {
        return refused(vec![Reason::new(ReasonCode::DeviceAtCounter, Severity::Block)]);
    }
    let confirmed = assessment.reasons.iter().map(|reason| reason.code.as_str().to_owned()).collect();
    match submission(way, case, &assessment, photos, args) {
        Some(submission) => Ok(Judged::Acceptable { submission: Box::new(submission), confirmed }),
        None => refused(vec![Reason::new(ReasonCode::DeviceAtCounter, Severity::Block)]),
    }
}

/// The pictures that are sent. Where nothing needs identity none is even opened.
fn photos(
    assessment: &Assessment,
    document: &str,
    policies: &PolicySet,
    args: &Args,
    setup: &Setup,
) -> Result<Result<Vec<Photo>, Refused>, BadInput> {
    if !assessment.identity_required {
        return Ok(Ok(Vec::new()));
    }
    let reasons = pictures::compare(&assessment.shots, &args.photos);
    if !reasons.is_empty() {
        return Ok(Err(Refused::Because(reasons)));
    }
    let reader = setup.reader();
    let look = Look {
        policies,
        settings: &setup.config.capture,
        reader: reader.as_ref(),
        masked: (!assessment.masks.is_empty()).then_some((document, &assessment.masks[..])),
        covers: &args.masks,
    };
    pictures::open_all(&assessment.shots, &args.photos, &look)
}

/// Whether the reservation of the case holds a device. It is asked only to refuse: what is
/// sent are the lines of the case, and offline they stand.
fn reserves_device(way: &Way, case: &Case) -> bool {
    let Some(code) = &case.order.reservation else { return false };
    // No more than a part of the time that there is: delivery needs the rest.
    let left = way.until.saturating_duration_since(Instant::now()) / 3;
    let question = async { way.client.reservation(code, left.min(RESERVATION)).await };
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return false;
    };
    let found = runtime.block_on(question);
    runtime.shutdown_background();
    found.is_ok_and(|reservation| reservation.holds_device())
}

fn submission(
    way: &Way,
    case: Case,
    assessment: &Assessment,
    photos: Vec<Photo>,
    args: &Args,
) -> Option<Submission> {
    let Case { order, applicant, primary, auxiliary } = case;
    // Evidence that the rules do not ask for is not sent.
    let asked = |document: &str| assessment.shots.iter().any(|shot| shot.document == document);
    Some(Submission {
        origin: way.origin.clone(),
        policy: assessment.policy.clone(),
        order: order.to_sim_order().ok()?,
        details: Vec::new(),
        applicant,
        primary: primary.filter(|primary| asked(&primary.document)),
        auxiliary: auxiliary.filter(|auxiliary| asked(&auxiliary.document)),
        photos,
        supersedes: args.supersedes,
    })
}

impl Refusal {
    /// What the audit chain says of it. Pictures that were looked at are gone with it.
    pub(super) fn entries(&self, origin: &Origin, now: Timestamp) -> Vec<Entry> {
        let entry = |action| {
            let codes = self.reasons.iter().map(|reason| reason.code.as_str().to_owned());
            Entry::new(now, action).by(origin.staff_id.clone()).under(self.policy.clone()).with(codes)
        };
        let destroyed = self
            .reasons
            .iter()
            .any(|reason| matches!(reason.code, ReasonCode::MyNumberVisible | ReasonCode::SideNotAllowed));
        let mut entries = vec![entry(Action::CaseRefused)];
        entries.extend(destroyed.then(|| entry(Action::PictureDestroyed)));
        entries
    }
}
