//! Two persons' word for what is done without a running terminal.

use crate::{
    core::{clock::japan_day, user::UserRecord},
    desk::password,
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Outcome, Role};
use zeroize::Zeroizing;

/// Somebody's word that they want it.
pub struct Consent {
    /// 利用者ID, as these data know it.
    pub user: String,
    /// The password that goes with it there.
    pub password: Zeroizing<String>,
}

/// Whether all are who they say, no two the same, and one of them an administrator.
///
/// # Errors
/// `RESET_TOO_FRESH` where one gave another a first password anew within the day.
pub(crate) async fn agree(
    by: &[Consent],
    account: impl Fn(&str) -> Outcome<Option<UserRecord>>,
    now: DateTime<Utc>,
) -> Outcome<bool> {
    let mut accounts: Vec<UserRecord> = Vec::new();
    for consent in by {
        let account = account(&consent.user)?;
        let hash = account
            .as_ref()
            .map(|account| account.password_hash.clone());
        let fits = password::fits(&consent.password, hash).await?;
        let Some(account) = account.filter(|_| fits) else {
            return Ok(false);
        };
        let is_another = accounts.iter().all(|other| other.id != account.id);
        if !is_another || account.require_usable(japan_day(now)).is_err() {
            return Ok(false);
        }
        accounts.push(account);
    }
    for [one, other] in pairs(&accounts) {
        one.require_apart(other, now)?;
    }
    Ok(accounts.iter().any(|it| it.roles.contains(&Role::Admin)))
}

/// Each of them with each that follows.
fn pairs<T>(all: &[T]) -> impl Iterator<Item = [&T; 2]> {
    let with_rest = |(at, one)| all[at + 1..].iter().map(move |other| [one, other]);
    all.iter().enumerate().flat_map(with_rest)
}
