//! People of this terminal.

use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::Role;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A line of the account list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UserView {
    /// 利用者ID.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Whether the first password is still in use.
    pub must_change_password: bool,
    /// Whether five wrong passwords locked the account.
    pub locked: bool,
    /// Whether they may see a 個人番号, one by one, with a reason.
    pub sees_numbers: bool,
    /// The 部署, by its id.
    pub department: Option<String>,
    /// The last day of somebody who only stands in.
    pub until: Option<NaiveDate>,
    /// Why nobody gets in any more.
    pub closed: Option<String>,
    /// When its owner last got in.
    pub last_login: Option<DateTime<Utc>>,
    /// Wrong passwords since then.
    pub failed_tries: u32,
    /// Why it can be taken for another account, if so.
    pub alike: Option<String>,
}

/// An account to be made.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct NewUser {
    /// 利用者ID, 1 to 32 letters, digits, `-`, `_`, `.`.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// What they may do; at least one.
    pub roles: Vec<Role>,
    /// The first password; changed at the first login.
    pub password: String,
}

/// What of an account can change.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct UserChange {
    /// Name on screen.
    pub name: String,
    /// The 部署, by its id.
    pub department: Option<String>,
    /// What they may do; at least one.
    pub roles: Vec<Role>,
    /// The last day of somebody who only stands in.
    pub until: Option<NaiveDate>,
}

/// Who may do an act, as the table has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActView {
    /// What is done.
    pub title: String,
    /// Who may.
    pub roles: Vec<Role>,
    /// Whether it only looks.
    pub looks: bool,
    /// Whether nobody needs to be logged in.
    pub open: bool,
}
