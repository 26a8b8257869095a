//! Correcting characters before sending: the clerk accepts proposed texts, a corrected copy is made and checked anew,
//! and what was changed is handed back to the 基幹システム. The file as it came is never touched.

use super::findings::of_group;
use crate::{
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        meter::small,
    },
    files::sealing::HandOutTo,
    sending::{
        findings::view::{Acceptance, CorrectionChoice, FindingRow, Severity},
        hand_over::view::HandOverView,
        jobs::{
            record::{CORRECTED, CORRECTIONS, JobRecord, of_job},
            view::JobView,
            wrong_state,
        },
    },
};
use kakehashi_domain::{Code, Fault, JobState, JobStep, Outcome};
use kakehashi_layouts::{Correction, FindingCode, Layout};
use kakehashi_store::{CorrectionRecord, DataPlace, Sealed, SealedFile, SealedReader};
use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, Write},
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
    /// Its corrections, a record a line.
    list: Sealed,
    cells: u32,
}

/// What of a group can be corrected together.
///
/// # Errors
/// `JOB_NOT_FOUND`.
pub(crate) async fn correction_choices(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    code: String,
    severity: Severity,
) -> Outcome<Vec<CorrectionChoice>> {
    terminal.note_findings_seen(&permit, id).await?;
    let choices = move |look: &Look| look.correction_choices(id, &code, severity);
    terminal.see(choices).await
}

/// Accepts proposed texts: a corrected copy takes the file's place and is checked anew.
///
/// # Errors
/// `NOTHING_TO_CORRECT`, `INPUT_INVALID`, `WRONG_STATE`, `CHANGED_MEANWHILE`, `DISK_FULL`.
pub(crate) async fn correct(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    accepted: Acceptance,
) -> Outcome<JobView> {
    correct_all(terminal, permit, id, vec![accepted]).await
}

/// As [`correct()`], for what is accepted of several groups at once: one copy, one check.
///
/// # Errors
/// As [`correct()`].
pub(crate) async fn correct_all(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    accepted: Vec<Acceptance>,
) -> Outcome<JobView> {
    let work = terminal.see(move |look| look.correction_work(id, &accepted));
    let (work, dir) = (work.await?, terminal.dir.clone());
    let copy = blocking(move || work.copy(&dir)).await?;
    let viewer = permit.clone();
    let keep = move |c: &mut Controller| c.keep_corrected(permit, id, copy);
    terminal.ask(keep).await?;
    terminal.carry_on(id).await;
    terminal.see(move |look| look.job_view(&viewer, id)).await
}

/// Writes what was corrected, for the 基幹システム: row, column, what the file as it came holds, what is sent, why.
///
/// # Errors
/// `NOTHING_TO_CORRECT`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn save_corrections(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    let work = terminal.see(move |look| look.work_on(id, Vec::new()));
    let work = work.await?;
    let write = move |list: &mut dyn Write| work.write(io::sink(), list);
    terminal
        .hand_out_line(permit, to, write, |_, _| Ok(()))
        .await
}

impl Look {
    fn correction_choices(
        &self,
        id: u32,
        code: &str,
        severity: Severity,
    ) -> Outcome<Vec<CorrectionChoice>> {
        let marks = self.marks()?;
        let mut choices: BTreeMap<String, CorrectionChoice> = BTreeMap::new();
        self.each_finding(id, code, severity, |row| {
            let Some(after) = marks.finding(row.clone()).replacement else {
                return; // nothing is proposed, or it tells where a protected person lives
            };
            let choice = choices.entry(row.message.clone());
            let first = || CorrectionChoice {
                message: row.message,
                count: 0,
                before: row.value,
                after,
            };
            choice.or_insert_with(first).count += 1;
        })?;
        Ok(choices.into_values().collect())
    }

    /// Walks through the findings of a group, window by window.
    fn each_finding(
        &self,
        id: u32,
        code: &str,
        severity: Severity,
        mut take: impl FnMut(FindingRow),
    ) -> Outcome<()> {
        let query = of_group(code, severity, None);
        for offset in (0..).step_by(WINDOW as usize) {
            let window: Vec<FindingRow> = self.books()?.findings(id, &query, offset, WINDOW)?;
            if window.is_empty() {
                break;
            }
            window.into_iter().for_each(&mut take);
        }
        Ok(())
    }

    fn correction_work(&self, id: u32, accepted: &[Acceptance]) -> Outcome<Work> {
        let state = self.job(id)?.state;
        if state != JobState::Checked {
            return Err(wrong_state(id, state));
        }
        let new = self.accepted_corrections(id, accepted)?;
        if new.is_empty() {
            return Err(Code::NothingToCorrect.into());
        }
        self.work_on(id, new)
    }

