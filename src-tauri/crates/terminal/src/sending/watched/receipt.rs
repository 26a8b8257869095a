//! What stands beside a file of a watched folder: what became of it, for the program that brought it.

use crate::{core::problem::ProblemView, sending::jobs::view::JobView};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, JobState, harmless_json};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};
use ts_rs::TS;

pub(super) const SUFFIX: &str = ".receipt.json";

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WatchedOutcome {
    /// It lies in `in` and is tried again.
    Waiting,
    /// It was taken in; `state` says how far it is.
    Taken,
    /// It lies in `error`; nothing of it was kept.
    Refused,
}

/// Why a file waits or was refused, in words and as a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WatchedProblem {
    /// Which error it is.
    pub code: Code,
    /// Its number, e.g. `K101`.
    pub number: String,
    /// What happened.
    pub sentence: String,
    /// What to do now.
    pub next_step: String,
}

/// The receipt of a file in a watched folder (`NAME.receipt.json`). Nothing personal stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Receipt {
    /// 1.
    pub version: u32,
    /// Name of the file as it came.
    pub file: String,
    /// What became of it.
    pub outcome: WatchedOutcome,
    /// Its kind, where that was told.
    pub kind: Option<String>,
    /// Number of its job.
    pub job: Option<u32>,
    /// Where the job stands.
    pub state: Option<JobState>,
    /// The word for it.
    pub state_title: Option<String>,
    /// SHA-256 of the file as it came, hexadecimal.
    pub sha256: Option<String>,
    /// Data rows.
    pub rows: u32,
    /// Findings by code.
    pub by_code: BTreeMap<String, u32>,
    /// 受付番号.
    pub receipt: Option<String>,
    /// The server's own word.
    pub server_status: Option<String>,
    /// Rows that went well.
    pub ok_rows: Option<u32>,
    /// Rows that didn't.
    pub failed_rows: Option<u32>,
    /// Files that were written to `results`.
    pub results: Vec<String>,
    /// Why it waits, or was refused.
    pub problem: Option<WatchedProblem>,
    /// When this was written.
    pub at: DateTime<Utc>,
}

impl Receipt {
    pub(super) fn new(file: &str, at: DateTime<Utc>) -> Self {
        Self {
            version: 1,
            file: file.to_owned(),
            outcome: WatchedOutcome::Waiting,
            kind: None,
            job: None,
            state: None,
            state_title: None,
            sha256: None,
            rows: 0,
            by_code: BTreeMap::new(),
            receipt: None,
            server_status: None,
            ok_rows: None,
            failed_rows: None,
            results: Vec::new(),
            problem: None,
            at,
        }
    }

    /// Where the receipt of a file lies.
    pub(super) fn beside(file: &Path) -> PathBuf {
        let mut name = file.as_os_str().to_owned();
        name.push(SUFFIX);
        name.into()
    }

    /// Puts down what a job says.
    pub(super) fn tell(&mut self, job: &JobView) {
        self.outcome = WatchedOutcome::Taken;
        self.kind = Some(job.kind.clone());
        self.job = Some(job.id);
        self.state = Some(job.state);
        self.state_title = Some(job.state_title.clone());
        self.sha256 = Some(job.sha256.clone());
        self.rows = job.rows;
        self.receipt = job.receipt.clone();
        self.server_status = job.server_status.clone();
        (self.ok_rows, self.failed_rows) = (job.ok_rows, job.failed_rows);
        self.problem = job.problem.as_ref().map(WatchedProblem::of);
    }

    /// Whether nothing more will be written into it.
    pub(super) fn is_closed(&self) -> bool {
        let ended = self.state.is_some_and(JobState::is_ended);
        self.outcome == WatchedOutcome::Refused || ended || !self.results.is_empty()
    }

    /// Writes it beside its file, whole or not at all; nothing where it says the same already.
    pub(super) fn write(&self, file: &Path) -> io::Result<()> {
        let place = Self::beside(file);
        let same = |old: Self| Self { at: self.at, ..old } == *self;
        if Self::read(&place).is_some_and(same) {
            return Ok(());
        }
        let folder = place.parent().unwrap_or(Path::new("."));
        let mut sink = tempfile::NamedTempFile::new_in(folder)?;
        let text = serde_json::to_string_pretty(self)?;
        writeln!(sink, "{}", harmless_json(&text))?;
        sink.as_file().sync_all()?;
        sink.persist(&place)?;
        Ok(())
    }

    pub(super) fn read(place: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(place).ok()?).ok()
    }

    /// The receipts in a folder with the names of their files, those that are still written into.
    pub(super) fn open_in(folder: &Path) -> io::Result<Vec<(String, Self)>> {
        let mut open = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let Some(file) = name.strip_suffix(SUFFIX) else {
                continue;
            };
            if let Some(receipt) = Self::read(&path).filter(|it| !it.is_closed()) {
                open.push((file.to_owned(), receipt));
            }
        }
        Ok(open)
    }
}

impl WatchedProblem {
    pub(super) fn of(problem: &ProblemView) -> Self {
        Self {
            code: problem.code,
            number: problem.number.clone(),
            sentence: problem.sentence.clone(),
            next_step: problem.next_step.clone(),
        }
    }
}
