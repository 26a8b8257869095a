//! Measuring the line: a little there, a little back.

use super::HttpServer;
use crate::LineSpeed;
use bytes::Bytes;
use http::{Method, StatusCode};
use kakehashi_domain::Outcome;
use tokio::time::Instant;

/// Small enough for a slow line, large enough to say something.
const BYTES: usize = 1 << 20;

impl HttpServer {
    /// Measures both ways, if the server offers it.
    pub(super) async fn measure_line(&self) -> Outcome<Option<LineSpeed>> {
        let mut url = self.endpoint.at(&["v1", "line"]);
        let request = self.request(Method::PUT, url.clone(), None)?;
        let began = Instant::now();
        let sent = self.send(request.body(Bytes::from(vec![0; BYTES]))).await?;
        let up = per_second(BYTES, began);
        if sent.status() != StatusCode::NO_CONTENT {
            return Ok(None);
        }
        url.set_query(Some(&format!("bytes={BYTES}")));
        let began = Instant::now();
        let answer = self.send(self.request(Method::GET, url, None)?).await?;
        if answer.status() != StatusCode::OK {
            return Ok(None);
        }
        let arrived = self.body(answer).await?.len();
        let down = per_second(arrived, began);
        Ok(Some(LineSpeed { up, down }))
    }
}

fn per_second(bytes: usize, began: Instant) -> f64 {
    bytes as f64 / began.elapsed().as_secs_f64().max(1e-6)
}
