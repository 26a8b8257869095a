//! The 配信マスター: what there is of it, and its files.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    extract::Session,
    results::{Sent, send},
};
use crate::{
    app::App,
    distribution::Master,
    problem::{Code, Problem},
};

#[derive(Deserialize)]
pub struct Since {
    since: Option<u32>,
}

pub async fn show(State(app): State<Arc<App>>, _: Session) -> axum::Json<Value> {
    let master = today(&app);
    axum::Json(json!({
        "version": master.version,
        "published_on": master.published_on.to_string(),
        "entries": master.len(),
        "sha256": master.sha256(),
    }))
}

pub async fn file(
    State(app): State<Arc<App>>,
    _: Session,
    since: Result<Query<Since>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Query(Since { since }) = since.map_err(|_| Code::BadRequest.because("since は整数です"))?;
    let (master, layout) = (today(&app), app.distributed()?);
    let written = match since {
        None => master.whole(layout),
        Some(base) => {
            let kept = (1..=master.version).contains(&base);
            if !kept || master.version - base > app.scenario.masters.keeps {
                return Err(Code::MastersBaseUnknown.into());
            }
            let wrong = app.scenario.masters.wrong_difference;
            master.since(&Master::of(base), layout, wrong)
        }
    };
    let bytes = written.map_err(|_| Code::Internal)?;
    let sent = Sent {
        sha256: hex::encode(Sha256::digest(&bytes)),
        bytes: bytes.len() as u64,
        media_type: "text/csv; charset=utf-8".to_owned(),
        name: format!("haishin_master_{}.csv", master.version),
    };
    send(&headers, &sent, |range| {
        // The file was made in memory, so its places fit.
        let [start, end] = [range.start, range.end].map(|at| usize::try_from(at).unwrap_or(0));
        Body::from(bytes.get(start..end).unwrap_or_default().to_vec())
    })
}

fn today(app: &App) -> Master {
    Master::of(app.scenario.masters.version.max(1))
}
