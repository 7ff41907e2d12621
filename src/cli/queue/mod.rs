//! `kiosk queue list|show|send|discard`.

mod list;

use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::central::delivery::{Event, Tally, send_all};
use crate::central::system_clock;
use crate::input::BadInput;
use crate::store::{CaseRecord, Queue, State, Status, StoreError};
use crate::text::Message;

use crate::cli::setup::{COMPARISON, Setup, failed, print_line};
use crate::cli::{Exit, Globals, print_json};

/// What to do with the queue.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Command {
    /// All cases and how much more the queue can take
    List,
    /// One case
    Show {
        /// Submission id
        id: Uuid,
    },
    /// Try every waiting case at once
    Send {
        /// Keep at it for so long
        #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(0..=86_400))]
        wait: Option<u32>,
    },
    /// Take a refused or delivered case off the list
    Discard {
        /// Submission id
        id: Uuid,
        /// Also when it has not been delivered: the case is then lost
        #[arg(long)]
        undelivered: bool,
        /// Who discards it
        #[arg(long, value_name = "ID")]
        staff: Option<String>,
    },
}

/// Why a command about the queue ended early.
enum Ended {
    Input(BadInput),
    Store(StoreError),
}

impl From<BadInput> for Ended {
    fn from(bad: BadInput) -> Self {
        Self::Input(bad)
    }
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Runs the command.
pub fn run(globals: &Globals, command: &Command) -> Exit {
    let started = Instant::now();
    let done = Setup::load(globals).map_err(Ended::from).and_then(|setup| match command {
        Command::List => list::list(&setup, globals),
        Command::Show { id } => show(&setup, globals, *id),
        Command::Send { wait } => send(&setup, globals, started, *wait),
        Command::Discard { id, undelivered, staff } => {
            let mut queue = setup.queue(globals)?;
            queue.discard(*id, *undelivered, staff.clone(), Timestamp::now())?;
            say(&setup, globals, &json!({ "discarded": id.to_string() }), || {
                Message::new("queue-discarded").with("id", id.to_string())
            });
            Ok(Exit::Done)
        }
    });
    match done {
        Ok(exit) => exit,
        Err(Ended::Input(bad)) => globals.refuse(&bad),
        Err(Ended::Store(error)) => failed(globals, &error),
    }
}

fn show(setup: &Setup, globals: &Globals, id: Uuid) -> Result<Exit, Ended> {
    let queue = setup.queue(globals)?;
    let case = queue.get(id)?.ok_or(StoreError::UnknownCase)?;
    let case = seen(&queue, vec![case])?.pop().ok_or(StoreError::UnknownCase)?;
    let mut json = case_json(&case);
    let parts = queue.part_sizes(id)?;
    let parts: Vec<Value> =
        parts.iter().map(|(name, bytes)| json!({ "name": name, "bytes": bytes })).collect();
    if let Some(object) = json.as_object_mut() {
        object.insert("policy".into(), json!(case.policy));
        object.insert("supersedes".into(), json!(case.supersedes.map(|id| id.to_string())));
        object.insert("reasons".into(), json!(case.reasons));
        object.insert("parts".into(), Value::Array(parts));
    }
    if globals.json {
        print_json(&json);
        return Ok(Exit::Done);
    }
    for (key, value) in json.as_object().into_iter().flatten() {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        print_line(&format!("{key}: {text}"));
    }
    Ok(Exit::Done)
}

fn send(setup: &Setup, globals: &Globals, started: Instant, wait: Option<u32>) -> Result<Exit, Ended> {
    let client = setup.client()?;
    let mut queue = setup.queue(globals)?;
    queue.purge(Timestamp::now())?;
    let until = wait.map(|seconds| started + Duration::from_secs(u64::from(seconds)));
    let mut hear = |event: Event| match event {
        Event::StoreTrouble(error) => setup.warn(&error.message()),
        Event::Refused { id, error, .. } => {
            setup.warn(&Message::new("queue-case-refused").with("id", id.to_string()).with("code", error));
        }
        _ => {}
    };
    // The attempts run on a thread of their own: this one is often busy with the disk.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|source| StoreError::Io { dir: queue.dir().root().to_owned(), source })?;
    let clock = system_clock();
    let insist = wait.is_some();
    let tally = runtime.block_on(async {
        let tally = send_all(&mut queue, &client, &clock, until, insist, &mut hear).await?;
        let answered = tally.as_ref().is_some_and(|tally| tally.delivered + tally.refused > 0);
        if let (true, Ok(recipients)) = (answered, setup.central().recipients()) {
            let until = until.unwrap_or_else(|| Instant::now() + COMPARISON);
            setup.compare_keys(&client, &recipients, until).await;
        }
        Ok::<_, StoreError>(tally)
    });
    runtime.shutdown_background();
    let tally = tally?;
    setup.warn_of_skew(&client);
    let left = queue.waiting()?.len() as u64;
    Ok(tell(setup, globals, tally, left))
}

fn tell(setup: &Setup, globals: &Globals, tally: Option<Tally>, left: u64) -> Exit {
    if tally.is_none() && left > 0 {
        setup.warn(&Message::new("queue-other-sender"));
    }
    let Tally { delivered, refused, unauthorized, last_error } = tally.unwrap_or_default();
    match (unauthorized, last_error) {
        (Some(code), _) => setup.warn(&Message::new("delivery-paused").with("code", code)),
        (None, Some(code)) if left > 0 => setup.warn(&Message::new("delivery-not-yet").with("code", code)),
        _ => {}
    }
    say(setup, globals, &json!({ "delivered": delivered, "refused": refused, "left": left }), || {
        Message::new("queue-sent")
            .with("delivered", delivered.to_string())
            .with("refused", refused.to_string())
            .with("left", left.to_string())
    });
    match (refused, left) {
        (1.., _) => Exit::ServiceRefused,
        (0, 1..) => Exit::NotDelivered,
        (0, 0) => Exit::Done,
    }
}

fn say(setup: &Setup, globals: &Globals, json: &Value, message: impl FnOnce() -> Message) {
    if globals.json { print_json(json) } else { print_line(&setup.say(&message())) }
}

/// The cases as they are: one that is marked as being sent while nobody sends was abandoned
/// by a sender that is gone, and waits.
fn seen(queue: &Queue, mut cases: Vec<CaseRecord>) -> Result<Vec<CaseRecord>, StoreError> {
    let sending = cases.iter().any(|case| case.state == State::Sending);
    if sending && queue.dir().lock_sender()?.is_some() {
        for case in cases.iter_mut().filter(|case| case.state == State::Sending) {
            case.state = State::Queued;
        }
    }
    Ok(cases)
}

fn case_json(case: &CaseRecord) -> Value {
    let next = case.state.is_waiting().then(|| case.next_attempt_at.max(case.hold_until)).flatten();
    json!({
        "submission_id": case.id.to_string(),
        "state": case.state.as_str(),
        "attempts": case.attempts,
        "created_at": case.created_at.to_string(),
        "next_attempt_at": next.map(|at| at.to_string()),
        "receipt_number": case.receipt_number,
        "status": case.status.map(Status::as_str),
        "bytes": case.bytes,
        "services": case.services,
        "documents": case.documents,
        "last_error": case.last_error,
    })
}
