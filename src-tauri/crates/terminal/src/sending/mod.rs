//! The way of a file: taken in, checked, corrected, released, carried, its result read and handed over, disposed of.

pub(crate) mod answers;
mod approved;
pub(crate) mod by_hand;
pub(crate) mod carry_on;
pub(crate) mod checking;
mod confirms;
pub(crate) mod conveyor;
pub(crate) mod corrections;
pub(crate) mod decision_sheet;
pub(crate) mod decisions;
pub(crate) mod disposal;
pub(crate) mod earlier;
pub(crate) mod findings;
pub(crate) mod hand_over;
pub(crate) mod holding;
pub(crate) mod jobs;
pub(crate) mod leaving;
pub(crate) mod masters;
pub(crate) mod order;
pub(crate) mod queue;
pub(crate) mod release;
pub(crate) mod results;
mod silence;
pub(crate) mod since;
pub(crate) mod taking_in;
mod to_do;
pub(crate) mod trial;
pub(crate) mod watched;

use crate::core::{area::Area, look::Look};

/// What its businesses add to the desk.
pub(crate) const AREAS: &[Area] = &[
    Area {
        tasks: Look::sending_tasks,
        waiting: Look::jobs_waiting,
        facts: Look::facts_of_jobs,
        old: Look::old_jobs,
        ..Area::NONE
    },
    Area {
        task: Look::hand_over_task,
        ..Area::NONE
    },
    Area {
        task: Look::index_task,
        old: Look::old_index,
        ..Area::NONE
    },
];

/// What clients are shown of it.
pub mod view {
    pub use super::{
        disposal::DisposalView, earlier::view::*, findings::view::*, hand_over::view::*,
        jobs::view::*, leaving::view::*, masters::view::*, order::view::*, results::view::*,
        since::view::*, trial::TrialView,
    };
}
