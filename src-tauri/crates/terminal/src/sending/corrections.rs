//! Correcting characters before sending: the clerk accepts proposed texts, a corrected copy is made and checked anew,
//! and what was changed is handed back to the 基幹システム. The file as it came is never touched.

use super::{findings::of_group, release::on_job};
use crate::{
    core::{
        act::{Act, Trail},
        blocking::blocking,
        controller::{Answer, Controller, Terminal},
        meter::small,
    },
    files::sealing::HandOutTo,
    sending::{
        findings::view::{Acceptance, CorrectionChoice, FindingRow, Severity},
        hand_over::view::HandOverView,
        jobs::{
            record::{CORRECTED, JobRecord, of_job},
            view::JobView,
            wrong_state,
        },
    },
};
use kakehashi_domain::{Code, JobState, JobStep, Outcome, Role};
use kakehashi_layouts::{Correction, FindingCode, Layout, correct};
use kakehashi_store::{CorrectionRecord, DataPlace, Sealed, SealedFile, SealedReader};
use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::Path,
    sync::Arc,
};

/// Findings that are looked through at once.
const WINDOW: u32 = 1_000;

/// What making the copy needs, away from the controller.
struct Work {
    /// The copy with the corrections before these.
    before: Option<SealedFile>,
    reader: SealedReader,
    layout: Arc<Layout>,
    corrections: Vec<CorrectionRecord>,
}

/// A corrected copy, not known to the store yet.
struct Copy {
    before: Option<SealedFile>,
    sealed: Sealed,
    corrections: Vec<CorrectionRecord>,
}

impl Terminal {
    /// What of a group can be corrected together.
    ///
    /// # Errors
    /// `JOB_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn correction_choices(
        &self,
        id: u32,
        code: String,
        severity: Severity,
    ) -> Answer<Vec<CorrectionChoice>> {
        self.look(move |c| {
            c.allow_findings(id)?;
            let mut choices: BTreeMap<String, CorrectionChoice> = BTreeMap::new();
            c.each_finding(id, &code, severity, |row| {
                let Some(after) = row.replacement else { return };
                let choice = choices.entry(row.message.clone());
                choice
                    .or_insert_with(|| CorrectionChoice {
                        message: row.message,
                        count: 0,
                        before: row.value,
                        after,
                    })
                    .count += 1;
            })?;
            Ok(choices.into_values().collect())
        })
        .await
    }

    /// Accepts proposed texts: a corrected copy takes the file's place and is checked anew.
    ///
    /// # Errors
    /// `NOTHING_TO_CORRECT`, `INPUT_INVALID`, `WRONG_STATE`, `PERMISSION_DENIED`, `DISK_FULL`.
    pub async fn correct(&self, id: u32, accepted: Acceptance) -> Answer<JobView> {
        let trail = on_job(Act::Correct, id);
        self.perform(trail, async |trail| {
            let work = self.ask(move |c| c.correction_work(id, &accepted)).await?;
            let dir = self.dir.clone();
            let copy = blocking(move || work.copy(&dir)).await?;
            self.ask(move |c| c.keep_corrected(trail, id, copy)).await?;
            self.carry_on(id).await;
            self.ask(move |c| c.job_view(id)).await
        })
        .await
    }

    /// Writes what was corrected, for the 基幹システム: row, column, what the file as it came holds, what is sent, why.
    ///
    /// # Errors
    /// `NOTHING_TO_CORRECT`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `PERMISSION_DENIED`.
    pub async fn save_corrections(
        &self,
        id: u32,
        to: impl Into<HandOutTo>,
    ) -> Answer<HandOverView> {
        let to = to.into();
        let trail = on_job(Act::SaveCorrections, id).note(to.target());
        self.perform(trail, async |trail| {
            let work = self
                .ask(move |c| {
                    c.allow(&[Role::Clerk])?;
                    c.work_on(id, Vec::new())
                })
                .await?;
            self.hand_out_line(trail, to, Some(id), move |out| work.write(io::sink(), out))
                .await
        })
        .await
    }
}

