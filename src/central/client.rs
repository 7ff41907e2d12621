use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use reqwest::multipart::{Form, Part};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Identity, RequestBuilder, Response, StatusCode};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::endpoint::Endpoint;
use super::reply::{self, Body, Sent};
use super::retry_after::{reply_date, retry_after};
use super::wire::{Health, Reservation, StatusBody};
use super::{Clock, Settings, Timeouts, token};
use crate::input::BadInput;
use crate::store::Outgoing;
use crate::text::Message;

/// Skew that has not been measured yet.
const UNKNOWN: i64 = i64::MIN;

/// Speaks the HTTP contract. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    endpoint: Endpoint,
    token_file: Option<PathBuf>,
    timeouts: Timeouts,
    clock: Clock,
    skew_seconds: Arc<AtomicI64>,
}

/// Why a question (health, reservation, status) has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The service was not reached, or did not answer in time or in words of the contract.
    #[error("{0}")]
    NoAnswer(String),
    /// There is no such thing.
    #[error("not found")]
    NotFound,
    /// 401 or 403, or the token file can not be read.
    #[error("not let in: {0}")]
    Unauthorized(String),
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

impl Client {
    /// A client for the service of kiosk.toml. Checks address, token file and certificates;
    /// sends nothing yet.
    pub fn new(settings: &Settings, clock: Clock) -> Result<Self, BadInput> {
        let endpoint = Endpoint::parse(&settings.url)?;
        if let Some(path) = &settings.token_file {
            token::read_token(path)?;
        }
        Ok(Self {
            http: http_client(settings, &endpoint)?,
            endpoint,
            token_file: settings.token_file.clone(),
            timeouts: settings.timeouts,
            clock,
            skew_seconds: Arc::new(AtomicI64::new(UNKNOWN)),
        })
    }

    /// Whether the service is on this machine.
    pub fn is_loopback(&self) -> bool {
        self.endpoint.is_loopback()
    }

    /// The token's bytes now, to notice when a manager changes the file.
    pub fn token(&self) -> Option<Zeroizing<String>> {
        self.token_file.as_deref().and_then(|path| token::read_token(path).ok())
    }

    /// Seconds by which the service's clock is ahead of this one, once a reply showed it.
    pub fn skew_seconds(&self) -> Option<i64> {
        Some(self.skew_seconds.load(Ordering::Relaxed)).filter(|skew| *skew != UNKNOWN)
    }

    /// Longest time that one request may take.
    pub fn total_timeout(&self) -> Duration {
        seconds(self.timeouts.total_seconds)
    }

    /// `GET /v1/health`.
    pub async fn health(&self, within: Duration) -> Result<Health, Fault> {
        let request = self.http.get(self.endpoint.at("/v1/health"));
        let bytes = self.ask(request, within).await?;
        reply::parse(&bytes).ok_or_else(|| Fault::NoAnswer("not-json".into()))
    }

    /// `GET /v1/reservations/{code}`. The code is a reference only.
    pub async fn reservation(&self, code: &str, within: Duration) -> Result<Reservation, Fault> {
        if !is_plain_code(code) {
            return Err(Fault::NotFound);
        }
        let request = self.http.get(self.endpoint.at(&format!("/v1/reservations/{code}")));
        let bytes = Zeroizing::new(self.ask(self.authorized(request)?, within).await?);
        Reservation::parse(&bytes).ok_or_else(|| Fault::NoAnswer("not-json".into()))
    }

    /// `GET /v1/submissions/{id}?wait=S`: answers at once when the status is final, else
    /// when it changes or after `wait`.
    pub async fn status(&self, id: Uuid, wait: Duration, within: Duration) -> Result<StatusBody, Fault> {
        let path = format!("/v1/submissions/{id}?wait={}", wait.as_secs());
        let request = self.authorized(self.http.get(self.endpoint.at(&path)))?;
        let bytes = self.ask(request, within).await?;
        let body: StatusBody = reply::parse(&bytes).ok_or_else(|| Fault::NoAnswer("not-json".into()))?;
        Ok(StatusBody { reasons: reply::well_formed(&body.reasons), ..body })
    }

    /// `POST /v1/submissions`, one attempt that takes no longer than `within`.
    pub async fn submit(&self, case: Outgoing, within: Duration) -> Sent {
        let id = case.id.to_string();
        let request = match self.submission(case) {
            Ok(request) => request,
            Err(sent) => return sent,
        };
        let within = within.min(self.total_timeout());
        let not_yet = |error: &str| Sent::NotYet { error: error.to_owned(), pause: None };
        let exchange = async {
            let response = match request.send().await {
                Ok(response) => response,
                Err(error) => return not_yet(failure(&error)),
            };
            self.note_skew(&response);
            let status = response.status();
            let pause = retry_after(response.headers(), (self.clock)());
            reply::judge(&id, status, pause, &reply::read(response, self.idle()).await)
        };
        tokio::time::timeout(within, exchange).await.unwrap_or_else(|_| not_yet("timed-out"))
    }

