//! Result files: whole or from where an earlier download broke off.

use std::ops::Range;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use futures_util::stream::{Stream, try_unfold};

use super::extract::{Name, Session, text};
use crate::{
    app::App,
    db::{DbError, blobs, jobs},
    layout::{Encoding, FileType},
    problem::{Code, Problem},
};

pub async fn download(
    State(app): State<Arc<App>>,
    _: Session,
    Name(receipt): Name,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let job: Option<jobs::Job> = app.db.read(move |c| jobs::find(c, &receipt)).await?;
    let job = job.ok_or(Code::NotFound)?;
    let sha256 = job.result_sha256.as_deref().ok_or(Code::ResultNotReady)?;
    let sent = Sent {
        sha256: sha256.to_owned(),
        bytes: job.result_bytes,
        media_type: media_type(&app, &job),
        name: file_name(&app, &job),
    };
    send(&headers, &sent, |range| {
        Body::from_stream(pieces(Arc::clone(&app), job.receipt.clone(), range))
    })
}

/// A file that is sent, whole or in part.
pub(super) struct Sent {
    /// In lower-case hexadecimal.
    pub sha256: String,
    pub bytes: u64,
    pub media_type: String,
    pub name: String,
}

/// Answers with a file, or with the part of it that is asked for.
pub(super) fn send(
    headers: &HeaderMap,
    sent: &Sent,
    body: impl FnOnce(Range<u64>) -> Body,
) -> Result<Response, Problem> {
    let (etag, size) = (format!("\"{}\"", sent.sha256), sent.bytes);
    let wanted = text(headers, header::RANGE)
        .filter(|_| text(headers, header::IF_RANGE).is_none_or(|known| known == etag))
        .and_then(asked);
    let part = match &wanted {
        None => None,
        Some(asked) => Some(asked.within(size).ok_or_else(|| {
            let name = header::CONTENT_RANGE;
            let whole = HeaderValue::from_str(&format!("bytes */{size}"));
            whole.map_or(Code::RangeNotSatisfiable.into(), |value| {
                Code::RangeNotSatisfiable.with(name, value)
            })
        })?),
    };
    let digest = BASE64.encode(hex::decode(&sent.sha256).unwrap_or_default());
    let range = part.clone().unwrap_or(0..size);
    let length = range.end - range.start;
    let mut answer = (
        [
            (header::CONTENT_TYPE, sent.media_type.clone()),
            (header::CONTENT_LENGTH, length.to_string()),
            (header::ETAG, etag),
            (header::ACCEPT_RANGES, "bytes".to_owned()),
            (
                header::HeaderName::from_static("repr-digest"),
                format!("sha-256=:{digest}:"),
            ),
            (
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{}\"", sent.name),
            ),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ],
        body(range),
    )
        .into_response();
    if let Some(part) = part {
        *answer.status_mut() = StatusCode::PARTIAL_CONTENT;
        let place = format!("bytes {}-{}/{size}", part.start, part.end - 1);
        if let Ok(value) = HeaderValue::from_str(&place) {
            answer.headers_mut().insert(header::CONTENT_RANGE, value);
        }
    }
    Ok(answer)
}

fn media_type(app: &App, job: &jobs::Job) -> String {
    let desk = app.desk_of(job);
    let format = desk.as_ref().map(|desk| &desk.answers.result().format);
    match format {
        Some(format) if format.file_type == FileType::Xml => "application/xml".to_owned(),
        format => {
            let charset = format.map_or(Encoding::Utf8, |format| format.encoding);
            format!(
                "text/csv; charset={}",
                charset.table().name().to_lowercase()
            )
        }
    }
}

fn file_name(app: &App, job: &jobs::Job) -> String {
    app.desk_of(job).map_or_else(
        || job.receipt.clone(),
        |desk| desk.answers.file_name(&job.receipt),
    )
}

fn pieces(
    app: Arc<App>,
    owner: String,
    range: Range<u64>,
) -> impl Stream<Item = Result<Vec<u8>, DbError>> {
    try_unfold((app, range), move |(app, mut range)| {
        let owner = owner.clone();
        async move {
            if range.is_empty() {
                return Ok(None);
            }
            let at = range.start;
            let piece: Option<Vec<u8>> =
                app.db.read(move |c| blobs::read_at(c, &owner, at)).await?;
            let mut piece = piece.unwrap_or_default();
            piece.truncate(usize::try_from(range.end - at).unwrap_or(usize::MAX));
            if piece.is_empty() {
                return Ok(None);
            }
            range.start += piece.len() as u64;
            Ok(Some((piece, (app, range))))
        }
    })
}

/// One byte range, as it was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    From(u64),
    Between(u64, u64),
    Last(u64),
}

/// Reads a `Range` header; what isn't one byte range is passed over, as RFC 9110 wants it.
fn asked(value: &str) -> Option<Asked> {
    let (from, to) = value.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().unwrap_or(u64::MAX))
    };
    match (from, to) {
        ("", to) => number(to).map(Asked::Last),
        (from, "") => number(from).map(Asked::From),
        (from, to) => {
            let (from, to) = (number(from)?, number(to)?);
            (from <= to).then_some(Asked::Between(from, to))
        }
    }
}

impl Asked {
    fn within(&self, size: u64) -> Option<Range<u64>> {
        let range = match *self {
            Asked::From(from) => from..size,
            Asked::Between(from, to) => from..size.min(to.saturating_add(1)),
            Asked::Last(count) => size.saturating_sub(count)..size,
        };
        (!range.is_empty()).then_some(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        assert_eq!(asked("bytes=0-4").unwrap().within(10), Some(0..5));
        assert_eq!(asked("bytes=4-").unwrap().within(10), Some(4..10));
        assert_eq!(asked("bytes=-3").unwrap().within(10), Some(7..10));
        assert_eq!(asked("bytes=5-99").unwrap().within(10), Some(5..10));
        assert_eq!(asked("bytes=10-").unwrap().within(10), None);
        assert_eq!(asked("bytes=-0").unwrap().within(10), None);
        for passed_over in [
            "bytes=1-2,4-5",
            "bytes=5-1",
            "lines=1-2",
            "bytes=-",
            "bytes=a-",
        ] {
            assert_eq!(asked(passed_over), None, "{passed_over}");
        }
    }
}
