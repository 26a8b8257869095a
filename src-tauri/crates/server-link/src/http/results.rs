//! Files, whole or from where the last answer ended.

use super::{
    HttpServer,
    exchange::{text, unexpected},
};
use crate::{
    classify,
    types::{PartialDownload, ResultPart, ServerFile, ServerSession},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use futures_util::{StreamExt, TryStreamExt};
use http::{
    HeaderMap, Method, StatusCode,
    header::{CONTENT_LENGTH, CONTENT_RANGE, ETAG, IF_RANGE, RANGE},
};
use kakehashi_domain::Outcome;

impl HttpServer {
    pub(super) async fn get_file(
        &self,
        session: &ServerSession,
        file: ServerFile<'_>,
        from: Option<&PartialDownload>,
    ) -> Outcome<ResultPart> {
        let url = match file {
            ServerFile::Result(receipt) => self.endpoint.at(&["v1", "jobs", receipt, "result"]),
            ServerFile::Masters { since } => {
                let mut url = self.endpoint.at(&["v1", "masters", "file"]);
                if let Some(version) = since {
                    let mut asked = url.query_pairs_mut();
                    asked.append_pair("since", &version.to_string());
                }
                url
            }
        };
        let mut request = self.request(Method::GET, url, Some(session))?;
        if let Some(part) = from {
            request = request
                .header(RANGE, format!("bytes={}-", part.received))
                .header(IF_RANGE, &part.etag);
        }
        let expected = [StatusCode::OK, StatusCode::PARTIAL_CONTENT];
        let response = match file {
            ServerFile::Result(receipt) => self.send_about(receipt, &expected, request).await?,
            ServerFile::Masters { .. } => self.send_for(&expected, request).await?,
        };
        let headers = response.headers();
        let (start, total) = if response.status() == StatusCode::PARTIAL_CONTENT {
            range(headers).ok_or_else(|| unexpected("no Content-Range"))?
        } else {
            (
                0,
                text(headers, CONTENT_LENGTH.as_str()).and_then(|n| n.parse().ok()),
            )
        };
        let etag = strong_etag(headers)?;
        let sha256 = repr_digest(headers).ok_or_else(|| unexpected("no Repr-Digest"))?;
        let host = self.endpoint.host().to_owned();
        let bytes = response
            .bytes_stream()
            .map_err(move |e| classify::request(e, &host))
            .boxed();
        Ok(ResultPart {
            etag,
            sha256,
            total,
            start,
            bytes,
        })
    }
}

fn strong_etag(headers: &HeaderMap) -> Outcome<String> {
    text(headers, ETAG.as_str())
        .filter(|etag| etag.starts_with('"'))
        .map(str::to_owned)
        .ok_or_else(|| unexpected("no strong ETag"))
}

/// Start and whole size from `bytes a-b/n`, where n may be `*`.
fn range(headers: &HeaderMap) -> Option<(u64, Option<u64>)> {
    let (span, total) = text(headers, CONTENT_RANGE.as_str())?
        .strip_prefix("bytes ")?
        .split_once('/')?;
    let (start, _) = span.split_once('-')?;
    Some((start.trim().parse().ok()?, total.trim().parse().ok()))
}

/// The SHA-256 among the digests of RFC 9530, in lower-case hexadecimal.
fn repr_digest(headers: &HeaderMap) -> Option<String> {
    let all = text(headers, "repr-digest")?;
    let encoded = all
        .split(',')
        .find_map(|one| one.trim().strip_prefix("sha-256=:"))?;
    let digest = STANDARD.decode(encoded.strip_suffix(':')?).ok()?;
    (digest.len() == 32).then(|| hex::encode(digest))
}
