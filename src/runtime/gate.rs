//! At the gate: who may sign in, and whether id and PIN are someone's. On a thread of its own, as
//! a PIN takes a while to be compared.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::counter::manager::{Answer, StaffChanged};
use crate::counter::{Access, Message, Refused};
use crate::input::BadInput;
use crate::staff::{self, Attempts, Change, Member, PRACTICE_PIN, Pin, Roll, Staff, StaffError, Verdict};
use crate::text::Message as Sentence;

use super::event::Event;
use super::local;

/// Where the staff are written down.
pub(super) enum Book {
    /// In memory: practice begins with one invented manager, once somebody asks.
    Practice(Option<Box<Roll>>),
    /// In the configuration folder.
    File {
        /// The configuration folder.
        config_dir: PathBuf,
        /// Whether names are shown before anybody signs in.
        listed: bool,
        /// Whether the service is on this machine: then nobody needs to be written down.
        loopback: bool,
    },
}

impl Book {
    /// How one gets to work here now.
    pub(super) fn access(&self) -> Result<Access, BadInput> {
        let Self::File { config_dir, listed, loopback } = self else {
            return Ok(Access::SignIn { listed: Vec::new() });
        };
        Ok(match staff::load(config_dir)? {
            Some(roll) if roll.has_anybody() => {
                let members = roll.members().iter().filter(|member| *listed && !member.disabled);
                Access::SignIn { listed: members.map(staff::Member::staff).collect() }
            }
            None if *loopback => Access::Open,
            _ => Access::Nobody { command: staff::command(config_dir, staff::FIRST_MANAGER) },
        })
    }

    fn roll(&mut self) -> Result<Roll, StaffError> {
        match self {
            Self::File { config_dir, .. } => Ok(staff::load(config_dir)?.unwrap_or_default()),
            Self::Practice(Some(roll)) => Ok(Roll::clone(roll)),
            Self::Practice(unwritten) => {
                let (mut roll, invented) = (Roll::default(), Staff::practice());
                roll.add(&invented.id, &invented.name, invented.role, &Pin::typed(PRACTICE_PIN))?;
                *unwritten = Some(Box::new(roll.clone()));
                Ok(roll)
            }
        }
    }

    /// Makes a change; where the file can not be written, the command that does it is named.
    fn change(&mut self, change: &Change) -> Result<Member, Sentence> {
        let done = match self {
            Self::File { config_dir, .. } => staff::edit(config_dir, |roll| change.apply(roll)),
            Self::Practice(_) => self.roll().and_then(|mut roll| {
                let member = change.apply(&mut roll)?;
                *self = Self::Practice(Some(Box::new(roll)));
                Ok(member)
            }),
        };
        done.map_err(|error| match (error, self) {
            (StaffError::NotWritable { .. }, Self::File { config_dir, .. }) => {
                Sentence::new("manager-staff-command").with("command", change.command(config_dir))
            }
            (error, _) => error.message(),
        })
    }
}

/// One thing to do.
enum Job {
    Look,
    SignIn { attempt: u64, id: String, pin: Zeroizing<String> },
    List,
    Change(Change, Option<String>),
}

/// The handle to the gate.
pub(super) struct Gate {
    jobs: Sender<Job>,
}

impl Gate {
    /// Opens the gate; wrong PINs are counted in `record`.
    pub(super) fn open(book: Book, record: PathBuf, events: Sender<Event>) -> std::io::Result<Self> {
        let (jobs, todo) = channel();
        let keeper = Keeper { book, attempts: Attempts::load(&record), record, events };
        std::thread::Builder::new().name("gate".into()).spawn(move || keeper.run(&todo))?;
        Ok(Self { jobs })
    }

    /// Looks up who may sign in.
    pub(super) fn look(&self) {
        let _ = self.jobs.send(Job::Look);
    }

    /// Lists the staff for the manager.
    pub(super) fn list(&self) {
        let _ = self.jobs.send(Job::List);
    }

    /// Changes the staff, as the manager `by` asks. Where nobody had to sign in before, the first
    /// member changes that at once.
    pub(super) fn change(&self, change: Change, by: Option<String>) {
        let _ = self.jobs.send(Job::Change(change, by));
        self.look();
    }

    /// Compares an id and a PIN with those of the staff.
    pub(super) fn sign_in(&self, attempt: u64, id: String, pin: Zeroizing<String>) {
        let _ = self.jobs.send(Job::SignIn { attempt, id, pin });
    }
}

struct Keeper {
    book: Book,
    attempts: Attempts,
    record: PathBuf,
    events: Sender<Event>,
}

impl Keeper {
    fn run(mut self, todo: &Receiver<Job>) {
        while let Ok(job) = todo.recv() {
            let message = match job {
                Job::Look => match self.book.access() {
                    Ok(access) => Message::Access(access),
                    // Said when someone signs in, who can tell the manager.
                    Err(_) => continue,
                },
                Job::List => {
                    let roll = self.book.roll().map_err(|error| error.message());
                    Message::Managed(Answer::Staff(roll.map(|roll| roll.members().to_vec())))
                }
                Job::Change(change, by) => {
                    let outcome = self.book.change(&change);
                    Message::Managed(Answer::StaffChanged(StaffChanged { by, what: change.what(), outcome }))
                }
                Job::SignIn { attempt, id, pin } => self.sign_in(attempt, &id, &Pin::typed(&pin)),
            };
            if self.events.send(message.into()).is_err() {
                return;
            }
        }
    }

