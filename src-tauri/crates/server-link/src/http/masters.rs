//! What there is of the 配信マスター.

use super::{HttpServer, exchange::unexpected};
use crate::types::{ServerMasters, ServerSession};
use http::{Method, StatusCode};
use kakehashi_domain::Outcome;

impl HttpServer {
    pub(super) async fn get_masters(&self, session: &ServerSession) -> Outcome<ServerMasters> {
        let url = self.endpoint.at(&["v1", "masters"]);
        let request = self.request(Method::GET, url, Some(session))?;
        let answer = self.send_for(&[StatusCode::OK], request).await?;
        let masters: ServerMasters = self.json(answer).await?;
        if !masters.is_believable() {
            return Err(unexpected("masters that can't be"));
        }
        Ok(masters)
    }
}
