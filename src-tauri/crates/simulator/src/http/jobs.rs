//! Jobs: made once per `Idempotency-Key`, then watched.

use std::io;
use std::sync::Arc;

use axum::extract::{Query, State, rejection::QueryRejection};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::extract::{Certificate, Json, Name, Session, text};
use crate::{
    app::App,
    db::{
        blobs::Pieces,
        jobs::{self as stored, Job, JobState},
        uploads::{self, Upload, UploadState},
    },
    desk::Desk,
    problem::{Code, Problem},
    scenario::in_japan,
};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const LISTED: u32 = 100;

#[derive(Clone, Serialize, Deserialize)]
pub struct NewJob {
    upload: String,
    kind: String,
    layout_version: Option<String>,
    file_name: Option<String>,
    sha256: String,
}

pub async fn create(
    State(app): State<Arc<App>>,
    _: Session,
    Certificate(peer): Certificate,
    headers: HeaderMap,
    Json(request): Json<NewJob>,
) -> Result<Response, Problem> {
    let key = text(&headers, IDEMPOTENCY_KEY)
        .filter(|key| (1..=200).contains(&key.len()))
        .ok_or_else(|| Code::BadRequest.because("Idempotency-Key がありません"))?;
    let desk = desk_for(&app, &request);
    let new = prepare(&app, key, &request, desk.as_deref(), peer.terminal)?;
    let (key, hash) = (new.key.clone(), new.request_sha256.clone());
    if let Some(job) = app.db.read(move |c| made_earlier(c, &key, &hash)).await? {
        return Ok(axum::Json(shown(&app, &job)).into_response());
    }
    let desk = desk.ok_or(Code::KindUnknown)?;
    may_come(&app, &desk).await?;
    verify(&app, &desk, &request).await?;
    // A task of its own: the worker hears of a kept job even when the connection goes away meanwhile.
    let kept = tokio::spawn(keep(Arc::clone(&app), new)).await;
    let (job, made) = kept.map_err(|_| Code::Internal)??;
    if !made {
        return Ok(axum::Json(shown(&app, &job)).into_response());
    }
    Ok((StatusCode::CREATED, axum::Json(shown(&app, &job))).into_response())
}

async fn keep(app: Arc<App>, new: stored::NewJob) -> Result<(Job, bool), Problem> {
    let (job, made) = app.db.write(move |c| make_once(c, &new)).await?;
    if made {
        app.slots.forget(&job.upload);
        app.new_job.notify_one();
        tracing::info!(receipt = job.receipt, kind = job.kind, "job accepted");
    }
    Ok((job, made))
}

/// Which jobs are asked for: the newest of all, or the asking terminal's own since a moment, oldest first.
#[derive(Deserialize)]
pub struct Wanted {
    since: Option<DateTime<FixedOffset>>,
    after: Option<String>,
}

