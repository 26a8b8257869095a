//! People who are checked: cases of identity, comparisons, mismatches, look-ups, numbers, deadlines.

pub(crate) mod cases;
pub(crate) mod collection;
pub(crate) mod comparisons;
pub(crate) mod follow_ups;
pub(crate) mod inquiries;
pub(crate) mod look_ups;
pub(crate) mod members;
pub(crate) mod mismatches;
pub(crate) mod numbers;
pub(crate) mod pia;
pub(crate) mod protected;
pub(crate) mod symbols;
pub(crate) mod timeline;

use crate::core::{area::Area, controller::Controller, look::Look};

/// 記号, 番号 and 枝番 as they are shown; what is empty is left out.
pub(crate) fn joined(parts: [&String; 3]) -> String {
    let parts = parts.into_iter().map(String::as_str);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// What its businesses add to the desk.
pub(crate) const AREAS: &[Area] = &[
    Area {
        task: Look::number_task,
        forget_old: Controller::forget_taken_numbers,
        ..Area::NONE
    },
    Area {
        tasks: Look::collection_tasks,
        forget_old: Controller::forget_taken_deliveries,
        ..Area::NONE
    },
    Area {
        task: Look::asking_task,
        forget_old: Controller::forget_old_askings,
        ..Area::NONE
    },
    Area {
        task: Look::follow_up_task,
        forget_old: Controller::forget_old_follow_ups,
        ..Area::NONE
    },
    Area {
        forget_old: Controller::forget_old_asked,
        ..Area::NONE
    },
    Area {
        task: Look::case_task,
        forget_old: Controller::dispose_of_old_cases,
        ..Area::NONE
    },
    Area {
        task: Look::timeline_task,
        forget_old: Controller::forget_old_timelines,
        ..Area::NONE
    },
    Area {
        task: Look::mismatch_task,
        waiting: Look::mismatches_waiting,
        forget_old: Controller::dispose_of_old_mismatches,
        ..Area::NONE
    },
    Area {
        tasks: Look::protection_task,
        forget_old: Controller::forget_ended_protection,
        ..Area::NONE
    },
    Area {
        task: Look::comparison_task,
        waiting: Look::pairs_waiting,
        forget_old: Controller::dispose_of_old_comparisons,
        ..Area::NONE
    },
    Area {
        task: Look::pia_task,
        ..Area::NONE
    },
];

/// What clients are shown of it.
pub mod view {
    pub use super::{
        cases::view::*, collection::view::*, comparisons::view::*, follow_ups::view::*,
        inquiries::view::*, look_ups::view::*, members::view::*, mismatches::view::*,
        numbers::view::*, pia::view::*, protected::view::*, symbols::view::*, timeline::view::*,
    };
}
