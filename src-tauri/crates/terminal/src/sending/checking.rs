//! The check of a job's file: in a task of its own, findings stored batch by batch, stopped when somebody says so.

use super::release::dispose_files;
use crate::{
    core::{
        act::Act,
        area::Rest,
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        in_parts::{ROWS_AT_ONCE, rest_after},
        look::{Look, Running},
        meter::{Meter, ProgressUnit, small},
        profile::ProfileRecord,
    },
    files::listed::Listed,
    sending::{
        confirms::Held,
        earlier::filling::earlier_of,
        findings::view::FindingRow,
        jobs::{
            record::{JobRecord, ProblemRecord},
            subject,
            view::Who,
        },
    },
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, InsurerNumber, JobStep, Outcome, Shelf};
use kakehashi_layouts::{
    CheckProgress, CheckSetting, CheckSummary, Encoding, Finding, FindingCode, Layout, Limits,
    ProtectedPerson, Severity, Subject, check, rows,
};
use kakehashi_store::{FindingRecord, SealedReader, Transaction};
use std::{
    io::{Read, Seek},
    ops::ControlFlow,
    sync::Arc,
    time::Duration,
};
use tokio::time::sleep;

const FINDINGS_A_BATCH: usize = 2_000;
/// How long a check that can't be kept waits before it begins anew.
pub(super) const ROOM_AGAIN: Duration = Duration::from_secs(15);
/// How long the people of a file wait for whoever handed it in, and needs the terminal for the next step.
const SERVED_FIRST: Duration = Duration::from_secs(1);
/// The index knows everybody who was ever sent, a file of changes only some: who is missing in it isn't gone. Shares
/// tell something only where an administrator says from where on.
const NO_SHARE: Limits = Limits {
    removed_percent: 100,
    changed_percent: 100,
};

/// By what a file is checked here.
pub(crate) struct Standard {
    pub layout: Arc<Layout>,
    insurer: Option<InsurerNumber>,
    house: Encoding,
    today: NaiveDate,
    /// Whether the index is on.
    compares: bool,
    limits: Limits,
    /// Who is watched over.
    protected: Vec<ProtectedPerson>,
}

/// What a check needs, away from the controller.
pub(crate) struct CheckWork {
    reader: SealedReader,
    standard: Standard,
    listed: Listed,
    /// The connection of a look-up.
    looks_up_by: Option<String>,
}

impl Terminal {
    /// Runs a check to its end, in a task of its own. Where there is no room on the disk, or another program holds the data, it waits and begins anew.
    pub(crate) fn run_check(&self, id: u32, work: CheckWork, running: Running) {
        let terminal = self.clone();
        tokio::spawn(async move {
            let (teller, meter) = (terminal.clone(), running.meter.clone());
            let summary = async {
                terminal
                    .clear_in_parts(move |store| clear_findings(store, id))
                    .await?;
                blocking(move || work.run(id, &teller, &meter)).await
            };
            let summary = summary.await;
            let held = terminal.see(move |look| look.answers_that_hold(id)).await;
            let ended = terminal.ask(move |c| {
                running.end();
                match summary {
                    Err(fault) if may_go_later(&fault) => Err(fault),
                    summary => c.end_check(id, summary, held?),
                }
            });
            if let Err(fault) = ended.await {
                tracing::warn!(code = fault.code.number(), "a check could not be ended");
                terminal.say_unnoted(id, &fault);
                return;
            }
            let later = terminal.later();
            drop(terminal);
            sleep(SERVED_FIRST).await;
            if let Some(terminal) = later.now() {
                terminal.note_timelines(id).await;
            }
        });
    }
}

