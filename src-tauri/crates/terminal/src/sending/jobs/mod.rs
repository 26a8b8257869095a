//! Jobs inside the controller: finding them, moving them along the table of states, showing them.

pub(crate) mod layouts;
pub(crate) mod record;
pub(crate) mod view;

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        meter::small,
        part::ListPart,
        problem::ProblemView,
    },
    files::listed::Listed,
    sending::{
        hand_over::record::{Exchange, MessageRecord},
        jobs::{
            record::{EventRecord, HoldRecord, JobRecord, LeftOut},
            view::{GivenUpView, HistoryLine, JobAct, JobLookUp, JobView},
        },
    },
};
use kakehashi_domain::{Code, Fault, JobState, JobStep, Outcome, Role, SendingWay, Shelf};
use kakehashi_store::{JobRow, MessageRow, Transaction};

/// What the log calls a job.
pub(crate) fn subject(id: u32) -> String {
    format!("送信{id}")
}

/// Jobs, newest first, sought by file name, receipt number or SHA-256.
pub(crate) async fn jobs(
    terminal: &Terminal,
    permit: Permit,
    part: ListPart,
) -> Outcome<Vec<JobView>> {
    let list = move |look: &Look| {
        let jobs = look.books()?.jobs(part.asked())?;
        Ok(jobs.iter().map(|job| look.summary(&permit, job)).collect())
    };
    terminal.see(list).await
}

/// Every job that isn't ended, whatever its age, newest first.
pub(crate) async fn open_jobs(terminal: &Terminal, permit: Permit) -> Outcome<Vec<JobView>> {
    let list = move |look: &Look| {
        let open = JobState::ALL.into_iter().filter(|state| !state.is_ended());
        let jobs = look.books()?.jobs_standing(&open.collect::<Vec<_>>())?;
        Ok(jobs.iter().map(|job| look.summary(&permit, job)).collect())
    };
    terminal.see(list).await
}

