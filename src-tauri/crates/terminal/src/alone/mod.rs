//! What needs no data of this terminal: checks of files, comparisons, definitions and rules by themselves.

pub(crate) mod catalogue;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod consent;
pub(crate) mod definitions;
pub(crate) mod dispose;
pub(crate) mod draft;
pub(crate) mod installation;
pub(crate) mod restore;
pub(crate) mod rules;
pub(crate) mod self_check;
pub(crate) mod tables;
pub(crate) mod waiting;

/// What clients are shown of it.
pub mod view {
    pub use super::restore::RestoreReport;
}
