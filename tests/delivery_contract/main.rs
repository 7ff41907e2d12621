//! The client against `central-api.yaml`: a stand-in serves every reply that the contract allows
//! and the client makes of it what the contract says; what the client sends is as the contract says.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like tests"
)]

mod api;
#[path = "../delivery_support/mod.rs"]
mod delivery_support;

use std::time::Duration;

use api::{Api, Reply};
use delivery_support::Site;
use kiosk::central::{Client, Fault, OneOrMany, Sent, Settings};
use kiosk::store::{Outgoing, Status};
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// The submission of the contract's examples.
const ID: &str = "0199b4a0-7c00-7a3e-9d51-3f6f2c1b8e42";
const WITHIN: Duration = Duration::from_secs(60);

async fn serve(reply: &Reply) -> MockServer {
    let server = MockServer::start().await;
    let body = serde_json::to_vec(&reply.body).unwrap();
    let mut template = ResponseTemplate::new(reply.status).set_body_raw(body, &reply.media_type);
    for (name, value) in &reply.headers {
        template = template.append_header(name.as_str(), value.as_str());
        // A date counts from the reply's own.
        template = template.append_header("Date", "Mon, 05 Oct 2026 03:00:00 GMT");
    }
    Mock::given(any()).respond_with(template).mount(&server).await;
    server
}

fn client(site: &Site, server: &MockServer) -> Client {
    let settings = Settings { url: server.uri(), ..site.settings() };
    Client::new(&settings, site.clock()).unwrap()
}

fn outgoing(site: &Site) -> Outgoing {
    let mut queue = site.queue();
    let id = site.enqueue(&mut queue, 1)[0];
    queue.load(id).unwrap().unwrap()
}

/// What a question that was not answered with 200 comes to.
fn fault(status: u16) -> Fault {
    match status {
        401 | 403 => Fault::Unauthorized(format!("http-{status}")),
        404 => Fault::NotFound,
        _ => Fault::NoAnswer(format!("http-{status}")),
    }
}

#[tokio::test]
async fn every_reply_about_health_is_understood() {
    let (api, site) = (Api::read(), Site::new(&[]));
    let replies = api.replies(api.operation("/v1/health", "get"));
    assert!(replies.len() >= 3);
    for reply in replies {
        let got = client(&site, &serve(&reply).await).health(WITHIN).await;
        match reply.status {
            200 => assert_eq!(json!(got.unwrap()), reply.body),
            status => assert_eq!(got.unwrap_err(), fault(status)),
        }
    }
}

#[tokio::test]
async fn every_reply_about_a_reservation_is_understood() {
    let (api, site) = (Api::read(), Site::new(&[]));
    let replies = api.replies(api.operation("/v1/reservations/{code}", "get"));
    assert!(replies.iter().any(|reply| reply.example == "device"));
    for reply in replies {
        let got = client(&site, &serve(&reply).await).reservation("BIC-1001", WITHIN).await;
        match (reply.status, got) {
            (200, Ok(reservation)) => {
                assert_eq!(reservation.code, reply.body["code"]);
                assert_eq!(reservation.applicant.family_name, reply.body["applicant"]["family_name"]);
                assert_eq!(reservation.applicant.email.as_deref(), reply.body["applicant"]["email"].as_str());
                assert_eq!(reservation.holds_device(), reply.example == "device");
            }
            (status, got) => assert_eq!(got.err().unwrap(), fault(status)),
        }
    }
}

#[tokio::test]
async fn every_reply_about_a_status_is_understood() {
    let (api, site) = (Api::read(), Site::new(&[]));
    let replies = api.replies(api.operation("/v1/submissions/{id}", "get"));
    let mut seen = Vec::new();
    for reply in replies {
        let got =
            client(&site, &serve(&reply).await).status(ID.parse().unwrap(), Duration::ZERO, WITHIN).await;
        match (reply.status, got) {
            (200, Ok(body)) => {
                assert_eq!(body.status.as_str(), reply.body["status"]);
                assert_eq!(json!(body.reasons), reply.body["reasons"]);
                seen.push(body.status);
            }
            (status, got) => assert_eq!(got.unwrap_err(), fault(status)),
        }
    }
    assert!(Status::ALL.iter().all(|status| seen.contains(status)), "an example of each: {seen:?}");
}

