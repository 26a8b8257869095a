//! Jobs made from uploads.

use super::{
    HttpServer,
    exchange::{unexpected, with_json},
};
use crate::{
    problem,
    types::{NewJob, ServerJob, ServerSession, UploadUrl},
};
use http::{Method, StatusCode};
use kakehashi_domain::{Code, Fault, Outcome};
use reqwest::{RequestBuilder, Response, Url};
use serde::Serialize;

#[derive(Serialize)]
struct Body<'a> {
    upload: &'a str,
    kind: &'a str,
    layout_version: &'a str,
    file_name: &'a str,
    sha256: &'a str,
}

impl HttpServer {
    pub(super) async fn post_job(
        &self,
        session: &ServerSession,
        new: &NewJob<'_>,
    ) -> Outcome<ServerJob> {
        let upload = self.endpoint.own(new.upload)?;
        let body = Body {
            upload: name(&upload, new.upload)?,
            kind: new.kind,
            layout_version: new.layout_version,
            file_name: new.file_name,
            sha256: new.sha256,
        };
        let url = self.endpoint.at(&["v1", "jobs"]);
        let request = self
            .request(Method::POST, url, Some(session))?
            .header("idempotency-key", new.idempotency_key);
        let response = self.send(with_json(request, &body)?).await?;
        match response.status() {
            StatusCode::OK | StatusCode::CREATED => {
                let made: ServerJob = self.json(response).await?;
                made.believed()
            }
            StatusCode::NOT_FOUND | StatusCode::GONE => {
                let fault = self.refused(response).await;
                Err(Fault {
                    code: Code::UploadGone,
                    ..fault
                })
            }
            status => Err(problem::certain(status, self.refused(response).await)),
        }
    }

    pub(super) async fn get_job(
        &self,
        session: &ServerSession,
        receipt: &str,
    ) -> Outcome<ServerJob> {
        let url = self.endpoint.at(&["v1", "jobs", receipt]);
        let request = self.request(Method::GET, url, Some(session))?;
        let answer = self.send_about(receipt, &[StatusCode::OK], request);
        let job: ServerJob = self.json(answer.await?).await?;
        let job = job.believed()?;
        if job.receipt != receipt {
            return Err(unexpected("another job than was asked for"));
        }
        Ok(job)
    }

    /// As [`HttpServer::send_for`], of a job that the server may have lost.
    pub(super) async fn send_about(
        &self,
        receipt: &str,
        expected: &[StatusCode],
        request: RequestBuilder,
    ) -> Outcome<Response> {
        let means = |status, fault: Fault| match status {
            // Nothing is waited for where nothing is: a pause that came along says nothing.
            StatusCode::NOT_FOUND | StatusCode::GONE => Fault {
                cause: fault.cause,
                ..Fault::new(Code::ServerLostJob)
            }
            .with("receipt", receipt),
            _ => fault,
        };
        self.send_or(expected, request, means).await
    }
}

/// The upload's name: the last segment of its URL. One without is as good as gone: it is sent anew.
pub(super) fn name<'a>(url: &'a Url, upload: &UploadUrl) -> Outcome<&'a str> {
    url.path_segments()
        .and_then(|mut segments| segments.next_back())
        .filter(|name| !name.is_empty())
        .ok_or_else(|| {
            let cause = format!("no name in {} bytes of URL", upload.as_str().len());
            Fault::new(Code::UploadGone).because(cause)
        })
}