    fn sign_in(&mut self, attempt: u64, id: &str, pin: &Pin) -> Message {
        let id = staff::folded(id);
        let refused = |staff_id, code, why, retry_at: Option<Timestamp>| {
            let retry_at = retry_at.map(local);
            Message::SignInRefused(Box::new(Refused { attempt, staff_id, code, why, retry_at }))
        };
        let roll = match self.book.roll() {
            Ok(roll) => roll,
            Err(error) => return refused(None, None, error.message(), None),
        };
        if let Some(at) = self.attempts.retry_at(Timestamp::now()) {
            return refused(None, None, Sentence::new("notice-sign-in-wrong"), Some(at));
        }
        let known = roll.member(&id).map(|member| member.id.clone());
        self.attempts.begin(known.as_deref(), Timestamp::now());
        self.keep();
        let code = match roll.verify(&id, pin) {
            Verdict::Right(staff) => {
                self.attempts.forgive(&staff.id);
                self.keep();
                return Message::SignedIn(attempt, staff);
            }
            Verdict::WrongPin => "wrong-pin",
            Verdict::Disabled => "disabled",
            Verdict::UnknownId => "unknown-id",
        };
        let retry_at = self.attempts.retry_at(Timestamp::now());
        refused(known, Some(code), Sentence::new("notice-sign-in-wrong"), retry_at)
    }

    /// A full disk keeps nobody out; what is counted in memory holds until the program ends.
    fn keep(&self) {
        if let Err(error) = self.attempts.save(&self.record) {
            tracing::warn!(%error, "wrong PINs can not be counted on disk");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::staff::Role;

    fn book(config_dir: &Path, loopback: bool, listed: bool) -> Book {
        Book::File { config_dir: config_dir.to_owned(), listed, loopback }
    }

    fn add(config_dir: &Path, id: &str, role: Role) {
        staff::edit(config_dir, |roll| roll.add(id, "山田", role, &Pin::typed("7391"))).unwrap();
    }

    #[test]
    fn without_staff_the_counter_opens_only_where_the_service_is_on_this_machine() {
        let temp = tempfile::tempdir().unwrap();
        assert_eq!(book(temp.path(), true, false).access().unwrap(), Access::Open);
        let Access::Nobody { command } = book(temp.path(), false, false).access().unwrap() else {
            panic!("the counter opens")
        };
        assert!(command.contains("kiosk staff add") && command.contains(temp.path().to_str().unwrap()));
        // Once somebody is registered, also there nobody works unnamed.
        add(temp.path(), "1", Role::Manager);
        assert_eq!(book(temp.path(), true, false).access().unwrap(), Access::SignIn { listed: Vec::new() });
    }

    #[test]
    fn names_are_listed_only_where_that_is_wanted() {
        let temp = tempfile::tempdir().unwrap();
        add(temp.path(), "1", Role::Manager);
        add(temp.path(), "2", Role::Staff);
        staff::edit(temp.path(), |roll| roll.set_disabled("2", true)).unwrap();
        let Access::SignIn { listed } = book(temp.path(), false, true).access().unwrap() else {
            panic!("nobody signs in")
        };
        assert_eq!(listed.iter().map(|staff| staff.id.as_str()).collect::<Vec<_>>(), ["1"]);
    }

    #[test]
    fn an_id_that_nobody_has_is_not_kept_and_costs_the_same() {
        let temp = tempfile::tempdir().unwrap();
        add(temp.path(), "1", Role::Manager);
        let record = temp.path().join("sign-in.json");
        let (events, _happened) = channel();
        let mut keeper = Keeper {
            book: book(temp.path(), false, false),
            attempts: Attempts::default(),
            record: record.clone(),
            events,
        };
        let mut attempt = |id: &str, pin: &str| match keeper.sign_in(7, id, &Pin::typed(pin)) {
            Message::SignInRefused(refused) => *refused,
            Message::SignedIn(..) => panic!("let in"),
            _ => panic!("another answer"),
        };
        let unknown = attempt("7391", "1");
        let wrong = attempt("１", "0000");
        assert_eq!((unknown.staff_id, unknown.code), (None, Some("unknown-id")));
        assert_eq!((wrong.staff_id.as_deref(), wrong.code), (Some("1"), Some("wrong-pin")));
        assert_eq!((&unknown.why, unknown.retry_at), (&wrong.why, wrong.retry_at));
        assert!(!std::fs::read_to_string(&record).unwrap().contains("7391"));
        // The third one is free no more, and within the pause not even the right PIN is looked at.
        assert!(attempt("1", "0000").retry_at.is_some());
        assert_eq!(attempt("1", "7391").code, None);
        assert_eq!(Attempts::load(&record).wrong(), 3);
    }
}
