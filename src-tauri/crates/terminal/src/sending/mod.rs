//! The way of a file: taken in, checked, corrected, released, carried, its result read and handed over, disposed of.

mod approved;
pub(crate) mod by_hand;
pub(crate) mod carry_on;
pub(crate) mod checking;
pub(crate) mod conveyor;
pub(crate) mod corrections;
pub(crate) mod decisions;
pub(crate) mod disposal;
pub(crate) mod earlier;
pub(crate) mod findings;
pub(crate) mod hand_over;
pub(crate) mod holding;
pub(crate) mod jobs;
pub(crate) mod leaving;
pub(crate) mod release;
pub(crate) mod results;
pub(crate) mod taking_in;
pub(crate) mod trial;

/// What clients are shown of it.
pub mod view {
    pub use super::{
        disposal::DisposalView, earlier::view::*, findings::view::*, hand_over::view::*,
        jobs::view::*, leaving::view::*, results::view::*, trial::TrialView,
    };
}
