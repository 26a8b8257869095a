//! Login, logout, password.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::DateTime;
use serde::Deserialize;
use serde_json::json;

use super::extract::{Certificate, Json, Session};
use crate::{
    app::App,
    db::{
        DbError,
        accounts::{self, Verdict},
    },
    problem::{Code, Problem},
    scenario::in_japan,
    tls::Peer,
};

const MINUTE_MS: i64 = 60_000;
const SHORTEST_PASSWORD: usize = 12;
const LONGEST_USER: usize = 64;
const LONGEST_PASSWORD: usize = 128;

#[derive(Deserialize)]
pub struct Login {
    user: String,
    password: String,
}

#[derive(Deserialize)]
pub struct PasswordChange {
    user: String,
    current: String,
    new: String,
}

pub async fn login(
    State(app): State<Arc<App>>,
    Certificate(peer): Certificate,
    Json(login): Json<Login>,
) -> Result<Response, Problem> {
    judge(&app, &peer, &login.user, &login.password, false).await?;
    let token = hex::encode(rand::random::<[u8; 32]>());
    let now = app.now_ms();
    let expires_at = now + app.scenario.session_minutes * MINUTE_MS;
    let (kept, user) = (token.clone(), login.user);
    app.db
        .write(move |c| accounts::open_session(c, &kept, &user, &peer.sha256, now, expires_at))
        .await?;
    let expires = in_japan(DateTime::from_timestamp_millis(expires_at).unwrap_or_default());
    let body = json!({ "token": token, "expires_at": expires.to_rfc3339() });
    let unkept = [(header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, unkept, axum::Json(body)).into_response())
}

pub async fn logout(State(app): State<Arc<App>>, session: Session) -> Result<StatusCode, Problem> {
    app.db
        .write(move |c| accounts::close_session(c, &session.token))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn change_password(
    State(app): State<Arc<App>>,
    Certificate(peer): Certificate,
    Json(change): Json<PasswordChange>,
) -> Result<StatusCode, Problem> {
    judge(&app, &peer, &change.user, &change.current, true).await?;
    let length = change.new.chars().count();
    if !(SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&length) || change.new == change.current {
        return Err(Code::PasswordWeak.because("今と異なる12文字以上128文字以下にしてください"));
    }
    app.db
        .write(move |c| accounts::set_password(c, &change.user, &change.new))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets the right password through; the initial one only to be changed.
async fn judge(
    app: &App,
    peer: &Peer,
    user: &str,
    password: &str,
    to_change: bool,
) -> Result<(), Problem> {
    app.attempts.count(&peer.sha256, app.now_ms())?;
    if user.chars().count() > LONGEST_USER || password.chars().count() > LONGEST_PASSWORD {
        return Err(Code::BadRequest.because("利用者IDまたはパスワードが長すぎます"));
    }
    let (user, password, now) = (user.to_owned(), password.to_owned(), app.now_ms());
    let lock_ms = app.scenario.lock_minutes * MINUTE_MS;
    let verdict: Result<Verdict, DbError> = app
        .db
        .write(move |c| accounts::verify(c, &user, &password, now, lock_ms))
        .await;
    match verdict? {
        Verdict::Right => Ok(()),
        Verdict::MustChange if to_change => Ok(()),
        Verdict::MustChange => Err(Code::PasswordChangeRequired.into()),
        Verdict::Wrong => Err(Code::LoginFailed.into()),
        Verdict::LockedUntil(until) => {
            let seconds = (until - now).max(0) / 1000 + 1;
            Err(Code::AccountLocked.with(header::RETRY_AFTER, seconds))
        }
    }
}
