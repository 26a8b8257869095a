//! People who are checked: cases of identity, comparisons, mismatches, look-ups, numbers, deadlines.

pub(crate) mod cases;
pub(crate) mod comparisons;
pub(crate) mod look_ups;
pub(crate) mod mismatches;
pub(crate) mod numbers;
pub(crate) mod pia;
pub(crate) mod timeline;

/// What clients are shown of it.
pub mod view {
    pub use super::{
        cases::view::*, comparisons::view::*, look_ups::view::*, mismatches::view::*,
        numbers::view::*, pia::view::*, timeline::view::*,
    };
}