impl CheckWork {
    fn run(
        mut self,
        id: u32,
        terminal: &Terminal,
        meter: &Arc<Meter>,
    ) -> Outcome<(CheckSummary, bool)> {
        let runtime = tokio::runtime::Handle::current();
        let (mut batch, mut trouble) = (Vec::new(), None);
        let mut store = |batch: &mut Vec<Finding>| {
            let findings = std::mem::take(batch);
            let kept = runtime.block_on(terminal.ask(move |c| c.keep_findings(id, &findings)));
            trouble = trouble.take().or(kept.err());
        };
        let (summary, compared) = self.standard.check(
            terminal,
            &mut self.reader,
            &self.listed,
            &mut |finding| {
                batch.push(finding);
                if batch.len() >= FINDINGS_A_BATCH {
                    store(&mut batch);
                }
            },
            &mut |progress| {
                meter.set(u64::from(progress.rows));
                meter.expect(estimated_rows(&progress));
                terminal.tell_progress(id);
                if meter.is_stopped() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        )?;
        let mut summary = summary;
        summary.warnings.rows += self.tell_asked_before(terminal, &mut batch)?;
        store(&mut batch);
        if summary.protected > 0 && !summary.cancelled {
            for part in self.protected_people()?.chunks(ROWS_AT_ONCE) {
                let people = part.to_vec();
                let noted = runtime.block_on(terminal.ask(move |c| c.protect_people(id, &people)));
                trouble = trouble.or(noted.err());
            }
        }
        trouble.map_or(Ok((summary, compared)), Err)
    }
}

impl CheckWork {
    /// Whom the file protects, read once more.
    fn protected_people(mut self) -> Outcome<Vec<ProtectedPerson>> {
        let rewound = self.reader.rewind();
        rewound.map_err(|e| Fault::new(Code::WorkFileDamaged).because(e))?;
        let layout = &self.standard.layout;
        let rows = rows(self.reader, layout)?.filter_map(Result::ok);
        Ok(rows
            .filter_map(|row| ProtectedPerson::of(layout, &row))
            .collect())
    }

    /// Names the people of a look-up who were looked up before; gives back how many.
    fn tell_asked_before(&mut self, terminal: &Terminal, batch: &mut Vec<Finding>) -> Outcome<u32> {
        let Some(profile) = &self.looks_up_by else {
            return Ok(0);
        };
        self.reader.rewind().map_err(|_| Code::WorkFileDamaged)?;
        // A row that can't be read is an error of the check.
        let people = rows(&mut self.reader, &self.standard.layout)?.flatten();
        let people: Vec<(u32, Subject)> = people.map(|row| (row.number(), row.subject())).collect();
        let profile = profile.clone();
        let asked = terminal.see(move |look| look.asked_before(&profile, people));
        let told = tokio::runtime::Handle::current().block_on(asked)?;
        batch.extend(told.iter().cloned());
        Ok(small(told.len() as u64))
    }
}

impl Standard {
    /// Checks a file; whether it was compared with what was sent before is told beside what was found.
    pub fn check(
        &self,
        terminal: &Terminal,
        source: &mut (impl Read + Seek),
        listed: &Listed,
        on_finding: &mut dyn FnMut(Finding),
        on_progress: &mut dyn FnMut(CheckProgress) -> ControlFlow<()>,
    ) -> Outcome<(CheckSummary, bool)> {
        let earlier = match self.compares {
            true => earlier_of(terminal, &self.layout)?,
            false => None,
        };
        let setting = CheckSetting {
            own_insurer: self.insurer.as_ref(),
            own_encoding: Some(self.house),
            earlier: earlier.as_ref(),
            protected: &self.protected,
            limits: Some(self.limits),
            expected_rows: listed.rows,
            expected_sum: listed.sum_in(&self.layout)?,
            ..CheckSetting::new(&self.layout, self.today)
        };
        let summary = check(source, &setting, on_finding, on_progress)?;
        Ok((summary, earlier.is_some()))
    }
}

impl Look {
    /// By what a file for this connection is checked today.
    pub(crate) fn standard(&self, profile: &str, layout: Arc<Layout>) -> Outcome<Standard> {
        let profile: Option<ProfileRecord> = self.books()?.get(Shelf::Profile, profile)?;
        let shares = self.gate_setting()?.map(|setting| Limits {
            removed_percent: setting.removed_percent,
            changed_percent: setting.changed_percent,
        });
        Ok(Standard {
            layout,
            insurer: profile.and_then(|p| InsurerNumber::parse(&p.insurer).ok()),
            house: self.house().encoding(),
            today: japan_day(self.now()),
            compares: self.index_setting()?.is_some(),
            limits: shares.unwrap_or(NO_SHARE),
            protected: self.watched_over()?,
        })
    }
}

impl Controller {
    pub(crate) fn prepare_check(&mut self, id: u32) -> Outcome<(CheckWork, Running)> {
        let job = self.job(id)?;
        self.purge_index_when_due()?;
        let standard = self.standard(&job.body.profile, self.layout_of(&job.body)?)?;
        let store = self.store()?;
        let reader = store.open_sealed(&job.body.whole().id)?;
        let running = self.begin_running(id);
        running.meter.begin(ProgressUnit::Rows, None, 0);
        Ok((
            CheckWork {
                reader,
                standard,
                looks_up_by: job.body.look_up.as_ref().map(|_| job.body.profile.clone()),
                listed: job.body.listed.unwrap_or_default(),
            },
            running,
        ))
    }

