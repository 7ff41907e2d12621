//! TLS that can not be trusted: the case is kept and not one byte of HTTP leaves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod delivery_support;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use delivery_support::Site;
use kiosk::central::delivery::deliver_one;
use kiosk::central::{Client, Settings};
use kiosk::store::State;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    /// A certificate and key for a client, in one PEM file that only this user can read.
    fn client_file(&self, path: &std::path::Path) {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth];
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        std::fs::write(path, format!("{}{}", certificate.pem(), key.serialize_pem())).unwrap();
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }

    /// A server for `name`; counts the bytes of HTTP that it reads and answers 500.
    fn serve(&self, name: &str, expired: bool) -> (u16, Arc<AtomicUsize>) {
        self.serve_those(name, expired, None)
    }

    /// The same, to clients with a certificate of that authority only.
    fn serve_those(&self, name: &str, expired: bool, of: Option<&Self>) -> (u16, Arc<AtomicUsize>) {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        if expired {
            (params.not_before, params.not_after) = (date_time_ymd(2019, 1, 1), date_time_ymd(2020, 1, 1));
        }
        let key = KeyPair::generate().unwrap();
        let certificate: CertificateDer<'static> =
            params.signed_by(&key, &self.issuer).unwrap().der().clone();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = rustls::ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .unwrap();
        let builder = match of {
            None => builder.with_no_client_auth(),
            Some(authority) => {
                let mut roots = rustls::RootCertStore::empty();
                roots.add(CertificateDer::from_pem_slice(authority.pem.as_bytes()).unwrap()).unwrap();
                let verifier =
                    rustls::server::WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
                builder.with_client_cert_verifier(verifier.build().unwrap())
            }
        };
        let config = builder.with_single_cert(vec![certificate], key).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let read = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&read);
        let config = Arc::new(config);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
                let mut tls = rustls::StreamOwned::new(connection, stream);
                let mut bytes = [0; 4096];
                while let Ok(count @ 1..) = tls.read(&mut bytes) {
                    // An answer to the head of the request is enough here.
                    if counted.fetch_add(count, Ordering::SeqCst) == 0 {
                        let _ = tls.write_all(b"HTTP/1.1 500 no\r\ncontent-length: 0\r\n\r\n");
                    }
                }
            }
        });
        (port, read)
    }
}

async fn outcome(port: u16, host: &str, authority: Option<&Authority>) -> (State, String) {
    outcome_with(port, host, authority, None).await
}

async fn outcome_with(
    port: u16,
    host: &str,
    authority: Option<&Authority>,
    client: Option<&Authority>,
) -> (State, String) {
    let site = Site::new(&[]);
    let client_identity_file = client.map(|authority| {
        let path = site.temp.path().join("client.pem");
        authority.client_file(&path);
        path
    });
    let ca_file = authority.map(|authority| {
        let path = site.temp.path().join("ca.pem");
        std::fs::write(&path, &authority.pem).unwrap();
        path
    });
    let settings =
        Settings { url: format!("https://{host}:{port}"), ca_file, client_identity_file, ..site.settings() };
    let client = Client::new(&settings, site.clock()).unwrap();
    let mut queue = site.queue();
    let case = site.seal(2000);
    queue.enqueue(&case).unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    let clock = site.clock();
    let done = deliver_one(&mut queue, &client, &clock, case.id(), until, false, &mut |_| {}).await.unwrap();
    (done.record.state, done.record.last_error.unwrap_or_default())
}

#[tokio::test]
async fn a_certificate_that_can_not_be_trusted_gets_nothing() {
    let (ours, theirs) = (Authority::new(), Authority::new());
    let refused = (State::Queued, "tls-refused".to_owned());
    for (server, name, expired, trusted) in [
        (&theirs, "localhost", false, Some(&ours)),
        (&ours, "localhost", false, None),
        (&ours, "central.example.jp", false, Some(&ours)),
        (&ours, "localhost", true, Some(&ours)),
    ] {
        let (port, read) = server.serve(name, expired);
        assert_eq!(outcome(port, "localhost", trusted).await, refused, "{name} expired: {expired}");
        assert_eq!(read.load(Ordering::SeqCst), 0, "bytes of HTTP left");
    }
}

#[tokio::test]
async fn a_private_authority_is_trusted_when_it_is_named() {
    let ours = Authority::new();
    let (port, read) = ours.serve("localhost", false);
    assert_eq!(outcome(port, "localhost", Some(&ours)).await, (State::Queued, "http-500".to_owned()));
    assert!(read.load(Ordering::SeqCst) > 0);
}

#[tokio::test]
async fn a_client_certificate_is_shown_to_a_service_that_asks_for_one() {
    let ours = Authority::new();
    let (port, read) = ours.serve_those("localhost", false, Some(&ours));
    assert_eq!(outcome(port, "localhost", Some(&ours)).await.0, State::Queued);
    assert_eq!(read.load(Ordering::SeqCst), 0, "without one nothing is heard");
    let answered = (State::Queued, "http-500".to_owned());
    assert_eq!(outcome_with(port, "localhost", Some(&ours), Some(&ours)).await, answered);
    assert!(read.load(Ordering::SeqCst) > 0);
}

#[test]
fn a_client_key_that_others_can_read_is_refused() {
    let (site, ours) = (Site::new(&[]), Authority::new());
    let path = site.temp.path().join("client.pem");
    ours.client_file(&path);
    let client = || {
        let settings = Settings { client_identity_file: Some(path.clone()), ..site.settings() };
        Client::new(&settings, site.clock()).map(drop).map_err(|bad| bad.key)
    };
    assert!(client().is_ok());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(client().unwrap_err().as_deref(), Some("central.client_identity_file"));
}

#[tokio::test]
async fn a_service_without_tls_behind_https_gets_nothing() {
    let site = Site::new(&[]);
    let port: u16 = site.sandbox.url.rsplit(':').next().unwrap().parse().unwrap();
    let (state, _) = outcome(port, "localhost", None).await;
    assert_eq!(state, State::Queued);
    assert!(site.kept().is_empty());
}
