use std::time::Duration;

use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;

use super::wire::{Problem, ReceiptBody};
use crate::store::Receipt;

/// Longest reply that is read.
const LONGEST: usize = 1024 * 1024;
const MOST_REASONS: usize = 32;

/// What became of one attempt at a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The service has it.
    Received(Receipt),
    /// The service refused this case for good.
    Refused {
        /// Stable code of the refusal (`http-422`).
        error: String,
        /// Reason codes, as far as they are well-formed.
        reasons: Vec<String>,
    },
    /// The service does not let this kiosk in: the kiosk's fault, not the case's.
    Unauthorized {
        /// `http-401`, `http-403`, or `secret-file` where the token can not be read.
        error: String,
    },
    /// Not delivered, as far as is known; to be tried again under the same key.
    NotYet {
        /// Stable code of the failure.
        error: String,
        /// The pause that the service asked for.
        pause: Option<Duration>,
    },
}

/// A reply's body, as far as it could be read.
pub(super) enum Body {
    Whole(Vec<u8>),
    TooLong,
    Cut,
}

/// Reads a reply to its end, but no more than a bounded number of bytes and never waiting
/// long for the next piece.
pub(super) async fn read(mut response: Response, idle: Duration) -> Body {
    let mut bytes = Vec::new();
    loop {
        match tokio::time::timeout(idle, response.chunk()).await {
            Ok(Ok(Some(chunk))) if bytes.len() + chunk.len() > LONGEST => return Body::TooLong,
            Ok(Ok(Some(chunk))) => bytes.extend_from_slice(&chunk),
            Ok(Ok(None)) => return Body::Whole(bytes),
            Ok(Err(_)) | Err(_) => return Body::Cut,
        }
    }
}

/// What a reply to a submission means. Only a 200 or 201 with a receipt for this very
/// submission is one.
pub(super) fn judge(id: &str, status: StatusCode, pause: Option<Duration>, body: &Body) -> Sent {
    let error = format!("http-{}", status.as_u16());
    match status.as_u16() {
        200 | 201 => match receipt(id, body) {
            Ok(receipt) => Sent::Received(receipt),
            Err(error) => Sent::NotYet { error: error.to_owned(), pause: None },
        },
        401 | 403 => Sent::Unauthorized { error },
        408 | 425 | 429 => Sent::NotYet { error, pause },
        400..=499 => Sent::Refused { error, reasons: reasons(body) },
        _ => Sent::NotYet { error, pause },
    }
}

fn receipt(id: &str, body: &Body) -> Result<Receipt, &'static str> {
    let parsed: Option<ReceiptBody> = match body {
        Body::Whole(bytes) => parse(bytes),
        Body::TooLong => return Err("reply-too-long"),
        Body::Cut => return Err("reply-cut-off"),
    };
    let parsed = parsed.ok_or("not-a-receipt")?;
    if parsed.submission_id != id {
        return Err("receipt-for-another");
    }
    let number = parsed.receipt_number.trim();
    // Nothing that a terminal or a printer would act on: control and direction marks are neither.
    let plain = |c: char| c.is_alphanumeric() || c.is_ascii_graphic() || c == ' ';
    if number.is_empty() || number.chars().count() > 64 || !number.chars().all(plain) {
        return Err("not-a-receipt");
    }
    Ok(Receipt {
        receipt_number: number.to_owned(),
        status: parsed.status,
        reasons: well_formed(&parsed.reasons),
    })
}

pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}

fn reasons(body: &Body) -> Vec<String> {
    let Body::Whole(bytes) = body else { return Vec::new() };
    parse::<Problem>(bytes).map(|problem| well_formed(&problem.reasons)).unwrap_or_default()
}

/// Codes only: what a hostile service writes must not reach a screen or a log.
pub(super) fn well_formed(codes: &[String]) -> Vec<String> {
    let is_code = |code: &&String| {
        !code.is_empty()
            && code.len() <= 64
            && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !code.as_bytes().windows(12).any(|run| run.iter().all(u8::is_ascii_digit))
    };
    codes.iter().filter(is_code).take(MOST_REASONS).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Status;

    const ID: &str = "0199b0c0-0000-7000-8000-000000000001";

    fn judged(status: u16, body: &str) -> Sent {
        judge(ID, StatusCode::from_u16(status).unwrap(), None, &Body::Whole(body.into()))
    }

    fn receipt_json(id: &str) -> String {
        format!(
            r#"{{"submission_id":"{id}","receipt_number":"R-1","status":"received","received_at":"2026-10-05T12:00:00Z"}}"#
        )
    }

    #[test]
    fn only_a_receipt_for_this_case_is_one() {
        let received = Receipt { receipt_number: "R-1".into(), status: Status::Received, reasons: vec![] };
        assert_eq!(judged(201, &receipt_json(ID)), Sent::Received(received.clone()));
        assert_eq!(judged(200, &receipt_json(ID)), Sent::Received(received));
        let other = receipt_json("0199b0c0-0000-7000-8000-000000000002");
        let half = receipt_json(ID).chars().take(60).collect::<String>();
        let odd = |number: &str| receipt_json(ID).replace("R-1", number);
        let (reversed, cleared, long) = (odd("R\u{202e}1"), odd("\\u001b[2J"), odd(&"9".repeat(65)));
        let portal = "<html>Welcome to Free Wi-Fi</html>";
        for body in ["", "{}", "null", "[]", portal, &other, &half, &reversed, &cleared, &long] {
            for status in [200, 201] {
                assert!(matches!(judged(status, body), Sent::NotYet { .. }), "{status} {body}");
            }
        }
        for status in [202, 204, 206] {
            assert!(matches!(judged(status, &receipt_json(ID)), Sent::NotYet { .. }), "{status}");
        }
    }

    #[test]
    fn each_status_has_its_meaning() {
        for status in [301, 302, 303, 307, 308, 408, 425, 429, 500, 502, 503, 504, 511, 599] {
            assert!(matches!(judged(status, ""), Sent::NotYet { .. }), "{status}");
        }
        for status in [401, 403] {
            assert!(matches!(judged(status, ""), Sent::Unauthorized { .. }), "{status}");
        }
        for status in [400, 402, 404, 405, 407, 409, 410, 413, 414, 415, 418, 421, 422, 426, 428, 431, 451] {
            assert!(matches!(judged(status, ""), Sent::Refused { .. }), "{status}");
        }
    }

    #[test]
    fn reasons_are_codes_or_nothing() {
        let body = r#"{"reasons":["device-at-counter","\u001b[2J","Taro YAMADA","123456789018",""]}"#;
        let Sent::Refused { reasons, .. } = judged(422, body) else { panic!("not refused") };
        assert_eq!(reasons, ["device-at-counter"]);
    }
}