/// A job with its history.
///
/// # Errors
/// `JOB_NOT_FOUND`.
pub(crate) async fn job(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<JobView> {
    terminal.see(move |look| look.job_view(&permit, id)).await
}

/// Says that a file is given up, and that its people are to go from the list of those to register; they go some at a time
/// ([`Terminal::take_people_back`]).
///
/// [`Terminal::take_people_back`]: crate::core::controller::Terminal::take_people_back
pub(crate) fn people_go_back(store: &Transaction<'_>, id: u32) -> Outcome<()> {
    store.put(Shelf::TakenBack, &id.to_string(), &id)
}

/// Says that a file was approved, of whose people some are to be followed up; they are kept some at a time
/// ([`Terminal::follow_people_up`]).
///
/// [`Terminal::follow_people_up`]: crate::core::controller::Terminal::follow_people_up
pub(crate) fn people_to_follow(store: &Transaction<'_>, id: u32) -> Outcome<()> {
    store.put(Shelf::ToFollow, &id.to_string(), &id)
}

impl Controller {
    /// Moves a job by one step, with its history line and audit entry, all in one transaction.
    pub fn step(
        &mut self,
        permit: &Permit,
        id: u32,
        step: JobStep,
        change: impl FnOnce(&mut JobRecord),
    ) -> Outcome<()> {
        self.step_with(permit, id, step, change, |_, _| Ok(()))
    }

    /// As [`Controller::step`], with more to store in the same transaction.
    pub fn step_with(
        &mut self,
        permit: &Permit,
        id: u32,
        step: JobStep,
        change: impl FnOnce(&mut JobRecord),
        more: impl FnOnce(&Transaction<'_>, &JobRecord) -> Outcome<()>,
    ) -> Outcome<()> {
        let JobRow {
            state, mut body, ..
        } = self.job(id)?;
        let next = state.after(step).ok_or_else(|| wrong_state(id, state))?;
        change(&mut body);
        body.updated_at = self.now();
        let event = EventRecord {
            at: body.updated_at,
            state: next,
            server_status: body.server_status.clone(),
            by: permit.user.clone(),
            // What the terminal notes by itself is for the audit log; people read people's words.
            note: permit.trail.note.clone().filter(|_| !permit.is_terminal()),
        };
        self.write(permit, |store| {
            store.keep_job(id, next, &body)?;
            if next != state {
                store.add_job_event(id, &event)?;
            }
            more(store, &body)
        })?;
        self.live().unnoted.remove(&id);
        Ok(())
    }

    /// As [`Controller::step_with`], for an exchange with the server, which the message log keeps.
    pub fn step_exchanged(
        &mut self,
        permit: &Permit,
        id: u32,
        (step, what): (JobStep, Exchange),
        change: impl FnOnce(&mut JobRecord),
        more: impl FnOnce(&Transaction<'_>) -> Outcome<()>,
    ) -> Outcome<()> {
        let at = self.now();
        let profile = self.job(id)?.body.profile;
        let certificate = self.identity(&profile)?.map(|i| i.info().serial.clone());
        self.step_with(permit, id, step, change, |store, job| {
            let file = match (&job.result, what) {
                (Some(result), Exchange::Received) => result,
                _ => job.leaving(),
            };
            let message = MessageRecord {
                at,
                what,
                receipt: job.receipt.clone(),
                sha256: file.sha256.clone(),
                bytes: file.bytes,
                rows: job.rows_sent(),
                certificate: certificate.unwrap_or_default(),
                correlation: permit.trail.correlation.clone(),
            };
            let at = at.to_rfc3339();
            store.add_message(&MessageRow {
                at: &at,
                job: Some(id),
                body: &message,
            })?;
            more(store)
        })
    }

    /// Changes a job without moving it, for what the terminal notes by itself. Where nothing changes nothing is written.
    pub fn note_on_job(&mut self, id: u32, change: impl FnOnce(&mut JobRecord)) -> Outcome<()> {
        let JobRow { state, body, .. } = self.job(id)?;
        let mut changed = body.clone();
        change(&mut changed);
        if changed == body {
            return Ok(());
        }
        changed.updated_at = self.now();
        self.keep(|store| store.keep_job(id, state, &changed))?;
        self.live().unnoted.remove(&id);
        Ok(())
    }
}

impl Look {
    pub fn job(&self, id: u32) -> Outcome<JobRow<JobRecord>> {
        let job = self.books()?.job(id)?;
        job.ok_or_else(|| Fault::new(Code::JobNotFound).with("job", id))
    }

    pub fn left_out(&self, id: u32) -> Outcome<LeftOut> {
        Ok(LeftOut(self.books()?.left_out(id)?))
    }

    pub fn job_view(&self, viewer: &Permit, id: u32) -> Outcome<JobView> {
        let job = self.job(id)?;
        let mut view = self.summary(viewer, &job);
        view.decisions = self.decision_views(id)?;
        let events: Vec<EventRecord> = self.books()?.job_events(id)?;
        for event in events {
            view.history.push(HistoryLine {
                at: event.at,
                state: event.state,
                state_title: event.state.title().to_owned(),
                server_status: event.server_status,
                by: self.name_of(&event.by),
                note: event.note,
            });
        }
        Ok(view)
    }

    /// Whether a job can't leave: it came in under a profile that leads nowhere.
    pub fn stays_here(&self, job: &JobRecord) -> bool {
        let profile = self.profile_named(&job.profile);
        profile.is_ok_and(|profile| !profile.kind.connects())
    }

    /// Where a job goes, in words.
    fn goes_to(&self, job: &JobRecord) -> String {
        let profile = self.profile_named(&job.profile);
        profile.map_or_else(|_| job.profile.clone(), |profile| profile.in_words())
    }

    pub fn summary(&self, viewer: &Permit, job: &JobRow<JobRecord>) -> JobView {
        let JobRow { id, state, body } = job;
        let stays_here = *state == JobState::Checked && self.stays_here(body);
        let layout = self.layout_of(body).ok();
        let unnoted = self.live().unnoted.get(id).cloned();
        let lifts = self.lifts_for(job, viewer).unwrap_or_default();
        let problem = unnoted.as_ref().or(body.problem.as_ref());
        let waits = self.why_it_waits(job, problem);
        let problem = problem.map(|p| ProblemView {
            code: p.code,
            number: p.code.number().to_owned(),
            sentence: p.sentence.clone(),
            next_step: p.next_step.clone(),
            params: Box::new(p.params.clone()),
            retry: p.code.retry(),
            correlation_id: p.correlation.clone(),
        });
        JobView {
            id: *id,
            kind: body.kind.clone(),
            kind_title: layout
                .as_ref()
                .map_or_else(|| body.kind.clone(), |l| l.title.clone()),
            asks: layout.as_ref().is_some_and(|l| l.asks()),
            provisional: layout.is_none_or(|l| l.provisional),
            layout_version: body.layout_version.clone(),
            file_name: body.file_name.clone(),
            bytes: small(body.source.bytes),
            sha256: body.source.sha256.clone(),
            leaving_bytes: small(body.leaving().bytes),
            leaving_sha256: body.leaving().sha256.clone(),
            state: *state,
            state_title: state.title().to_owned(),
            server_status: body.server_status.clone(),
            receipt: body.receipt.clone(),
            rows: body.rows,
            error_rows: body.error_rows,
            file_errors: body.file_errors,
            confirms: body.confirms,
            open_confirms: body.open_confirms,
            decisions: Vec::new(),
            warning_rows: body.warning_rows,
            compared: body.compared,
            protected_rows: body.protected_rows,
            acts: acts(*state, body, viewer, stays_here, !lifts.is_empty()),
            lifts,
            corrected_cells: body.corrected_cells,
            excluded_rows: body.excluded_rows,
            ok_rows: body.ok_rows,
            failed_rows: body.failed_rows,
            progress: self.meter(*id).and_then(|meter| meter.view()),
            profile: body.profile.clone(),
            goes_to: self.goes_to(body),
            way: body.way,
            way_title: body.way.title().to_owned(),
            written: body
                .written
                .as_ref()
                .filter(|written| !written.deleted)
                .map(|written| written.path.clone()),
            parcel: (body.parcel.as_ref()).map(|parcel| self.parcel_view(*state, parcel)),
            waits,
            held: body.held.as_ref().map(|held| held.why.clone()),
            given_up: body.given_up.as_ref().map(|first| GivenUpView {
                by: self.name_of(&first.by),
                reason: first.reason.clone(),
            }),
            problem,
            prepared_by: self.name_of(&body.prepared_by),
            prepared_at: body.prepared_at,
            approved_by: body.approved_by.as_deref().map(|id| self.name_of(id)),
            updated_at: body.updated_at,
            look_up: look_up(body),
            listed: body
                .listed
                .as_ref()
                .map(Listed::in_words)
                .unwrap_or_default(),
            stays_here,
            history: Vec::new(),
        }
    }
}

fn look_up(job: &JobRecord) -> Option<JobLookUp> {
    let stated = job.look_up.as_ref()?;
    Some(JobLookUp {
        purpose: stated.purpose_title.clone(),
        reason: stated.reason.clone(),
        yen_per_hit: stated.yen_per_hit,
        postage_yen: stated.postage(job.way),
        most_yen: stated.yen(job.rows_sent(), job.way),
        hits: stated.hits,
        yen: stated.booked_yen,
    })
}

/// What isn't done in a state; scripts know it by its word.
pub(crate) fn wrong_state(id: u32, state: JobState) -> Fault {
    let word = serde_json::to_value(state).unwrap_or_default();
    let fault = Fault::new(Code::WrongState).with("state", state.title());
    let fault = fault.with("state_id", word.as_str().unwrap_or_default());
    fault.with("job", id)
}

/// What a person may do with a job now.
fn acts(
    state: JobState,
    job: &JobRecord,
    viewer: &Permit,
    stays_here: bool,
    has_lifts: bool,
) -> Vec<JobAct> {
    use JobAct as A;
    let clerk = viewer.has(Role::Clerk);
    let other_approver = viewer.has(Role::Approver) && !job.handled_by.contains(&viewer.user);
    let has_unresolved_errors = job.has_unresolved_errors();
    let mut acts = Vec::new();
    let mut offer = |act, when: bool| {
        if when {
            acts.push(act);
        }
    };
    let by_hand = clerk && job.way.is_by_hand() && job.held.is_none();
    offer(
        A::ChooseWay,
        clerk && state == JobState::Checked && !stays_here,
    );
    offer(A::WriteOut, by_hand && state == JobState::Queued);
    offer(
        A::NoteSent,
        by_hand && state == JobState::Queued && job.written.is_some(),
    );
    offer(
        A::NoteStatus,
        by_hand && (JobState::Accepted..=JobState::Completed).contains(&state),
    );
    let is_letter_due = job.written.is_some() && state <= JobState::Completed;
    offer(
        A::Letter,
        by_hand && job.way == SendingWay::Media && is_letter_due,
    );
    let untold = job.parcel.as_ref().is_some_and(|it| it.told.is_none());
    offer(A::NoteTold, clerk && untold && state <= JobState::Completed);
    let may_let_go = |held: &HoldRecord| other_approver || (clerk && !held.after_restore);
    offer(A::LetGo, job.held.as_ref().is_some_and(may_let_go));
    let can_be_held = job.held.is_none() && state.is_moving();
    offer(A::Hold, can_be_held && (clerk || other_approver));
    offer(
        A::SaveCorrections,
        clerk && job.corrected_cells > 0 && !job.disposed && state >= JobState::Checked,
    );
    match state {
        JobState::Checking => offer(A::Cancel, clerk),
        JobState::Checked => {
            offer(
                A::ExcludeErrors,
                clerk && job.excluded_rows == 0 && (1..job.rows).contains(&job.error_rows),
            );
            let may_lift = other_approver && job.awaits_lifting();
            offer(
                A::Decide,
                (clerk && job.open_confirms > 0) || may_lift || has_lifts,
            );
            offer(A::SaveFindings, clerk);
            offer(A::Correct, clerk);
            offer(
                A::RequestApproval,
                clerk && !has_unresolved_errors && job.open_confirms == 0 && !stays_here,
            );
            offer(A::Cancel, clerk);
        }
        JobState::AwaitingApproval => {
            offer(A::Approve, other_approver);
            offer(A::Reject, other_approver);
            offer(A::Cancel, clerk);
        }
        JobState::Queued | JobState::Uploading => {
            offer(A::RetryNow, clerk && job.problem.is_some());
            let goes_by_itself = job.held.is_none() && !job.way.is_by_hand();
            let is_queued = state == JobState::Queued;
            offer(A::SendFirst, clerk && is_queued && goes_by_itself);
            offer(A::Cancel, clerk);
        }
        JobState::Submitting | JobState::Accepted | JobState::Processing | JobState::Completed => {
            offer(A::RetryNow, clerk && job.problem.is_some());
            offer(A::GiveUp, job.problem.is_some() && may_give_up(job, viewer));
        }
        JobState::ResultReceived | JobState::Confirmed => {
            let kept = clerk && !job.disposed;
            let left_over = job.failed_rows.unwrap_or(0) > 0 || job.excluded_rows > 0;
            offer(A::ReadResult, clerk);
            offer(A::SaveResult, kept);
            offer(A::SaveBranchNumbers, kept && job.branch_numbers > 0);
            offer(A::SaveResend, kept && left_over);
            offer(A::Confirm, clerk && state == JobState::ResultReceived);
        }
        JobState::Failed => offer(A::Cancel, clerk && !job.disposed),
        JobState::Rejected | JobState::Cancelled => {}
    }
    acts
}

/// Whether one person gave it up and this one is the second, whose word is wanted.
pub(crate) fn awaits_giving_up(job: &JobRow<JobRecord>, viewer: &Permit) -> bool {
    job.body.given_up.is_some()
        && job.body.problem.is_some()
        && job.state.after(JobStep::GiveUp).is_some()
        && may_give_up(&job.body, viewer)
}

/// The first may be anybody who sends; the second is another person, who releases.
fn may_give_up(job: &JobRecord, viewer: &Permit) -> bool {
    match &job.given_up {
        None => viewer.has(Role::Clerk) || viewer.has(Role::Approver),
        Some(first) => first.by != viewer.user && viewer.has(Role::Approver),
    }
}
