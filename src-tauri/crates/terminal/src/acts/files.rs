//! Taking a file in and checking it.

use crate::{
    Answer, Terminal,
    act::{Act, Trail},
    clock::japan_day,
    controller::Controller,
    files,
    meter::Meter,
    password::blocking,
    records::{EventRecord, JobRecord, ProblemRecord},
    view::{FindingGroup, FindingPage, FindingRow, JobView, KindView, ProgressUnit, Severity, Who},
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, InsurerNumber, JobState, JobStep, Outcome, Role};
use kakehashi_layouts::{CheckSetting, CheckSummary, Finding, FindingCode, Layout, check, rows};
use kakehashi_store::{DataPlace, FindingRecord, SealedFile, SealedReader};
use std::{io, ops::ControlFlow, path::Path, sync::Arc};
use zeroize::Zeroizing;

const FINDINGS_A_BATCH: usize = 2_000;

impl Terminal {
    /// Takes a file in (a sealed copy; the original is never touched) and begins its check.
    ///
    /// # Errors
    /// `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_EMPTY`, `NOT_THIS_KIND`, `WRONG_ENCODING`, `KIND_UNKNOWN`,
    /// `ALREADY_TAKEN_IN`, `NO_PROFILE`, `PERMISSION_DENIED`, `DISK_FULL`.
    pub async fn take_in(&self, path: String, kind: String) -> Answer<JobView> {
        let trail = Trail::new(Act::TakeIn, files::name_of(&path));
        self.perform(trail, async |trail| {
            let profile = self
                .ask(|c| {
                    c.allow(&[Role::Clerk])?;
                    c.profile()
                })
                .await?;
            let layout = Layout::of_kind(&kind)?;
            let (dir, from) = (self.dir.clone(), path.clone());
            let (source, identity) = blocking(move || seal_copy(&dir, &from, layout)).await?;
            let file_name = files::name_of(&path);
            let id = self
                .ask(move |c| c.add_job(trail, profile.name, layout, file_name, source, &identity))
                .await?;
            self.begin_check(id).await?;
            self.ask(move |c| c.job_view(id)).await
        })
        .await
    }

    /// Groups of findings, and a page of the rows of one code (the worst group when none is named).
    ///
    /// # Errors
    /// `JOB_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn findings(
        &self,
        id: u32,
        code: Option<String>,
        offset: u32,
        limit: u32,
    ) -> Answer<FindingPage> {
        self.look(move |c| {
            c.allow(&[Role::Clerk, Role::Approver])?;
            c.note_look(Act::ViewFindings, id)?;
            c.finding_page(id, code, offset, limit.min(1_000))
        })
        .await
    }

    /// Begins the check of a job, or begins it anew after a sudden end.
    pub(crate) async fn begin_check(&self, id: u32) -> Outcome<()> {
        let (work, meter) = self.ask(move |c| c.prepare_check(id)).await?;
        let terminal = self.clone();
        tokio::spawn(async move {
            let counting = meter.clone();
            let teller = terminal.clone();
            let summary = blocking(move || work.run(id, &teller, &counting)).await;
            let ended = terminal.ask(move |c| c.end_check(id, summary)).await;
            if let Err(fault) = ended {
                tracing::warn!(code = fault.code.number(), "a check could not be ended");
            }
        });
        Ok(())
    }
}

/// What a check needs, away from the controller.
struct CheckWork {
    reader: SealedReader,
    layout: &'static Layout,
    insurer: Option<InsurerNumber>,
    now: DateTime<Utc>,
}

