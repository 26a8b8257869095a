//! Bytes that mean nothing, to measure the line by.

use axum::body::{Body, Bytes};
use axum::extract::{Query, rejection::QueryRejection};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use futures_util::{StreamExt, stream};
use serde::Deserialize;

use crate::problem::{Code, Problem};

const MOST: usize = 8 << 20;
const PIECE: usize = 64 << 10;

#[derive(Deserialize)]
pub struct Wanted {
    bytes: usize,
}

/// Sends as many as were asked for.
pub async fn send(
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<impl IntoResponse, Problem> {
    let wanted = wanted.ok().map(|Query(wanted)| wanted.bytes);
    let bytes = wanted.filter(|bytes| (1..=MOST).contains(bytes));
    let bytes = bytes.ok_or_else(|| Code::BadRequest.because("bytes は 1 から 8388608 です"))?;
    let piece = Bytes::from(vec![0; PIECE]);
    let sizes = (0..bytes)
        .step_by(PIECE)
        .map(move |at| PIECE.min(bytes - at));
    let pieces = sizes.map(move |size| Ok::<_, std::io::Error>(piece.slice(..size)));
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_LENGTH, bytes.to_string()),
    ];
    Ok((headers, Body::from_stream(stream::iter(pieces))))
}

/// Takes some, and forgets them.
pub async fn take(body: Body) -> Result<StatusCode, Problem> {
    let mut taken = 0;
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        taken += piece
            .map_err(|_| Code::BadRequest.because("本文を読めません"))?
            .len();
        if taken > MOST {
            return Err(Code::UploadTooLarge.into());
        }
    }
    Ok(StatusCode::NO_CONTENT)
}
