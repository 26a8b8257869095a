//! Who is logged in. What they may do is asked at the gate.

use crate::core::{controller::Controller, user::UserRecord};
use chrono::{DateTime, Utc};
use kakehashi_domain::Role;
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
    /// Whether they may see a 個人番号, one by one, with a reason.
    pub sees_numbers: bool,
    /// When they got in the time before.
    pub last_login: Option<DateTime<Utc>>,
    /// Wrong passwords between then and now.
    pub failed_tries: u32,
}

/// The person before the terminal.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// Tells it from other sessions in the log.
    pub id: String,
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

impl PersonView {
    pub(crate) fn of(account: &UserRecord) -> Self {
        Self {
            id: account.id.clone(),
            name: account.name.clone(),
            roles: account.roles.clone(),
            must_change_password: account.must_change_password,
            sees_numbers: account.sees_numbers,
            last_login: account.logins.before,
            failed_tries: account.logins.failed_before,
        }
    }
}

impl Controller {
    /// Sits somebody down before the terminal.
    pub fn begin_session(&mut self, account: &UserRecord) -> PersonView {
        self.forget_refusals();
        let id = uuid::Uuid::new_v4().simple().to_string();
        let active_at = self.now();
        self.live().session = Some(Session {
            id: id[..8].to_owned(),
            user: account.id.clone(),
            name: account.name.clone(),
            roles: account.roles.clone(),
            must_change_password: account.must_change_password,
            looked_at: HashSet::new(),
            active_at,
            locked: false,
        });
        PersonView::of(account)
    }

    /// The session of this account follows what changed in it; another's isn't touched.
    pub fn follow_account(&mut self, account: &UserRecord) {
        let mut live = self.live();
        let session = live.session.as_mut();
        if let Some(session) = session.filter(|session| session.user == account.id) {
            session.name.clone_from(&account.name);
            session.roles.clone_from(&account.roles);
            session.must_change_password = account.must_change_password;
        }
    }
}