#[tokio::test]
async fn every_reply_to_a_submission_is_understood() {
    let (api, site) = (Api::read(), Site::new(&[]));
    let replies = api.replies(api.operation("/v1/submissions", "post"));
    let mut seen = std::collections::BTreeSet::new();
    for reply in replies {
        let case = Outgoing { id: ID.parse().unwrap(), ..outgoing(&site) };
        let sent = client(&site, &serve(&reply).await).submit(case, WITHIN).await;
        let error = format!("http-{}", reply.status);
        seen.insert(reply.status);
        match (reply.status, sent) {
            (200 | 201, Sent::Received(receipt)) => {
                assert_eq!(receipt.receipt_number, reply.body["receipt_number"]);
                assert_eq!(receipt.status.as_str(), reply.body["status"]);
                assert_eq!(receipt.reasons.is_empty(), reply.body.get("reasons").is_none());
            }
            (401 | 403, Sent::Unauthorized { error: said }) => assert_eq!(said, error),
            (408 | 425 | 429 | 500 | 503, Sent::NotYet { error: said, pause }) => {
                assert_eq!(said, error);
                let asked = reply.headers.iter().any(|(name, _)| name == "Retry-After");
                assert_eq!(pause, asked.then_some(Duration::from_secs(30)), "{}", reply.status);
            }
            (400 | 405 | 409 | 413 | 415 | 422, Sent::Refused { error: said, reasons }) => {
                assert_eq!(said, error);
                assert_eq!(json!(reasons), reply.body.get("reasons").cloned().unwrap_or(json!([])));
            }
            (status, sent) => panic!("{status}: {sent:?}"),
        }
    }
    let all = [200, 201, 400, 401, 403, 405, 408, 409, 413, 415, 422, 425, 429, 500, 503];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), all);
}

/// What arrives at a stand-in when `ask` is done with a client.
async fn caught(site: &Site, ask: impl AsyncFnOnce(Client)) -> Request {
    let server = MockServer::start().await;
    ask(client(site, &server)).await;
    server.received_requests().await.unwrap().pop().expect("a request")
}

/// Checks method, path, parameters and token of a request against the contract.
fn check_head(api: &Api, site: &Site, path: &str, method: &str, request: &Request) {
    let operation = api.operation(path, method);
    assert_eq!(request.method.as_str().to_lowercase(), method);
    let token = std::fs::read_to_string(&site.sandbox.token_file).unwrap();
    let public = operation["security"].as_array().is_some_and(Vec::is_empty);
    let expected = (!public).then(|| format!("Bearer {}", token.trim()));
    assert_eq!(
        request.headers.get("authorization").map(|value| value.to_str().unwrap()),
        expected.as_deref()
    );
    let (template, found): (Vec<&str>, Vec<&str>) =
        (path.split('/').collect(), request.url.path().split('/').collect());
    assert_eq!(template.len(), found.len());
    let mut given: Vec<(String, String, Value)> = Vec::new();
    for (template, found) in template.iter().zip(found) {
        match template.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => given.push(("path".into(), name.into(), found.into())),
            None => assert_eq!(*template, found),
        }
    }
    for (name, value) in request.url.query_pairs() {
        let value = value.parse::<u64>().map_or_else(|_| value.as_ref().into(), Value::from);
        given.push(("query".into(), name.into(), value));
    }
    if let Some(key) = request.headers.get("idempotency-key") {
        given.push(("header".into(), "Idempotency-Key".into(), key.to_str().unwrap().into()));
    }
    let parameters: Vec<&Value> = operation["parameters"].as_array().into_iter().flatten().collect();
    for (place, name, value) in &given {
        let parameter = parameters.iter().find(|known| known["in"] == **place && known["name"] == **name);
        let parameter = parameter.unwrap_or_else(|| panic!("{name} is not in the contract"));
        api.conforms(&parameter["schema"], value).unwrap();
    }
    for parameter in parameters.iter().filter(|parameter| parameter["required"] == true) {
        assert!(given.iter().any(|(_, name, _)| parameter["name"] == **name), "{parameter} is missing");
    }
}

#[tokio::test]
async fn what_is_asked_is_as_the_contract_says() {
    let (api, site) = (Api::read(), Site::new(&[]));
    let request = caught(&site, async |client: Client| drop(client.health(WITHIN).await)).await;
    check_head(&api, &site, "/v1/health", "get", &request);
    let request =
        caught(&site, async |client: Client| drop(client.reservation("BIC-1001", WITHIN).await)).await;
    check_head(&api, &site, "/v1/reservations/{code}", "get", &request);
    for wait in [0, 25] {
        let wait = Duration::from_secs(wait);
        let ask = async |client: Client| drop(client.status(ID.parse().unwrap(), wait, WITHIN).await);
        let request = caught(&site, ask).await;
        check_head(&api, &site, "/v1/submissions/{id}", "get", &request);
    }
}

