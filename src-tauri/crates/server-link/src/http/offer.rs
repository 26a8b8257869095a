//! What a tus server has, by its answer to OPTIONS.

use super::{HttpServer, exchange::text};
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, Method, StatusCode};
use kakehashi_domain::{Code, Fault, Outcome};
use sha1::Digest as _;
use sha2::{Digest as _, Sha256};

/// What is used of a tus server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Offer {
    checksum: Option<Checksum>,
    /// Whether an upload can be ended before its time.
    pub ends: bool,
    most_bytes: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Checksum {
    Sha256,
    Sha1,
}

impl HttpServer {
    /// Asks once; what doesn't answer like a tus server is sent bytes without a checksum, and says itself what it
    /// doesn't like.
    pub(super) async fn offer(&self) -> Outcome<Offer> {
        let ask = async || {
            let url = self.endpoint.at(&["v1", "uploads"]);
            let response = self.send(self.request(Method::OPTIONS, url, None)?).await?;
            match response.status() {
                StatusCode::OK | StatusCode::NO_CONTENT => Ok(Offer::of(response.headers())),
                status if status.is_server_error() => Err(self.refused(response).await),
                StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => {
                    Err(self.refused(response).await)
                }
                _ => Ok(Offer::of(&HeaderMap::new())),
            }
        };
        self.offer.get_or_try_init(ask).await.copied()
    }
}

impl Offer {
    fn of(headers: &HeaderMap) -> Self {
        let names = |header: &str| text(headers, header).unwrap_or_default().to_lowercase();
        let (extensions, algorithms) = (names("tus-extension"), names("tus-checksum-algorithm"));
        let is_in = |list: &str, name: &str| list.split(',').any(|it| it.trim() == name);
        let has = |algorithm| is_in(&extensions, "checksum") && is_in(&algorithms, algorithm);
        Self {
            checksum: match () {
                () if has("sha256") => Some(Checksum::Sha256),
                () if has("sha1") => Some(Checksum::Sha1),
                () => None,
            },
            ends: is_in(&extensions, "termination") || extensions.is_empty(),
            most_bytes: text(headers, "tus-max-size").and_then(|most| most.trim().parse().ok()),
        }
    }

    /// What `Upload-Checksum` says of some bytes.
    pub fn checksum(self, bytes: &[u8]) -> Option<String> {
        Some(match self.checksum? {
            Checksum::Sha256 => format!("sha256 {}", STANDARD.encode(Sha256::digest(bytes))),
            Checksum::Sha1 => format!("sha1 {}", STANDARD.encode(sha1::Sha1::digest(bytes))),
        })
    }

    /// Refuses what the server won't take, before a byte of it is sent.
    ///
    /// # Errors
    /// [`Code::UploadRefused`].
    pub fn takes(self, bytes: u64) -> Outcome<()> {
        match self.most_bytes {
            Some(most) if bytes > most => {
                let fault = Fault::new(Code::UploadRefused).with("server_code", 413);
                Err(fault.because(format!("Tus-Max-Size: {most}")))
            }
            Some(_) | None => Ok(()),
        }
    }
}
