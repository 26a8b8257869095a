//! The server's clock, login and password.

use super::{
    HttpServer,
    exchange::{unexpected, with_json},
};
use crate::types::{ServerSession, Service};
use chrono::{DateTime, Utc};
use http::{Method, StatusCode};
use kakehashi_domain::Outcome;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Most letters of a token.
const TOKEN_MOST: usize = 4_096;

#[derive(Serialize)]
struct Login<'a> {
    user: &'a str,
    password: &'a str,
}

#[derive(Serialize)]
struct PasswordChange<'a> {
    user: &'a str,
    current: &'a str,
    new: &'a str,
}

#[derive(Deserialize)]
struct Session {
    token: String,
    expires_at: DateTime<Utc>,
}

impl HttpServer {
    pub(super) async fn ask_service(&self) -> Outcome<Service> {
        let request = self.request(Method::GET, self.endpoint.at(&["v1", "service"]), None)?;
        let said: Service = self
            .json(self.send_for(&[StatusCode::OK], request).await?)
            .await?;
        said.believed()
    }

    pub(super) async fn open_session(&self, user: &str, password: &str) -> Outcome<ServerSession> {
        let request = self.request(Method::POST, self.endpoint.at(&["v1", "session"]), None)?;
        let request = with_json(request, &Login { user, password })?;
        let response = self.send_for(&[StatusCode::CREATED], request).await?;
        let Session { token, expires_at } = self.json(response).await?;
        let token = Zeroizing::new(token);
        // It stands in the head of each request from now on.
        let is_one = token.bytes().all(|b| b.is_ascii_graphic());
        if !is_one || !(1..=TOKEN_MOST).contains(&token.len()) {
            return Err(unexpected("no token"));
        }
        Ok(ServerSession::new(token, expires_at))
    }

    pub(super) async fn put_password(&self, user: &str, current: &str, new: &str) -> Outcome<()> {
        let url = self.endpoint.at(&["v1", "session", "password"]);
        let change = PasswordChange { user, current, new };
        let request = with_json(self.request(Method::PUT, url, None)?, &change)?;
        self.send_for(&[StatusCode::NO_CONTENT], request).await?;
        Ok(())
    }
}
