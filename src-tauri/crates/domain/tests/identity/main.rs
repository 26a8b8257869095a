//! 本人確認 against the tables: the example, every refusal, all minimal complete sets, and what always holds.
#![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.

mod cases;
mod example;
mod guide;
mod properties;
mod refusals;
mod sets;
mod tables;
