//! `kiosk submit CASE.json --photo DOCUMENT/SIDE=FILE ...`: a case without a screen.

mod deliver;
mod judge;
mod masks;
mod outcome;
mod pictures;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::central::Client;
use crate::input::BadInput;
use crate::policy::PolicySet;
use crate::store::audit::{Action, Entry};
use crate::store::{self, Origin, Queue, Recipients, StoreError, Submission};
use crate::text::Message;

use super::setup::{Setup, failed};
use super::{Exit, Globals};
use judge::{Judged, Refusal};
use masks::MaskArg;
use outcome::Outcome;
use pictures::PhotoArg;

/// Without `--wait`: how long the one attempt may take, from the start of the command.
const ONE_TRY: Duration = Duration::from_mins(1);
/// Least room between the end of waiting and the end of the command.
const MARGIN: Duration = Duration::from_millis(150);

/// Options of `kiosk submit`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The case, as `kiosk schema case` describes it
    case: PathBuf,
    /// A photograph: DOCUMENT/SIDE=FILE, for example drivers-license/front=front.jpg
    #[arg(long = "photo", value_name = "DOCUMENT/SIDE=FILE")]
    photos: Vec<PhotoArg>,
    /// Cover this part of a picture before anything is kept, in its own pixels, for documents whose
    /// numbers or grade must not be kept: looked at and confirmed by whoever calls
    #[arg(long = "mask", value_name = "DOCUMENT/SIDE=X,Y,WIDTH,HEIGHT")]
    masks: Vec<MaskArg>,
    /// Wait so long for delivery and then for the verdict; bounds the whole command
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(0..=86_400))]
    wait: Option<u32>,
    /// Judge as on that day: for practice and tests, with a service on this machine only
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
    /// Who verifies
    #[arg(long, value_name = "ID", value_parser = staff_id)]
    staff: Option<String>,
    /// The rejected submission that this one corrects
    #[arg(long, value_name = "ID", value_parser = submission_id)]
    supersedes: Option<Uuid>,
}

/// What a case needs on its way.
struct Way {
    setup: Setup,
    client: Client,
    recipients: Recipients,
    origin: Origin,
    /// When the command has to be done.
    until: Instant,
    /// Whether to try more than once and to wait for the verdict.
    insist: bool,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, globals: &Globals) -> Exit {
        let started = Instant::now();
        let (way, judged) = match self.prepare(globals, started) {
            Ok(prepared) => prepared,
            Err(bad) => return globals.refuse(&bad),
        };
        match judged {
            Judged::Acceptable { submission, confirmed } => {
                queue_and_deliver(&way, globals, *submission, confirmed)
                    .unwrap_or_else(|error| failed(globals, &error))
            }
            Judged::NotSearched => globals.say("notice-search-failed", Exit::Failed),
            Judged::Refused(refusal) => {
                note_refusal(&way, globals, &refusal);
                Outcome::refused(&way.setup, refusal).tell(&way.setup, globals)
            }
        }
    }

    /// Everything that can be wrong with what a person wrote is found before anything is
    /// judged, sealed or stored.
    fn prepare(&self, globals: &Globals, started: Instant) -> Result<(Way, Judged), BadInput> {
        let setup = Setup::load(globals)?;
        let policies = PolicySet::load(&setup.dir)?;
        let client = setup.client()?;
        let recipients = setup.central().recipients()?;
        let on = self.day(&client)?;
        let until = match self.wait {
            Some(seconds) => started + Duration::from_secs(u64::from(seconds)).saturating_sub(MARGIN),
            None => started + ONE_TRY,
        };
        let origin = self.origin(&setup)?;
        let way = Way { setup, client, recipients, origin, until, insist: self.wait.is_some() };
        let judged = judge::judge(&way, &policies, on, self)?;
        Ok((way, judged))
    }

    fn day(&self, client: &Client) -> Result<Date, BadInput> {
        match self.on {
            Some(_) if !client.is_loopback() => {
                Err(BadInput::new("practice-only", Message::new("submit-on-practice")).at_key("--on"))
            }
            Some(on) => Ok(on),
            // The rules are those of Japan, wherever the machine's clock thinks it is.
            None => {
                let tokyo = TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::fixed(jiff::tz::offset(9)));
                Ok(Timestamp::now().to_zoned(tokyo).date())
            }
        }
    }

    fn origin(&self, setup: &Setup) -> Result<Origin, BadInput> {
        let (kiosk, store) = (&setup.config.kiosk.id, &setup.config.store.id);
        for (value, key) in [(kiosk, "kiosk.id"), (store, "store.id")] {
            if value.trim().is_empty() {
                let file = setup.dir.join(crate::config::FILE).display().to_string();
                return Err(BadInput::new("missing-key", Message::new("submit-id-missing").with("key", key))
                    .in_file(file)
                    .at_key(key));
            }
        }
        Ok(Origin { kiosk_id: kiosk.clone(), store_id: store.clone(), staff_id: self.staff.clone() })
    }
}

fn queue_and_deliver(
    way: &Way,
    globals: &Globals,
    submission: Submission,
    confirmed: Vec<String>,
) -> Result<Exit, StoreError> {
    let mut queue = way.setup.queue(globals)?;
    if queue.capacity()?.cases_possible == 0 {
        return Err(StoreError::Full);
    }
    let policy = submission.policy.clone();
    let sealed = store::seal(&submission, &way.recipients, Timestamp::now());
    // The readable case ends here.
    drop(submission);
    let sealed = match sealed {
        Ok(sealed) => sealed,
        Err(error) => {
            tracing::error!(%error, "sealing failed");
            return Ok(globals.report(&Message::new("delivery-sealing-failed"), Exit::Failed));
        }
    };
    queue.enqueue(&sealed)?;
    let id = sealed.id();
    drop(sealed);
    if !confirmed.is_empty() {
        let entry = Entry::new(Timestamp::now(), Action::Overridden).by(way.origin.staff_id.clone());
        note(&mut queue, entry.about(id.to_string()).under(policy.clone()).with(confirmed));
    }
    let outcome = deliver::deliver(way, &mut queue, id, &policy);
    Ok(outcome.tell(&way.setup, globals))
}

/// Enters a refusal in the audit chain. Best effort: a refusal stands without it.
fn note_refusal(way: &Way, globals: &Globals, refusal: &Refusal) {
    let Ok(mut queue) = way.setup.queue(globals) else { return };
    for entry in refusal.entries(&way.origin, Timestamp::now()) {
        note(&mut queue, entry);
    }
}

fn note(queue: &mut Queue, entry: Entry) {
    if let Err(error) = queue.record(entry) {
        tracing::warn!(%error, "the audit chain could not be written");
    }
}

fn staff_id(text: &str) -> Result<String, String> {
    if !crate::staff::is_staff_id(text) {
        return Err("a staff id is 1 to 32 letters, digits, - _ or .".into());
    }
    Ok(text.to_owned())
}

fn submission_id(text: &str) -> Result<Uuid, String> {
    if !store::is_case_id(text) {
        return Err("a submission id is a lower-case UUIDv7".into());
    }
    text.parse().map_err(|_| "a submission id is a lower-case UUIDv7".into())
}
