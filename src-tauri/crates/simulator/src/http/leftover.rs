//! What a refused request still has to say.
//!
//! A connection that is closed over unread bytes is reset, and the terminal never sees why its
//! upload was refused. So whatever a handler leaves of a body is read and thrown away.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use http_body_util::BodyExt;
use tokio::sync::oneshot;

const PATIENCE: Duration = Duration::from_secs(10);

/// A body that hands itself back when it is dropped before its end.
struct Returning {
    body: Body,
    back: Option<oneshot::Sender<Body>>,
}

/// Where the rest of a body arrives.
pub struct Leftover(oneshot::Receiver<Body>);

/// Wraps a body.
pub fn watch(body: Body) -> (Body, Leftover) {
    let (back, leftover) = oneshot::channel();
    (
        Body::new(Returning {
            body,
            back: Some(back),
        }),
        Leftover(leftover),
    )
}

impl Leftover {
    /// Reads the rest, if there is one, while the answer is on its way.
    pub fn throw_away(mut self) {
        if let Ok(mut body) = self.0.try_recv() {
            tokio::spawn(tokio::time::timeout(PATIENCE, async move {
                while let Some(Ok(_)) = body.frame().await {}
            }));
        }
    }
}

impl HttpBody for Returning {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.body)
            .poll_frame(context)
            .map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Returning {
    fn drop(&mut self) {
        if let Some(back) = self.back.take().filter(|_| !self.body.is_end_stream()) {
            let _ = back.send(std::mem::take(&mut self.body));
        }
    }
}
