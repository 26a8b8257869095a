//! Measuring the line: a little there, a little back.

use super::HttpServer;
use crate::LineSpeed;
use bytes::Bytes;
use http::{Method, StatusCode};
use kakehashi_domain::{Code, Fault, Outcome};
use tokio::time::{Duration, Instant};

/// Ever more, until it takes long enough to say something: a slow line is measured by the first, a fast one by the last.
const SIZES: [usize; 4] = [4 << 10, 32 << 10, 256 << 10, 1 << 20];
/// Long enough that the server's own thinking doesn't count; short enough that eight times as much is in time, too.
const SAYS_SOMETHING: Duration = Duration::from_secs(1);

impl HttpServer {
    /// Measures both ways, if the server offers it.
    pub(super) async fn measure_line(&self) -> Outcome<Option<LineSpeed>> {
        let Some(up) = self.measure(Self::put_bytes).await? else {
            return Ok(None);
        };
        let down = self.measure(Self::get_bytes).await?;
        Ok(down.map(|down| LineSpeed { up, down }))
    }

    /// Bytes a second by one kind of exchange, which tells how many bytes it carried. Short exchanges came through already:
    /// when the first of some length doesn't, it is the line (over a VPN, most often the size of its packets).
    async fn measure(
        &self,
        carry: impl AsyncFn(&Self, usize) -> Outcome<Option<usize>>,
    ) -> Outcome<Option<f64>> {
        let mut speed = None;
        for size in SIZES {
            let began = Instant::now();
            let carried = match self.in_time(carry(self, size)).await {
                Ok(Some(carried)) => carried,
                Ok(None) => return Ok(None),
                Err(fault) if fault.code != Code::ServerSilent => return Err(fault),
                Err(_) if speed.is_some() => break,
                Err(fault) => {
                    let blocked = Fault::new(Code::LineBlocked);
                    return Err(blocked.because(fault.cause.unwrap_or_default()));
                }
            };
            let took = began.elapsed();
            speed = Some(carried as f64 / took.as_secs_f64().max(1e-6));
            if took >= SAYS_SOMETHING {
                break;
            }
        }
        Ok(speed)
    }

    async fn put_bytes(&self, size: usize) -> Outcome<Option<usize>> {
        let request = self.request(Method::PUT, self.endpoint.at(&["v1", "line"]), None)?;
        let answer = self.send(request.body(Bytes::from(vec![0; size]))).await?;
        Ok((answer.status() == StatusCode::NO_CONTENT).then_some(size))
    }

    async fn get_bytes(&self, size: usize) -> Outcome<Option<usize>> {
        let mut url = self.endpoint.at(&["v1", "line"]);
        url.set_query(Some(&format!("bytes={size}")));
        let answer = self.send(self.request(Method::GET, url, None)?).await?;
        if answer.status() != StatusCode::OK {
            return Ok(None);
        }
        Ok(Some(self.body(answer).await?.len()))
    }
}
