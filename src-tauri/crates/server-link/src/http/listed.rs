//! Lists in pages: those behind an id, in the order of their ids.

use super::{HttpServer, exchange::unexpected};
use crate::types::{Listed, ServerSession};
use http::{Method, StatusCode};
use kakehashi_domain::Outcome;
use serde::de::DeserializeOwned;

impl HttpServer {
    pub(super) async fn get_page<T: Listed + DeserializeOwned>(
        &self,
        list: &str,
        session: &ServerSession,
        after: u64,
    ) -> Outcome<Vec<T>> {
        let mut url = self.endpoint.at(&["v1", list]);
        url.query_pairs_mut()
            .append_pair("after", &after.to_string());
        let request = self.request(Method::GET, url, Some(session))?;
        let answer = self.send_for(&[StatusCode::OK], request).await?;
        let page: Vec<T> = self.json(answer).await?;
        let rises = page.first().is_none_or(|first| first.id() > after)
            && page.is_sorted_by(|one, next| one.id() < next.id());
        if !rises || !page.iter().all(T::is_believable) {
            return Err(unexpected("a page that isn't one"));
        }
        Ok(page)
    }
}
