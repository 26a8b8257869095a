//! The controller of the terminal: session, workflows, queue.
//!
//! Owns: who may do what, the way of a file from taking-in to the confirmed result, and the audit trail of every act.
//! Never: knows a window or a command line, reads a clock of its own, or lets anything leave that nobody released.
//!
//! ```text
//! window ─┐                          ┌─ store
//!         ├─ Terminal ──closures──▶ Controller
//! CLI ────┘  (handle)                └─ meters of what is running
//!                └── check, conveyor: tasks of their own, which ask the controller like clients do
//! ```

mod acts;
mod alone;
mod areas;
mod core;
mod desk;
mod files;
mod people;
mod place;
mod sending;
pub mod view;
mod words;

pub use crate::core::{
    act::{Act, Who},
    call::{Call, misuse, parse, shape, typescript, typescript_acts},
    changed::Changed,
    clock::{Clock, SystemClock, japan_day},
    controller::{Answer, Terminal},
    managed::{Managed, SystemPolicies},
    marks::{Marks, SystemMarks},
    schema::schema,
    service_log::begin_service_log,
    world::{HttpLinks, Link, Links, World},
};
pub use acts::calls;
pub use alone::{
    catalogue::{KeptData, Origin},
    check::{CheckReport, CheckRequest, CheckedFile, FileFinding, check_files},
    compare::{CompareReport, CompareRequest, compare_file},
    consent::Consent,
    definitions::{
        ChangeLine, DefinitionReport, KindLine, ProblemLine, check_definition, compare_definitions,
        versions_at_hand, write_template,
    },
    dispose::{DisposalReport, DisposalRequest, dispose_terminal},
    draft::{
        ColumnSaid, DraftColumnView, DraftFrom, DraftReport, DraftWish, MeaningChoice, SampleView,
        draft_definition,
    },
    installation::check_installation,
    restore::{RestoreReport, RestoreRequest, restore},
    rules::{CheckedCase, assess_pia, check_case},
    self_check::{SelfCheckLine, self_check, write_self_check},
    tables::{FindingKind, encodings, finding_codes, kind_names},
    waiting::{await_release, states_of},
};
pub use desk::{
    audit::verify_audit_file,
    leaving::{Left, Tick},
    notices::Notice,
};
pub use files::{files_named, listed::listed_by, read_secret};
pub use people::{
    comparisons::pair_grounds, numbers::number_problem, protected::lifting::is_lift as wants_two,
};
pub use place::{
    certificates::explained::explain_certificate_file,
    key_home::{KeyHome, SystemKeyHome},
};
pub use sending::{
    taking_in::shipped_kinds,
    watched::{Going, Receipt, WatchedFolder, WatchedOutcome, WatchedProblem},
};
pub use words::typescript_words;

/// Whether something was ever kept in a data directory; nothing is made or changed by asking.
pub fn is_begun(dir: &std::path::Path) -> bool {
    kakehashi_store::DataPlace::is_begun(dir)
}

/// When the data of a directory last changed, as far as the file system tells; takes nothing.
pub fn last_change(dir: &std::path::Path) -> Option<std::time::SystemTime> {
    kakehashi_store::DataPlace::last_change(dir)
}

use std::alloc::System;
use zeroizing_alloc::ZeroAlloc;

/// Every block of memory is wiped when it is given back, in window and command line alike: what is secret or personal
/// also passes through libraries that wipe nothing, and a text that grows leaves its half behind.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);
