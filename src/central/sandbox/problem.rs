use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::central::wire::Problem;

/// An error reply: problem details (RFC 9457).
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    kind: &'static str,
    detail: String,
    reasons: Vec<String>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, kind: &'static str, detail: impl Into<String>) -> Self {
        Self { status, kind, detail: detail.into(), reasons: Vec::new() }
    }

    pub(super) fn bad(kind: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, kind, detail)
    }

    /// `422` with reason codes.
    pub(super) fn reasons(reasons: Vec<String>) -> Self {
        let detail = "The case can not be taken as it is.";
        Self { reasons, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "not-acceptable", detail) }
    }

    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is no such thing.")
    }

    pub(super) fn internal(why: &dyn std::fmt::Display) -> Self {
        tracing::error!(%why, "the sandbox failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "The sandbox failed; its log says why.")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let problem = Problem {
            kind: format!("urn:bicsim:problem:{}", self.kind),
            title: self.status.canonical_reason().unwrap_or("Error").to_owned(),
            status: self.status.as_u16(),
            detail: Some(self.detail),
            reasons: self.reasons,
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response =
            (self.status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
        }
        response
    }
}
