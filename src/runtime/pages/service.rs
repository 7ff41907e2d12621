use std::time::{Duration, Instant};

use crate::central::{Client, Fault, Settings};
use crate::counter::manager::{Answer, Answering, ServiceReport};
use crate::store::Recipients;
use crate::text::Message as Sentence;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks the service how it is.
pub(crate) async fn ask(client: &Client, settings: &Settings, recipients: &Recipients) -> Answer {
    let asked = Instant::now();
    let health = client.health(PATIENCE).await;
    let round_trip_ms = u64::try_from(asked.elapsed().as_millis()).unwrap_or(u64::MAX);
    let answer = match health {
        Ok(health) => {
            let known = recipients.contains(&health.recipient);
            Ok(Answering { round_trip_ms, announced: health.recipient, known })
        }
        Err(Fault::NoAnswer(code) | Fault::Unauthorized(code)) => {
            Err(Sentence::new("sending-error").with("code", code))
        }
        Err(Fault::NotFound) => Err(Sentence::new("sending-error").with("code", "http-404")),
    };
    Answer::Service(Box::new(ServiceReport {
        url: settings.url.clone(),
        configured: settings.recipient.as_slice().to_vec(),
        answer,
        skew: client.skew_seconds(),
    }))
}
