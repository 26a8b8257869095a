//! What the terminal keeps: an SQLCipher database, sealed work files beside it, and the key to both.
//!
//! Owns: the data directory and its lock, the data key and where it lies, migrations, the audit chain, sealed files.
//! Never: decides who may do what, reads a clock, talks to a server. Records are the caller's own serde types.
//!
//! Writing needs a [`Transaction`], so that an act and its audit entry stand or fall together; what can't be undone waits
//! in it for COMMIT. Looking needs a [`Reader`], of which there may be many beside the one [`Store`].

mod answers;
mod audit;
mod backup;
mod branches;
mod copies;
mod corrections;
mod database;
mod destroy;
mod earlier;
mod errors;
mod finding_parts;
mod findings;
mod jobs;
mod key;
mod key_store;
mod left_out;
mod long_path;
mod pairs;
mod pass_phrase;
mod place;
#[cfg(test)]
mod plans;
mod private;
mod ranges;
mod records;
mod rows;
mod sealed;
mod shelf;
mod signing;
mod timeline;

pub use answers::Answer;
pub use audit::{AuditEntry, AuditReport, PaperHead, StoredEntry, verify_export};
pub use backup::{BackupSeal, BackupSource, Contents, Unpacked};
pub use branches::{MarkedBranch, Marker};
pub use corrections::CorrectionRecord;
pub use database::{Reader, Readers, Store, Touched, Transaction};
pub use destroy::Destroyed;
pub use findings::{FindingCount, FindingQuery, FindingRecord};
pub use jobs::{JobRow, MessageRow, Part};
pub use key::{DataKey, Forgotten, KeyCare};
pub use key_store::key_store_works;
pub use pairs::{PairCounts, PairStanding};
pub use place::{DataPlace, SERVICE_LOG};
pub use records::Numbered;

pub use sealed::{Owner, Sealed, SealedFile, SealedReader, SealedWriter};
pub use signing::Signature;
pub use timeline::{TimelineQuery, TimelineRow, TimelineStart};
