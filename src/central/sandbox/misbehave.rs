use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use futures_util::{StreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};

use super::connection::Cut;
use super::problem::Refusal;
use super::{Behaviour, Kind, Route, Service};

const PIECE: usize = 64 * 1024;
const HUGE_PIECES: usize = 4 * 1024 * 1024 * 1024 / PIECE;

/// Lets the first fault that is planned for a request meet it.
pub(super) async fn misbehave(
    State(service): State<Arc<Service>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
    next: Next,
) -> Response {
    let fault = route(&request).and_then(|route| service.next_fault(route));
    let mut response = match fault {
        None => next.run(request).await,
        Some(fault) => answer(&fault, &cut, request, next).await,
    };
    let date = (Timestamp::now() + service.clock_offset()).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(date) = HeaderValue::from_str(&date) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

fn route(request: &Request) -> Option<Route> {
    let path = request.uri().path();
    match path.strip_prefix("/v1/")? {
        "health" => Some(Route::Health),
        "submissions" if request.method() == Method::POST => Some(Route::Submissions),
        rest if rest.starts_with("submissions/") => Some(Route::Status),
        rest if rest.starts_with("reservations/") => Some(Route::Reservations),
        _ => None,
    }
}

async fn answer(fault: &Kind, cut: &Cut, request: Request, next: Next) -> Response {
    match fault {
        Kind::Drop => {
            cut.now();
            StatusCode::OK.into_response()
        }
        Kind::Hang => {
            drain(request).await;
            std::future::pending().await
        }
        Kind::Http(status, retry_after) => {
            drain(request).await;
            http(*status, retry_after.as_deref())
        }
        Kind::Reject(reasons) => {
            drain(request).await;
            Refusal::reasons(reasons.clone()).into_response()
        }
        Kind::CaptivePortal => {
            drain(request).await;
            Html("<!doctype html><title>Welcome</title><p>Accept the terms to use this network.</p>")
                .into_response()
        }
        Kind::Empty => {
            drain(request).await;
            StatusCode::CREATED.into_response()
        }
        Kind::Huge => {
            drain(request).await;
            let piece = Bytes::from(vec![b' '; PIECE]);
            let pieces = stream::iter(std::iter::repeat_n(piece, HUGE_PIECES).map(Ok::<_, std::io::Error>));
            (StatusCode::CREATED, Body::from_stream(pieces)).into_response()
        }
        Kind::Slow(seconds) => {
            let response = next.run(request).await;
            tokio::time::sleep(Duration::from_secs(*seconds)).await;
            response
        }
        Kind::LostReply => {
            let response = next.run(request).await;
            cut.now();
            response
        }
        Kind::OtherId | Kind::HalfJson | Kind::Cut | Kind::Drip => {
            spoil(fault, next.run(request).await).await
        }
        Kind::Clock(_) | Kind::OtherRecipient => next.run(request).await,
    }
}

/// The right reply, made wrong.
async fn spoil(fault: &Kind, response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 1024 * 1024).await.unwrap_or_default();
    let half = bytes.slice(..bytes.len() / 2);
    let body = match fault {
        Kind::OtherId => {
            let text = String::from_utf8_lossy(&bytes);
            let other = uuid::Uuid::now_v7().to_string();
            let own = text.split('"').find(|word| crate::store::is_case_id(word)).unwrap_or_default();
            Body::from(text.replace(own, &other))
        }
        Kind::HalfJson => Body::from(half),
        Kind::Cut => {
            // Announces all of it, sends half and breaks off.
            head.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
            // The pause lets the first half leave before the connection goes.
            let broken = stream::once(async {
                tokio::time::sleep(Duration::from_millis(50)).await;
                Err(std::io::Error::from(std::io::ErrorKind::ConnectionAborted))
            });
            let pieces = stream::once(async { Ok(half) }).chain(broken);
            return Response::from_parts(head, Body::from_stream(pieces));
        }
        _ => {
            let drops = stream::unfold(bytes, |mut rest| async move {
                if rest.is_empty() {
                    return None;
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
                Some((Ok::<_, std::io::Error>(rest.split_to(1)), rest))
            });
            return Response::from_parts(head, Body::from_stream(drops));
        }
    };
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, body)
}

fn http(status: u16, retry_after: Option<&str>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Refusal::new(status, "fault", "The sandbox was told to answer so.").into_response();
    if let Some(value) = retry_after.and_then(|text| HeaderValue::from_str(text).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    if status.is_redirection() {
        response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/v1/elsewhere"));
    }
    response
}

/// Reads a request to its end, so that the reply is not lost in a reset connection.
async fn drain(request: Request) {
    let mut body = request.into_body().into_data_stream();
    while let Some(Ok(_)) = body.next().await {}
}

impl Service {
    /// The first fault that is planned for this request, counted.
    fn next_fault(&self, route: Route) -> Option<Kind> {
        let mut behaviour = self.behaviour();
        let Behaviour { options, met } = &mut *behaviour;
        let plans = options.faults.iter().zip(met.iter_mut());
        for (plan, met) in plans.filter(|(plan, _)| plan.meets(route) && !matches!(plan.kind, Kind::Clock(_)))
        {
            if plan.count.is_none_or(|count| *met < count) {
                *met = met.saturating_add(1);
                return Some(plan.kind.clone());
            }
        }
        None
    }

    pub(super) fn clock_offset(&self) -> SignedDuration {
        let seconds = self.behaviour().options.faults.iter().find_map(|plan| match plan.kind {
            Kind::Clock(seconds) => Some(seconds),
            _ => None,
        });
        SignedDuration::from_secs(seconds.unwrap_or(0))
    }

    pub(super) fn announced_recipient(&self) -> String {
        if self.behaviour().options.faults.iter().any(|plan| plan.kind == Kind::OtherRecipient) {
            return age::x25519::Identity::generate().to_public().to_string();
        }
        self.folder.recipient()
    }
}
