//! How often each certificate tried a password within the last minute.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use axum::http::header;

use crate::{
    limits,
    problem::{Code, Problem},
};

const MINUTE_MS: i64 = 60_000;

/// Tries by the SHA-256 of the certificate.
#[derive(Default)]
pub struct Attempts(Mutex<HashMap<Vec<u8>, VecDeque<i64>>>);

impl Attempts {
    /// Counts one, or refuses it; `now` is in Unix milliseconds.
    ///
    /// # Errors
    /// `too-many-requests`, with the time to wait.
    pub fn count(&self, certificate: &[u8], now: i64) -> Result<(), Problem> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for tries in all.values_mut() {
            // A clock that was set back forgives.
            tries.retain(|at| (now - MINUTE_MS..=now).contains(at));
        }
        all.retain(|_, tries| !tries.is_empty());
        let tries = all.entry(certificate.to_owned()).or_default();
        match tries.front() {
            Some(first) if tries.len() >= limits::LOGINS_A_MINUTE => {
                let seconds = (first + MINUTE_MS - now).max(0) / 1000 + 1;
                Err(Code::TooManyRequests.with(header::RETRY_AFTER, seconds))
            }
            Some(_) | None => {
                tries.push_back(now);
                Ok(())
            }
        }
    }
}
