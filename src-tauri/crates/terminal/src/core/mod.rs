//! What every room stands on: the one controller, the table of acts, who is logged in, time and the world outside.

pub(crate) mod act;
pub(crate) mod area;
pub(crate) mod blocking;
pub(crate) mod call;
pub(crate) mod changed;
pub(crate) mod clock;
pub(crate) mod controller;
pub(crate) mod definitions;
pub(crate) mod doubt;
pub(crate) mod gate;
pub(crate) mod in_parts;
pub(crate) mod look;
pub(crate) mod managed;
pub(crate) mod marks;
pub(crate) mod meter;
pub(crate) mod older;
pub(crate) mod part;
pub(crate) mod problem;
pub(crate) mod profile;
pub(crate) mod retention;
pub(crate) mod schema;
pub(crate) mod service_log;
pub(crate) mod session;
pub(crate) mod shelf;
pub(crate) mod since;
pub(crate) mod user;
pub(crate) mod world;

/// What clients are shown of it.
pub mod view {
    pub use super::{
        area::{Task, Urgency, Waiting},
        meter::{Progress, ProgressUnit},
        part::ListPart,
        problem::ProblemView,
        retention::RetentionView,
        session::PersonView,
    };
}
