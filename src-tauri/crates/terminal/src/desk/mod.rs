//! The desk: opening, logging in and leaving, accounts, settings, what to do today, the audit log.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod contacts;
pub(crate) mod day_close;
pub(crate) mod departments;
pub(crate) mod disposing;
pub(crate) mod drafts;
pub(crate) mod home;
pub(crate) mod leaks;
pub(crate) mod leaving;
pub(crate) mod notices;
pub(crate) mod password;
pub(crate) mod settings;
pub(crate) mod start;

use crate::core::{area::Area, look::Look};

/// What its businesses add to the desk.
pub(crate) const AREAS: &[Area] = &[
    Area {
        tasks: Look::own_tasks,
        old: Look::old_copies,
        ..Area::NONE
    },
    Area {
        tasks: Look::leak_tasks,
        ..Area::NONE
    },
    Area {
        tasks: Look::reset_tasks,
        ..Area::NONE
    },
    Area {
        task: Look::backup_task,
        ..Area::NONE
    },
    Area {
        old: Look::old_drafts,
        ..Area::NONE
    },
];

/// What clients are shown of it.
pub mod view {
    pub use super::{
        accounts::view::*,
        audit::view::*,
        backup::view::*,
        contacts::view::*,
        day_close::view::*,
        departments::view::*,
        disposing::SecondPerson,
        drafts::Draft,
        home::history::{SentKind, SentView, Span},
        home::view::*,
        leaks::view::*,
        settings::view::*,
    };
}
