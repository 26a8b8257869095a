//! Time, as an argument.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// The moment at which a day begins in Japan.
pub(crate) fn start_of_japan_day(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(9)
}

/// The day in Japan.
pub fn japan_day(at: DateTime<Utc>) -> NaiveDate {
    in_japan(at).date()
}

/// Day and minute in Japan, as printed.
pub(crate) fn japan_time(at: DateTime<Utc>) -> String {
    in_japan(at).format("%Y年%-m月%-d日 %H:%M").to_string()
}

/// Day and time in Japan.
pub(crate) fn in_japan(at: DateTime<Utc>) -> NaiveDateTime {
    match FixedOffset::east_opt(9 * 3600) {
        Some(japan) => at.with_timezone(&japan).naive_local(),
        None => at.naive_utc(),
    }
}
