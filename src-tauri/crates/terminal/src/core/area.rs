//! What a business adds to what all of them together make: today's tasks, the counters beside the menu, what the PC says of
//! itself, the disposal by age. Each room lists its areas; whoever collects them names none.

use crate::core::{controller::Controller, gate::Permit, look::Look};
use kakehashi_domain::Outcome;
use serde::Serialize;
use std::sync::Arc;
use ts_rs::TS;

/// What one business adds.
pub(crate) struct Area {
    /// What it asks of this person today.
    pub task: fn(&Look, &Permit) -> Outcome<Option<Task>>,
    /// The same of one that may ask several things.
    pub tasks: fn(&Look, &Permit) -> Outcome<Vec<Task>>,
    /// How much of it waits for this person.
    pub waiting: fn(&Look, &Permit, &mut Waiting) -> Outcome<()>,
    /// What of it the PC says by itself.
    pub facts: fn(&Look, &mut Facts) -> Outcome<()>,
    /// What of it is personal and old.
    pub old: fn(&Look) -> Outcome<Vec<Old>>,
}

impl Area {
    /// Adds nothing.
    pub const NONE: Self = Self {
        task: |_, _| Ok(None),
        tasks: |_, _| Ok(Vec::new()),
        waiting: |_, _, _| Ok(()),
        facts: |_, _| Ok(()),
        old: |_| Ok(Vec::new()),
    };
}

/// Something old, and how some of it is disposed of; asked again while more is left, so that others' acts come between.
#[derive(Clone)]
pub(crate) struct Old(Arc<Disposing>);

type Disposing = dyn Fn(&mut Controller) -> Outcome<Rest> + Send + Sync;

/// What is left of something old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rest {
    Nothing,
    More,
}

impl Old {
    /// What is disposed of some at a time.
    pub fn by_parts(
        dispose: impl Fn(&mut Controller) -> Outcome<Rest> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(dispose))
    }

    /// What is disposed of in one commit.
    pub fn at_once(
        dispose: impl Fn(&mut Controller) -> Outcome<()> + Send + Sync + 'static,
    ) -> Self {
        Self::by_parts(move |c| dispose(c).map(|()| Rest::Nothing))
    }

    /// Disposes of some of it.
    pub fn dispose(&self, controller: &mut Controller) -> Outcome<Rest> {
        (self.0)(controller)
    }
}

/// How pressing a task is; shown by shape, colour and word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// ● red.
    Urgent,
    /// ▲ amber.
    Waiting,
    /// grey.
    Planned,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Task {
    /// How pressing.
    pub urgency: Urgency,
    /// One word for the margin, e.g. `未確認`.
    pub mark: String,
    /// What to do.
    pub title: String,
    /// How much, e.g. `1,000 件中 3 件が登録できませんでした`.
    pub summary: String,
    /// Why, and since when.
    pub why: String,
    /// The button's verb; None when there is nothing to press yet.
    pub button: Option<String>,
    /// Screen to open: a path of the window, e.g. `/jobs/3/result`.
    pub path: String,
}

/// How much waits for this person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct Waiting {
    /// Files to approve that somebody else prepared.
    pub approvals: u32,
    /// Results that nobody has confirmed.
    pub results: u32,
    /// Pairs of a comparison to look at.
    pub pairs: u32,
    /// 突合不一致 that ask something of this person.
    pub mismatches: u32,
}

/// What stands now, whoever sits at the PC; nothing of a person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// Serial number and days left of the certificate in use.
    pub certificate: Option<(String, i64)>,
    /// Jobs whose results nobody has confirmed.
    pub results: Vec<u32>,
    /// Jobs that wait for approval.
    pub approvals: Vec<u32>,
    /// How many are on their way.
    pub moving: usize,
}
