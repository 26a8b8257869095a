//! What every request and the worker share.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use tokio::sync::Notify;

use crate::{
    db::{Db, jobs::Job},
    desk::{Desk, Desks},
    http::{attempts::Attempts, slots::Slots},
    layout::{Encoding, Layout},
    problem::{Code, Problem},
    scenario::{Scenario, in_japan},
};

/// Tells the time; tests bring their own.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What every request and the worker share.
pub struct App {
    /// The database.
    pub db: Db,
    /// Whose server this is; a certificate of another insurer is refused.
    pub insurer: String,
    /// What its files are written in until ⑦ tells it.
    pub encoding: Option<Encoding>,
    /// What the session should go through.
    pub scenario: Scenario,
    /// The time.
    pub clock: Clock,
    /// Which uploads are being written, and their running digests.
    pub slots: Slots,
    /// Who tried to log in lately.
    pub attempts: Attempts,
    /// Who takes which files.
    pub desks: Desks,
    /// Wakes the worker.
    pub new_job: Notify,
}

impl App {
    /// Unix milliseconds.
    pub fn now_ms(&self) -> i64 {
        (self.clock)().timestamp_millis()
    }

    /// The day in Japan.
    pub fn today(&self) -> NaiveDate {
        in_japan((self.clock)()).date_naive()
    }

    /// The definition of the 配信マスター.
    ///
    /// # Errors
    /// When no definition says how it is written.
    pub fn distributed(&self) -> Result<&Layout, Problem> {
        self.desks
            .delivered(self.today())
            .ok_or_else(|| Code::Internal.into())
    }

    /// Who takes a job.
    pub fn desk_of(&self, job: &Job) -> Option<Arc<Desk>> {
        self.desks
            .find(&job.kind, job.layout_version.as_deref(), self.today())
    }
}
