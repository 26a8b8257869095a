//! People who are checked: cases of identity, comparisons, mismatches, look-ups, numbers, deadlines.

pub(crate) mod cases;
pub(crate) mod comparisons;
pub(crate) mod follow_ups;
pub(crate) mod inquiries;
pub(crate) mod look_ups;
pub(crate) mod mismatches;
pub(crate) mod numbers;
pub(crate) mod pia;
pub(crate) mod protected;
pub(crate) mod symbols;
pub(crate) mod timeline;

use crate::core::{area::Area, controller::Controller, look::Look};

/// What its businesses add to the desk.
pub(crate) const AREAS: &[Area] = &[
    Area {
        tasks: |look, viewer| look.number_task(viewer).map(Vec::from_iter),
        forget_old: Controller::forget_taken_numbers,
        ..Area::NONE
    },
    Area {
        tasks: |look, viewer| look.asking_task(viewer).map(Vec::from_iter),
        forget_old: Controller::forget_old_askings,
        ..Area::NONE
    },
    Area {
        tasks: |look, viewer| look.follow_up_task(viewer).map(Vec::from_iter),
        forget_old: Controller::forget_old_follow_ups,
        ..Area::NONE
    },
    Area {
        forget_old: Controller::forget_old_asked,
        ..Area::NONE
    },
    Area {
        tasks: |look, viewer| look.case_task(viewer).map(Vec::from_iter),
        forget_old: Controller::dispose_of_old_cases,
        ..Area::NONE
    },
    Area {
        tasks: |look, viewer| look.timeline_task(viewer).map(Vec::from_iter),
        forget_old: Controller::forget_old_timelines,
        ..Area::NONE
    },
    Area {
        tasks: |look, viewer| look.mismatch_task(viewer).map(Vec::from_iter),
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
        tasks: |look, viewer| look.comparison_task(viewer).map(Vec::from_iter),
        waiting: Look::pairs_waiting,
        forget_old: Controller::dispose_of_old_comparisons,
        ..Area::NONE
    },
    Area {
        tasks: |look, viewer| look.pia_task(viewer).map(Vec::from_iter),
        ..Area::NONE
    },
];

/// What clients are shown of it.
pub mod view {
    pub use super::{
        cases::view::*, comparisons::view::*, follow_ups::view::*, inquiries::view::*,
        look_ups::view::*, mismatches::view::*, numbers::view::*, pia::view::*, protected::view::*,
        symbols::view::*, timeline::view::*,
    };
}