    fn keep_findings(&mut self, id: u32, findings: &[Finding]) -> Outcome<()> {
        let rows: Vec<FindingRow> = findings.iter().map(finding_row).collect();
        let record = |(finding, row)| record(finding, row);
        let records: Vec<_> = findings.iter().zip(&rows).map(record).collect();
        self.store()?
            .transact(|store| store.add_findings(id, &records))
    }

    fn end_check(
        &mut self,
        id: u32,
        summary: Outcome<(CheckSummary, bool)>,
        held: Held,
    ) -> Outcome<()> {
        let job = self.job(id)?.body;
        let permit = Permit::of_terminal(Act::check, subject(id)).in_name_of(&job.prepared_by);
        match summary {
            Ok((summary, _)) if summary.cancelled => Ok(()),
            Ok((summary, compared)) => {
                let repeats = self.sent_before(id, &job, summary.digest)?;
                if let Some(earlier) = repeats {
                    self.keep_findings(id, &[sent_before(earlier)])?;
                }
                let kind = job.kind;
                let finished = |job: &mut JobRecord| {
                    job.digest = summary.digest;
                    job.repeats = repeats;
                    job.compared = compared;
                    job.protected_rows = summary.protected;
                    job.known_rows = summary.of_known;
                    job.cancel_rows = summary.cancels;
                    job.timelines_noted = false;
                    job.rows = summary.rows;
                    job.error_rows = summary.errors.rows;
                    job.file_errors = summary.errors.of_file;
                    job.confirms = summary.confirms.all() + u32::from(repeats.is_some());
                    job.open_confirms = held.open + u32::from(repeats.is_some());
                    job.lifted = false;
                    job.warning_rows = summary.warnings.all();
                };
                self.step_with(&permit, id, JobStep::CheckFinished, finished, |store, _| {
                    store.touch_job(Shelf::Finding, id);
                    // Others were answers to what was found before.
                    store.clear_answers(id)?;
                    let mut held = held.answers.iter();
                    held.try_for_each(|it| store.add_answer((id, &kind), it, []))
                })
            }
            Err(fault) => {
                let fault = fault.with("file", &job.file_name);
                permit.trail.log_failure(&fault);
                let at = self.now().to_rfc3339();
                let problem = ProblemRecord::new(&fault, &permit.trail.correlation);
                let failed = |job: &mut JobRecord| job.problem = Some(problem);
                self.step_with(&permit, id, JobStep::Unreadable, failed, |store, job| {
                    dispose_files(store, job, &at)
                })
            }
        }
    }
}

/// Clears some of what an earlier check found.
fn clear_findings(store: &Transaction<'_>, id: u32) -> Outcome<Rest> {
    Ok(rest_after(store.clear_findings(id, ROWS_AT_ONCE)?))
}

/// The finding that an earlier job had the same rows.
fn sent_before(job: u32) -> Finding {
    let of = subject(job);
    let message = format!("{of}と、行の順や書き方のほかは同じ内容です。");
    Finding::of_file(FindingCode::SentBefore, &message)
}

/// Whether what can't be kept now can be kept later without anybody doing anything here.
pub(super) fn may_go_later(fault: &Fault) -> bool {
    [Code::DiskFull, Code::DataUnwritable, Code::DataHeld].contains(&fault.code)
}

/// How many rows the file will have, told from what was read of it.
fn estimated_rows(progress: &CheckProgress) -> u64 {
    let rows = u64::from(progress.rows).saturating_mul(progress.total_bytes);
    (rows / progress.bytes.max(1)).max(u64::from(progress.rows))
}

fn record<'a>(finding: &'a Finding, body: &'a FindingRow) -> FindingRecord<'a, FindingRow> {
    FindingRecord {
        group: (finding.code.as_str(), finding.severity.as_str()),
        row: body.row,
        column: &body.column,
        registration: &body.who.registration,
        employer: &finding.subject.employer,
        body,
    }
}

pub(crate) fn finding_row(finding: &Finding) -> FindingRow {
    FindingRow {
        row: finding.row,
        column: finding.column.clone().unwrap_or_default(),
        value: finding.value.clone(),
        message: finding.message.clone(),
        replacement: finding.replacement.clone(),
        who: who(&finding.subject),
        person: match finding.severity {
            Severity::Confirm => format!("{:016x}", finding.subject.person),
            Severity::Error | Severity::Warning | Severity::Info => String::new(),
        },
    }
}

pub(crate) fn who(subject: &kakehashi_layouts::Subject) -> Who {
    Who {
        registration: subject.registration.clone(),
        name: subject.name.clone(),
        birth_date: subject.birth_date.clone(),
    }
}
