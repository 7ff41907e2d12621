use reqwest::Url;
use url::Host;

use crate::input::BadInput;
use crate::text::Message;

/// The service's address, checked: https anywhere, plain http on this machine only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Endpoint {
    base: String,
    loopback: bool,
}

impl Endpoint {
    pub(super) fn parse(text: &str) -> Result<Self, BadInput> {
        let refuse = |id: &'static str| BadInput::new("central-url", Message::new(id)).at_key("central.url");
        let url = Url::parse(text.trim()).map_err(|_| refuse("delivery-url-malformed"))?;
        let (Some(host), true) = (url.host(), url.username().is_empty() && url.password().is_none()) else {
            return Err(refuse("delivery-url-malformed"));
        };
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("delivery-url-malformed"));
        }
        let loopback = is_loopback(&host);
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(refuse("delivery-url-plain")),
            _ => return Err(refuse("delivery-url-malformed")),
        }
        Ok(Self { base: url.as_str().trim_end_matches('/').to_owned(), loopback })
    }

    /// Whether the service is on this machine (practice and tests).
    pub(super) fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// The address of `path` (`/v1/...`).
    pub(super) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
        Host::Domain(name) => *name == "localhost",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_stays_on_this_machine() {
        for good in [
            "http://127.0.0.1:8420",
            "http://127.8.9.10/base/",
            "http://localhost:1",
            "http://[::1]:80",
            "https://central.example.jp",
        ] {
            assert!(Endpoint::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://0.0.0.0:8420",
            "http://192.168.1.2",
            "http://central.example.jp",
            "http://localhost.example.jp",
            "http://127.0.0.1.example.jp",
            "http://[::ffff:127.0.0.1]",
            "http://[::]",
            "http://user:secret@127.0.0.1",
            "https://central.example.jp/?q",
            "ftp://127.0.0.1",
            "unix:/run/x",
            "central.example.jp",
            "",
        ] {
            assert!(Endpoint::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_path_prefix_is_kept() {
        let endpoint = Endpoint::parse("https://example.jp/kiosk/").unwrap();
        assert_eq!(endpoint.at("/v1/health"), "https://example.jp/kiosk/v1/health");
        assert!(!endpoint.is_loopback());
    }
}
