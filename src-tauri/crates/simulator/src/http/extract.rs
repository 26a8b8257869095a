//! Taking requests apart; whatever doesn't fit becomes a problem with a code.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use http_body_util::Limited;
use serde::de::DeserializeOwned;

use crate::{
    app::App,
    db::accounts,
    limits,
    problem::{Code, Problem},
    tls::Peer,
};

/// A segment of the path.
pub struct Name(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(name)| Name(name))
            .map_err(|_| Code::NotFound.into())
    }
}

/// Behind which id a page begins; 0 for the first.
pub struct After(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for After {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        #[derive(serde::Deserialize)]
        struct Asked {
            #[serde(default)]
            after: i64,
        }
        let asked = Query::<Asked>::from_request_parts(parts, state).await;
        asked
            .map(|Query(Asked { after })| After(after))
            .map_err(|_| Code::BadRequest.because("after は整数です"))
    }
}

/// The certificate of the connection.
pub struct Certificate(pub Peer);

impl<S: Send + Sync> FromRequestParts<S> for Certificate {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts
            .extensions
            .get()
            .cloned()
            .map(Certificate)
            .ok_or(Code::Internal.into())
    }
}

/// A session that is valid now and belongs to the certificate of the connection.
pub struct Session {
    /// Its token.
    pub token: String,
}

impl FromRequestParts<Arc<App>> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let Certificate(peer) = Certificate::from_request_parts(parts, app).await?;
        let token = bearer(&parts.headers)
            .ok_or_else(|| Code::SessionRequired.with(header::WWW_AUTHENTICATE, BEARER.clone()))?;
        let asked = token.clone();
        let end: Option<i64> = app
            .db
            .read(move |c| accounts::session_end(c, &asked, &peer.sha256))
            .await?;
        match end {
            None => Err(Code::SessionRequired.with(header::WWW_AUTHENTICATE, BEARER.clone())),
            Some(end) if end <= app.now_ms() => {
                Err(Code::SessionExpired.with(header::WWW_AUTHENTICATE, BEARER.clone()))
            }
            Some(_) => Ok(Session { token }),
        }
    }
}

const BEARER: header::HeaderValue = header::HeaderValue::from_static("Bearer");

fn bearer(headers: &HeaderMap) -> Option<String> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim().to_owned())
}

/// A JSON body of reasonable size.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let request = request.map(|body| Body::new(Limited::new(body, limits::JSON_BYTES)));
        let read = tokio::time::timeout(limits::JSON, Bytes::from_request(request, state));
        let bytes = read.await.ok().and_then(Result::ok);
        let bytes = bytes.ok_or_else(|| Code::BadRequest.because("本文を読めません"))?;
        serde_json::from_slice(&bytes)
            .map(Json)
            .map_err(|_| Code::BadRequest.because("本文の JSON が契約と異なります"))
    }
}

/// The text of a header.
pub fn text(headers: &HeaderMap, name: impl header::AsHeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}
