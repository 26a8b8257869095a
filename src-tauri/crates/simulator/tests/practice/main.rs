//! The practice server from outside: over real TLS, with real certificates.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may fail loudly, too"
)]

mod certificates;
mod contract;
mod crash;
mod faults;
mod jobs;
mod limits;
mod own;
mod services;
mod standing;
mod storage;
mod support;
mod uploads;
