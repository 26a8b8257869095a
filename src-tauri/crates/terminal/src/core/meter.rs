//! How far a long act is; written by whoever carries it, read by whoever looks.

use serde::Serialize;
use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::Notify,
    time::{Instant, timeout},
};
use ts_rs::TS;

/// How far a long act is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Progress {
    /// What is counted.
    pub unit: ProgressUnit,
    /// How much is done.
    pub done: u32,
    /// How much there is; None while unknown.
    pub total: Option<u32>,
    /// Per second.
    pub rate: u32,
    /// Seconds left, when they can be told.
    pub seconds_left: Option<u32>,
}

/// What a progress counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ProgressUnit {
    /// Rows.
    Rows,
    /// Bytes.
    Bytes,
}

/// A counter with a rate, a way to stop, and a way to hurry.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    phase: Mutex<Option<Phase>>,
    done: AtomicU64,
    stopped: AtomicBool,
    /// Wakes the carrier from waiting or from a transfer.
    pub nudge: Notify,
}

#[derive(Debug, Clone, Copy)]
struct Phase {
    unit: ProgressUnit,
    total: Option<u64>,
    base: u64,
    since: Instant,
}

impl Meter {
    /// Begins to count something new, `base` of which was done before.
    pub fn begin(&self, unit: ProgressUnit, total: Option<u64>, base: u64) {
        self.done.store(base, Ordering::Relaxed);
        let phase = Phase {
            unit,
            total,
            base,
            since: Instant::now(),
        };
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner) = Some(phase);
    }

    /// Says how much there will be, once that can be told.
    pub fn expect(&self, total: u64) {
        let mut phase = self.phase.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(phase) = phase.as_mut() {
            phase.total = Some(total);
        }
    }

    pub fn end(&self) {
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub fn set(&self, done: u64) {
        self.done.store(done, Ordering::Relaxed);
    }

    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.nudge.notify_one();
    }

    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Ends once somebody has stopped the act.
    pub async fn stopped(&self) {
        while !self.is_stopped() {
            self.nudge.notified().await;
        }
    }

    /// Ends once somebody nudges, at the latest after a pause where there is one.
    pub async fn nudged_within(&self, pause: Option<Duration>) {
        match pause {
            Some(pause) => {
                let _came_or_not = timeout(pause, self.nudge.notified()).await;
            }
            None => self.nudge.notified().await,
        }
    }

    pub fn view(&self) -> Option<Progress> {
        let phase = (*self.phase.lock().unwrap_or_else(PoisonError::into_inner))?;
        let done = self.done.load(Ordering::Relaxed);
        let elapsed = phase.since.elapsed().max(Duration::from_millis(1));
        let rate = (done.saturating_sub(phase.base)) as f64 / elapsed.as_secs_f64();
        let left = phase
            .total
            .map(|total| total.saturating_sub(done) as f64 / rate.max(1.0));
        Some(Progress {
            unit: phase.unit,
            done: small(done),
            total: phase.total.map(small),
            rate: rate as u32,
            seconds_left: left.filter(|_| rate >= 1.0).map(|s| s.ceil() as u32),
        })
    }
}

/// Views count in 32 bits; files end at 1 GiB.
pub(crate) fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
