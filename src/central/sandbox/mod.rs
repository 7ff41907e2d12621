//! A stand-in for the central service on this machine: it keeps the contract, opens what it
//! receives and leaves it readable in its folder. For practice and tests only, and it says so.

mod connection;
mod fault;
mod folder;
mod intake;
mod misbehave;
mod options;
mod problem;
mod reservations;
mod routes;
mod verdict;

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

pub use fault::{FAULTS, FaultPlan, Kind, Route};
pub use options::Options;
pub use reservations::CODES;
pub use verdict::{VERDICTS, VerdictPlan};

use folder::Folder;

use crate::text::Message;

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// Its folder can not be used.
    #[error("{dir}: {source}")]
    Folder {
        /// The folder.
        dir: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// `identity.txt` is there but holds no age identity.
    #[error("{file}: holds no age identity")]
    Identity {
        /// The identity file.
        file: PathBuf,
    },
    /// The address can not be listened on.
    #[error("{address}: {source}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// The system's reason.
        source: std::io::Error,
    },
    /// It keeps readable cases, so it serves this machine only.
    #[error("{0}: the sandbox listens on a loopback address only")]
    NotLoopback(SocketAddr),
}

impl SandboxError {
    /// The sentence for people: what happened and the remedy.
    pub fn message(&self) -> Message {
        match self {
            Self::Folder { dir, source } => Message::new("sandbox-folder")
                .with("dir", dir.display().to_string())
                .with("why", source.to_string()),
            Self::Identity { file } => {
                Message::new("sandbox-identity").with("file", file.display().to_string())
            }
            Self::Listen { address, source } => Message::new("sandbox-listen")
                .with("address", address.to_string())
                .with("why", source.to_string()),
            Self::NotLoopback(address) => {
                Message::new("sandbox-not-loopback").with("address", address.to_string())
            }
        }
    }
}

/// A running sandbox. It stops when this is dropped.
pub struct Sandbox {
    /// Where it listens, for `central.url`.
    pub url: String,
    /// Its public key, for `central.recipient`.
    pub recipient: String,
    /// File with its token, for `central.token_file`.
    pub token_file: PathBuf,
    /// Its folder: `identity.txt`, `token`, `cases/`.
    pub data: PathBuf,
    service: Arc<Service>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What the routes share.
struct Service {
    folder: Folder,
    behaviour: Mutex<Behaviour>,
    /// The verdict on each case that came to this process, as it was planned when the case came.
    verdicts: Mutex<HashMap<String, VerdictPlan>>,
    /// One submission is written at a time, so that two of the same key can not both be new.
    writing: tokio::sync::Mutex<()>,
}

/// What it does, and how many requests each fault has met.
struct Behaviour {
    options: Options,
    met: Vec<u32>,
}

impl Behaviour {
    fn new(options: Options) -> Self {
        Self { met: vec![0; options.faults.len()], options }
    }
}

impl Service {
    fn behaviour(&self) -> MutexGuard<'_, Behaviour> {
        self.behaviour.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sandbox {
    /// Any free port of this machine.
    pub const ANY: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

    /// Starts a sandbox on threads of its own; it listens when this returns. Its folder is
    /// created where it is missing and taken up again where it is there.
    pub fn start(listen: SocketAddr, data: &Path, options: Options) -> Result<Self, SandboxError> {
        if !listen.ip().is_loopback() {
            return Err(SandboxError::NotLoopback(listen));
        }
        let folder = Folder::open(data)?;
        let failed = |source| SandboxError::Listen { address: listen, source };
        let listener = std::net::TcpListener::bind(listen).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("sandbox")
            .enable_all()
            .build()
            .map_err(failed)?;
        let (stop, stopped) = oneshot::channel();
        let (recipient, token_file) = (folder.recipient(), folder.token_file());
        let service = Arc::new(Service {
            folder,
            behaviour: Mutex::new(Behaviour::new(options)),
            verdicts: Mutex::default(),
            writing: tokio::sync::Mutex::default(),
        });
        let served = Arc::clone(&service);
        let thread = std::thread::Builder::new().name("sandbox".into()).spawn(move || {
            runtime.block_on(serve(listener, served, stopped));
            runtime.shutdown_background();
        });
        Ok(Self {
            url: format!("http://{address}"),
            recipient,
            token_file,
            data: data.to_owned(),
            service,
            stop: Some(stop),
            thread: Some(thread.map_err(failed)?),
        })
    }

    /// Behaves otherwise from now on. Cases that came before keep the verdict that they had coming.
    pub fn behave(&self, options: Options) {
        *self.service.behaviour() = Behaviour::new(options);
    }

    /// Stops listening and drops every connection at once, as if the cable were pulled.
    pub fn stop(self) {
        drop(self);
    }
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sandbox").field("url", &self.url).field("data", &self.data).finish_non_exhaustive()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn serve(listener: std::net::TcpListener, service: Arc<Service>, stopped: oneshot::Receiver<()>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let router = routes::router(service).into_make_service_with_connect_info::<connection::Cut>();
    tokio::select! {
        served = axum::serve(connection::Cuttable(listener), router) => {
            if let Err(error) = served {
                tracing::error!(%error, "the sandbox stopped");
            }
        }
        _ = stopped => {}
    }
}
