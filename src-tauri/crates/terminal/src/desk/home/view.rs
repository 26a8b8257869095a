//! Start, frame and home.

use crate::{
    core::{
        area::{Task, Waiting},
        session::PersonView,
    },
    place::{
        certificates::view::{CertificateView, ProfileView},
        connection::view::ServerView,
    },
    sending::jobs::view::JobView,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use ts_rs::TS;

/// Which door a client stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing is set up yet.
    SetUp,
    /// The key is sealed by a pass phrase, which is wanted.
    Unlock,
    /// Nobody is logged in.
    LogIn,
    /// Somebody is logged in and has left.
    Locked,
    /// Somebody is logged in.
    Ready,
}

/// What a client needs before anyone is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StartView {
    /// Which door.
    pub stage: Stage,
    /// Whether the OS key store works; without it, set-up asks for a pass phrase.
    pub key_store_available: bool,
    /// Who has left, while the session is locked.
    pub left: Option<String>,
    /// Version of the program.
    pub version: String,
}

/// What stands around every screen.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FrameView {
    /// Who is logged in.
    pub person: PersonView,
    /// The profile in use.
    pub profile: Option<ProfileView>,
    /// Its certificate.
    pub certificate: Option<CertificateView>,
    /// The connection.
    pub server: ServerView,
    /// Counters beside the menu.
    pub waiting: Waiting,
}

/// Home: what to do today.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct HomeView {
    /// Today in Japan.
    pub today: NaiveDate,
    /// Nearest deadline first.
    pub tasks: Vec<Task>,
    /// Jobs that are on their way.
    pub moving: Vec<JobView>,
    /// Seven days, the oldest first.
    pub week: Vec<DayCount>,
    /// Steps that stand as done though this terminal didn't do them.
    pub stated: Vec<String>,
    /// When the last result was confirmed.
    pub last_result_at: Option<DateTime<Utc>>,
}

/// Rows of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DayCount {
    /// The day in Japan.
    pub day: NaiveDate,
    /// Rows registered.
    pub ok: u32,
    /// Rows that the server refused.
    pub failed: u32,
}
