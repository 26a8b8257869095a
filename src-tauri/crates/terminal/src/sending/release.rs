//! From checked to released: leaving erroneous rows out, asking, approving, sending back, taking back.

use crate::{
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        meter::small,
    },
    sending::{
        confirms::OpenConfirms,
        jobs::{
            people_go_back, people_to_follow,
            record::{GivenUp, JobRecord, LeftOut, OUTGOING, of_job},
            view::JobView,
            wrong_state,
        },
    },
};
use kakehashi_domain::{Code, Fault, JobState, JobStep, Outcome, Role, short_text};
use kakehashi_layouts::{Layout, copy_rows};
use kakehashi_store::{DataPlace, JobRow, Sealed, SealedReader, Transaction};
use std::{path::Path, sync::Arc};

/// Most characters of a reason.
const REASON_MOST: usize = 200;

/// Leaves the rows with errors out of what will be sent. They stay on record as "not sent".
///
/// # Errors
/// `WRONG_STATE`, `NOTHING_TO_SEND`, `CHANGED_MEANWHILE`, `DISK_FULL`.
pub(crate) async fn exclude_errors(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<JobView> {
    let Exclusion {
        reader,
        layout,
        left_out,
        open,
    } = terminal.see(move |look| look.rows_to_exclude(id)).await?;
    let (dir, excluded) = (terminal.dir.clone(), left_out.0.clone());
    let copy = blocking(move || copy_without(&dir, reader, &layout, &excluded)).await?;
    let keep = move |c: &mut Controller| c.keep_exclusion(permit, id, left_out, open, &copy);
    terminal.ask(keep).await
}

/// Asks an approver to release the file.
///
/// # Errors
/// `HAS_ERRORS`, `WRONG_STATE`, `PROFILE_LEADS_NOWHERE`.
pub(crate) async fn request_approval(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<JobView> {
    let request = move |c: &mut Controller| {
        let job = c.job(id)?.body;
        c.profile_named(&job.profile)?.kind.require_server()?;
        c.layout_of(&job)?.require_for_server()?;
        c.require_its_turn(id, &job)?;
        c.require_not_accepted_before(&job)?;
        if job.has_unresolved_errors() {
            return Err(Fault::new(Code::HasErrors).with("rows", job.error_rows + job.file_errors));
        }
        if job.open_confirms > 0 {
            return Err(Fault::new(Code::ConfirmsOpen).with("count", job.open_confirms));
        }
        let handled = |job: &mut JobRecord| {
            job.handled_by.insert(permit.user.clone());
        };
        c.step(&permit, id, JobStep::AskApproval, handled)?;
        c.job_view(&permit, id)
    };
    terminal.ask(request).await
}

/// Releases a file that another person prepared; it goes as soon as it can. From then on its answers hold for later files,
/// and who went with one that is to be followed up is followed.
///
/// # Errors
/// `APPROVER_IS_SENDER`, `WRONG_STATE`.
pub(crate) async fn approve(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<JobView> {
    let release = move |c: &mut Controller| {
        c.require_other_person(&permit, id)?;
        let job = c.job(id)?.body;
        c.layout_of(&job)?.require_for_server()?;
        c.require_its_turn(id, &job)?;
        c.require_not_accepted_before(&job)?;
        let (approver, approved) = (permit.user.clone(), c.to_approve(&job)?);
        c.step_with(
            &permit,
            id,
            JobStep::Approve,
            |job| {
                job.approved_by = Some(approver);
                job.approved = Some(approved);
            },
            |store, _| people_to_follow(store, id),
        )?;
        c.job_view(&permit, id)
    };
    let view = terminal.ask(release).await?;
    terminal.follow_people_up().await;
    terminal.carry_on(id).await;
    Ok(view)
}

/// Sends a file back to the clerk, with a reason.
///
/// # Errors
/// `INPUT_INVALID` without a reason, `APPROVER_IS_SENDER`, `WRONG_STATE`.
pub(crate) async fn reject(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    reason: String,
) -> Outcome<JobView> {
    let send_back = move |c: &mut Controller| {
        c.require_other_person(&permit, id)?;
        let hint = "用意した人に伝わるように書いてください（200字まで）。";
        short_text("差し戻す理由", &reason, REASON_MOST, hint)?;
        c.end_job(&permit, id, JobStep::Reject)
    };
    terminal.ask(send_back).await
}

/// Takes a file back before the server has accepted it.
///
/// # Errors
/// `WRONG_STATE`.
pub(crate) async fn cancel(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<JobView> {
    let take_back = move |c: &mut Controller| {
        let view = c.end_job(&permit, id, JobStep::Cancel)?;
        if let Some(meter) = c.meter(id) {
            meter.stop();
        }
        Ok(view)
    };
    let view = terminal.ask(take_back).await?;
    terminal.take_people_back().await;
    terminal.drop_upload(id).await;
    Ok(view)
}

/// Gives a job up whose end the server doesn't bring: one person says why, a second, an approver, agrees; then it has failed,
/// and its file may be sent again.
///
/// # Errors
/// `INPUT_INVALID` without a reason, `APPROVER_IS_SENDER` for the same person or one who may not release, `WRONG_STATE`.
pub(crate) async fn give_up(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    reason: String,
) -> Outcome<JobView> {
    let give = move |c: &mut Controller| {
        let JobRow {
            state, mut body, ..
        } = c.job(id)?;
        if state.after(JobStep::GiveUp).is_none() {
            return Err(wrong_state(id, state));
        }
        let hint = "サーバーに確かめたことを書いてください（200字まで）。";
        let reason = short_text("あきらめる理由", &reason, REASON_MOST, hint)?;
        let permit = permit.note(&reason);
        let Some(first) = &body.given_up else {
            let by = permit.user.clone();
            body.given_up = Some(GivenUp { by, reason });
            c.write(&permit, |store| store.keep_job(id, state, &body))?;
            return c.job_view(&permit, id);
        };
        if first.by == permit.user || !permit.has(Role::Approver) {
            return Err(Code::ApproverIsSender.into());
        }
        c.require_apart(&permit.user, &first.by)?;
        c.step_with(
            &permit,
            id,
            JobStep::GiveUp,
            |_| (),
            |store, _| {
                store.settle_branches(id)?;
                people_go_back(store, id)
            },
        )?;
        if let Some(meter) = c.meter(id) {
            meter.stop();
        }
        c.job_view(&permit, id)
    };
    let view = terminal.ask(give).await?;
    terminal.take_people_back().await;
    Ok(view)
}

/// What leaving rows out needs, away from the controller.
struct Exclusion {
    reader: SealedReader,
    layout: Arc<Layout>,
    left_out: LeftOut,
    /// The 確認 that then still wait, in the file as it was when the copying began.
    open: OpenConfirms,
}

impl Look {
    fn rows_to_exclude(&self, id: u32) -> Outcome<Exclusion> {
        let job = self.job(id)?;
        if job.state != JobState::Checked {
            return Err(wrong_state(id, job.state));
        }
        let store = self.books()?;
        let left_out = LeftOut(store.error_rows(id)?);
        if left_out.0.len() as u64 >= u64::from(job.body.rows) {
            return Err(Code::NothingToSend.into());
        }
        Ok(Exclusion {
            reader: store.open_sealed(&job.body.whole().id)?,
            layout: self.layout_of(&job.body)?,
            open: self.open_confirms_without(id, &job.body, &left_out)?,
            left_out,
        })
    }

    /// Refuses whoever had a hand in preparing a job.
    pub(super) fn require_other_person(&self, permit: &Permit, id: u32) -> Outcome<()> {
        let handled_by = self.job(id)?.body.handled_by;
        if handled_by.contains(&permit.user) {
            return Err(Code::ApproverIsSender.into());
        }
        let mut others = handled_by.iter();
        others.try_for_each(|other| self.require_apart(&permit.user, other))
    }
}

impl Controller {
    fn keep_exclusion(
        &mut self,
        permit: Permit,
        id: u32,
        left_out: LeftOut,
        open: OpenConfirms,
        copy: &Sealed,
    ) -> Outcome<JobView> {
        let job = self.job(id)?;
        if job.state != JobState::Checked {
            return Err(wrong_state(id, job.state));
        }
        let open = self.still_open(id, &job.body, open)?;
        let permit = permit.note(format!("{}行", left_out.0.len()));
        let at = self.now().to_rfc3339();
        let mut body = job.body;
        body.excluded_rows = small(left_out.0.len() as u64);
        body.handled_by.insert(permit.user.clone());
        body.outgoing = Some(copy.file().clone());
        body.open_confirms = small(open.len() as u64);
        self.write(&permit, |store| {
            store.add_sealed(copy, of_job(id, OUTGOING), &at)?;
            store.keep_left_out(id, &left_out.0)?;
            store.keep_job(id, job.state, &body)
        })?;
        self.job_view(&permit, id)
    }

    /// Ends a job that won't be sent; its files are disposed of with it.
    fn end_job(&mut self, permit: &Permit, id: u32, step: JobStep) -> Outcome<JobView> {
        let at = self.now().to_rfc3339();
        self.step_with(
            permit,
            id,
            step,
            |job| job.problem = None,
            |store, job| {
                if step == JobStep::Cancel {
                    people_go_back(store, id)?;
                }
                dispose_files(store, job, &at)
            },
        )?;
        self.job_view(permit, id)
    }
}

/// Destroys the sealed files of what was to be sent.
pub(crate) fn dispose_files(store: &Transaction<'_>, job: &JobRecord, at: &str) -> Outcome<()> {
    let all = [
        Some(&job.source),
        job.corrected.as_ref(),
        job.corrections.as_ref(),
        job.outgoing.as_ref(),
        job.refused.as_ref(),
    ];
    all.into_iter()
        .flatten()
        .try_for_each(|file| store.dispose_sealed(&file.id, at))
}

fn copy_without(
    dir: &Path,
    reader: SealedReader,
    layout: &Layout,
    excluded: &[u32],
) -> Outcome<Sealed> {
    let mut writer = DataPlace::seal(dir)?;
    let mut keep = |row: u32| excluded.binary_search(&row).is_err();
    copy_rows(reader, layout, &mut keep, &mut writer)?;
    writer.finish()
}
