//! Who may sign in.

use crate::staff;
use crate::text::Message;

use super::super::Globals;
use super::super::setup::Setup;
use super::finding::Finding;

const NAME: &str = "staff";

/// staff.toml: there, closed to others, and with a manager.
pub(super) fn check(_: &Globals, setup: &Setup) -> Vec<Finding> {
    let roll = match staff::load(&setup.dir) {
        Ok(roll) => roll.unwrap_or_default(),
        Err(bad) => return vec![Finding::fail(NAME, bad.message)],
    };
    let command = || staff::command(&setup.dir, staff::FIRST_MANAGER);
    let enabled: Vec<_> = roll.members().iter().filter(|member| !member.disabled).collect();
    let practice = roll.members().is_empty() && setup.client().is_ok_and(|client| client.is_loopback());
    vec![if practice {
        Finding::warn(NAME, Message::new("check-staff-open").with("command", command()))
    } else if enabled.is_empty() {
        Finding::fail(NAME, Message::new("check-staff-none").with("command", command()))
    } else if !roll.has_manager() {
        Finding::warn(NAME, Message::new("check-staff-no-manager").with("command", command()))
    } else {
        Finding::pass(NAME, Message::new("check-staff-ok").with("count", enabled.len().to_string()))
    }]
}
