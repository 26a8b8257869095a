//! The interface of `openapi.json`: routes, and what every request goes through before and after.

pub mod attempts;
mod date;
mod extract;
pub mod faults;
mod jobs;
mod leftover;
mod line;
mod masters;
pub mod mismatches;
mod pages;
mod records;
mod results;
mod session;
pub mod slots;
mod standing;
mod symbols;
mod tus;
mod uploads;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, Response, header};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, options, post, put};
use tower::ServiceExt;

use crate::{
    app::App,
    problem::{Code, Problem},
    scenario::Fault,
    tls::Peer,
};
use date::http_date;
use faults::{Faults, Lost};

/// The contract, as committed.
pub const CONTRACT: &str = include_str!("../../../../assets/openapi.json");

const CORRELATION_ID: HeaderName = HeaderName::from_static("x-correlation-id");
const METHOD_OVERRIDE: HeaderName = HeaderName::from_static("x-http-method-override");
const UPLOADS: &str = "/v1/uploads";
/// What can't be begun outside of the service hours.
const CLOSABLE: [&str; 3] = [UPLOADS, "/v1/jobs", "/v1/session"];

/// Every path of the contract with its methods.
pub fn routes() -> Vec<(&'static str, MethodRouter<Arc<App>>)> {
    vec![
        ("/openapi.json", get(pages::contract)),
        ("/login", get(pages::login)),
        ("/services/{name}", get(pages::wsdl)),
        ("/v1/service", get(pages::service)),
        ("/v1/line", get(line::send).put(line::take)),
        ("/v1/session", post(session::login).delete(session::logout)),
        ("/v1/session/password", put(session::change_password)),
        (
            UPLOADS,
            options(uploads::capabilities).post(uploads::create),
        ),
        (
            "/v1/uploads/{upload}",
            axum::routing::head(uploads::offset)
                .patch(uploads::receive)
                .delete(uploads::end),
        ),
        ("/v1/jobs", get(jobs::list).post(jobs::create)),
        ("/v1/jobs/{receipt}", get(jobs::show)),
        ("/v1/jobs/{receipt}/result", get(results::download)),
        ("/v1/standing", get(standing::show)),
        ("/v1/log-head", put(standing::keep_head)),
        ("/v1/masters", get(masters::show)),
        ("/v1/masters/file", get(masters::file)),
        ("/v1/symbols", get(symbols::list)),
        ("/v1/symbols/{branch}/request", post(symbols::ask)),
        ("/v1/records", get(records::list)),
        ("/v1/mismatches", get(mismatches::list)),
        ("/v1/mismatches/{id}/no-doubt", put(mismatches::clear)),
    ]
}

/// The way in: every request passes here, with the certificate it came with.
pub struct Door {
    app: Arc<App>,
    router: Router,
    faults: Faults,
}

impl Door {
    /// Opens the routes over the shared state.
    pub fn new(app: Arc<App>) -> Self {
        let router = routes()
            .into_iter()
            .fold(Router::new(), |router, (path, methods)| {
                router.route(path, methods)
            })
            .fallback(async || Problem::from(Code::NotFound))
            .method_not_allowed_fallback(async || Problem::from(Code::MethodNotAllowed))
            .with_state(Arc::clone(&app));
        let faults = Faults::new(&app.scenario.faults);
        Door {
            app,
            router,
            faults,
        }
    }

    /// Answers one request.
    ///
    /// # Errors
    /// [`Lost`] when the scenario wants the connection dropped without an answer.
    pub async fn answer(
        &self,
        mut request: Request<Body>,
        peer: Peer,
    ) -> Result<Response<Body>, Lost> {
        let correlation_id = request
            .headers()
            .get(CORRELATION_ID)
            .cloned()
            .filter(is_short);
        let is_upload = request.uri().path().starts_with(UPLOADS);
        let (body, leftover) = leftover::watch(std::mem::take(request.body_mut()));
        *request.body_mut() = body;
        override_method(&mut request);
        let fault = self.faults.strike(request.method(), request.uri().path());

        let answer = self.act(request, peer, fault.as_ref()).await;
        leftover.throw_away();
        let mut answer = finish(answer, correlation_id.as_ref());
        date(&mut answer, (self.app.clock)());
        if is_upload {
            answer.headers_mut().insert(tus::RESUMABLE, tus::VERSION);
        }
        match fault {
            Some(fault) => fault.spoil(answer).await,
            None => Ok(answer),
        }
    }

    async fn act(
        &self,
        mut request: Request<Body>,
        peer: Peer,
        fault: Option<&Fault>,
    ) -> Response<Body> {
        if let Some(problem) = self.refusal(&request, &peer) {
            return problem.into_response();
        }
        match fault {
            Some(fault) if fault.refuses() => return fault.problem().into_response(),
            Some(fault) => fault.stall().await,
            None => {}
        }
        request.extensions_mut().insert(peer);
        self.router
            .clone()
            .oneshot(request)
            .await
            .unwrap_or_else(|never| match never {})
    }

    fn refusal(&self, request: &Request<Body>, peer: &Peer) -> Option<Problem> {
        if peer.insurer != self.app.insurer {
            return Some(Code::CertificateOtherInsurer.into());
        }
        let now = (self.app.clock)();
        let begins = request.method() == Method::POST && CLOSABLE.contains(&request.uri().path());
        (begins && !self.app.scenario.is_open(now))
            .then(|| Code::ServiceClosed.with(header::RETRY_AFTER, self.app.scenario.opens_in(now)))
    }
}

/// Problems get their body here, where the correlation id is known.
fn finish(mut answer: Response<Body>, correlation_id: Option<&HeaderValue>) -> Response<Body> {
    if let Some(problem) = answer.extensions_mut().remove::<Problem>() {
        let allow = answer.headers_mut().remove(header::ALLOW);
        answer = problem.answer(correlation_id.and_then(|id| id.to_str().ok()));
        if let Some(allow) = allow {
            answer.headers_mut().insert(header::ALLOW, allow);
        }
    }
    if let Some(id) = correlation_id {
        answer.headers_mut().insert(CORRELATION_ID, id.clone());
    }
    answer
}

/// The server's own clock, not the machine's.
fn date(answer: &mut Response<Body>, now: chrono::DateTime<chrono::Utc>) {
    let text = http_date(now.timestamp_millis());
    if let Ok(text) = HeaderValue::from_str(&text) {
        answer.headers_mut().insert(header::DATE, text);
    }
}

/// tus clients behind narrow proxies send PATCH and DELETE as POST.
fn override_method(request: &mut Request<Body>) {
    let wanted = request
        .headers()
        .get(METHOD_OVERRIDE)
        .map(HeaderValue::as_bytes);
    let is_upload = request.uri().path().starts_with(UPLOADS);
    if let Some(method) = wanted.and_then(|name| Method::from_bytes(name).ok())
        && request.method() == Method::POST
        && is_upload
    {
        *request.method_mut() = method;
    }
}

fn is_short(value: &HeaderValue) -> bool {
    value.len() <= 128 && value.to_str().is_ok()
}