impl Controller {
    /// Walks through the findings of a group, window by window.
    fn each_finding(
        &mut self,
        id: u32,
        code: &str,
        severity: Severity,
        mut take: impl FnMut(FindingRow),
    ) -> Outcome<()> {
        let mut offset = 0;
        loop {
            let query = of_group(code, severity, None);
            let window: Vec<FindingRow> = self.store()?.findings(id, &query, offset, WINDOW)?;
            if window.is_empty() {
                return Ok(());
            }
            offset += WINDOW;
            window.into_iter().for_each(&mut take);
        }
    }

    fn correction_work(&mut self, id: u32, accepted: &Acceptance) -> Outcome<Work> {
        self.allow(&[Role::Clerk])?;
        let state = self.job(id)?.state;
        if state != JobState::Checked {
            return Err(wrong_state(state));
        }
        let mut corrections = Vec::new();
        self.each_finding(id, &accepted.code, accepted.severity, |row| {
            let is_meant = row.message == accepted.message
                && accepted.row.is_none_or(|wanted| row.row == wanted)
                && accepted
                    .column
                    .as_ref()
                    .is_none_or(|wanted| row.column == *wanted);
            if let (true, Some(after)) = (is_meant, row.replacement) {
                corrections.push(CorrectionRecord {
                    row: row.row,
                    column: row.column,
                    after,
                    reason: accepted.code.clone(),
                });
            }
        })?;
        if corrections.is_empty() {
            return Err(Code::NothingToCorrect.into());
        }
        self.work_on(id, corrections)
    }

    /// All corrections of a job, old and new: the copy is always made of the file as it came.
    fn work_on(&mut self, id: u32, new: Vec<CorrectionRecord>) -> Outcome<Work> {
        let job = self.job(id)?.body;
        let layout = self.layout_of(&job)?;
        let store = self.store()?;
        let mut all: BTreeMap<(u32, String), CorrectionRecord> = BTreeMap::new();
        for each in store.corrections(id)?.into_iter().chain(new) {
            all.insert((each.row, each.column.clone()), each);
        }
        if all.is_empty() {
            return Err(Code::NothingToCorrect.into());
        }
        Ok(Work {
            before: job.corrected,
            reader: store.open_sealed(&job.source.id)?,
            layout,
            corrections: all.into_values().collect(),
        })
    }

    /// The corrected copy takes the place of the copy before it; rows that were left out come back, since the check
    /// decides anew about them.
    fn keep_corrected(&mut self, trail: Trail, id: u32, copy: Copy) -> Outcome<()> {
        let Copy {
            before,
            sealed,
            corrections,
        } = copy;
        let at = self.now().to_rfc3339();
        let clerk = self.person()?.user.clone();
        let job = self.job(id)?.body;
        // Somebody else's corrections that came while this copy was made aren't in it.
        if job.corrected != before {
            return Err(Code::ChangedMeanwhile.into());
        }
        let superseded = job.outgoing;
        let trail = trail.note(format!("あわせて{}か所", corrections.len()));
        let file = sealed.file().clone();
        let cells = small(corrections.len() as u64);
        let change = |job: &mut JobRecord| {
            job.corrected = Some(file);
            job.corrected_cells = cells;
            job.outgoing = None;
            job.excluded = Vec::new();
            job.handled_by.insert(clerk);
        };
        self.step_with(&trail, id, JobStep::Correct, change, |store, _| {
            store.add_sealed(&sealed, of_job(id, CORRECTED), &at)?;
            for each in &corrections {
                store.add_correction(id, each)?;
            }
            superseded
                .iter()
                .try_for_each(|file| store.dispose_sealed(&file.id, &at))
        })
    }
}

impl Work {
    fn copy(self, dir: &Path) -> Outcome<Copy> {
        let (before, corrections) = (self.before.clone(), self.corrections.clone());
        let mut writer = DataPlace::seal(dir)?;
        self.write(&mut writer, &mut io::sink())?;
        Ok(Copy {
            before,
            sealed: writer.finish()?,
            corrections,
        })
    }

    /// Writes the corrected copy and the list of differences.
    fn write(self, copy: impl Write, differences: &mut dyn Write) -> Outcome<u32> {
        let corrections = self.corrections.into_iter().filter_map(|each| {
            Some(Correction {
                row: each.row,
                column: each.column,
                after: each.after,
                reason: FindingCode::parse(&each.reason)?,
            })
        });
        correct(self.reader, &self.layout, corrections, copy, differences)
    }
}
