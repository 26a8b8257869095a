//! Faults inside TLS, as the scenario orders them.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Method, Response, header};
use bytes::Bytes;
use futures_util::stream::{StreamExt, once};
use http_body_util::BodyExt;

use crate::{
    problem::Problem,
    scenario::{Fault, FaultKind},
};

/// The connection is to be dropped without an answer.
#[derive(Debug, thiserror::Error)]
#[error("answer lost, as the scenario wants it")]
pub struct Lost;

/// The faults that are still to come.
pub struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    /// Arms the faults of a scenario.
    pub fn new(faults: &[Fault]) -> Self {
        Faults(Mutex::new(faults.to_vec()))
    }

    /// The fault that strikes this request, if any.
    pub fn strike(&self, method: &Method, path: &str) -> Option<Fault> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        faults.iter_mut().find_map(|fault| {
            let meant = fault
                .method
                .as_ref()
                .is_none_or(|name| name == method.as_str())
                && path.starts_with(&fault.path)
                && fault.times > 0;
            if !meant {
                return None;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                return None;
            }
            fault.times -= 1;
            Some(fault.clone())
        })
    }
}

impl Fault {
    /// Tells whether the work isn't done at all.
    pub fn refuses(&self) -> bool {
        self.kind == FaultKind::Status
    }

    /// The answer instead of the work.
    pub fn problem(&self) -> Problem {
        Problem::ordered(self.status.unwrap_or(503), self.retry_after)
    }

    /// Waits before the work.
    pub async fn stall(&self) {
        if self.kind == FaultKind::Stall {
            tokio::time::sleep(Duration::from_millis(self.ms)).await;
        }
    }

    /// Spoils the answer after the work.
    ///
    /// # Errors
    /// [`Lost`] when there is to be none.
    pub async fn spoil(&self, answer: Response<Body>) -> Result<Response<Body>, Lost> {
        match self.kind {
            FaultKind::Status | FaultKind::Stall => Ok(answer),
            FaultKind::LostAnswer => Err(Lost),
            FaultKind::Truncate => truncated(answer).await,
        }
    }
}

/// Announces the whole body and breaks off in its middle; without a body, the answer is lost.
async fn truncated(answer: Response<Body>) -> Result<Response<Body>, Lost> {
    let (mut parts, body) = answer.into_parts();
    let whole = body.collect().await.map_err(|_| Lost)?.to_bytes();
    if whole.is_empty() {
        return Err(Lost);
    }
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len() / 2);
    let broken = once(async move { Ok::<Bytes, Lost>(half) }).chain(once(async {
        // Lets the first half leave before the connection breaks.
        tokio::time::sleep(Duration::from_millis(50)).await;
        Err(Lost)
    }));
    Ok(Response::from_parts(parts, Body::from_stream(broken)))
}
