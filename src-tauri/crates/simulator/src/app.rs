//! What every request and the worker share.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

use crate::db::Db;
use crate::http::slots::Slots;
use crate::layout::Layout;
use crate::scenario::Scenario;
use crate::work::check::Checker;

/// Tells the time; tests bring their own.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What every request and the worker share.
pub struct App {
    /// The database.
    pub db: Db,
    /// Whose server this is; a certificate of another insurer is refused.
    pub insurer: String,
    /// What the session should go through.
    pub scenario: Scenario,
    /// The time.
    pub clock: Clock,
    /// Which uploads are being written, and their running digests.
    pub slots: Slots,
    /// The reading of the layout.
    pub checker: Checker,
    /// The layout of results.
    pub result: Layout,
    /// Wakes the worker.
    pub new_job: Notify,
}

impl App {
    /// Unix milliseconds.
    pub fn now_ms(&self) -> i64 {
        (self.clock)().timestamp_millis()
    }
}
