//! Where the terminal stands: profiles, certificates, whom it trusts, the way to the server, the definitions of files.

pub(crate) mod address;
pub(crate) mod certificates;
pub(crate) mod connection;
pub(crate) mod definitions;
pub(crate) mod key_home;
pub(crate) mod profiles;
pub(crate) mod reachability;
pub(crate) mod revocation;
pub(crate) mod trust;

pub(crate) mod handing_out;

use crate::core::{area::Area, look::Look};

/// What its businesses add to the desk.
pub(crate) const AREAS: &[Area] = &[
    Area {
        tasks: Look::revocation_tasks,
        ..Area::NONE
    },
    Area {
        facts: Look::facts_of_certificate,
        ..Area::NONE
    },
];

/// What clients are shown of it.
pub mod view {
    pub use super::{
        certificates::life::{BackupView, InventoryLine, LifeLine, NewPapers, NewRevocation},
        certificates::view::*,
        connection::view::*,
        definitions::{drafting::NewDefinition, view::*},
    };
}
