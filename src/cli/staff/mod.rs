//! `kiosk staff add|list|disable|enable|set-role|reset-pin`.

mod pin;

use serde_json::{Value, json};

use crate::staff::{self, Change, Member, Role, Roll, StaffError};
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
    /// Change what someone may do
    SetRole {
        /// Staff id
        id: String,
        /// What they may do from now on
        role: Role,
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
    let change =
        match command {
            Command::List => {
                list(&setup, globals, &roll);
                return Exit::Done;
            }
            Command::Add { id, name, role, pin_stdin } => {
                let id = staff::folded(id);
                // Whatever else is wrong is said before a PIN is asked for.
                roll.may_add(&id, name)
                    .and_then(|()| pin::ask(&setup, &id, *pin_stdin))
                    .map(|pin| Change::Add { id, name: name.clone(), role: *role, pin })
            }
            Command::Disable { id } => Ok(Change::Disable(staff::folded(id))),
            Command::Enable { id } => Ok(Change::Enable(staff::folded(id))),
            Command::SetRole { id, role } => Ok(Change::SetRole { id: staff::folded(id), role: *role }),
            Command::ResetPin { id, pin_stdin } => {
                let id = staff::folded(id);
                roll.known(&id)
                    .and_then(|_| pin::ask(&setup, &id, *pin_stdin))
                    .map(|pin| Change::ResetPin { id, pin })
            }
        };
    let done = change.and_then(|change| {
        staff::edit(&setup.dir, |roll| change.apply(roll)).map(|member| (change.what(), member))
    });
    match done {
        Ok((what, member)) => told(&setup, globals, what, &member),
        Err(StaffError::File(bad)) => globals.refuse(&bad),
        Err(error @ (StaffError::NotWritable { .. } | StaffError::System)) => {
            globals.report(&error.message(), Exit::Failed)
        }
        Err(error) => globals.report(&error.message(), Exit::BadInput),
    }
}

fn told(setup: &Setup, globals: &Globals, what: &str, member: &Member) -> Exit {
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
    let entry = Entry::new(jiff::Timestamp::now(), Action::StaffChanged).with(staff::codes(what, member));
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
