//! Who works at the terminal.

use chrono::{DateTime, Utc};
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
}
