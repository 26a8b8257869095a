//! A proxy that an insurer's own network may put between the terminal and the closed network.

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::HeaderValue;
use kakehashi_domain::{Code, Fault, Outcome};
use reqwest::Url;
use std::fmt;
use zeroize::Zeroizing;

const HINT: &str = "「名前:ポート」の形（例 proxy.example:8080）で入れてください。";
const PORT: u16 = 8080;

/// Host and port of an HTTP proxy that passes CONNECT on. It sees the server's name and sealed bytes, nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy {
    host: String,
    port: u16,
    login: Option<Login>,
}

#[derive(Clone, PartialEq, Eq)]
struct Login {
    user: String,
    password: Zeroizing<String>,
}

impl Proxy {
    /// Reads `host:port`, with or without `http://`.
    ///
    /// # Errors
    /// [`Code::InputInvalid`] for プロキシ, also where a user or a password stands in it.
    pub fn new(text: &str) -> Outcome<Self> {
        let invalid = || {
            let fault = Fault::new(Code::InputInvalid).with("field", "プロキシ");
            fault.with("hint", HINT)
        };
        let bare = text.trim();
        let bare = bare.strip_prefix("http://").unwrap_or(bare);
        let url = Url::parse(&format!("http://{bare}")).map_err(|e| invalid().because(e))?;
        let is_plain = url.username().is_empty() && url.password().is_none();
        let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        match url.host_str() {
            Some(host) if is_plain && is_bare && !host.is_empty() => Ok(Self {
                host: host.trim_matches(['[', ']']).to_owned(),
                port: explicit_port(bare).unwrap_or(PORT),
                login: None,
            }),
            Some(_) | None => Err(invalid()),
        }
    }

    /// The same proxy, asked with a user's name and password (Basic, RFC 7617; other ways are not known).
    #[must_use]
    pub fn with_login(self, user: &str, password: &str) -> Self {
        let login = Login {
            user: user.to_owned(),
            password: Zeroizing::new(password.to_owned()),
        };
        Self {
            login: Some(login),
            ..self
        }
    }

    /// What stands behind `Proxy-Authorization:`.
    pub(crate) fn authorization(&self) -> Option<HeaderValue> {
        let login = self.login.as_ref()?;
        let pair = Zeroizing::new(format!("{}:{}", login.user, *login.password));
        let coded = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
        let words = Zeroizing::new(format!("Basic {}", *coded));
        // It only borrows the words, which are wiped with the last copy of it.
        HeaderValue::from_maybe_shared(Bytes::from_owner(words)).ok()
    }

    /// For requests of the kinds that `made` makes of an address.
    pub(crate) fn of_requests(
        &self,
        made: fn(String) -> reqwest::Result<reqwest::Proxy>,
    ) -> reqwest::Result<reqwest::Proxy> {
        let proxy = made(format!("http://{self}"))?;
        Ok(match &self.login {
            Some(login) => proxy.basic_auth(&login.user, &login.password),
            None => proxy,
        })
    }

    /// The host, an IPv6 address without brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({self})")
    }
}

/// `Url` forgets a port that is the scheme's own.
fn explicit_port(bare: &str) -> Option<u16> {
    let bare = bare.trim_end_matches('/');
    bare.rsplit_once(':')?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_and_port_are_read_and_written_alike() {
        let cases = [
            ("proxy.example:3128", "proxy.example:3128"),
            (" http://proxy.example:80/ ", "proxy.example:80"),
            ("proxy.example", "proxy.example:8080"),
            ("[::1]:3128", "[::1]:3128"),
        ];
        for (typed, expected) in cases {
            assert_eq!(Proxy::new(typed).unwrap().to_string(), expected, "{typed}");
        }
        for wrong in ["", "user@proxy.example:1", "proxy.example:1/a", "https://p"] {
            assert_eq!(
                Proxy::new(wrong).unwrap_err().code,
                Code::InputInvalid,
                "{wrong}"
            );
        }
    }
}