    /// What is accepted, in one pass through each group.
    fn accepted_corrections(
        &self,
        id: u32,
        accepted: &[Acceptance],
    ) -> Outcome<Vec<CorrectionRecord>> {
        let mut groups: BTreeMap<(&str, Severity), Vec<&Acceptance>> = BTreeMap::new();
        for each in accepted {
            let group = groups.entry((&each.code, each.severity));
            group.or_default().push(each);
        }
        let mut corrections = Vec::new();
        for ((code, severity), accepted) in groups {
            self.each_finding(id, code, severity, |row| {
                if !accepted.iter().any(|each| each.takes(&row)) {
                    return;
                }
                corrections.extend(row.replacement.map(|after| CorrectionRecord {
                    row: row.row,
                    column: row.column,
                    after,
                    reason: code.to_owned(),
                }));
            })?;
        }
        Ok(corrections)
    }

    /// The corrected cells of a job, the first of them.
    pub(super) fn corrections(
        &self,
        id: u32,
        job: &JobRecord,
        most: usize,
    ) -> Outcome<Vec<CorrectionRecord>> {
        let Some(list) = &job.corrections else {
            let mut known = self.books()?.corrections(id)?;
            known.truncate(most);
            return Ok(known);
        };
        let list = BufReader::new(self.books()?.open_sealed(&list.id)?);
        let damaged = |e: io::Error| Fault::new(Code::WorkFileDamaged).because(e);
        let record = |line: io::Result<String>| {
            let record = line.and_then(|line| Ok(serde_json::from_str(&line)?));
            record.map_err(damaged)
        };
        list.lines().take(most).map(record).collect()
    }

    /// All corrections of a job, old and new: the copy is always made of the file as it came.
    fn work_on(&self, id: u32, new: Vec<CorrectionRecord>) -> Outcome<Work> {
        let job = self.job(id)?.body;
        let layout = self.layout_of(&job)?;
        let store = self.books()?;
        let mut all: BTreeMap<(u32, String), CorrectionRecord> = BTreeMap::new();
        let known = self.corrections(id, &job, usize::MAX)?;
        for each in known.into_iter().chain(new) {
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
}

impl Controller {
    /// The corrected copy takes the place of the copy before it; rows that were left out come back, since the check
    /// decides anew about them.
    fn keep_corrected(&mut self, permit: Permit, id: u32, copy: Copy) -> Outcome<()> {
        let Copy {
            before,
            sealed,
            list,
            cells,
        } = copy;
        let at = self.now().to_rfc3339();
        let job = self.job(id)?.body;
        // Somebody else's corrections that came while this copy was made aren't in it.
        if job.corrected != before {
            return Err(Code::ChangedMeanwhile.into());
        }
        let superseded = job.outgoing;
        let permit = permit.note(format!("あわせて{cells}か所"));
        let (file, listed) = (sealed.file().clone(), list.file().clone());
        let change = |job: &mut JobRecord| {
            job.corrected = Some(file);
            job.corrections = Some(listed);
            job.corrected_cells = cells;
            job.outgoing = None;
            job.excluded_rows = 0;
            job.handled_by.insert(permit.user.clone());
        };
        self.step_with(&permit, id, JobStep::Correct, change, |store, _| {
            store.add_sealed(&sealed, of_job(id, CORRECTED), &at)?;
            store.add_sealed(&list, of_job(id, CORRECTIONS), &at)?;
            store.keep_left_out(id, &[])?;
            superseded
                .iter()
                .try_for_each(|file| store.dispose_sealed(&file.id, &at))
        })
    }
}

impl Work {
    fn copy(self, dir: &Path) -> Outcome<Copy> {
        let (before, cells) = (self.before.clone(), small(self.corrections.len() as u64));
        let mut list = DataPlace::seal(dir)?;
        let listed = self.corrections.iter().try_for_each(|each| {
            serde_json::to_writer(&mut list, each)?;
            list.write_all(b"\n")
        });
        listed.map_err(|e| Fault::of_writing(&e, Code::DataUnwritable))?;
        let mut writer = DataPlace::seal(dir)?;
        self.write(&mut writer, &mut io::sink())?;
        Ok(Copy {
            before,
            sealed: writer.finish()?,
            list: list.finish()?,
            cells,
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
        kakehashi_layouts::correct(self.reader, &self.layout, corrections, copy, differences)
    }
}
