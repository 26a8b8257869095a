//! 情報提供等記録.

use std::sync::Arc;

use axum::extract::State;
use chrono::DateTime;
use serde_json::{Value, json};

use super::extract::{After, Session};
use crate::{
    app::App,
    db::records::{self as stored, Record},
    problem::Problem,
    scenario::in_japan,
};

pub async fn list(
    State(app): State<Arc<App>>,
    _: Session,
    After(after): After,
) -> Result<axum::Json<Value>, Problem> {
    let insurer = app.insurer.clone();
    let page: Vec<Record> = app
        .db
        .read(move |c| stored::page(c, &insurer, after))
        .await?;
    Ok(axum::Json(page.iter().map(shown).collect()))
}

fn shown(record: &Record) -> Value {
    let at = DateTime::from_timestamp_millis(record.at).unwrap_or_default();
    json!({
        "id": record.id,
        "at": in_japan(at).to_rfc3339(),
        "direction": record.direction,
        "server_branch": record.server_branch,
        "other": record.other,
        "procedure": record.procedure,
        "item": record.item,
        "state": record.state,
    })
}