    fn submission(&self, case: Outgoing) -> Result<RequestBuilder, Sent> {
        let unusable = |_| Sent::NotYet { error: "unusable-part".into(), pause: None };
        let manifest = Part::bytes(case.manifest).mime_str("application/json").map_err(unusable)?;
        let mut form = Form::new().part("manifest", manifest);
        for part in case.parts {
            let field = if part.document.is_some() { "photo" } else { "application" };
            let sealed = Part::bytes(part.sealed)
                .file_name(part.name)
                .mime_str("application/age")
                .map_err(unusable)?;
            form = form.part(field, sealed);
        }
        let request = self
            .http
            .post(self.endpoint.at("/v1/submissions"))
            .header("Idempotency-Key", case.id.to_string())
            .multipart(form);
        self.authorized(request).map_err(|_| Sent::Unauthorized { error: "secret-file".into() })
    }

    fn authorized(&self, request: RequestBuilder) -> Result<RequestBuilder, Fault> {
        let Some(path) = &self.token_file else { return Ok(request) };
        let token = token::read_token(path).map_err(|_| Fault::Unauthorized("secret-file".into()))?;
        Ok(request.bearer_auth(&*token))
    }

    /// Asks a question that has an answer in JSON.
    async fn ask(&self, request: RequestBuilder, within: Duration) -> Result<Vec<u8>, Fault> {
        let no_answer = |why: &str| Fault::NoAnswer(why.to_owned());
        let exchange = async {
            let response = request.send().await.map_err(|error| no_answer(failure(&error)))?;
            self.note_skew(&response);
            match response.status() {
                StatusCode::OK => {}
                StatusCode::NOT_FOUND => return Err(Fault::NotFound),
                status @ (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => {
                    return Err(Fault::Unauthorized(format!("http-{}", status.as_u16())));
                }
                status => return Err(Fault::NoAnswer(format!("http-{}", status.as_u16()))),
            }
            match reply::read(response, self.idle()).await {
                Body::Whole(bytes) => Ok(bytes),
                Body::TooLong => Err(no_answer("reply-too-long")),
                Body::Cut => Err(no_answer("reply-cut-off")),
            }
        };
        tokio::time::timeout(within, exchange).await.unwrap_or_else(|_| Err(no_answer("timed-out")))
    }

    fn note_skew(&self, response: &Response) {
        let Some(theirs) = reply_date(response.headers()) else { return };
        let skew = theirs.as_second().saturating_sub((self.clock)().as_second());
        self.skew_seconds.store(skew, Ordering::Relaxed);
    }

    fn idle(&self) -> Duration {
        seconds(self.timeouts.idle_seconds)
    }
}

fn seconds(seconds: u16) -> Duration {
    Duration::from_secs(u64::from(seconds.max(1)))
}

/// A code that can stand in a path as it is.
fn is_plain_code(code: &str) -> bool {
    !code.is_empty()
        && code.len() <= 64
        && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn http_client(settings: &Settings, endpoint: &Endpoint) -> Result<reqwest::Client, BadInput> {
    // Fails only when a provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("bicsim-kiosk/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .connect_timeout(seconds(settings.timeouts.connect_seconds))
        .pool_idle_timeout(Duration::from_secs(20))
        .https_only(!endpoint.is_loopback())
        .tcp_nodelay(true);
    builder = match &settings.proxy {
        None => builder.no_proxy(),
        Some(proxy) => builder.proxy(
            reqwest::Proxy::all(proxy).map_err(|_| unusable("delivery-proxy-malformed", "central.proxy"))?,
        ),
    };
    if let Some(path) = &settings.ca_file {
        let bytes = std::fs::read(path).map_err(|_| unusable("delivery-ca-unreadable", "central.ca_file"))?;
        let roots = Certificate::from_pem_bundle(&bytes).unwrap_or_default();
        if roots.is_empty() {
            return Err(unusable("delivery-ca-unreadable", "central.ca_file"));
        }
        // A private authority is trusted instead of the public ones, not beside them.
        builder = roots
            .into_iter()
            .fold(builder.tls_built_in_root_certs(false), reqwest::ClientBuilder::add_root_certificate);
    }
    if let Some(path) = &settings.client_identity_file {
        let key = "central.client_identity_file";
        let bytes = token::read_private(path, key)?;
        let identity =
            Identity::from_pem(&bytes).map_err(|_| unusable("delivery-identity-malformed", key))?;
        builder = builder.identity(identity);
    }
    builder.build().map_err(|_| unusable("delivery-client-unusable", "central"))
}

fn unusable(id: &'static str, key: &'static str) -> BadInput {
    BadInput::new("central", Message::new(id)).at_key(key)
}

/// The stable code of a failed exchange.
fn failure(error: &reqwest::Error) -> &'static str {
    if is_tls(error) {
        "tls-refused"
    } else if error.is_timeout() {
        "timed-out"
    } else if error.is_connect() {
        "unreachable"
    } else {
        "connection-lost"
    }
}

fn is_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    // An io::Error names as its source what lies behind the error that it wraps, so look inside.
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>()
        || wrapped.is_some_and(|inner| is_tls(inner))
        || error.source().is_some_and(is_tls)
}
