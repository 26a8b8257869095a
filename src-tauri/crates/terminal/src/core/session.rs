//! Who is logged in, and what they may do. Permission is checked here and nowhere else.

use crate::core::controller::Controller;
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Role};
use serde::Serialize;
use std::collections::HashSet;
use ts_rs::TS;

/// The person who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonView {
    /// 利用者ID.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Whether the first password is still in use; nothing else is possible until it's changed.
    pub must_change_password: bool,
}

/// The person before the terminal.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub user: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub must_change_password: bool,
    /// What was already noted as looked at.
    pub looked_at: HashSet<String>,
    /// When the person last did something at the window.
    pub active_at: DateTime<Utc>,
    /// Whether the person has left; then nothing is done in their name until they come back.
    pub locked: bool,
}

impl Session {
    pub fn view(&self) -> PersonView {
        PersonView {
            id: self.user.clone(),
            name: self.name.clone(),
            roles: self.roles.clone(),
            must_change_password: self.must_change_password,
        }
    }
}

impl Controller {
    /// The person who is logged in, whatever their role.
    pub fn person(&self) -> Outcome<&Session> {
        match &self.session {
            None => Err(Code::NotLoggedIn.into()),
            Some(session) if session.locked => Err(Code::SessionLocked.into()),
            Some(session) => Ok(session),
        }
    }

    /// The person, if they have one of the roles and have changed their first password.
    pub fn allow(&self, roles: &[Role]) -> Outcome<&Session> {
        let session = self.person()?;
        if session.must_change_password {
            return Err(Code::PasswordChangeRequired.into());
        }
        if session.roles.iter().any(|role| roles.contains(role)) {
            return Ok(session);
        }
        let wanted: Vec<&str> = roles.iter().map(|role| role.title()).collect();
        Err(Fault::new(Code::PermissionDenied).with("role", wanted.join("か")))
    }
}
