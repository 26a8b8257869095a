//! tus 1.0.0: core, creation, termination, checksum.

use super::{
    HttpServer,
    exchange::{text, unexpected},
};
use crate::{
    problem,
    types::{NewUpload, ServerSession, UploadUrl},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{
    Method, StatusCode,
    header::{CONTENT_TYPE, LOCATION},
};
use kakehashi_domain::{Code, Fault, Outcome};
use reqwest::{RequestBuilder, Response, Url};
use sha2::{Digest, Sha256};

const VERSION: &str = "1.0.0";
const BYTES: &str = "application/offset+octet-stream";

impl HttpServer {
    pub(super) async fn post_upload(
        &self,
        session: &ServerSession,
        new: &NewUpload<'_>,
    ) -> Outcome<UploadUrl> {
        let url = self.endpoint.at(&["v1", "uploads"]);
        let metadata = format!(
            "filename {},kind {}",
            STANDARD.encode(new.file_name),
            STANDARD.encode(new.kind)
        );
        let request = self
            .tus(Method::POST, url.clone(), session)?
            .header("upload-length", new.bytes)
            .header("upload-metadata", metadata);
        let response = self.send_for_upload(StatusCode::CREATED, request).await?;
        let location = text(response.headers(), LOCATION.as_str());
        self.endpoint
            .location(&url, location.ok_or_else(|| unexpected("no Location"))?)
    }

    pub(super) async fn head_upload(
        &self,
        session: &ServerSession,
        upload: &UploadUrl,
    ) -> Outcome<u64> {
        let request = self.tus(Method::HEAD, self.endpoint.own(upload)?, session)?;
        offset(&self.send_for_upload(StatusCode::OK, request).await?)
    }

    pub(super) async fn patch_upload(
        &self,
        session: &ServerSession,
        upload: &UploadUrl,
        from: u64,
        bytes: Bytes,
    ) -> Outcome<u64> {
        let checksum = format!("sha256 {}", STANDARD.encode(Sha256::digest(&bytes)));
        let request = self
            .tus(Method::PATCH, self.endpoint.own(upload)?, session)?
            .header("upload-offset", from)
            .header("upload-checksum", checksum)
            .header(CONTENT_TYPE, BYTES)
            .body(bytes);
        offset(
            &self
                .send_for_upload(StatusCode::NO_CONTENT, request)
                .await?,
        )
    }

    pub(super) async fn delete_upload(
        &self,
        session: &ServerSession,
        upload: &UploadUrl,
    ) -> Outcome<()> {
        let request = self.tus(Method::DELETE, self.endpoint.own(upload)?, session)?;
        match self.send_for_upload(StatusCode::NO_CONTENT, request).await {
            Err(fault) if fault.code == Code::UploadGone => Ok(()),
            answer => answer.map(|_| ()),
        }
    }

    fn tus(&self, method: Method, url: Url, session: &ServerSession) -> Outcome<RequestBuilder> {
        Ok(self
            .request(method, url, Some(session))?
            .header("tus-resumable", VERSION))
    }

    async fn send_for_upload(
        &self,
        expected: StatusCode,
        request: RequestBuilder,
    ) -> Outcome<Response> {
        let response = self.send(request).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        if status == expected {
            return Ok(response);
        }
        let fault = self.refused(response).await;
        Err(match (status.as_u16(), fault.code) {
            (404 | 410, _) => Fault {
                code: Code::UploadGone,
                ..fault
            },
            // A tus server that isn't the contract's gives no problem document.
            (409 | 460, Code::ServerAnswerUnexpected) => Fault {
                code: Code::ConnectionLost,
                ..fault
            },
            (423, Code::ServerAnswerUnexpected) => Fault {
                code: Code::ServerBusy,
                ..fault
            }
            .with("seconds", problem::seconds_to_wait(&headers)),
            (413, Code::ServerAnswerUnexpected) => Fault {
                code: Code::UploadRefused,
                ..fault
            }
            .with("server_code", 413),
            _ => fault,
        })
    }
}

fn offset(response: &Response) -> Outcome<u64> {
    text(response.headers(), "upload-offset")
        .and_then(|offset| offset.parse().ok())
        .ok_or_else(|| unexpected("no Upload-Offset"))
}
