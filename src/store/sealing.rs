use std::io::Write;

use age::x25519::Recipient;
use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{CaptureFacts, Photo, Submission};
use crate::verification::case::{Applicant, Auxiliary, Primary};
use crate::verification::lines::LineDetail;
use crate::verification::order::SimOrder;

/// The public keys that a case is sealed to; any one of their holders can open it.
#[derive(Clone)]
pub struct Recipients {
    keys: Vec<Recipient>,
}

/// Why a recipient of kiosk.toml can not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipientError {
    /// No recipient at all.
    #[error("no recipient is set")]
    None,
    /// Not an age public key.
    #[error("recipient {number} is not an age public key")]
    Malformed {
        /// Which one, from 1.
        number: usize,
    },
    /// A private key where a public one belongs.
    #[error("recipient {number} is a private key")]
    Private {
        /// Which one, from 1.
        number: usize,
    },
}

/// Why a case could not be sealed. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// age refused.
    #[error("sealing failed: {0}")]
    Age(String),
    /// The application could not be written as JSON.
    #[error("the application can not be written as JSON")]
    Json,
    /// A document or side is not an id.
    #[error("a photograph has a document or side that is no id")]
    PartName,
    /// The same side of the same document is there twice.
    #[error("the same side is there twice")]
    SameSideTwice,
}

/// One sealed part of a case, as it will be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedPart {
    /// File name in the multipart form.
    pub name: String,
    /// Document id; none for the application.
    pub document: Option<String>,
    /// Side id; none for the application.
    pub side: Option<String>,
    /// SHA-256 of the sealed bytes.
    pub sha256: [u8; 32],
    /// An age file.
    pub sealed: Vec<u8>,
}

/// A case that only the service can open; ready for [`super::Queue::enqueue`].
#[derive(Clone)]
pub struct SealedCase {
    pub(super) id: Uuid,
    pub(super) created_at: Timestamp,
    pub(super) origin: super::Origin,
    pub(super) policy: String,
    pub(super) services: Vec<String>,
    pub(super) documents: Vec<String>,
    pub(super) supersedes: Option<Uuid>,
    pub(super) parts: Vec<SealedPart>,
}

impl Recipients {
    /// The recipients written in kiosk.toml, each `age1...`.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, RecipientError> {
        let mut keys = Vec::new();
        for (index, text) in texts.into_iter().enumerate() {
            let number = index + 1;
            if text.trim().to_ascii_uppercase().starts_with("AGE-SECRET-KEY") {
                return Err(RecipientError::Private { number });
            }
            keys.push(text.trim().parse().map_err(|_| RecipientError::Malformed { number })?);
        }
        if keys.is_empty() { Err(RecipientError::None) } else { Ok(Self { keys }) }
    }

    /// Whether `text` names one of these keys.
    pub fn contains(&self, text: &str) -> bool {
        self.keys.iter().any(|key| key.to_string() == text)
    }

    fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let keys = self.keys.iter().map(|key| key as &dyn age::Recipient);
        let encryptor =
            age::Encryptor::with_recipients(keys).map_err(|error| SealError::Age(error.to_string()))?;
        // Header and one tag per 64 KiB chunk: sized so that the vector never grows.
        let sealed = Vec::with_capacity(plain.len() + plain.len() / 4096 + 1024);
        let io = |error: std::io::Error| SealError::Age(error.to_string());
        let mut writer = encryptor.wrap_output(sealed).map_err(io)?;
        writer.write_all(plain).map_err(io)?;
        writer.finish().map_err(io)
    }
}

impl std::fmt::Debug for Recipients {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.keys.iter().map(ToString::to_string)).finish()
    }
}

impl SealedPart {
    fn new(name: String, of: Option<(&str, &str)>, sealed: Vec<u8>) -> Self {
        Self {
            name,
            document: of.map(|(document, _)| document.to_owned()),
            side: of.map(|(_, side)| side.to_owned()),
            sha256: Sha256::digest(&sealed).into(),
            sealed,
        }
    }
}

impl SealedCase {
    /// The submission id: `UUIDv7`, the idempotency key.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The sealed parts, application first.
    pub fn parts(&self) -> &[SealedPart] {
        &self.parts
    }

    /// Sealed bytes of all parts.
    pub fn bytes(&self) -> u64 {
        self.parts.iter().map(|part| part.sealed.len() as u64).sum()
    }
}

/// The application as the service reads it once it is opened.
#[derive(Serialize)]
struct Application<'a> {
    order: &'a SimOrder,
    applicant: &'a Applicant,
    primary: Option<&'a Primary>,
    auxiliary: Option<&'a Auxiliary>,
    captures: Vec<Capture<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lines: &'a [LineDetail],
}

