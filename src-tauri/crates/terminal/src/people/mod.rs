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

use crate::core::{area::Area, look::Look, retention};
use follow_ups::FollowUpRecord;
use look_ups::asked::AskedRecord;

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
        old: Look::taken_numbers,
        ..Area::NONE
    },
    Area {
        tasks: Look::collection_tasks,
        old: Look::taken_deliveries,
        ..Area::NONE
    },
    Area {
        task: Look::asking_task,
        old: Look::old_askings,
        ..Area::NONE
    },
    Area {
        task: Look::follow_up_task,
        old: |look| look.ended_many::<FollowUpRecord>(retention::FOLLOW_UP),
        ..Area::NONE
    },
    Area {
        old: |look| look.ended_many::<AskedRecord>(retention::LOOKED_UP),
        ..Area::NONE
    },
    Area {
        task: Look::case_task,
        old: Look::old_cases,
        ..Area::NONE
    },
    Area {
        task: Look::timeline_task,
        old: Look::old_timelines,
        ..Area::NONE
    },
    Area {
        task: Look::mismatch_task,
        waiting: Look::mismatches_waiting,
        old: Look::old_mismatches,
        ..Area::NONE
    },
    Area {
        tasks: Look::protection_task,
        old: Look::ended_protection,
        ..Area::NONE
    },
    Area {
        task: Look::comparison_task,
        waiting: Look::pairs_waiting,
        old: Look::old_comparisons,
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
