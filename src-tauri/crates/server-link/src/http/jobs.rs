//! Jobs made from uploads.

use super::{
    HttpServer,
    exchange::{unexpected, with_json},
};
use crate::types::{NewJob, ServerJob, ServerSession, UploadUrl};
use http::{Method, StatusCode};
use kakehashi_domain::{Code, Fault, Outcome};
use reqwest::Url;
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
            StatusCode::OK | StatusCode::CREATED => self.json(response).await,
            StatusCode::NOT_FOUND | StatusCode::GONE => {
                let fault = self.refused(response).await;
                Err(Fault {
                    code: Code::UploadGone,
                    ..fault
                })
            }
            _ => Err(self.refused(response).await),
        }
    }

    pub(super) async fn get_job(
        &self,
        session: &ServerSession,
        receipt: &str,
    ) -> Outcome<ServerJob> {
        let url = self.endpoint.at(&["v1", "jobs", receipt]);
        let request = self.request(Method::GET, url, Some(session))?;
        self.json(self.send_for(&[StatusCode::OK], request).await?)
            .await
    }
}

/// The upload's name: the last segment of its URL.
fn name<'a>(url: &'a Url, upload: &UploadUrl) -> Outcome<&'a str> {
    url.path_segments()
        .and_then(|mut segments| segments.next_back())
        .filter(|name| !name.is_empty())
        .ok_or_else(|| {
            unexpected(&format!(
                "no name in {} bytes of URL",
                upload.as_str().len()
            ))
        })
}
