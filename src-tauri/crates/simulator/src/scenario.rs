//! What a practice session should go through: delays, row errors, service hours, faults.

use std::path::Path;

use chrono::{DateTime, Datelike, FixedOffset, NaiveTime, Offset, Utc};
use serde::Deserialize;

use crate::Error;

/// The scenario file. Everything is optional; an unknown key is an error.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scenario {
    /// Where the 被保険者枝番 begin, in a new database.
    pub seed: u64,
    /// How many people of the seed the practice 住基 knows.
    pub residents: usize,
    /// How long a job stays at 受付, in milliseconds.
    pub accept_ms: u64,
    /// How long a job stays at 処理中 before its rows are taken up, in milliseconds.
    pub process_ms: u64,
    /// `Retry-After` of an unfinished job, in seconds.
    pub poll_hint_s: Option<u64>,
    /// How long a session lasts.
    pub session_minutes: i64,
    /// How long an account stays locked after five failures.
    pub lock_minutes: i64,
    /// Slows uploads down.
    pub upload_bytes_per_second: Option<u64>,
    /// Rows that fail although nothing is wrong with them.
    pub row_errors: Vec<RowError>,
    /// How far the server's clock is ahead, in seconds.
    pub clock_ahead_s: i64,
    /// Service hours in Japan's time; empty = always open.
    pub hours: Vec<Hours>,
    /// Other words for the states before 処理完了.
    pub statuses: Statuses,
    /// The 配信マスター that is given out.
    pub masters: Masters,
    /// How long the 機関別符号 of a person takes, in milliseconds.
    pub symbol_ms: i64,
    /// Of how many people the 符号 of one can't be had; 0 = everybody's can.
    pub symbol_fails_one_in: u64,
    /// Faults inside TLS.
    pub faults: Vec<Fault>,
}

/// What is given out of the 配信マスター.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Masters {
    /// The version of today, from 1.
    pub version: u32,
    /// Differences from so many versions before are kept.
    pub keeps: u32,
    /// Leaves a row out of every difference, so that it doesn't come to the whole.
    pub wrong_difference: bool,
}

/// Makes every n-th row fail.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowError {
    /// Every how many rows.
    pub every: u64,
    /// The 処理結果メッセージ.
    pub message: String,
}

/// Open on one weekday.
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// 1 = Monday.
    pub weekday: u32,
    /// `HH:MM`.
    #[serde(with = "hour_minute")]
    pub from: NaiveTime,
    /// `HH:MM`, not included.
    #[serde(with = "hour_minute")]
    pub to: NaiveTime,
}

/// The server's raw words.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Statuses {
    /// Accepted, not begun.
    pub accepted: String,
    /// Begun.
    pub processing: String,
}

/// One fault; it strikes requests whose method and path match.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Any method when absent.
    pub method: Option<String>,
    /// Beginning of the path.
    #[serde(default)]
    pub path: String,
    /// How many matching requests pass before it strikes.
    #[serde(default)]
    pub skip: u32,
    /// How often it strikes.
    #[serde(default = "once")]
    pub times: u32,
    /// What happens.
    pub kind: FaultKind,
    /// The answer of [`FaultKind::Status`]; 503 when absent.
    pub status: Option<u16>,
    /// `Retry-After` of [`FaultKind::Status`], in seconds.
    pub retry_after: Option<u64>,
    /// How long [`FaultKind::Stall`] waits.
    #[serde(default)]
    pub ms: u64,
}

/// What a fault does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// Answers with a status instead of doing the work.
    Status,
    /// Does the work, then drops the connection.
    LostAnswer,
    /// Waits, then does the work.
    Stall,
    /// Breaks off in the middle of the answer's body.
    Truncate,
}

impl Default for Scenario {
    fn default() -> Self {
        Scenario {
            seed: 1,
            residents: 2000,
            accept_ms: 300,
            process_ms: 700,
            poll_hint_s: None,
            session_minutes: 30,
            lock_minutes: 10,
            upload_bytes_per_second: None,
            row_errors: Vec::new(),
            clock_ahead_s: 0,
            hours: Vec::new(),
            statuses: Statuses::default(),
            masters: Masters::default(),
            symbol_ms: 2_000,
            symbol_fails_one_in: 20,
            faults: Vec::new(),
        }
    }
}

impl Default for Masters {
    fn default() -> Self {
        Masters {
            version: 3,
            keeps: 5,
            wrong_difference: false,
        }
    }
}

impl Default for Statuses {
    fn default() -> Self {
        Statuses {
            accepted: "受付".into(),
            processing: "処理中".into(),
        }
    }
}

impl Scenario {
    /// Reads a scenario file.
    ///
    /// # Errors
    /// When the file can't be read or holds anything unknown.
    pub fn read(path: &Path) -> Result<Scenario, Error> {
        let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
        toml::from_str(&text).map_err(|e| Error::content(path, e))
    }

    /// Tells whether the service is open.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        let local = in_japan(now);
        let (weekday, time) = (local.weekday().number_from_monday(), local.time());
        self.hours.is_empty()
            || self
                .hours
                .iter()
                .any(|h| h.weekday == weekday && h.from <= time && time < h.to)
    }

    /// Seconds until the service opens, in steps of a minute; a week at most.
    pub fn opens_in(&self, now: DateTime<Utc>) -> u64 {
        (1..=7 * 24 * 60_i64)
            .find(|minutes| self.is_open(now + chrono::Duration::minutes(*minutes)))
            .map_or(7 * 24 * 3600, |minutes| minutes.unsigned_abs() * 60)
    }
}

/// The same moment in Japan's time.
pub fn in_japan(now: DateTime<Utc>) -> DateTime<FixedOffset> {
    now.with_timezone(&FixedOffset::east_opt(9 * 3600).unwrap_or_else(|| Utc.fix()))
}

fn once() -> u32 {
    1
}

mod hour_minute {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(from)?;
        NaiveTime::parse_from_str(&text, "%H:%M").map_err(serde::de::Error::custom)
    }

    pub fn serialize<S: Serializer>(time: &NaiveTime, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&time.format("%H:%M"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_manual_shows_and_nothing_else() {
        let scenario: Scenario = toml::from_str(
            r#"
            accept_ms = 10
            hours = [{ weekday = 1, from = "08:00", to = "21:00" }]
            row_errors = [{ every = 100, message = "練習用の誤り" }]
            statuses = { accepted = "受付済" }
            faults = [
              { method = "PATCH", path = "/v1/uploads/", kind = "status", status = 503, retry_after = 1 },
              { kind = "lost-answer" }, { kind = "stall", ms = 5 }, { kind = "truncate", skip = 1 },
            ]
            "#,
        )
        .unwrap();
        assert_eq!(scenario.faults.len(), 4);
        assert_eq!(scenario.statuses.processing, "処理中");
        assert!(toml::from_str::<Scenario>("acept_ms = 10").is_err());
        assert!(toml::from_str::<Scenario>("faults = [{ kind = \"stall\", mss = 1 }]").is_err());
    }

    #[test]
    fn opens_by_the_clock_of_japan() {
        let scenario: Scenario =
            toml::from_str(r#"hours = [{ weekday = 1, from = "08:00", to = "21:00" }]"#).unwrap();
        let monday_eight: DateTime<Utc> = "2026-11-22T23:00:00Z".parse().unwrap();
        assert!(scenario.is_open(monday_eight));
        let before = monday_eight - chrono::Duration::minutes(2);
        assert!(!scenario.is_open(before));
        assert_eq!(scenario.opens_in(before), 120);
    }
}
