//! What the server knows of a terminal: its last job, and how far its log had come. Whoever puts older data back at the
//! terminal can't put this back.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::DateTime;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    extract::{Certificate, Json, Session},
    jobs,
};
use crate::{
    app::App,
    db::{
        jobs::last_of,
        log_heads::{self, LogHead},
    },
    problem::{Code, Problem},
    scenario::in_japan,
};

#[derive(Deserialize)]
pub struct NewHead {
    entries: u32,
    sha256: String,
}

pub async fn show(
    State(app): State<Arc<App>>,
    _: Session,
    Certificate(peer): Certificate,
) -> Result<axum::Json<Value>, Problem> {
    let terminal = peer.terminal;
    let (job, head) = app
        .db
        .read(move |c| Ok::<_, Problem>((last_of(c, &terminal)?, log_heads::last(c, &terminal)?)))
        .await?;
    let mut shown = Map::new();
    if let Some(job) = job {
        shown.insert("last_job".to_owned(), jobs::shown(&app, &job));
    }
    if let Some(head) = head {
        shown.insert("log_head".to_owned(), head_shown(&head));
    }
    Ok(axum::Json(shown.into()))
}

pub async fn keep_head(
    State(app): State<Arc<App>>,
    _: Session,
    Certificate(peer): Certificate,
    Json(new): Json<NewHead>,
) -> Result<StatusCode, Problem> {
    if new.entries == 0 || !jobs::is_digest(&new.sha256) {
        return Err(Code::BadRequest.because("entries または sha256 が契約と異なります"));
    }
    let head = LogHead {
        entries: new.entries.into(),
        sha256: new.sha256,
        told_at: app.now_ms(),
    };
    let kept = app
        .db
        .write(move |c| log_heads::keep(c, &peer.terminal, &head).map_err(Problem::from))
        .await?;
    if kept {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Code::HeadConflict.into())
    }
}

fn head_shown(head: &LogHead) -> Value {
    let at = DateTime::from_timestamp_millis(head.told_at).unwrap_or_default();
    json!({ "entries": head.entries, "sha256": head.sha256, "told_at": in_japan(at).to_rfc3339() })
}
