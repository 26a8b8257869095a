//! File kinds as data: reading a definition, reading, checking and writing files of its kind.
//!
//! Owns: the definitions shipped in `assets/layouts`, what a file of a kind must look like, and the list of
//! everything that a check can find.
//! Never: knows a file kind by name (all of it comes from the definition), keeps a file in memory, opens a path,
//! reads a clock, or puts anything personal into a [`Fault`](kakehashi_domain::Fault).
//!
//! ```text
//! definition ─ Layout::parse ─┐
//!                             ├─ check ──────── findings, summary      (two passes at most)
//! file ─ encoding ─ records ──┼─ rows ───────── one row after another
//!                             └─ copy_rows ──── the same file, fewer rows
//! ```
#![cfg_attr(test, allow(missing_docs))]

mod cell;
mod check;
mod column_names;
mod copy;
mod definition;
mod encoding;
mod finding;
mod finding_code;
mod gate;
mod layout;
mod records;
mod row_check;
mod row_rule;
mod row_set;
mod rows;
mod shipped;
mod tally;
mod writer;

pub use check::{CheckProgress, CheckSetting, CheckSummary, check};
pub use copy::copy_rows;
pub use finding::{Finding, Subject};
pub use finding_code::{FindingCode, Severity};
pub use layout::{Bom, Column, ColumnType, Encoding, Layout, LineEnd};
pub use rows::{Row, Rows, rows};
pub use writer::RowWriter;