#[derive(Serialize)]
struct Capture<'a> {
    document: &'a str,
    side: &'a str,
    #[serde(flatten)]
    facts: &'a CaptureFacts,
}

/// Seals a case in memory: the application and every photograph become age files of their
/// own. `now` is the kiosk's clock; the id's time comes from it.
pub fn seal(
    submission: &Submission,
    recipients: &Recipients,
    now: Timestamp,
) -> Result<SealedCase, SealError> {
    check_names(&submission.photos)?;
    let mut parts = Vec::with_capacity(submission.photos.len() + 1);
    let application = application_json(submission)?;
    parts.push(SealedPart::new("application.json.age".into(), None, recipients.seal(&application)?));
    for photo in &submission.photos {
        let name = format!("{}.{}.jpg.age", photo.document, photo.side);
        let sealed = recipients.seal(&photo.jpeg)?;
        parts.push(SealedPart::new(name, Some((&photo.document, &photo.side)), sealed));
    }
    let mut documents: Vec<String> = submission.photos.iter().map(|photo| photo.document.clone()).collect();
    documents.dedup();
    Ok(SealedCase {
        id: new_id(now),
        created_at: now,
        origin: submission.origin.clone(),
        policy: submission.policy.clone(),
        services: submission.order.lines().iter().map(|line| line.service().as_str().to_owned()).collect(),
        documents,
        supersedes: submission.supersedes,
        parts,
    })
}

fn new_id(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos))
}

fn check_names(photos: &[Photo]) -> Result<(), SealError> {
    let is_id = |text: &str| {
        !text.is_empty()
            && text.len() <= 64
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let mut seen = std::collections::BTreeSet::new();
    for photo in photos {
        if !is_id(&photo.document) || !is_id(&photo.side) {
            return Err(SealError::PartName);
        }
        if !seen.insert((&photo.document, &photo.side)) {
            return Err(SealError::SameSideTwice);
        }
    }
    Ok(())
}

/// The application as JSON in one buffer that never grows, so that no copy of it is left
/// behind in freed memory.
fn application_json(submission: &Submission) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let application = Application {
        order: &submission.order,
        applicant: &submission.applicant,
        primary: submission.primary.as_ref(),
        auxiliary: submission.auxiliary.as_ref(),
        captures: submission
            .photos
            .iter()
            .map(|photo| Capture { document: &photo.document, side: &photo.side, facts: &photo.capture })
            .collect(),
        lines: &submission.details,
    };
    let mut length = Length(0);
    serde_json::to_writer(&mut length, &application).map_err(|_| SealError::Json)?;
    let mut json = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *json, &application).map_err(|_| SealError::Json)?;
    Ok(json)
}

/// Counts what is written and keeps none of it.
struct Length(usize);

impl Write for Length {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    #[test]
    fn only_public_keys_are_recipients_and_a_private_one_is_not_repeated() {
        let parse = |texts: &[&str]| Recipients::parse(texts.iter().copied()).map(|_| ());
        assert_eq!(parse(&[]), Err(RecipientError::None));
        assert_eq!(parse(&[KEY, "age1nonsense"]), Err(RecipientError::Malformed { number: 2 }));
        let private = parse(&[KEY, " age-secret-key-1qqq"]).unwrap_err();
        assert_eq!(private, RecipientError::Private { number: 2 });
        assert!(!private.to_string().to_lowercase().contains("secret-key"));
        let recipients = Recipients::parse([KEY]).unwrap();
        assert!(recipients.contains(KEY) && !recipients.contains("age1other"));
        assert_eq!(format!("{recipients:?}"), format!("[{KEY:?}]"));
    }

    /// A part's name becomes a file name at the service.
    #[test]
    fn a_photograph_is_named_by_ids_and_each_side_is_there_once() {
        let named = |names: &[(&str, &str)]| {
            let photo = |(document, side): &(&str, &str)| Photo {
                document: (*document).into(),
                side: (*side).into(),
                jpeg: Zeroizing::default(),
                capture: CaptureFacts::default(),
            };
            check_names(&names.iter().map(photo).collect::<Vec<_>>())
        };
        let license = "drivers-license";
        assert!(named(&[(license, "front"), (license, "back"), ("receipt-2", "front")]).is_ok());
        let long = "a".repeat(65);
        for wrong in ["", "../front", "Front", "front.jpg", "表", &*long] {
            assert!(matches!(named(&[(license, wrong)]), Err(SealError::PartName)), "{wrong}");
            assert!(matches!(named(&[(wrong, "front")]), Err(SealError::PartName)), "{wrong}");
        }
        assert!(matches!(named(&[(license, "front"), (license, "front")]), Err(SealError::SameSideTwice)));
    }
}
