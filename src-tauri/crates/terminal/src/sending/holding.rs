//! 保留: a job goes no further until somebody lets it. A step at the server that is under way comes to its end first.

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::{Permit, denied_to},
    },
    sending::jobs::{record::HoldRecord, subject, view::JobView, wrong_state},
};
use kakehashi_domain::{Fault, Outcome, Role};
use kakehashi_store::JobRow;

/// Holds a job.
///
/// # Errors
/// `JOB_NOT_FOUND`, `WRONG_STATE`, `INPUT_INVALID` without a reason.
pub(crate) async fn hold(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    reason: String,
) -> Outcome<JobView> {
    let why = reason.trim().to_owned();
    if why.is_empty() {
        return Err(Fault::invalid("保留にする理由", "短く書いてください。"));
    }
    terminal.ask(move |c| c.hold(&permit, id, why)).await
}

/// Lets a held job go on.
///
/// # Errors
/// `JOB_NOT_FOUND`, `WRONG_STATE`; `PERMISSION_DENIED` where it came from a backup and nobody else has looked at it.
pub(crate) async fn let_go(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<JobView> {
    let view = terminal.ask(move |c| c.let_go(&permit, id)).await?;
    terminal.carry_on(id).await;
    Ok(view)
}

impl Controller {
    fn hold(&mut self, permit: &Permit, id: u32, why: String) -> Outcome<JobView> {
        let JobRow {
            state, mut body, ..
        } = self.job(id)?;
        if !state.is_moving() || body.held.is_some() {
            return Err(wrong_state(id, state));
        }
        body.held = Some(HoldRecord {
            why,
            by: permit.user.clone(),
            at: self.now(),
            after_restore: false,
        });
        self.write(permit, |store| store.keep_job(id, state, &body))?;
        self.job_view(permit, id)
    }

    fn let_go(&mut self, permit: &Permit, id: u32) -> Outcome<JobView> {
        let JobRow {
            state, mut body, ..
        } = self.job(id)?;
        let Some(held) = body.held.take() else {
            return Err(wrong_state(id, state));
        };
        let is_other = permit.has(Role::Approver) && !body.handled_by.contains(&permit.user);
        if held.after_restore && !is_other {
            return Err(denied_to("この送信を用意していない承認者"));
        }
        let permit = permit.clone().on(subject(id)).note(held.why);
        self.write(&permit, |store| store.keep_job(id, state, &body))?;
        self.job_view(&permit, id)
    }
}
