//! From checked to released: leaving erroneous rows out, asking, approving, sending back, taking back.

use crate::{
    core::{
        act::{Act, Trail},
        blocking::blocking,
        controller::{Answer, Controller, Terminal},
    },
    sending::jobs::{
        record::{JobRecord, OUTGOING, of_job},
        view::JobView,
        wrong_state,
    },
};
use kakehashi_domain::{Code, Fault, JobState, JobStep, Outcome, Role};
use kakehashi_layouts::{Layout, copy_rows};
use kakehashi_store::{DataPlace, Sealed, SealedReader, Transaction};
use std::{path::Path, sync::Arc};

impl Terminal {
    /// Leaves the rows with errors out of what will be sent. They stay on record as "not sent".
    ///
    /// # Errors
    /// `WRONG_STATE`, `NOTHING_TO_SEND`, `PERMISSION_DENIED`, `DISK_FULL`.
    pub async fn exclude_errors(&self, id: u32) -> Answer<JobView> {
        self.perform(on_job(Act::ExcludeErrors, id), async |trail| {
            let Exclusion {
                whole,
                reader,
                layout,
                rows,
            } = self.ask(move |c| c.rows_to_exclude(id)).await?;
            let dir = self.dir.clone();
            let excluded = rows.clone();
            let copy = blocking(move || copy_without(&dir, reader, &layout, &excluded)).await?;
            self.ask(move |c| c.keep_exclusion(trail, id, &whole, rows, &copy))
                .await
        })
        .await
    }

    /// Asks an approver to release the file.
    ///
    /// # Errors
    /// `HAS_ERRORS`, `WRONG_STATE`, `PROFILE_LEADS_NOWHERE`, `PERMISSION_DENIED`.
    pub async fn request_approval(&self, id: u32) -> Answer<JobView> {
        self.note_timelines(id).await;
        self.perform(on_job(Act::AskApproval, id), async |trail| {
            self.ask(move |c| {
                let clerk = c.allow(&[Role::Clerk])?.user.clone();
                let JobRecord {
                    error_rows,
                    excluded,
                    profile,
                    ..
                } = c.job(id)?.body;
                c.profile_named(&profile)?.kind.require_server()?;
                if error_rows > 0 && excluded.is_empty() {
                    return Err(Fault::new(Code::HasErrors).with("rows", error_rows));
                }
                let handled = |job: &mut JobRecord| {
                    job.handled_by.insert(clerk);
                };
                c.step(&trail, id, JobStep::AskApproval, handled)?;
                c.job_view(id)
            })
            .await
        })
        .await
    }

    /// Releases a file that another person prepared; it goes as soon as it can.
    ///
    /// # Errors
    /// `APPROVER_IS_SENDER`, `WRONG_STATE`, `PERMISSION_DENIED`.
    pub async fn approve(&self, id: u32) -> Answer<JobView> {
        self.perform(on_job(Act::Approve, id), async |trail| {
            self.ask(move |c| {
                let approver = c.other_approver(id)?;
                c.step(&trail, id, JobStep::Approve, |job| {
                    job.approved_by = Some(approver)
                })?;
                c.job_view(id)
            })
            .await
        })
        .await
    }

    /// Sends a file back to the clerk, with a reason.
    ///
    /// # Errors
    /// `INPUT_INVALID` without a reason, `APPROVER_IS_SENDER`, `WRONG_STATE`, `PERMISSION_DENIED`.
    pub async fn reject(&self, id: u32, reason: String) -> Answer<JobView> {
        let trail = on_job(Act::Reject, id).note(reason.trim());
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.other_approver(id)?;
                if reason.trim().is_empty() {
                    return Err(Fault::new(Code::InputInvalid)
                        .with("field", "差し戻す理由")
                        .with("hint", "用意した人に伝わるように書いてください。"));
                }
                c.end_job(&trail, id, JobStep::Reject)
            })
            .await
        })
        .await
    }

    /// Takes a file back before the server has accepted it.
    ///
    /// # Errors
    /// `WRONG_STATE`, `PERMISSION_DENIED`.
    pub async fn cancel(&self, id: u32) -> Answer<JobView> {
        let view = self
            .perform(on_job(Act::Cancel, id), async |trail| {
                self.ask(move |c| {
                    c.allow(&[Role::Clerk])?;
                    let view = c.end_job(&trail, id, JobStep::Cancel)?;
                    if let Some(meter) = c.running.get(&id) {
                        meter.stop();
                    }
                    Ok(view)
                })
                .await
            })
            .await?;
        self.drop_upload(id).await;
        Ok(view)
    }
}

/// What leaving rows out needs, away from the controller.
struct Exclusion {
    /// The file that is copied, as it was when the copying began.
    whole: String,
    reader: SealedReader,
    layout: Arc<Layout>,
    rows: Vec<u32>,
}

impl Controller {
    fn rows_to_exclude(&mut self, id: u32) -> Outcome<Exclusion> {
        self.allow(&[Role::Clerk])?;
        let job = self.job(id)?;
        if job.state != JobState::Checked {
            return Err(wrong_state(job.state));
        }
        let store = self.store()?;
        let rows = store.error_rows(id)?;
        if rows.len() as u64 >= u64::from(job.body.rows) {
            return Err(Code::NothingToSend.into());
        }
        let whole = job.body.whole().id.clone();
        Ok(Exclusion {
            reader: store.open_sealed(&whole)?,
            layout: self.layout_of(&job.body)?,
            whole,
            rows,
        })
    }

    fn keep_exclusion(
        &mut self,
        mut trail: Trail,
        id: u32,
        copied: &str,
        rows: Vec<u32>,
        copy: &Sealed,
    ) -> Outcome<JobView> {
        let job = self.job(id)?;
        if job.state != JobState::Checked {
            return Err(wrong_state(job.state));
        }
        if job.body.whole().id != copied {
            return Err(Code::ChangedMeanwhile.into());
        }
        trail.note = Some(format!("{}行", rows.len()));
        let at = self.now().to_rfc3339();
        let mut body = job.body;
        body.excluded = rows;
        body.handled_by.insert(self.person()?.user.clone());
        body.outgoing = Some(copy.file().clone());
        self.commit(&trail, |store| {
            store.add_sealed(copy, of_job(id, OUTGOING), &at)?;
            store.keep_job(id, job.state, &body)
        })?;
        self.job_view(id)
    }

    /// The person who is logged in, if they may release this job.
    fn other_approver(&mut self, id: u32) -> Outcome<String> {
        let approver = self.allow(&[Role::Approver])?.user.clone();
        if self.job(id)?.body.handled_by.contains(&approver) {
            return Err(Code::ApproverIsSender.into());
        }
        Ok(approver)
    }

    /// Ends a job that won't be sent; its files are disposed of with it.
    fn end_job(&mut self, trail: &Trail, id: u32, step: JobStep) -> Outcome<JobView> {
        let at = self.now().to_rfc3339();
        self.step_with(
            trail,
            id,
            step,
            |job| job.problem = None,
            |store, job| {
                if step == JobStep::Cancel {
                    store.take_timelines_back(id)?;
                }
                dispose_files(store, job, &at)
            },
        )?;
        self.job_view(id)
    }
}

/// Destroys the sealed files of what was to be sent.
pub(crate) fn dispose_files(store: &Transaction<'_>, job: &JobRecord, at: &str) -> Outcome<()> {
    let all = [
        Some(&job.source),
        job.corrected.as_ref(),
        job.outgoing.as_ref(),
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

pub(crate) fn on_job(act: Act, id: u32) -> Trail {
    Trail::new(act, format!("送信{id}"))
}