impl CheckWork {
    fn run(mut self, id: u32, terminal: &Terminal, meter: &Arc<Meter>) -> Outcome<CheckSummary> {
        let runtime = tokio::runtime::Handle::current();
        let setting = CheckSetting {
            layout: self.layout,
            today: japan_day(self.now),
            own_insurer: self.insurer.as_ref(),
        };
        let (mut batch, mut stored, mut trouble) = (Vec::new(), 0, None);
        let mut store = |batch: &mut Vec<Finding>| {
            let (first, findings) = (stored, std::mem::take(batch));
            stored += findings.len() as u32;
            let kept =
                runtime.block_on(terminal.ask(move |c| c.keep_findings(id, first, &findings)));
            trouble = trouble.take().or(kept.err());
        };
        let summary = check(
            &mut self.reader,
            &setting,
            &mut |finding| {
                batch.push(finding);
                if batch.len() >= FINDINGS_A_BATCH {
                    store(&mut batch);
                }
            },
            &mut |progress| {
                meter.set(u64::from(progress.rows));
                terminal.tell(Some(id));
                if meter.is_stopped() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        )?;
        store(&mut batch);
        trouble.map_or(Ok(summary), Err)
    }
}

impl Controller {
    fn add_job(
        &mut self,
        trail: Trail,
        profile: String,
        layout: &Layout,
        file_name: String,
        source: SealedFile,
        identity: &Zeroizing<String>,
    ) -> Outcome<u32> {
        self.refuse_second_copy(&source.sha256)?;
        let now = self.now();
        let user = self.person()?.user.clone();
        let job = JobRecord {
            profile,
            kind: layout.kind.clone(),
            layout_version: layout.version.clone(),
            file_name,
            source,
            outgoing: None,
            rows: 0,
            error_rows: 0,
            warning_rows: 0,
            excluded: Vec::new(),
            idempotency_key: uuid::Uuid::new_v4().to_string(),
            upload: None,
            receipt: None,
            server_status: None,
            server_done: 0,
            ok_rows: None,
            failed_rows: None,
            branch_numbers: 0,
            branch_numbers_saved: false,
            resend_saved: false,
            disposed: false,
            result: None,
            problem: None,
            prepared_by: user.clone(),
            prepared_at: now,
            approved_by: None,
            updated_at: now,
        };
        let state = JobState::Checking;
        let event = EventRecord {
            at: now,
            state,
            server_status: None,
            by: user,
            note: None,
        };
        self.commit(&trail, |store| {
            store.add_sealed(&job.source, identity, &now.to_rfc3339())?;
            let id = store.add_job(state, &job.source.sha256, &job)?;
            store.add_job_event(id, &event)?;
            Ok(id)
        })
    }

    /// Nothing is sent twice: the same content isn't taken in again while a job with it is alive or has succeeded.
    fn refuse_second_copy(&mut self, sha256: &str) -> Outcome<()> {
        for id in self.store()?.jobs_of_content(sha256)? {
            let given_up = [JobState::Rejected, JobState::Cancelled, JobState::Failed];
            if !given_up.contains(&self.job(id)?.state) {
                return Err(Fault::new(Code::AlreadyTakenIn).with("job", id));
            }
        }
        Ok(())
    }

    fn prepare_check(&mut self, id: u32) -> Outcome<(CheckWork, Arc<Meter>)> {
        let job = self.job(id)?;
        let layout = Layout::of_kind(&job.body.kind)?;
        let profile: Option<crate::records::ProfileRecord> = self
            .store()?
            .get(crate::records::shelf::PROFILE, &job.body.profile)?;
        let insurer = profile.and_then(|p| InsurerNumber::parse(&p.insurer).ok());
        let now = self.now();
        let store = self.store()?;
        store.transact(|s| s.clear_findings(id))?;
        let reader = store.open_sealed(&job.body.source.id)?;
        let meter = Arc::new(Meter::default());
        meter.begin(ProgressUnit::Rows, None, 0);
        self.running.insert(id, meter.clone());
        Ok((
            CheckWork {
                reader,
                layout,
                insurer,
                now,
            },
            meter,
        ))
    }

    fn keep_findings(&mut self, id: u32, first: u32, findings: &[Finding]) -> Outcome<()> {
        self.store()?.transact(|store| {
            for (ordinal, finding) in (first..).zip(findings) {
                let row = finding_row(finding);
                store.add_finding(
                    id,
                    &FindingRecord {
                        code: finding.code.as_str(),
                        ordinal,
                        row: finding.row,
                        is_error: finding.severity == kakehashi_layouts::Severity::Error,
                        body: &row,
                    },
                )?;
            }
            Ok(())
        })
    }

