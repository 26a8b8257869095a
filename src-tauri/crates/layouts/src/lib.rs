//! File kinds as data: reading a definition, reading, checking and writing files of its kind.
//!
//! Owns: the definitions shipped in `assets/layouts`, what a file of a kind must look like, and the list of
//! everything that a check can find.
//! Never: knows a file kind by name (all of it comes from the definition), keeps a file in memory, opens a path,
//! reads a clock, or puts anything personal into a [`Fault`](kakehashi_domain::Fault).
//!
//! Five rooms, each of which takes only from those above it:
//!
//! ```text
//! definition   what a file of a kind must look like: read from TOML, told in words, compared; the catalogue
//! read         file ─ encoding ─ plain CSV (XML too) ─ chunks ─ records ─ rows; what of a row may be shown
//! check        cells, rows, the whole file, an earlier file ─ findings, summary (two passes at most)
//! write        rows ─ file: new, empty, fewer rows of another, corrected, in another encoding
//! draft        a file or a table of columns ─ a definition to be looked through
//! ```
#![cfg_attr(test, allow(missing_docs))]

mod check;
mod definition;
mod draft;
mod read;
mod write;

pub use check::{
    CheckProgress, CheckSetting, CheckSummary, Earlier, Finding, FindingCode, Limits,
    ProtectedPerson, Remembered, Roll, Standing, Tallied, check, misfit,
};
pub use definition::{
    Allowed, Bom, COLUMN_HEADINGS, Catalogue, Column, ColumnType, DefinitionProblem, Direction,
    EarlierVersion, Encoding, EofMark, FileType, Format, Group, HouseEncoding, Inquiring, Layout,
    LayoutChange, LineEnd, Order, PersonOrder, Protection, Quote, ResultRoles, RowChange, Service,
    Severity, Timeline, TimelineStep, column_facts, compare, describe, facts, rules,
};
pub use draft::{Draft, DraftColumn, DraftRequest, Meaning, Said, draft, titles};
pub use read::{
    AnsweredItem, Fitted, HEAD_BYTES, Milestone, Row, Rows, Sheet, Subject, answered_items, fit,
    recognise, rows, sheets, version_of,
};
pub use write::{Correction, RowWriter, copy_rows, correct, rewrite, template};
