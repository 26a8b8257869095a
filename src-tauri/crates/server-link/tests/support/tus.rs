//! A tus server of a few lines that can cut connections, and a result file that can be fetched in
//! parts.

use super::{Answer, Body, Handler, full};
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use futures_util::stream;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, StreamBody};
use hyper::body::{Frame, Incoming};
use sha1::Digest as _;
use sha2::{Digest as _, Sha256};
use std::{
    io,
    sync::{Arc, Mutex},
};

#[derive(Default)]
pub struct State {
    /// Bytes of the one upload.
    pub kept: Vec<u8>,
    /// Whether the upload is gone.
    pub gone: bool,
    /// After how many bytes of a body the connection is cut; each is used once.
    pub cuts: Vec<usize>,
    /// The result file.
    pub result: Vec<u8>,
    /// Its `ETag`, without quotes.
    pub etag: String,
    /// What `Repr-Digest` says; the file's own digest if none.
    pub digest_of: Option<Vec<u8>>,
    /// The file that takes the result's place after the first answer.
    pub exchange_for: Option<(Vec<u8>, String)>,
    /// Whether `Range` is ignored.
    pub knows_no_ranges: bool,
    /// Whether the answer to `PATCH` is one byte short.
    pub miscounts: bool,
    /// Heads of all requests.
    pub requests: Vec<(Method, HeaderMap)>,
    /// What OPTIONS answers; as the practice server, if nothing.
    pub offer: Option<Vec<(&'static str, &'static str)>>,
}

pub fn handler(state: &Arc<Mutex<State>>) -> Handler {
    let state = Arc::clone(state);
    Arc::new(move |request| {
        let state = Arc::clone(&state);
        Box::pin(async move {
            let method = request.method().clone();
            state
                .lock()
                .unwrap()
                .requests
                .push((method.clone(), request.headers().clone()));
            match (method, request.uri().path()) {
                (Method::OPTIONS, _) => offer(&state),
                (Method::POST, _) => created(),
                (Method::HEAD, _) => offset(&state, StatusCode::OK),
                (Method::PATCH, _) => patch(&state, request).await,
                (Method::DELETE, _) => ended(&state),
                _ => result(&state, request.headers()),
            }
        })
    })
}

fn offer(state: &Mutex<State>) -> Answer {
    let usual = vec![
        ("tus-extension", "creation,termination,checksum,expiration"),
        ("tus-checksum-algorithm", "sha1,sha256"),
    ];
    let offer = state.lock().unwrap().offer.clone().unwrap_or(usual);
    let mut response = Response::builder().status(204);
    for (name, value) in offer {
        response = response.header(name, value);
    }
    Ok(response.body(full("")).unwrap())
}

fn created() -> Answer {
    let response = Response::builder()
        .status(201)
        .header("location", "/v1/uploads/up-1");
    Ok(response.body(full("")).unwrap())
}

fn offset(state: &Mutex<State>, status: StatusCode) -> Answer {
    let state = state.lock().unwrap();
    let short = usize::from(state.miscounts && status == StatusCode::NO_CONTENT);
    let held = state.kept.len() - short;
    let status = if state.gone { StatusCode::GONE } else { status };
    let response = Response::builder()
        .status(status)
        .header("upload-offset", held);
    Ok(response.body(full("")).unwrap())
}

fn ended(state: &Mutex<State>) -> Answer {
    state.lock().unwrap().gone = true;
    Ok(Response::builder().status(204).body(full("")).unwrap())
}

async fn patch(state: &Mutex<State>, mut request: Request<Incoming>) -> Answer {
    let header = |name| Some(request.headers().get(name)?.to_str().unwrap().to_owned());
    let (from, checksum) = (header("upload-offset").unwrap(), header("upload-checksum"));
    if from != state.lock().unwrap().kept.len().to_string() {
        return Ok(Response::builder().status(409).body(full("")).unwrap());
    }
    let cut = state.lock().unwrap().cuts.pop();
    let mut body = Vec::new();
    while let Some(frame) = request.body_mut().frame().await {
        body.extend(frame.map_err(io::Error::other)?.into_data().unwrap());
        if cut.is_some_and(|cut| body.len() > cut) {
            state.lock().unwrap().kept.extend(&body);
            return Err(io::ErrorKind::ConnectionReset.into());
        }
    }
    let right = [
        format!("sha256 {}", STANDARD.encode(Sha256::digest(&body))),
        format!("sha1 {}", STANDARD.encode(sha1::Sha1::digest(&body))),
    ];
    if checksum.is_some_and(|checksum| !right.contains(&checksum)) {
        return Ok(Response::builder().status(460).body(full("")).unwrap());
    }
    state.lock().unwrap().kept.extend(&body);
    offset(state, StatusCode::NO_CONTENT)
}

fn result(state: &Mutex<State>, headers: &HeaderMap) -> Answer {
    let mut state = state.lock().unwrap();
    let etag = format!("\"{}\"", state.etag);
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    let known = text("range").filter(|_| !state.knows_no_ranges);
    let start = known
        .filter(|_| text("if-range") == Some(etag.as_str()))
        .and_then(|r| {
            r.strip_prefix("bytes=")?
                .strip_suffix('-')?
                .parse::<usize>()
                .ok()
        });
    let file = state.result.clone();
    let digest = STANDARD.encode(Sha256::digest(state.digest_of.as_ref().unwrap_or(&file)));
    let mut response = Response::builder()
        .header("etag", etag)
        .header("repr-digest", format!("sha-512=:AAAA:, sha-256=:{digest}:"));
    if let Some(start) = start {
        let span = format!("bytes {start}-{}/{}", file.len() - 1, file.len());
        response = response.status(206).header("content-range", span);
    }
    let rest = Bytes::from(file).slice(start.unwrap_or(0)..);
    response = response.header("content-length", rest.len());
    let cut = state.cuts.pop();
    if let Some((file, etag)) = state.exchange_for.take() {
        (state.result, state.etag) = (file, etag);
    }
    Ok(response.body(cut_after(rest, cut)).unwrap())
}

fn cut_after(bytes: Bytes, cut: Option<usize>) -> Body {
    let Some(cut) = cut else { return full(bytes) };
    let head = Ok(Frame::data(bytes.slice(..cut.min(bytes.len()))));
    let frames = [head, Err(io::ErrorKind::ConnectionReset.into())];
    let paced = stream::unfold(frames.into_iter(), |mut frames| async {
        // The head must be on its way before the cut, or hyper drops both.
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        frames.next().map(|frame| (frame, frames))
    });
    StreamBody::new(paced).boxed_unsync()
}
