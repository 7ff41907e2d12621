use std::path::Path;

use super::{Member, Pin, Role, Roll, StaffError, command};

/// A change of the staff, from the command line or from the manager's screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Someone more.
    Add {
        /// Staff id.
        id: String,
        /// Name on the screen.
        name: String,
        /// What they may do.
        role: Role,
        /// Their PIN.
        pin: Pin,
    },
    /// Someone may not sign in any more.
    Disable(String),
    /// Someone may again.
    Enable(String),
    /// Someone gets another role.
    SetRole {
        /// Staff id.
        id: String,
        /// What they may do from now on.
        role: Role,
    },
    /// Someone gets another PIN.
    ResetPin {
        /// Staff id.
        id: String,
        /// The new PIN.
        pin: Pin,
    },
}

impl Change {
    /// For the audit trail; the text is `staff-<what>`.
    pub fn what(&self) -> &'static str {
        match self {
            Self::Add { .. } => "added",
            Self::Disable(_) => "disabled",
            Self::Enable(_) => "enabled",
            Self::SetRole { .. } => "role-set",
            Self::ResetPin { .. } => "pin-reset",
        }
    }

    /// Makes the change; gives the member as they are then.
    pub fn apply(&self, roll: &mut Roll) -> Result<Member, StaffError> {
        let id = match self {
            Self::Add { id, name, role, pin } => roll.add(id, name, *role, pin).map(|()| id),
            Self::Disable(id) => roll.set_disabled(id, true).map(|()| id),
            Self::Enable(id) => roll.set_disabled(id, false).map(|()| id),
            Self::SetRole { id, role } => roll.set_role(id, *role).map(|()| id),
            Self::ResetPin { id, pin } => roll.reset_pin(id, pin).map(|()| id),
        }?;
        roll.known(id).cloned()
    }

    /// The command that does the same in a terminal; it asks for the PIN.
    pub fn command(&self, config_dir: &Path) -> String {
        let what = match self {
            Self::Add { id, name, role, .. } => {
                let name = name.replace('\'', r"'\''");
                format!("add {id} --name '{name}' --role {}", role.as_str())
            }
            Self::Disable(id) => format!("disable {id}"),
            Self::Enable(id) => format!("enable {id}"),
            Self::SetRole { id, role } => format!("set-role {id} {}", role.as_str()),
            Self::ResetPin { id, .. } => format!("reset-pin {id}"),
        };
        command(config_dir, &what)
    }
}

/// What the audit trail says of a change: what, whom, and as what.
pub fn codes(what: &str, member: &Member) -> [String; 3] {
    [what, &member.id, member.role.as_str()].map(str::to_owned)
}
