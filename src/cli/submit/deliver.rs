use jiff::Timestamp;
use uuid::Uuid;

use crate::central::delivery::{Event, await_verdict, deliver_one};
use crate::central::system_clock;
use crate::store::{CaseRecord, Queue, Receipt, State, Status};
use crate::text::Message;

use super::Way;
use super::outcome::Outcome;

/// What this command heard itself, also where the store could not write it down.
#[derive(Default)]
struct Heard {
    receipt: Option<Receipt>,
    refused: Option<(String, Vec<String>)>,
    last_error: Option<String>,
}

/// Delivers a case that is durable already and waits for the verdict, as far as the time
/// goes. Nothing here can lose the case.
pub(super) fn deliver(way: &Way, queue: &mut Queue, id: Uuid, policy: &str) -> Outcome {
    let mut heard = Heard::default();
    match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => {
            runtime.block_on(try_to_deliver(way, queue, id, &mut heard));
            // A name that is still being looked up must not hold the command up.
            runtime.shutdown_background();
        }
        Err(error) => tracing::error!(%error, "no runtime for sending"),
    }
    way.setup.warn_of_skew(&way.client);
    heard.outcome(id, policy)
}

async fn try_to_deliver(way: &Way, queue: &mut Queue, id: Uuid, heard: &mut Heard) {
    let clock = system_clock();
    let mut hear = |event: Event| match event {
        Event::Delivered { receipt, .. } => heard.receipt = Some(receipt),
        Event::Refused { error, reasons, .. } => heard.refused = Some((error, reasons)),
        Event::PutBack { error, .. } => heard.last_error = Some(error),
        Event::StoreTrouble(error) => way.setup.warn(&error.message()),
        _ => {}
    };
    match deliver_one(queue, &way.client, &clock, id, way.until, way.insist, &mut hear).await {
        Ok(delivery) => {
            heard.learn(&delivery.record);
            if delivery.other_sender && delivery.record.state.is_waiting() {
                way.setup.warn(&Message::new("delivery-other-sender"));
            }
        }
        Err(error) => way.setup.warn(&error.message()),
    }
    heard.warn(way);
    if heard.receipt.is_some() || heard.refused.is_some() {
        way.setup.compare_keys(&way.client, &way.recipients, way.until).await;
    }
    let Some(receipt) = &mut heard.receipt else { return };
    if !way.insist || receipt.status.is_final() {
        return;
    }
    let Some(verdict) = await_verdict(&way.client, id, way.until, |_| {}).await else { return };
    receipt.status = verdict.status;
    receipt.reasons = verdict.reasons;
    if let Err(error) = queue.note_status(id, receipt.status, &receipt.reasons, Timestamp::now()) {
        way.setup.warn(&error.message());
    }
}

impl Heard {
    /// Takes over what another process on this data directory achieved.
    fn learn(&mut self, record: &CaseRecord) {
        match record.state {
            State::Delivered if self.receipt.is_none() => {
                self.receipt = Some(Receipt {
                    receipt_number: record.receipt_number.clone().unwrap_or_default(),
                    status: record.status.unwrap_or(Status::Received),
                    reasons: record.reasons.clone(),
                });
            }
            State::Refused if self.refused.is_none() => {
                let error = record.last_error.clone().unwrap_or_default();
                self.refused = Some((error, record.reasons.clone()));
            }
            _ => {}
        }
    }

    fn warn(&self, way: &Way) {
        if self.receipt.is_some() {
            return;
        }
        if let Some((error, _)) = &self.refused {
            return way.setup.warn(&Message::new("delivery-refused").with("code", error.clone()));
        }
        let Some(error) = &self.last_error else { return };
        let paused = matches!(error.as_str(), "http-401" | "http-403" | "secret-file");
        let id = if paused { "delivery-paused" } else { "delivery-not-yet" };
        way.setup.warn(&Message::new(id).with("code", error.clone()));
    }

    fn outcome(self, id: Uuid, policy: &str) -> Outcome {
        let queued = Outcome::queued(id, policy);
        match (self.receipt, self.refused) {
            (Some(receipt), _) => queued.delivered(receipt),
            (None, Some((_, reasons))) => queued.refused_by_service(&reasons),
            (None, None) => queued,
        }
    }
}
