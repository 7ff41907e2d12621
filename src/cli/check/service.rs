//! The way to the central service: its key, whether it answers, its clock.

use std::time::Duration;

use crate::text::Message;

use super::super::Globals;
use super::super::setup::{NOTABLE_SKEW, Setup};
use super::finding::Finding;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks the service how it is.
pub(super) fn check(_: &Globals, setup: &Setup) -> Vec<Finding> {
    let central = setup.central();
    let recipients = match central.recipients() {
        Ok(recipients) => recipients,
        Err(bad) => return vec![Finding::fail("key", bad.message)],
    };
    let client = match setup.client() {
        Ok(client) => client,
        Err(bad) => return vec![Finding::fail("service", bad.message)],
    };
    let asked = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let health = match asked.map(|runtime| runtime.block_on(client.health(PATIENCE))) {
        Ok(Ok(health)) => health,
        Ok(Err(fault)) => {
            let message =
                Message::new("check-service-silent").with("url", central.url).with("why", fault.to_string());
            return vec![Finding::fail("service", message)];
        }
        Err(error) => {
            let message = Message::new("cli-system").with("why", error.to_string());
            return vec![Finding::fail("service", message)];
        }
    };
    let service = Finding::pass("service", Message::new("check-service-ok").with("url", central.url));
    let key = if recipients.contains(&health.recipient) {
        Finding::pass("key", Message::new("check-key-ok"))
    } else {
        Finding::fail("key", Message::new("delivery-recipient-mismatch"))
    };
    let skew = client.skew_seconds().unwrap_or_default();
    let seconds = skew.unsigned_abs().to_string();
    let clock = if skew.abs() >= NOTABLE_SKEW {
        Finding::warn("clock", Message::new("delivery-clock-skew").with("seconds", seconds))
    } else {
        Finding::pass("clock", Message::new("check-clock-ok").with("seconds", seconds))
    };
    vec![service, key, clock]
}
