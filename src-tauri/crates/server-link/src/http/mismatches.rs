//! 突合不一致 and 理由付き疑いなし.

use super::{
    HttpServer,
    exchange::{unexpected, with_json},
};
use crate::types::{NoDoubt, ServerMismatch, ServerSession};
use http::{Method, StatusCode};
use kakehashi_domain::Outcome;

impl HttpServer {
    pub(super) async fn put_no_doubt(
        &self,
        session: &ServerSession,
        id: u64,
        said: &NoDoubt<'_>,
    ) -> Outcome<ServerMismatch> {
        let id = id.to_string();
        let url = self.endpoint.at(&["v1", "mismatches", &id, "no-doubt"]);
        let request = self.request(Method::PUT, url, Some(session))?;
        let answer = self.send_for(&[StatusCode::OK], with_json(request, said)?);
        let answer: ServerMismatch = self.json(answer.await?).await?;
        if answer.id.to_string() != id || !answer.is_believable() {
            return Err(unexpected("another mismatch than was spoken of"));
        }
        Ok(answer)
    }
}
