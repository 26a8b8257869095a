//! The one host that a connection talks to.

use crate::types::UploadUrl;
use kakehashi_domain::{Code, Fault, Outcome};
use reqwest::Url;

const HINT: &str = "https:// で始まるURLを、通知のとおりに入れてください。";

/// Most characters of an upload's URL.
const LOCATION_MOST: usize = 2_048;

/// The server's base URL: https, with a host, without user, query or fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    url: Url,
}

impl Endpoint {
    /// Reads a base URL.
    ///
    /// # Errors
    /// [`Code::InputInvalid`] for `URL`.
    pub fn new(url: &str) -> Outcome<Self> {
        let invalid = |cause: &str| {
            let fault = Fault::new(Code::InputInvalid)
                .with("field", "URL")
                .with("hint", HINT);
            fault.because(cause)
        };
        let url = Url::parse(url.trim()).map_err(|e| invalid(&e.to_string()))?;
        if url.scheme() != "https" {
            return Err(invalid("not https"));
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(invalid("no host"));
        }
        let is_plain = url.username().is_empty() && url.password().is_none();
        if !is_plain || url.query().is_some() || url.fragment().is_some() {
            return Err(invalid("user, query or fragment"));
        }
        Ok(Self { url })
    }

    /// The base URL.
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The host, an IPv6 address without brackets.
    pub fn host(&self) -> &str {
        self.url
            .host_str()
            .unwrap_or_default()
            .trim_matches(['[', ']'])
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or(443)
    }

    /// Host and port as a `Host` header names them.
    pub(crate) fn authority(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        format!("{host}:{}", self.port())
    }

    /// A URL below the base, its segments escaped.
    pub(crate) fn at(&self, path: &[&str]) -> Url {
        let mut url = self.url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        url
    }

    /// Reads a `Location` that the server gave, absolute or relative to `asked`. Only its path and query count: a server
    /// behind another often names a host that nobody outside knows.
    pub(crate) fn location(&self, asked: &Url, location: &str) -> Outcome<UploadUrl> {
        let named = asked
            .join(location)
            .map_err(|e| unexpected(&e.to_string()))?;
        let mut url = self.url.clone();
        url.set_path(named.path());
        url.set_query(named.query());
        if url.as_str().len() > LOCATION_MOST {
            return Err(unexpected("too long a Location"));
        }
        Ok(UploadUrl::new(url))
    }

    /// The upload's URL, if it lies on this endpoint's own origin.
    pub(crate) fn own(&self, upload: &UploadUrl) -> Outcome<Url> {
        let url = Url::parse(upload.as_str()).map_err(|e| unexpected(&e.to_string()))?;
        self.on_own_origin(url)
    }

    fn on_own_origin(&self, url: Url) -> Outcome<Url> {
        let is_plain = url.username().is_empty() && url.password().is_none();
        if is_plain && url.origin() == self.url.origin() {
            Ok(url)
        } else {
            Err(unexpected("an upload on another origin"))
        }
    }
}

fn unexpected(cause: &str) -> Fault {
    Fault::new(Code::ServerAnswerUnexpected).because(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_https_urls_are_taken() {
        for right in [
            "https://server.example",
            " https://server.example:8443/base/ ",
            "https://[::1]",
        ] {
            assert!(Endpoint::new(right).is_ok(), "{right}");
        }
        for wrong in [
            "http://server.example",
            "https://",
            "server.example",
            "https://user@server.example",
            "https://:pass@server.example",
            "https://server.example/?a=b",
            "https://server.example/#a",
            "",
        ] {
            let fault = Endpoint::new(wrong).unwrap_err();
            assert_eq!(fault.code, Code::InputInvalid, "{wrong}");
            assert_eq!(fault.sentence(), "「URL」の入力を確かめてください。");
        }
    }

    #[test]
    fn paths_are_below_the_base_and_escaped() {
        let endpoint = Endpoint::new("https://server.example/base/").unwrap();
        let url = endpoint.at(&["v1", "jobs", "../受付 1?"]);
        let expected = "https://server.example/base/v1/jobs/..%2F%E5%8F%97%E4%BB%98%201%3F";
        assert_eq!(url.as_str(), expected);
    }

    #[test]
    fn an_upload_lies_on_the_own_origin_whatever_host_is_named() {
        let endpoint = Endpoint::new("https://server.example:8443").unwrap();
        let asked = endpoint.at(&["v1", "uploads"]);
        for own in [
            "/v1/uploads/a",
            "uploads/a",
            "https://server.example:8443/v1/uploads/a",
        ] {
            let url = endpoint.location(&asked, own).unwrap();
            assert_eq!(
                url.as_str(),
                "https://server.example:8443/v1/uploads/a",
                "{own}"
            );
        }
        for other in [
            "https://server.example/v1/uploads/a",
            "http://server.example:8443/v1/uploads/a",
            "https://other.example:8443/a",
            "//other.example/a",
            "https://user@server.example:8443/a",
        ] {
            let url = endpoint.location(&asked, other).unwrap();
            assert!(
                url.as_str().starts_with("https://server.example:8443/"),
                "{other}"
            );
            assert!(endpoint.own(&UploadUrl::new(other)).is_err(), "{other}");
        }
    }
}
