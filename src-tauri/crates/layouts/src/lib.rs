//! File kinds as data: reading a definition, reading, checking and writing files of its kind.
//!
//! Owns: the definitions shipped in `assets/layouts`, what a file of a kind must look like, and the list of
//! everything that a check can find.
//! Never: knows a file kind by name (all of it comes from the definition), keeps a file in memory, opens a path,
//! reads a clock, or puts anything personal into a [`Fault`](kakehashi_domain::Fault).
//!
//! ```text
//! definition ─ Layout::parse ─ Catalogue (several kinds, several versions; the day decides)
//!                  │  └─ describe, compare, template: words and empty files for people
//!                  │
//!                  ├─ check ──────── findings, summary      (two passes at most)
//! file ─ encoding ─ plain CSV ─ records ─ rows ─ one row after another
//!                  └─ copy_rows ──── the same file, fewer rows ─ writer
//! ```
#![cfg_attr(test, allow(missing_docs))]

mod check;
mod definition;
mod read;
mod write;

pub use check::{
    CheckProgress, CheckSetting, CheckSummary, Earlier, Finding, FindingCode, Limits, Remembered,
    check,
};
pub use definition::{
    Allowed, Bom, COLUMN_HEADINGS, Catalogue, Column, ColumnType, DefinitionProblem, Direction,
    Encoding, EofMark, FileType, Format, Group, Layout, LayoutChange, LineEnd, Order, PersonOrder,
    Quote, ResultRoles, Service, Severity, Timeline, TimelineStep, column_facts, compare, describe,
    facts, rules,
};
pub use read::{Milestone, Row, Rows, Subject, rows};
pub use write::{Correction, RowWriter, copy_rows, correct, template};
