use serde::{Deserialize, Serialize};

/// The readable part of a submission: no personal data. All keys are always there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `UUIDv7`, lower case; also the idempotency key.
    pub submission_id: String,
    /// The submission that this one corrects.
    pub supersedes: Option<String>,
    /// `kiosk.id`.
    pub kiosk_id: String,
    /// `store.id`.
    pub store_id: String,
    /// Staff id.
    pub staff_id: Option<String>,
    /// RFC 3339, by the kiosk's clock.
    pub created_at: String,
    /// Policy id.
    pub policy: String,
    /// Service ids of the order's lines.
    pub services: Vec<String>,
    /// Application first, then the photographs.
    pub parts: Vec<ManifestPart>,
    /// Head of the kiosk's audit chain once this case was entered in it, hex.
    pub audit_head: String,
}

/// One sealed part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestPart {
    /// File name in the multipart form.
    pub name: String,
    /// Document id; null for the application.
    pub document: Option<String>,
    /// Side id; null for the application.
    pub side: Option<String>,
    /// SHA-256 of the sealed bytes as sent, hex.
    pub sha256: String,
    /// How many sealed bytes.
    pub bytes: u64,
}
