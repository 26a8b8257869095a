//! tus 1.0.0: core, creation, termination, checksum, as far as the server has them.

use super::{
    HttpServer,
    exchange::{text, unexpected},
    jobs::name,
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

const VERSION: &str = "1.0.0";
const BYTES: &str = "application/offset+octet-stream";

impl HttpServer {
    pub(super) async fn post_upload(
        &self,
        session: &ServerSession,
        new: &NewUpload<'_>,
    ) -> Outcome<UploadUrl> {
        self.offer().await?.takes(new.bytes)?;
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
        // Nothing is there yet that could be gone.
        let response = self.send_for_upload(StatusCode::CREATED, request, 0).await;
        let response = response.map_err(|fault| match fault.code == Code::UploadGone {
            true => Fault {
                code: Code::ServerAnswerUnexpected,
                ..fault
            },
            false => fault,
        })?;
        let location = text(response.headers(), LOCATION.as_str());
        let location = location.ok_or_else(|| unexpected("no Location"))?;
        let upload = self.endpoint.location(&url, location)?;
        // Without a name no job could be made of it, once all of it were there.
        match name(&self.endpoint.own(&upload)?, &upload) {
            Ok(_) => Ok(upload),
            Err(_) => Err(unexpected("a Location without a name")),
        }
    }

    pub(super) async fn head_upload(
        &self,
        session: &ServerSession,
        upload: &UploadUrl,
    ) -> Outcome<u64> {
        let request = self.tus(Method::HEAD, self.endpoint.own(upload)?, session)?;
        offset(&self.send_for_upload(StatusCode::OK, request, 0).await?)
    }

    pub(super) async fn patch_upload(
        &self,
        session: &ServerSession,
        upload: &UploadUrl,
        from: u64,
        bytes: Bytes,
    ) -> Outcome<u64> {
        let length = bytes.len();
        let url = self.endpoint.own(upload)?;
        let mut request = self
            .tus(Method::PATCH, url, session)?
            .header("upload-offset", from)
            .header(CONTENT_TYPE, BYTES);
        if let Some(checksum) = self.offer().await?.checksum(&bytes) {
            request = request.header("upload-checksum", checksum);
        }
        let request = request.body(bytes);
        offset(
            &self
                .send_for_upload(StatusCode::NO_CONTENT, request, length)
                .await?,
        )
    }

    pub(super) async fn delete_upload(
        &self,
        session: &ServerSession,
        upload: &UploadUrl,
    ) -> Outcome<()> {
        let request = self.tus(Method::DELETE, self.endpoint.own(upload)?, session)?;
        if !self.offer().await?.ends {
            return Ok(()); // it ends by itself
        }
        let ended = self.send_for_upload(StatusCode::NO_CONTENT, request, 0);
        match ended.await {
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
        bytes: usize,
    ) -> Outcome<Response> {
        let response = self.send_long(request, bytes).await?;
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