/// A part of a form: field, file name, media type, bytes.
type Part = (String, Option<String>, String, Vec<u8>);

fn parts(request: &Request) -> Vec<Part> {
    let kind = request.headers["content-type"].to_str().unwrap();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").expect(kind);
    let body = &request.body;
    let split = |bytes: &[u8], at: &[u8]| bytes.windows(at.len()).position(|found| found == at);
    let (mut parts, mut rest) = (Vec::new(), body.as_slice());
    let mark = format!("--{boundary}");
    loop {
        rest = rest.strip_prefix(mark.as_bytes()).unwrap();
        if rest == b"--\r\n" {
            return parts;
        }
        let head_end = split(rest, b"\r\n\r\n").unwrap();
        let head = std::str::from_utf8(&rest[2..head_end]).unwrap();
        rest = &rest[head_end + 4..];
        let end = split(rest, format!("\r\n{mark}").as_bytes()).unwrap();
        let word = |name: &str| {
            let (_, after) = head.split_once(&format!(" {name}=\""))?;
            Some(after.split('"').next().unwrap().to_owned())
        };
        let kind = head
            .lines()
            .find_map(|line| line.to_lowercase().strip_prefix("content-type: ").map(str::to_owned));
        parts.push((word("name").unwrap(), word("filename"), kind.unwrap(), rest[..end].to_vec()));
        rest = &rest[end + 2..];
    }
}

#[tokio::test]
async fn what_is_submitted_is_as_the_contract_says() {
    let (api, mut site) = (Api::read(), Site::new(&[]));
    let identity = age::x25519::Identity::generate();
    site.sandbox.recipient = identity.to_public().to_string();
    assert_eq!(site.settings().recipient, OneOrMany::One(identity.to_public().to_string()));
    let case = outgoing(&site);
    let id = case.id.to_string();
    let request = caught(&site, async |client: Client| drop(client.submit(case, WITHIN).await)).await;
    check_head(&api, &site, "/v1/submissions", "post", &request);
    assert_eq!(request.headers["idempotency-key"], id.as_str());
    let form = &api.operation("/v1/submissions", "post")["requestBody"]["content"]["multipart/form-data"];
    let parts = parts(&request);
    for (field, _, kind, _) in &parts {
        assert_eq!(form["encoding"][field]["contentType"], **kind, "{field}");
    }
    let fields: Vec<&str> = parts.iter().map(|(field, ..)| field.as_str()).collect();
    assert_eq!(fields, ["manifest", "application", "photo", "photo"]);
    let manifest: Value = serde_json::from_slice(&parts[0].3).unwrap();
    api.conforms(&form["schema"]["properties"]["manifest"], &manifest).unwrap();
    assert_eq!(manifest["submission_id"], *id);
    for (listed, (_, name, _, sealed)) in manifest["parts"].as_array().unwrap().iter().zip(&parts[1..]) {
        assert_eq!(listed["name"], name.clone().unwrap());
        assert_eq!(listed["bytes"], sealed.len());
        let digest = <sha2::Sha256 as sha2::Digest>::digest(sealed);
        assert_eq!(listed["sha256"], kiosk::store::hex(&digest));
        assert!(sealed.starts_with(b"age-encryption.org/v1\n"));
    }
    let application: Value = serde_json::from_slice(&age::decrypt(&identity, &parts[1].3).unwrap()).unwrap();
    api.conforms(api.schema("Application"), &application).unwrap();
    let names: Vec<&str> = parts[1..].iter().map(|(_, name, ..)| name.as_deref().unwrap()).collect();
    let expected = ["application.json.age", "drivers-license.front.jpg.age", "drivers-license.back.jpg.age"];
    assert_eq!(names, expected);
}

#[test]
fn the_manifest_of_the_examples_is_one() {
    let api = Api::read();
    let example = &api.schema("Manifest")["examples"][0];
    api.conforms(api.schema("Manifest"), example).unwrap();
    let mut broken = example.clone();
    broken["services"] = json!(["supply-device"]);
    assert!(api.conforms(api.schema("Manifest"), &broken).is_err(), "the check can fail");
    serde_json::from_value::<kiosk::store::Manifest>(example.clone()).unwrap();
}
