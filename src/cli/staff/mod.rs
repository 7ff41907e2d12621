//! `kiosk staff add|list|disable|enable|reset-pin`.

mod pin;

use serde_json::{Value, json};

use crate::staff::{self, Member, Role, Roll, StaffError};
use crate::store::audit::{Action, Entry};
use crate::text::Message;

use super::setup::{Setup, print_line};
use super::{Exit, Globals, print_json};

/// What to do with the staff.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Command {
    /// Register someone; the PIN is asked for twice, or read from standard input
    Add {
        /// Staff id: 1 to 32 letters, digits, - _ or .
        id: String,
        /// Name on the screen
        #[arg(long)]
        name: String,
        /// What they may do
        #[arg(long)]
        role: Role,
        /// Read the PIN from the first line of standard input
        #[arg(long)]
        pin_stdin: bool,
    },
    /// Everybody who is registered
    List,
    /// Keep someone from signing in; the id stays taken
    Disable {
        /// Staff id
        id: String,
    },
    /// Let someone sign in again
    Enable {
        /// Staff id
        id: String,
    },
    /// Give someone another PIN
    ResetPin {
        /// Staff id
        id: String,
        /// Read the PIN from the first line of standard input
        #[arg(long)]
        pin_stdin: bool,
    },
}

/// Runs the command.
pub fn run(globals: &Globals, command: &Command) -> Exit {
    let setup = match Setup::load(globals) {
        Ok(setup) => setup,
        Err(bad) => return globals.refuse(&bad),
    };
    let roll = match staff::load(&setup.dir) {
        Ok(roll) => roll.unwrap_or_default(),
        Err(bad) => return globals.refuse(&bad),
    };
    let done = match command {
        Command::List => {
            list(&setup, globals, &roll);
            return Exit::Done;
        }
        Command::Add { id, name, role, pin_stdin } => add(&setup, &roll, (id, name, *role), *pin_stdin),
        Command::Disable { id } => {
            changed(&setup, "disabled", id, |roll| roll.set_disabled(&staff::folded(id), true))
        }
        Command::Enable { id } => {
            changed(&setup, "enabled", id, |roll| roll.set_disabled(&staff::folded(id), false))
        }
        Command::ResetPin { id, pin_stdin } => reset_pin(&setup, &roll, id, *pin_stdin),
    };
    match done {
        Ok(change) => told(&setup, globals, &change),
        Err(StaffError::File(bad)) => globals.refuse(&bad),
        Err(error @ (StaffError::NotWritable { .. } | StaffError::System)) => {
            globals.report(&error.message(), Exit::Failed)
        }
        Err(error) => globals.report(&error.message(), Exit::BadInput),
    }
}

/// One change that was made.
struct Change {
    what: &'static str,
    member: Member,
}

fn add(
    setup: &Setup,
    roll: &Roll,
    (id, name, role): (&str, &str, Role),
    from_stdin: bool,
) -> Result<Change, StaffError> {
    let id = staff::folded(id);
    // Whatever else is wrong is said before a PIN is asked for.
    roll.may_add(&id, name)?;
    let pin = pin::ask(setup, &id, from_stdin)?;
    changed(setup, "added", &id, |roll| roll.add(&id, name, role, &pin))
}

fn reset_pin(setup: &Setup, roll: &Roll, id: &str, from_stdin: bool) -> Result<Change, StaffError> {
    let id = staff::folded(id);
    roll.known(&id)?;
    let pin = pin::ask(setup, &id, from_stdin)?;
    changed(setup, "pin-reset", &id, |roll| roll.reset_pin(&id, &pin))
}

fn changed(
    setup: &Setup,
    what: &'static str,
    id: &str,
    change: impl FnOnce(&mut Roll) -> Result<(), StaffError>,
) -> Result<Change, StaffError> {
    staff::edit(&setup.dir, |roll| {
        change(roll)?;
        Ok(Change { what, member: roll.known(&staff::folded(id))?.clone() })
    })
}

fn told(setup: &Setup, globals: &Globals, change: &Change) -> Exit {
    let Change { what, member } = change;
    note(setup, globals, what, member);
    if globals.json {
        print_json(&as_json(member));
    } else {
        let message = Message::new(format!("staff-{what}"));
        print_line(&setup.say(&message.with("id", member.id.clone()).with("name", member.name.clone())));
    }
    Exit::Done
}

/// Notes the change in the audit trail, where this kiosk has one.
fn note(setup: &Setup, globals: &Globals, what: &str, member: &Member) {
    if !globals.data_dir().join("queue.db").is_file() {
        return;
    }
    let codes = [what, &member.id, member.role.as_str()].map(str::to_owned);
    let entry = Entry::new(jiff::Timestamp::now(), Action::StaffChanged).with(codes);
    let noted = setup.queue(globals).and_then(|mut queue| queue.record(entry));
    if let Err(error) = noted {
        setup.warn(&Message::new("staff-not-noted"));
        setup.warn(&error.message());
    }
}

fn list(setup: &Setup, globals: &Globals, roll: &Roll) {
    if globals.json {
        print_json(&json!({ "staff": roll.members().iter().map(as_json).collect::<Vec<_>>() }));
        return;
    }
    if roll.members().is_empty() {
        let command = staff::command(&setup.dir, staff::FIRST_MANAGER);
        print_line(&setup.say(&Message::new("staff-none").with("command", command)));
    }
    for member in roll.members() {
        let role = setup.say(&Message::new(format!("role-{}", member.role.as_str())));
        let state =
            setup.say(&Message::new(if member.disabled { "staff-is-disabled" } else { "staff-is-enabled" }));
        print_line(&format!("{:<12}  {role}  {state}  {}", member.id, member.name));
    }
}

fn as_json(member: &Member) -> Value {
    json!({ "id": member.id, "name": member.name, "role": member.role, "disabled": member.disabled })
}
