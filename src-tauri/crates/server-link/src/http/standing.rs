//! What the server knows of this terminal. Not every server tells: one that doesn't is said to be such, and no error.

use super::{
    HttpServer,
    exchange::{unexpected, with_json},
};
use crate::{
    server::offers_not,
    types::{LogHead, ServerJob, ServerSession, Standing},
};
use chrono::{DateTime, SecondsFormat, Utc};
use http::{Method, StatusCode};
use kakehashi_domain::{Code, Fault, Outcome};
use reqwest::{RequestBuilder, Response};
use std::collections::HashSet;

impl HttpServer {
    pub(super) async fn get_jobs(
        &self,
        session: &ServerSession,
        since: DateTime<Utc>,
        after: Option<&str>,
    ) -> Outcome<Vec<ServerJob>> {
        let mut url = self.endpoint.at(&["v1", "jobs"]);
        let since = since.to_rfc3339_opts(SecondsFormat::Millis, true);
        url.query_pairs_mut().append_pair("since", &since);
        if let Some(after) = after {
            url.query_pairs_mut().append_pair("after", after);
        }
        let request = self.request(Method::GET, url, Some(session))?;
        let answer = self.send_where_offered("受け付けたものの一覧", &[StatusCode::OK], request);
        let page: Vec<ServerJob> = self.json(answer.await?).await?;
        let page: Vec<ServerJob> = page
            .into_iter()
            .map(ServerJob::believed)
            .collect::<Outcome<_>>()?;
        let receipts: HashSet<&str> = page.iter().map(|job| job.receipt.as_str()).collect();
        let begins_anew = after.is_some_and(|after| receipts.contains(after));
        if begins_anew || receipts.len() < page.len() {
            return Err(unexpected("jobs that were listed before"));
        }
        Ok(page)
    }

    pub(super) async fn get_standing(&self, session: &ServerSession) -> Outcome<Standing> {
        let url = self.endpoint.at(&["v1", "standing"]);
        let request = self.request(Method::GET, url, Some(session))?;
        let answer = self.send_where_offered("端末についての控え", &[StatusCode::OK], request);
        let standing: Standing = self.json(answer.await?).await?;
        standing.believed()
    }

    pub(super) async fn put_log_head(
        &self,
        session: &ServerSession,
        head: &LogHead,
    ) -> Outcome<()> {
        let url = self.endpoint.at(&["v1", "log-head"]);
        let request = with_json(self.request(Method::PUT, url, Some(session))?, head)?;
        let kept = [StatusCode::OK, StatusCode::CREATED, StatusCode::NO_CONTENT];
        let answer = self.send_where_offered("操作の記録の控え", &kept, request);
        answer.await.map(drop)
    }

    /// As [`HttpServer::send_for`], of what a server may not have at all.
    async fn send_where_offered(
        &self,
        what: &str,
        expected: &[StatusCode],
        request: RequestBuilder,
    ) -> Outcome<Response> {
        let means = |status, fault: Fault| match status {
            StatusCode::NOT_FOUND
            | StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::NOT_IMPLEMENTED => {
                let missing = offers_not(what).because(format!("status {}", status.as_u16()));
                // A certificate of another insurer and the like are said as what they are.
                let says_no_more = [Code::ServerAnswerUnexpected, Code::ServerTroubled];
                if says_no_more.contains(&fault.code) {
                    missing
                } else {
                    fault
                }
            }
            _ => fault,
        };
        self.send_or(expected, request, means).await
    }
}
