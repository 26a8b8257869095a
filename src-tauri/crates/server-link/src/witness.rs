//! Whoever wants to hear what the server's clock says.

use chrono::{DateTime, Utc};
use std::fmt::Debug;

/// Hears the `Date` of each answer, at the moment when it comes.
pub trait ClockWitness: Debug + Send + Sync {
    /// The server's clock said so just now, to the second.
    fn heard(&self, date: DateTime<Utc>);
}
