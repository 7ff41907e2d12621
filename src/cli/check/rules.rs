//! What a manager edits: kiosk.toml and the rules.

use crate::input::BadInput;
use crate::policy::check;
use crate::text::Message;

use super::super::Globals;
use super::super::rules::today;
use super::super::setup::Setup;
use super::finding::Finding;

/// kiosk.toml. It could be read; what real work needs may still be empty.
pub(super) fn settings(_: &Globals, setup: &Setup) -> Vec<Finding> {
    let (kiosk, store) = (&setup.config.kiosk, &setup.config.store);
    let needed = [("kiosk.id", &kiosk.id), ("store.id", &store.id), ("store.name", &store.name)];
    let empty: Vec<&str> = needed.iter().filter(|(_, value)| value.is_empty()).map(|(key, _)| *key).collect();
    let dir = setup.dir.display().to_string();
    vec![if empty.is_empty() {
        Finding::pass("settings", Message::new("check-settings-ok").with("dir", dir))
    } else {
        let message = Message::new("check-settings-empty").with("dir", dir).with("keys", empty.join(", "));
        Finding::warn("settings", message)
    }]
}

/// kiosk.toml can not be used: where and why.
pub(super) fn unreadable(bad: &BadInput) -> Finding {
    let at = bad.position.map(|position| format!("{}:{}", position.line, position.column));
    let place: Vec<String> = bad.file.clone().into_iter().chain(at).collect();
    Finding::fail("settings", bad.message.clone()).at(place.join(":"))
}

/// The rules: every mistake, and what is not wrong but should be known.
pub(super) fn policies(_: &Globals, setup: &Setup) -> Vec<Finding> {
    let (channel, checked) = (setup.config.policy.channel, check(&setup.dir, &setup.catalogue));
    let checked = match checked {
        Ok(checked) => checked,
        Err(bad) => return vec![Finding::fail("policy", bad.message)],
    };
    if !checked.wrong.is_empty() {
        let count = checked.wrong.len().to_string();
        return vec![Finding::fail("policy", Message::new("check-policy-wrong").with("count", count))];
    }
    let today = match today() {
        Ok(today) => today,
        Err(bad) => return vec![Finding::fail("policy", bad.message)],
    };
    let in_force = match checked.policies.in_force(channel, today) {
        Ok(policy) => {
            Finding::pass("policy", Message::new("check-policy-ok").with("policy", policy.id.clone()))
        }
        Err(bad) => Finding::fail("policy", bad.message),
    };
    let warnings = checked.warnings.into_iter().chain(checked.policies.warnings_on(channel, today));
    std::iter::once(in_force)
        .chain(warnings.map(|warning| Finding::warn("policy", warning.message)))
        .collect()
}
