//! Who works at the terminal.

use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::Role;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct UserRecord {
    pub id: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub password_hash: String,
    pub must_change_password: bool,
    pub failures: u32,
    pub locked_until: Option<DateTime<Utc>>,
    /// Whether they may see a 個人番号, one by one.
    #[serde(default)]
    pub sees_numbers: bool,
}

/// How long five wrong guesses lock an account.
pub(crate) const LOCK: TimeDelta = TimeDelta::minutes(15);

impl UserRecord {
    /// Whether nobody gets in. A lock that ends later than any can begin is one of a clock that was wrong.
    pub fn is_locked(&self, now: DateTime<Utc>) -> bool {
        let left = self.locked_until.map(|until| until - now);
        left.is_some_and(|left| left > TimeDelta::zero() && left <= LOCK)
    }
}
