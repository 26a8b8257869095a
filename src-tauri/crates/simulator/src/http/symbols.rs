//! 機関別符号: where each person's stands. It takes its time, and can't always be had.

use std::sync::Arc;

use axum::extract::State;
use chrono::DateTime;
use serde_json::{Value, json};

use super::extract::{After, Name, Session};
use crate::{
    app::App,
    db::symbols::{self as stored, Symbol},
    problem::{Code, Problem},
    scenario::{Scenario, in_japan},
    service::drawn,
};

const FAILED: &str = "failed";
const WHY: &str = "住基ネットで1人に決まりません。個人番号と5情報を確かめてください";

pub async fn list(
    State(app): State<Arc<App>>,
    _: Session,
    After(after): After,
) -> Result<axum::Json<Value>, Problem> {
    let insurer = app.insurer.clone();
    let page: Vec<Symbol> = app
        .db
        .read(move |c| stored::page(c, &insurer, after))
        .await?;
    Ok(axum::Json(page.iter().map(|it| shown(&app, it)).collect()))
}

/// Asks for it anew, where it couldn't be had.
pub async fn ask(
    State(app): State<Arc<App>>,
    _: Session,
    Name(branch): Name,
) -> Result<axum::Json<Value>, Problem> {
    let (insurer, shared, now) = (app.insurer.clone(), Arc::clone(&app), app.now_ms());
    let asked: Result<Symbol, Problem> = app
        .db
        .write(move |c| {
            let known = stored::find(c, &insurer, &branch)?.ok_or(Code::NotFound)?;
            if state(&shared.scenario, &known, now) == FAILED {
                stored::ask(c, &insurer, &branch, now, true)?;
            }
            Ok(stored::find(c, &insurer, &branch)?.ok_or(Code::Internal)?)
        })
        .await;
    Ok(axum::Json(shown(&app, &asked?)))
}

fn shown(app: &App, symbol: &Symbol) -> Value {
    let at = DateTime::from_timestamp_millis(symbol.asked_at).unwrap_or_default();
    let state = state(&app.scenario, symbol, app.now_ms());
    json!({
        "id": symbol.id,
        "server_branch": symbol.server_branch,
        "state": state,
        "asked_at": in_japan(at).to_rfc3339(),
        "message": if state == FAILED { WHY } else { "" },
    })
}

fn state(scenario: &Scenario, symbol: &Symbol, now: i64) -> &'static str {
    let since = now - symbol.asked_at;
    if since < scenario.symbol_ms / 2 {
        return "not-asked";
    }
    if since < scenario.symbol_ms {
        return "asked";
    }
    let tries = symbol.tries.to_string();
    let draw = drawn(scenario.seed, &symbol.server_branch, &tries);
    match draw.checked_rem(scenario.symbol_fails_one_in) {
        Some(0) => FAILED,
        Some(_) | None => "obtained",
    }
}
