//! Who works at the terminal.

use crate::core::look::Look;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Role};
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
    /// The 部署, by its id.
    #[serde(default)]
    pub department: Option<String>,
    /// The last day of somebody who only stands in.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Since when nobody gets in.
    #[serde(default)]
    pub closed: Option<Closed>,
    /// Whoever gave it a first password anew, until its owner has long changed that.
    #[serde(default)]
    pub reset: Option<Reset>,
    #[serde(default)]
    pub logins: Logins,
}

/// That an account isn't used any more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Closed {
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// That somebody else gave an account a first password anew, so that they could have used it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Reset {
    pub at: DateTime<Utc>,
    pub by: String,
}

impl Reset {
    /// Whether the two don't count as two persons yet. With a clock that was set back it binds on.
    pub fn binds(&self, now: DateTime<Utc>) -> bool {
        now - self.at < TimeDelta::days(1)
    }
}

/// When its owner got in, and how often somebody didn't.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Logins {
    pub last: Option<DateTime<Utc>>,
    /// Wrong passwords since then.
    pub failed: u32,
    /// The same of the time before, which is told at the login.
    pub before: Option<DateTime<Utc>>,
    pub failed_before: u32,
}

impl Logins {
    /// Its owner gets in now.
    pub fn next(&self, now: DateTime<Utc>) -> Self {
        Self {
            last: Some(now),
            failed: 0,
            before: self.last,
            failed_before: self.failed,
        }
    }
}

/// How long five wrong guesses lock an account.
pub(crate) const LOCK: TimeDelta = TimeDelta::minutes(15);

impl UserRecord {
    /// A new account.
    pub fn new(id: String, name: String, roles: Vec<Role>, password_hash: String) -> Self {
        Self {
            id,
            name,
            roles,
            password_hash,
            must_change_password: true,
            failures: 0,
            locked_until: None,
            sees_numbers: false,
            department: None,
            until: None,
            closed: None,
            reset: None,
            logins: Logins::default(),
        }
    }

    /// Why nobody may use it today.
    ///
    /// # Errors
    /// `ACCOUNT_CLOSED`.
    pub fn require_usable(&self, today: NaiveDate) -> Outcome<()> {
        let why = match (&self.closed, self.until) {
            (Some(closed), _) => closed.reason.clone(),
            (None, Some(until)) if until < today => format!("{until} まで"),
            (None, _) => return Ok(()),
        };
        Err(Fault::new(Code::AccountClosed).with("why", why))
    }

    /// As [`Look::require_apart`], of the accounts themselves.
    ///
    /// # Errors
    /// `RESET_TOO_FRESH`.
    pub fn require_apart(&self, other: &Self, now: DateTime<Utc>) -> Outcome<()> {
        for [whose, by] in [[self, other], [other, self]] {
            let reset = whose.reset.as_ref();
            if reset.is_some_and(|reset| reset.by == by.id && reset.binds(now)) {
                let fault = Fault::new(Code::ResetTooFresh).with("by", &by.name);
                return Err(fault.with("whose", &whose.name));
            }
        }
        Ok(())
    }

    /// Whether nobody gets in. A lock that ends later than any can begin is one of a clock that was wrong.
    pub fn is_locked(&self, now: DateTime<Utc>) -> bool {
        let left = self.locked_until.map(|until| until - now);
        left.is_some_and(|left| left > TimeDelta::zero() && left <= LOCK)
    }
}

impl Look {
    /// Whether what two accounts say is the word of two persons: not for a day after one of them gave the other a first
    /// password anew.
    ///
    /// # Errors
    /// `RESET_TOO_FRESH`.
    pub fn require_apart(&self, one: &str, other: &str) -> Outcome<()> {
        match self.user(one)?.zip(self.user(other)?) {
            Some((one, other)) => one.require_apart(&other, self.now()),
            None => Ok(()),
        }
    }
}
