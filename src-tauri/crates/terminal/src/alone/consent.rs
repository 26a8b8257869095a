//! Two persons' word for what is done without a running terminal.

use crate::{core::user::UserRecord, desk::password};
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
pub(crate) async fn agree(
    by: &[Consent],
    account: impl Fn(&str) -> Outcome<Option<UserRecord>>,
) -> Outcome<bool> {
    let mut is_admin = false;
    for (at, consent) in by.iter().enumerate() {
        let account = account(&consent.user)?;
        let hash = account
            .as_ref()
            .map(|account| account.password_hash.clone());
        let is_another = by[..at].iter().all(|other| other.user != consent.user);
        let is_closed = account.as_ref().is_some_and(|it| it.closed.is_some());
        if !is_another || is_closed || !password::fits(&consent.password, hash).await? {
            return Ok(false);
        }
        is_admin |= account.is_some_and(|account| account.roles.contains(&Role::Admin));
    }
    Ok(is_admin)
}
