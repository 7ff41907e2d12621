use std::sync::Arc;

use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::folder::{Kept, Opened};
use super::problem::Refusal;
use super::{Service, routes};
use crate::central::wire::Manifest;
use crate::reason::ReasonCode;
use crate::store::is_case_id;
use crate::verification::order::Service as Ordered;

/// One part as it came.
struct Received {
    field: String,
    file: String,
    bytes: Vec<u8>,
}

/// A case that was read and opened, not yet kept.
struct Opening {
    is_correction: bool,
    digests: Vec<String>,
    files: Vec<Opened>,
}

/// `POST /v1/submissions`.
pub(super) async fn submit(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Refusal> {
    let form = form.map_err(|_| {
        Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media-type",
            "Send multipart/form-data with a boundary.",
        )
    })?;
    let key = routes::text(&headers, "idempotency-key").filter(|key| is_case_id(key)).map(str::to_owned);
    let key =
        key.ok_or_else(|| Refusal::bad("idempotency-key", "Idempotency-Key is one lower-case UUIDv7."))?;
    let parts = read(form).await?;
    let opener = Arc::clone(&service);
    let id = key.clone();
    let opening = tokio::task::spawn_blocking(move || open(&opener, &id, parts))
        .await
        .map_err(|error| Refusal::internal(&error))??;
    let _writing = service.writing.lock().await;
    if let Some(kept) = service.folder.find(&key) {
        if kept.digests != opening.digests {
            let detail = "This key belongs to a submission with other bytes.";
            return Err(Refusal::new(StatusCode::CONFLICT, "other-bytes", detail));
        }
        return Ok(Json(service.receipt(&kept)).into_response());
    }
    let kept = Kept {
        receipt_number: receipt_number(&key),
        submission_id: key,
        received_at: Timestamp::now(),
        is_correction: opening.is_correction,
        digests: opening.digests,
    };
    service.folder.keep(&kept, &opening.files).map_err(|error| Refusal::internal(&error))?;
    service.note_verdict(&kept);
    Ok((StatusCode::CREATED, Json(service.receipt(&kept))).into_response())
}

/// Follows from the id, so that it is the same after a restart.
fn receipt_number(id: &str) -> String {
    let tail: String = id.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    format!("SANDBOX-{}", tail.to_ascii_uppercase())
}

async fn read(mut form: Multipart) -> Result<Vec<Received>, Refusal> {
    let mut parts = Vec::new();
    let broken = |error: axum::extract::multipart::MultipartError| {
        Refusal::new(error.status(), "multipart", "The form breaks off or is too large.")
    };
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let expected = if name == "manifest" { "application/json" } else { "application/age" };
        if field.content_type().map(|kind| kind.split(';').next().unwrap_or_default().trim())
            != Some(expected)
        {
            let detail = "manifest is application/json, all others are application/age.";
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "part-type", detail));
        }
        let file = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(broken)?.to_vec();
        parts.push(Received { field: name, file, bytes });
    }
    Ok(parts)
}

/// Checks the form against the contract and opens every sealed part.
fn open(service: &Service, id: &str, parts: Vec<Received>) -> Result<Opening, Refusal> {
    let mut parts = parts.into_iter();
    let first = parts.next().filter(|part| part.field == "manifest");
    let first = first.ok_or_else(|| Refusal::bad("manifest", "The first part is the manifest."))?;
    let manifest: Manifest = serde_json::from_slice(&first.bytes)
        .map_err(|_| Refusal::bad("manifest", "The manifest is not as the contract says."))?;
    if manifest.submission_id != id {
        return Err(Refusal::bad("manifest", "The manifest is of another submission than the key."));
    }
    refuse_devices(manifest.services.iter().map(String::as_str))?;
    let sealed: Vec<Received> = parts.collect();
    if sealed.len() != manifest.parts.len() {
        return Err(Refusal::bad("parts", "The manifest lists other parts than were sent."));
    }
    let mut digests = vec![digest(&first.bytes)];
    let mut files = vec![Opened { name: "manifest.json".into(), bytes: first.bytes }];
    for (index, (part, listed)) in sealed.into_iter().zip(&manifest.parts).enumerate() {
        let field = if index == 0 { "application" } else { "photo" };
        let found = digest(&part.bytes);
        let listed_as_sent = part.field == field
            && part.file == listed.name
            && found == listed.sha256
            && part.bytes.len() as u64 == listed.bytes;
        if !listed_as_sent {
            return Err(Refusal::bad("parts", "A part is not the one that the manifest lists at its place."));
        }
        let name = part.file.strip_suffix(".age").filter(|name| is_file_name(name));
        let name =
            name.ok_or_else(|| Refusal::bad("parts", "A part's file name is not as the contract says."))?;
        let bytes = service.folder.unseal(&part.bytes);
        let bytes = bytes
            .ok_or_else(|| Refusal::bad("sealing", "A part can not be opened with this service's key."))?;
        digests.push(found);
        files.push(Opened { name: name.to_owned(), bytes });
    }
    check_application(&files)?;
    Ok(Opening { is_correction: manifest.supersedes.is_some(), digests, files })
}

fn check_application(files: &[Opened]) -> Result<(), Refusal> {
    let application = files.iter().find(|file| file.name == "application.json");
    let application: Value = application
        .and_then(|file| serde_json::from_slice(&file.bytes).ok())
        .ok_or_else(|| Refusal::bad("application", "The application is not JSON."))?;
    let lines = application.pointer("/order/lines").and_then(Value::as_array);
    let lines = lines.ok_or_else(|| Refusal::bad("application", "The application holds no order."))?;
    refuse_devices(lines.iter().map(|line| line.get("service").and_then(Value::as_str).unwrap_or_default()))
}

/// The service's own check of the first promise: no device from a counter.
fn refuse_devices<'a>(services: impl Iterator<Item = &'a str>) -> Result<(), Refusal> {
    let mut reasons = Vec::new();
    for service in services {
        let reason = match Ordered::from_id(service) {
            Some(Ordered::SupplyDevice) => ReasonCode::DeviceAtCounter,
            None => ReasonCode::ServiceUnknown,
            Some(_) => continue,
        };
        if !reasons.contains(&reason.as_str().to_owned()) {
            reasons.push(reason.as_str().to_owned());
        }
    }
    if reasons.is_empty() { Ok(()) } else { Err(Refusal::reasons(reasons)) }
}

fn is_file_name(name: &str) -> bool {
    name.len() <= 160
        && !name.starts_with('.')
        && name != "receipt.json"
        && name != "manifest.json"
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.')
}

fn digest(bytes: &[u8]) -> String {
    crate::store::hex(&Sha256::digest(bytes))
}
