//! Whether the clock can be gone by. What is too old is destroyed for ever, so a clock that the server contradicts, that runs
//! behind the log, or that leapt while nobody looked destroys nothing: it is said so, and waited.
//!
//! ```text
//! server heard ─ agrees ─▶ good          ─ apart ─▶ K317
//! not heard ─ behind the log ─▶ K521     ─ leapt ─▶ K528, until the server agrees or a day has passed in ordinary steps
//! ```

use crate::core::{
    clock::Clock,
    controller::Controller,
    look::{Live, Look},
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Shelf, Single};
use kakehashi_server_link::ClockWitness;
use serde::{Deserialize, Serialize};
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// From here two clocks disagree.
const APART: TimeDelta = TimeDelta::minutes(5);
/// What the server said longer ago says nothing of a clock that may have leapt since.
const OF_LATE: TimeDelta = TimeDelta::days(1);
/// A terminal is seldom off longer; what is kept for 30 days is of today's by no leap that passes.
const AWAY: TimeDelta = TimeDelta::days(21);
/// After a leap, so long in ordinary steps shows that it was one of people and not of the clock.
const SETTLED: TimeDelta = TimeDelta::days(1);
/// How exactly it is known when the clock was last good.
const NOTED: TimeDelta = TimeDelta::hours(1);

/// When the clock was last good, and where it leapt to since.
#[derive(Clone, Serialize, Deserialize)]
struct ClockRecord {
    good: DateTime<Utc>,
    leapt_to: Option<DateTime<Utc>>,
}

impl ClockRecord {
    fn leapt(&self, now: DateTime<Utc>) -> bool {
        let is_settled = |at: DateTime<Utc>| (SETTLED..=AWAY).contains(&(now - at));
        now - self.good > AWAY && !self.leapt_to.is_some_and(is_settled)
    }
}

/// When the server's clock was last heard, and how far ours was ahead of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heard {
    at: DateTime<Utc>,
    ahead: TimeDelta,
}

/// Compares the server's clock with ours when it speaks.
pub(crate) struct Hearing {
    clock: Arc<dyn Clock>,
    live: Arc<Mutex<Live>>,
}

impl fmt::Debug for Hearing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hearing")
    }
}

impl ClockWitness for Hearing {
    fn heard(&self, date: DateTime<Utc>) {
        let mut live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        let at = self.clock.now();
        let ahead = at - date;
        live.heard = Some(Heard { at, ahead });
    }
}

impl Look {
    /// Who hears what the server's clock says.
    pub fn hearing(&self) -> Arc<dyn ClockWitness> {
        let (clock, live) = (self.world.clock.clone(), self.live.clone());
        Arc::new(Hearing { clock, live })
    }

    /// How far our clock is ahead of the server's, as far as that was heard of late.
    fn ahead(&self) -> Option<TimeDelta> {
        let (now, heard) = (self.now(), self.live().heard?);
        (-APART..=OF_LATE)
            .contains(&(now - heard.at))
            .then_some(heard.ahead)
    }

    /// What time it is at the server.
    pub fn server_now(&self) -> DateTime<Utc> {
        self.now() - self.ahead().unwrap_or_default()
    }

    /// Refuses while the server's clock says another time than ours.
    ///
    /// # Errors
    /// `CLOCK_APART`.
    pub fn require_servers_time(&self) -> Outcome<()> {
        let ahead = self.ahead().unwrap_or_default();
        if ahead.abs() < APART {
            return Ok(());
        }
        Err(Fault::new(Code::ClockApart).with("seconds", ahead.num_seconds().abs()))
    }

    /// Why the clock can't be gone by, if so.
    pub fn doubt_of_clock(&self) -> Outcome<Option<Fault>> {
        if self.ahead().is_some() {
            return Ok(self.require_servers_time().err());
        }
        let (now, books) = (self.now(), self.books()?);
        let last = books.audit_page(0, 1)?.pop();
        let last = last.and_then(|last| DateTime::parse_from_rfc3339(&last.entry.at).ok());
        let record: Option<ClockRecord> = books.get(Shelf::Setting, Single::Clock.key())?;
        // The last entry may be one that was made by the wrong clock itself.
        let good = record.as_ref().map(|record| record.good);
        let latest = last.map(|last| last.to_utc()).max(good);
        if latest.is_some_and(|latest| latest > now + APART) {
            return Ok(Some(Code::ClockBehind.into()));
        }
        let leapt = record.filter(|record| record.leapt(now));
        Ok(leapt.map(|from| {
            let days = (now - from.good).num_days();
            Fault::new(Code::ClockUnproved).with("days", days)
        }))
    }
}

impl Controller {
    /// The same, and notes how the clock ran on.
    pub fn follow_clock(&mut self) -> Outcome<Option<Fault>> {
        let doubt = self.doubt_of_clock()?;
        let now = self.now();
        let known: Option<ClockRecord> = self.books()?.get(Shelf::Setting, Single::Clock.key())?;
        let next = match (&doubt, known) {
            (None, Some(known)) if known.leapt_to.is_none() && (now - known.good).abs() < NOTED => {
                None
            }
            (None, _) => Some(ClockRecord {
                good: now,
                leapt_to: None,
            }),
            (Some(fault), Some(known)) if fault.code == Code::ClockUnproved => {
                let is_new = known.leapt_to.is_none_or(|at| (now - at).abs() > AWAY);
                is_new.then_some(ClockRecord {
                    good: known.good,
                    leapt_to: Some(now),
                })
            }
            (Some(_), _) => None,
        };
        if let Some(record) = next {
            self.keep(|store| store.put(Shelf::Setting, Single::Clock.key(), &record))?;
        }
        Ok(doubt)
    }
}
