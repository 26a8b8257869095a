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

mod act;
mod acts;
mod check_alone;
mod clock;
mod compare_alone;
mod controller;
mod conveyor;
mod definitions;
mod definitions_alone;
mod dispose_alone;
mod files;
mod finding_list;
mod installation;
mod job_layouts;
mod jobs;
mod key_home;
mod managed;
mod meter;
mod notices;
mod pairs_file;
mod password;
mod records;
mod rules_alone;
mod sealing;
mod self_check;
mod session;
pub mod view;
mod world;

pub use act::Act;
pub use acts::{Left, Tick, number_problem, pair_grounds, shipped_kinds, verify_audit_file};
pub use check_alone::{CheckReport, CheckRequest, check_file};
pub use clock::{Clock, SystemClock};
pub use compare_alone::{CompareReport, CompareRequest, compare_file};
pub use controller::{Answer, Changed, Terminal};
pub use definitions_alone::{
    ChangeLine, DefinitionReport, KindLine, ProblemLine, check_definition, compare_definitions,
    shipped_versions, write_template,
};
pub use dispose_alone::{DisposalReport, dispose_terminal};
pub use installation::check_installation;
pub use key_home::{KeyHome, SystemKeyHome};
pub use managed::{Managed, SystemPolicies};
pub use notices::Notice;
pub use rules_alone::{CheckedCase, assess_pia, check_case};
pub use self_check::{SelfCheckLine, self_check};
pub use world::{HttpLinks, Link, Links, World};

use std::alloc::System;
use zeroizing_alloc::ZeroAlloc;

/// Every block of memory is wiped when it is given back, in window and command line alike: what is secret or personal
/// also passes through libraries that wipe nothing, and a text that grows leaves its half behind.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);
