//! What the server says of itself.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use serde_json::{Value, json};

use super::CONTRACT;
use super::extract::Name;
use crate::{
    app::App,
    problem::{Code, Problem},
    scenario::in_japan,
};

pub async fn contract() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], CONTRACT)
}

pub async fn login() -> Html<&'static str> {
    Html(include_str!("pages/login.html"))
}

pub async fn wsdl(Name(name): Name) -> Result<impl IntoResponse, Problem> {
    let plain = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.len() <= 64;
    if !(plain && named) {
        return Err(Code::NotFound.into());
    }
    let page = include_str!("pages/service.wsdl").replace("{name}", &name);
    Ok(([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], page))
}

pub async fn service(State(app): State<Arc<App>>) -> axum::Json<Value> {
    let now = (app.clock)();
    axum::Json(json!({
        "name": "練習用中間サーバー",
        "now": in_japan(now).to_rfc3339(),
        "open": app.scenario.is_open(now),
        "hours": app.scenario.hours,
    }))
}
