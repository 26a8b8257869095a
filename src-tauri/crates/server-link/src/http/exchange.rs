//! One request and its answer.

use super::HttpServer;
use crate::{classify, probe, problem, types::ServerSession};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE, DATE},
};
use kakehashi_domain::{Code, Fault, Outcome};
use reqwest::{RequestBuilder, Response, Url};
use serde::{Serialize, de::DeserializeOwned};
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;
use zeroize::Zeroizing;

const BODY_MOST: usize = 1 << 20;
/// How long an answer may take to begin, and how long a short one to end.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes a second that any line carries; what is sent has this much more time.
const SLOWEST: u64 = 32 << 10;
/// Room for a login, so that growing leaves no copy of a password behind.
const JSON_ROOM: usize = 1 << 12;
static CORRELATION: HeaderName = HeaderName::from_static("x-correlation-id");

impl HttpServer {
    /// A request to `url`, which comes from this endpoint.
    pub(super) fn request(
        &self,
        method: Method,
        url: Url,
        session: Option<&ServerSession>,
    ) -> Outcome<RequestBuilder> {
        let mut request = self.client.request(method, url);
        if let Some(correlation) = &self.correlation {
            request = request.header(&CORRELATION, correlation);
        }
        if let Some(session) = session {
            request = request.header(AUTHORIZATION, bearer(session)?);
        }
        Ok(request)
    }

    /// Sends the request; every status is an answer.
    pub(super) async fn send(&self, request: RequestBuilder) -> Outcome<Response> {
        self.send_long(request, 0).await
    }

    /// The same, for a request with so many bytes.
    pub(super) async fn send_long(
        &self,
        request: RequestBuilder,
        bytes: usize,
    ) -> Outcome<Response> {
        let more = Duration::from_secs(bytes as u64 / SLOWEST);
        let error = match timeout(PATIENCE + more, request.send()).await {
            Ok(Ok(response)) => {
                self.hear_clock(&response);
                return Ok(response);
            }
            Ok(Err(error)) => error,
            Err(_) => return Err(self.silent()),
        };
        let fault = self.classified(error);
        if fault.code != Code::ConnectionLost {
            return Err(fault);
        }
        let refusal =
            probe::refusal(&self.endpoint, self.proxy.as_ref(), Arc::clone(&self.tls)).await;
        Err(refusal.unwrap_or(fault))
    }

    fn hear_clock(&self, response: &Response) {
        let date = problem::date(response.headers(), DATE);
        if let (Some(witness), Some(date)) = (&self.clock, date) {
            witness.heard(date);
        }
    }

    /// Sends the request and gives the answer if its status is one of `expected`.
    pub(super) async fn send_for(
        &self,
        expected: &[StatusCode],
        request: RequestBuilder,
    ) -> Outcome<Response> {
        self.send_or(expected, request, |_, fault| fault).await
    }

    /// The same, where an answer that isn't expected means something of its own: `fault` says what, by status and by what it
    /// means elsewhere.
    pub(super) async fn send_or(
        &self,
        expected: &[StatusCode],
        request: RequestBuilder,
        fault: impl FnOnce(StatusCode, Fault) -> Fault,
    ) -> Outcome<Response> {
        let response = self.send(request).await?;
        let status = response.status();
        if expected.contains(&status) {
            return Ok(response);
        }
        Err(fault(status, self.refused(response).await))
    }

    /// The fault that an unexpected answer stands for.
    pub(super) async fn refused(&self, response: Response) -> Fault {
        let (status, headers) = (response.status(), response.headers().clone());
        match self.body(response).await {
            Ok(body) => problem::fault(status, &headers, &body),
            Err(fault) => fault,
        }
    }

    /// Reads an answer in JSON.
    pub(super) async fn json<T: DeserializeOwned>(&self, response: Response) -> Outcome<T> {
        let body = self.body(response).await?;
        // serde_json's message can quote the body: only its place is told.
        serde_json::from_slice(&body)
            .map_err(|e| unexpected(&format!("JSON at {}:{}", e.line(), e.column())))
    }

    /// Classifies an error of the HTTP client.
    pub(super) fn classified(&self, error: reqwest::Error) -> Fault {
        classify::request(error, self.endpoint.host())
    }

    /// Reads an answer of a reasonable length, in a reasonable time.
    pub(super) async fn body(&self, response: Response) -> Outcome<Zeroizing<Vec<u8>>> {
        let read = timeout(PATIENCE, self.whole_body(response)).await;
        read.unwrap_or_else(|_| Err(self.silent()))
    }

    fn silent(&self) -> Fault {
        let fault = Fault::new(Code::ServerSilent).with("host", self.endpoint.host());
        fault.because("no end in time")
    }

    async fn whole_body(&self, mut response: Response) -> Outcome<Zeroizing<Vec<u8>>> {
        let mut body = Zeroizing::new(Vec::with_capacity(JSON_ROOM));
        while let Some(bytes) = response.chunk().await.map_err(|e| self.classified(e))? {
            if body.len() + bytes.len() > BODY_MOST {
                return Err(unexpected("too long an answer"));
            }
            body.extend_from_slice(&bytes);
        }
        Ok(body)
    }
}

/// Puts a body in JSON into the request; it is wiped after sending.
pub(super) fn with_json(request: RequestBuilder, body: &impl Serialize) -> Outcome<RequestBuilder> {
    let mut json = Zeroizing::new(Vec::with_capacity(JSON_ROOM));
    serde_json::to_writer(&mut *json, body).map_err(|e| Fault::new(Code::Internal).because(e))?;
    let request = request.header(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(request.body(Bytes::from_owner(json)))
}

/// The text of a header.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::trim)
}

/// An answer that breaks the contract.
pub(super) fn unexpected(cause: &str) -> Fault {
    Fault::new(Code::ServerAnswerUnexpected).because(cause)
}

fn bearer(session: &ServerSession) -> Outcome<HeaderValue> {
    let text = Zeroizing::new(format!("Bearer {}", session.token()));
    let mut value = HeaderValue::from_str(&text)
        .map_err(|_| Fault::new(Code::ServerLoginNeeded).because("no token for a header"))?;
    value.set_sensitive(true);
    Ok(value)
}
