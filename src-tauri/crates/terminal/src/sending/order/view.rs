//! The order of steps, as shown.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// What stands of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum StepStanding {
    /// A file of it went and rows of it were registered.
    Done,
    /// An administrator said that it was done elsewhere.
    Stated,
    /// Neither.
    Missing,
}

impl StepStanding {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Done, Self::Stated, Self::Missing];

    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Done => "済み",
            Self::Stated => "ほかで済み",
            Self::Missing => "まだ",
        }
    }
}

/// A kind of file in the order of steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StepView {
    /// File kind.
    pub kind: String,
    /// Its name on screen.
    pub title: String,
    /// What must come before it, by name.
    pub after: Vec<String>,
    /// What stands of it.
    pub standing: StepStanding,
    /// Whether others wait for it.
    pub is_waited_for: bool,
    /// Why it counts as done, where somebody said so.
    pub reason: Option<String>,
    /// Who said it.
    pub by: Option<String>,
    /// When.
    pub at: Option<DateTime<Utc>>,
}

/// A file whose content may go once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReopenedView {
    /// Number of the job that it went by.
    pub job: u32,
    /// Why.
    pub reason: String,
    /// Who opened it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The order of steps for the connection in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StepsView {
    /// The connection in words.
    pub place: String,
    /// The kinds that wait for others, or that others wait for; what waits for nothing first.
    pub steps: Vec<StepView>,
    /// What may go a second time.
    pub reopened: Vec<ReopenedView>,
}
