use std::collections::HashMap;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::rejection::QueryRejection;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::folder::Kept;
use super::problem::Refusal;
use super::{Service, VerdictPlan, intake, misbehave, reservations};
use crate::central::wire::{ReceiptBody, StatusBody};
use crate::store::{Status, is_case_id};

/// Longest submission that is read.
const LONGEST: usize = 64 * 1024 * 1024;
/// Longest long poll.
const LONGEST_WAIT: u64 = 60;

pub(super) fn router(service: Arc<Service>) -> Router {
    let protected = Router::new()
        .route("/v1/reservations/{code}", get(reservation))
        .route("/v1/submissions", post(intake::submit))
        .route("/v1/submissions/{id}", get(status))
        .layer(DefaultBodyLimit::max(LONGEST))
        .layer(from_fn_with_state(Arc::clone(&service), authorize));
    Router::new()
        .route("/v1/health", get(health))
        .merge(protected)
        .fallback(|| async { Refusal::not_found() })
        .method_not_allowed_fallback(|| async {
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method", "Not a method of this resource.")
        })
        .layer(from_fn_with_state(Arc::clone(&service), misbehave::misbehave))
        .with_state(service)
}

async fn authorize(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if given.and_then(|text| text.strip_prefix("Bearer ")) == Some(service.folder.token()) {
        return next.run(request).await;
    }
    Refusal::new(StatusCode::UNAUTHORIZED, "token", "The bearer token is missing or not the right one.")
        .into_response()
}

async fn health(State(service): State<Arc<Service>>) -> Json<Value> {
    Json(json!({
        "status": "ok",
        "time": (Timestamp::now() + service.clock_offset()).to_string(),
        "recipient": service.announced_recipient(),
        "sandbox": true,
    }))
}

async fn reservation(Path(code): Path<String>) -> Result<Json<Value>, Refusal> {
    reservations::find(&code).map(Json).ok_or_else(Refusal::not_found)
}

#[derive(Deserialize)]
struct Wait {
    #[serde(default)]
    wait: u64,
}

async fn status(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    wait: Result<Query<Wait>, QueryRejection>,
) -> Result<Json<Value>, Refusal> {
    let Ok(Query(Wait { wait })) = wait else {
        return Err(Refusal::bad("wait", "wait is a number of seconds, 0 to 60."));
    };
    let kept = Some(&id).filter(|id| is_case_id(id)).and_then(|id| service.folder.find(id));
    let kept = kept.ok_or_else(Refusal::not_found)?;
    let until = Instant::now() + Duration::from_secs(wait.min(LONGEST_WAIT));
    let asked = service.standing(&kept);
    loop {
        let (body, next) = service.standing(&kept);
        let left = until.saturating_duration_since(Instant::now());
        if body.status.is_final() || body != asked.0 || left.is_zero() {
            return Ok(Json(service.with_registration(body)));
        }
        tokio::time::sleep(next.unwrap_or(left).min(left)).await;
    }
}

impl Service {
    /// Where a kept case stands, and how long until that changes.
    pub(super) fn standing(&self, kept: &Kept) -> (StatusBody, Option<Duration>) {
        let age = Duration::try_from(Timestamp::now().duration_since(kept.received_at)).unwrap_or_default();
        let noted = self.verdicts().get(&kept.submission_id).cloned();
        let plan = noted.unwrap_or_else(|| self.verdict_now(kept.is_correction));
        let (status, reasons, next) = plan.at(age);
        (StatusBody { status, reasons: reasons.to_vec(), registration: None }, next)
    }

    fn with_registration(&self, body: StatusBody) -> Value {
        let rejected = body.status == Status::Rejected;
        let mut answer = json!(body);
        if let Some(registration) = self.folder.registration().filter(|_| rejected)
            && let Some(answer) = answer.as_object_mut()
        {
            answer.insert("registration".into(), registration);
        }
        answer
    }

    /// The verdict that a case which comes now has coming.
    fn verdict_now(&self, is_correction: bool) -> VerdictPlan {
        let behaviour = self.behaviour();
        let corrections = behaviour.options.verdict_on_corrections.as_ref().filter(|_| is_correction);
        corrections.unwrap_or(&behaviour.options.verdict).clone()
    }

    /// Holds on to the verdict that a new case has coming, whatever the sandbox is told later.
    pub(super) fn note_verdict(&self, kept: &Kept) {
        let plan = self.verdict_now(kept.is_correction);
        self.verdicts().insert(kept.submission_id.clone(), plan);
    }

    fn verdicts(&self) -> MutexGuard<'_, HashMap<String, VerdictPlan>> {
        self.verdicts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn receipt(&self, kept: &Kept) -> ReceiptBody {
        let (standing, _) = self.standing(kept);
        ReceiptBody {
            submission_id: kept.submission_id.clone(),
            receipt_number: kept.receipt_number.clone(),
            status: standing.status,
            received_at: kept.received_at.to_string(),
            reasons: standing.reasons,
        }
    }
}

/// A header that is there once, as text.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::central::sandbox::folder::Folder;
    use crate::central::sandbox::{Behaviour, Options};

    fn says(verdict: &str) -> Behaviour {
        Behaviour::new(Options { verdict: verdict.parse().unwrap(), ..Options::default() })
    }

    #[test]
    fn a_case_keeps_the_verdict_that_was_planned_when_it_came() {
        let temp = tempfile::tempdir().unwrap();
        let service = Service {
            folder: Folder::open(temp.path()).unwrap(),
            behaviour: Mutex::new(says("rejected:blurred@0")),
            verdicts: Mutex::default(),
            writing: tokio::sync::Mutex::default(),
        };
        let case = |id: &str| Kept {
            receipt_number: "SANDBOX-1".into(),
            submission_id: id.into(),
            received_at: Timestamp::now(),
            is_correction: false,
            digests: Vec::new(),
        };
        let (before, after) = (case("a"), case("b"));
        service.note_verdict(&before);
        *service.behaviour() = says("accepted@0");
        service.note_verdict(&after);
        assert_eq!(service.standing(&before).0.status, Status::Rejected);
        assert_eq!(service.standing(&after).0.status, Status::Accepted);
    }
}