    fn end_check(&mut self, id: u32, summary: Outcome<CheckSummary>) -> Outcome<()> {
        self.running.remove(&id);
        let job = self.job(id)?.body;
        let trail = Trail::new(Act::Check, format!("送信{id}")).by(&job.prepared_by);
        match summary {
            Ok(summary) if summary.cancelled => Ok(()),
            Ok(summary) => self.step(&trail, id, JobStep::CheckFinished, |job| {
                job.rows = summary.rows;
                job.error_rows = summary.error_rows;
                job.warning_rows = summary.warning_rows;
            }),
            Err(fault) => {
                let fault = fault.with("file", &job.file_name);
                trail.log_failure(&fault);
                let at = self.now().to_rfc3339();
                let problem = ProblemRecord::new(&fault, &trail.correlation);
                let failed = |job: &mut JobRecord| job.problem = Some(problem);
                self.step_with(&trail, id, JobStep::Unreadable, failed, |store, job| {
                    store.dispose_sealed(&job.source.id, &at)
                })
            }
        }
    }

    fn finding_page(
        &mut self,
        id: u32,
        code: Option<String>,
        offset: u32,
        limit: u32,
    ) -> Outcome<FindingPage> {
        self.job(id)?;
        let store = self.store()?;
        let counts = store.finding_codes(id)?;
        let known = counts
            .iter()
            .filter_map(|c| Some((FindingCode::parse(&c.code)?, c.count)));
        let mut known: Vec<(FindingCode, u32)> = known.collect();
        known.sort_by_key(|(code, _)| (code.severity(), *code)); // The table lists the gravest first.
        let groups: Vec<FindingGroup> = known.into_iter().map(|(code, n)| group(code, n)).collect();
        let code = code.or_else(|| groups.first().map(|g| g.code.clone()));
        let rows = match &code {
            Some(code) => store.findings(id, code, offset, limit)?,
            None => Vec::new(),
        };
        Ok(FindingPage {
            groups,
            code,
            rows,
            offset,
        })
    }

    /// Notes once a session that a person looked at what is personal in a job.
    pub(crate) fn note_look(&mut self, act: Act, id: u32) -> Outcome<()> {
        let trail = Trail::new(act, format!("送信{id}"));
        let mark = format!("{}/{id}", act.word());
        let session = self.session.as_mut();
        if session.is_some_and(|s| s.looked_at.insert(mark)) {
            let entry = self.commit(&trail, |_| Ok(()));
            return entry;
        }
        Ok(())
    }
}

/// Copies a file into the work folder, sealed, after a look at its heading.
fn seal_copy(dir: &Path, path: &str, layout: &Layout) -> Outcome<(SealedFile, Zeroizing<String>)> {
    let named = |fault: Fault| fault.with("file", files::name_of(path));
    rows(io::BufReader::new(files::open(path)?), layout).map_err(named)?;
    let mut writer = DataPlace::seal(dir)?;
    let mut source = io::BufReader::with_capacity(1 << 20, files::open(path)?);
    io::copy(&mut source, &mut writer).map_err(|e| {
        let full = e.kind() == io::ErrorKind::StorageFull;
        if full {
            Fault::new(Code::DiskFull)
        } else {
            files::read_fault(path, &e)
        }
    })?;
    writer.finish()
}

/// The file kinds that can be sent.
pub fn shipped_kinds() -> Vec<KindView> {
    let sent = Layout::shipped()
        .iter()
        .filter(|layout| layout.result_kind.is_some());
    sent.map(kind_view).collect()
}

fn kind_view(layout: &Layout) -> KindView {
    KindView {
        kind: layout.kind.clone(),
        title: layout.title.clone(),
        version: layout.version.clone(),
        provisional: layout.provisional,
    }
}

fn group(code: FindingCode, count: u32) -> FindingGroup {
    FindingGroup {
        code: code.as_str().to_owned(),
        severity: severity(code.severity()),
        title: code.title().to_owned(),
        remedy: code.remedy().to_owned(),
        count,
    }
}

fn severity(severity: kakehashi_layouts::Severity) -> Severity {
    match severity {
        kakehashi_layouts::Severity::Error => Severity::Error,
        kakehashi_layouts::Severity::Warning => Severity::Warning,
        kakehashi_layouts::Severity::Info => Severity::Info,
    }
}

fn finding_row(finding: &Finding) -> FindingRow {
    FindingRow {
        row: finding.row,
        column: finding.column.clone().unwrap_or_default(),
        value: finding.value.clone(),
        message: finding.message.clone(),
        who: who(&finding.subject),
    }
}

pub(crate) fn who(subject: &kakehashi_layouts::Subject) -> Who {
    Who {
        registration: subject.registration.clone(),
        name: subject.name.clone(),
        birth_date: subject.birth_date.clone(),
    }
}