pub async fn list(
    State(app): State<Arc<App>>,
    _: Session,
    Certificate(peer): Certificate,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<axum::Json<Value>, Problem> {
    let because = "since は日時（RFC 3339）、after は受付番号です";
    let Query(Wanted { since, after }) = wanted.map_err(|_| Code::BadRequest.because(because))?;
    let jobs: Vec<Job> = app
        .db
        .read(move |c| match since.map(|since| since.timestamp_millis()) {
            Some(since) => stored::since(c, &peer.terminal, since, after.as_deref(), LISTED),
            None => stored::newest(c, LISTED),
        })
        .await?;
    Ok(axum::Json(
        jobs.iter().map(|job| shown(&app, job)).collect(),
    ))
}

pub async fn show(
    State(app): State<Arc<App>>,
    _: Session,
    Name(receipt): Name,
) -> Result<Response, Problem> {
    let job: Option<Job> = app.db.read(move |c| stored::find(c, &receipt)).await?;
    let job = job.ok_or(Code::NotFound)?;
    let mut answer = axum::Json(shown(&app, &job)).into_response();
    let unfinished = matches!(job.state, JobState::Accepted | JobState::Processing);
    if let Some(seconds) = app.scenario.poll_hint_s.filter(|_| unfinished) {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(answer)
}

fn desk_for(app: &App, request: &NewJob) -> Option<Arc<Desk>> {
    let version = request.layout_version.as_deref();
    app.desks.find(&request.kind, version, app.today())
}

fn prepare(
    app: &App,
    key: &str,
    request: &NewJob,
    desk: Option<&Desk>,
    terminal: String,
) -> Result<stored::NewJob, Problem> {
    let long_name = request
        .file_name
        .as_ref()
        .is_some_and(|name| name.chars().count() > 200);
    if !is_digest(&request.sha256) || long_name {
        return Err(Code::BadRequest.because("sha256 または file_name が契約と異なります"));
    }
    let canonical = serde_json::to_vec(request).map_err(|_| Code::Internal)?;
    Ok(stored::NewJob {
        key: key.to_owned(),
        request_sha256: hex::encode(Sha256::digest(canonical)),
        upload: request.upload.clone(),
        kind: request.kind.clone(),
        layout_version: desk.map_or_else(String::new, |desk| desk.layout.version.clone()),
        sha256: request.sha256.clone(),
        terminal,
        day: in_japan((app.clock)()).format("%Y%m%d").to_string(),
        now: app.now_ms(),
    })
}

/// Whether a text is a SHA-256 as the contract writes it.
pub fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn made_earlier(c: &rusqlite::Connection, key: &str, hash: &str) -> Result<Option<Job>, Problem> {
    match stored::find_by_key(c, key)? {
        Some(job) if job.request_sha256 != hash => Err(Code::KeyConflict.into()),
        found => Ok(found),
    }
}

/// What must have come before has come to 処理完了.
async fn may_come(app: &App, desk: &Desk) -> Result<(), Problem> {
    for kind in desk.layout.order.after.clone() {
        let asked = kind.clone();
        if !app.db.read(move |c| stored::is_done_of(c, &asked)).await? {
            let title = app.desks.title_of(&kind);
            return Err(Code::WrongOrder.because(&format!("先に「{title}」を送ってください")));
        }
    }
    Ok(())
}

/// Makes sure of what may take long, before the one transaction.
async fn verify(app: &Arc<App>, desk: &Desk, request: &NewJob) -> Result<(), Problem> {
    let (id, now) = (request.upload.clone(), app.now_ms());
    let upload = app.db.read(move |c| ready(c, &id, now)).await?;
    let most = desk.layout.format.max_bytes;
    if most.is_some_and(|most| upload.length > most) {
        return Err(Code::UploadTooLarge.into());
    }
    let is = match upload.sha256 {
        Some(known) => known,
        None => digest(app, upload.id).await?,
    };
    if is == request.sha256 {
        Ok(())
    } else {
        Err(Code::DigestMismatch.into())
    }
}

fn make_once(c: &rusqlite::Connection, new: &stored::NewJob) -> Result<(Job, bool), Problem> {
    if let Some(job) = made_earlier(c, &new.key, &new.request_sha256)? {
        return Ok((job, false));
    }
    ready(c, &new.upload, new.now)?;
    let receipt = stored::create(c, new)?;
    let job = stored::find(c, &receipt)?.ok_or(Code::Internal)?;
    Ok((job, true))
}

fn ready(c: &rusqlite::Connection, id: &str, now: i64) -> Result<Upload, Problem> {
    let upload = uploads::find(c, id, now)?.ok_or(Code::NotFound)?;
    match upload.state {
        UploadState::Open if upload.offset == upload.length => Ok(upload),
        UploadState::Open => Err(Code::UploadNotFinished.into()),
        UploadState::Used => Err(Code::UploadInUse.because("別の受付で使われています")),
        UploadState::Ended => Err(Code::UploadGone.into()),
    }
}

/// Reads a whole upload, when a restart lost the digest that ran along.
async fn digest(app: &Arc<App>, upload: String) -> Result<String, Problem> {
    let db = app.db.clone();
    let digest = tokio::task::spawn_blocking(move || {
        let mut digest = Sha256::new();
        io::copy(&mut Pieces::new(&db, &upload), &mut digest)?;
        Ok::<_, io::Error>(hex::encode(digest.finalize()))
    });
    digest
        .await
        .ok()
        .and_then(Result::ok)
        .ok_or(Code::Internal.into())
}

pub fn shown(app: &App, job: &Job) -> Value {
    let time = |ms| in_japan(DateTime::from_timestamp_millis(ms).unwrap_or_default()).to_rfc3339();
    let status = match job.state {
        JobState::Accepted => app.scenario.statuses.accepted.as_str(),
        JobState::Processing => app.scenario.statuses.processing.as_str(),
        JobState::Done => "処理完了",
        JobState::Refused => "エラー",
    };
    let mut shown = json!({
        "receipt": job.receipt,
        "kind": job.kind,
        "status": status,
        "accepted_at": time(job.accepted_at),
        "updated_at": time(job.updated_at),
        "rows": {
            "total": job.total, "done": job.ok + job.failed, "ok": job.ok, "failed": job.failed,
        },
    });
    if let Some(sha256) = &job.sha256 {
        shown["sha256"] = sha256.as_str().into();
    }
    if let Some(message) = &job.message {
        shown["message"] = message.as_str().into();
    }
    if let Some(sha256) = &job.result_sha256 {
        shown["result"] = json!({
            "href": format!("/v1/jobs/{}/result", job.receipt),
            "bytes": job.result_bytes,
            "sha256": sha256,
        });
    }
    shown
}
