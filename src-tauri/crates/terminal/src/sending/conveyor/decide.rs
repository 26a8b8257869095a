//! The controller's side of the conveyor: what comes next for a job, and what an answer or a fault means for it.

use super::{Pace, receipt::Doubt, retry_pause};
use crate::{
    core::{
        act::Act,
        controller::Controller,
        gate::Permit,
        look::Look,
        meter::{ProgressUnit, small},
        profile::{ServerAccountRecord, SystemAccountRecord},
        world::Link,
    },
    place::revocation::standing::Watched,
    sending::jobs::{
        people_go_back,
        record::{JobRecord, ProblemRecord},
        subject,
    },
};
use kakehashi_domain::{
    Code, Fault, JobState, JobStep, Outcome, Retry, ServerWords, Shelf, StatusMeaning,
};
use kakehashi_server_link::{ServerJob, ServerSession, UploadUrl};
use kakehashi_store::{JobRow, SealedReader};
use std::time::Duration;
use zeroize::Zeroizing;

/// How often in a row something is tried that patience alone won't mend.
const TRIES: u32 = 4;

/// What comes next for a job.
pub(super) enum Next {
    Nothing,
    LogIn {
        link: Link,
        account: SystemAccountRecord,
    },
    Do(Step, Way),
}

/// An exchange with the server.
pub(super) enum Step {
    Create,
    Send(SealedReader),
    Submit,
    Watch,
    Fetch,
}

/// The token that an exchange showed.
pub(super) type Used = Zeroizing<String>;

/// What every exchange needs.
pub(super) struct Way {
    pub link: Link,
    pub session: ServerSession,
    pub job: Box<JobRecord>,
}

impl Way {
    pub fn upload(&self) -> Outcome<UploadUrl> {
        let url = self.job.upload.clone().map(UploadUrl::new);
        url.ok_or_else(|| Fault::new(Code::Internal).because("a job without its upload"))
    }

    pub fn receipt(&self) -> Outcome<&str> {
        let receipt = self.job.receipt.as_deref();
        receipt.ok_or_else(|| Fault::new(Code::Internal).because("a job without its receipt"))
    }
}

impl Look {
    pub(super) fn next(&self, id: u32, watched: Outcome<Watched>) -> Outcome<Next> {
        let job = self.job(id)?;
        let Some(step) = self.step_of(job.state, &job.body)? else {
            return Ok(Next::Nothing);
        };
        if matches!(step, Step::Create | Step::Send(_) | Step::Submit) {
            self.take_turn(id, &job.body.profile)?;
            self.layout_of(&job.body)?.require_for_server()?;
            self.require_as_approved(&job.body)?;
            if let Some(doubt) = self.doubt_of_data()? {
                return Err(doubt);
            }
            self.require_not_accepted_before(&job.body)?;
        }
        if matches!(step, Step::Create) {
            self.require_its_turn(id, &job.body)?;
            self.check_hours(&job.body.profile)?;
        }
        let link = self.link_of(&watched?)?;
        let Some(session) = self.server_session(&job.body.profile)? else {
            let account = self.books()?.get(Shelf::SystemAccount, &job.body.profile)?;
            return Ok(Next::LogIn {
                link,
                account: account.ok_or(Code::ServerLoginNeeded)?,
            });
        };
        Ok(Next::Do(
            step,
            Way {
                link,
                session,
                job: Box::new(job.body),
            },
        ))
    }

    fn step_of(&self, state: JobState, job: &JobRecord) -> Outcome<Option<Step>> {
        if job.held.is_some() || job.way.is_by_hand() {
            return Ok(None);
        }
        Ok(match state {
            JobState::Queued => Some(Step::Create),
            JobState::Uploading => Some(Step::Send(self.books()?.open_sealed(&job.leaving().id)?)),
            JobState::Submitting => Some(Step::Submit),
            JobState::Accepted | JobState::Processing => Some(Step::Watch),
            JobState::Completed => Some(Step::Fetch),
            JobState::Checking
            | JobState::Checked
            | JobState::AwaitingApproval
            | JobState::ResultReceived
            | JobState::Confirmed
            | JobState::Rejected
            | JobState::Cancelled
            | JobState::Failed => None,
        })
    }
}

impl Controller {
    /// Moves a job by the server's word, and keeps the word itself.
    pub(super) fn server_said(&mut self, id: u32, said: &ServerJob) -> Outcome<Pace> {
        let word = said.status.as_str();
        let permit = Permit::of_terminal(Act::receive_result, subject(id)).note(word);
        match self.step_of_word(id, word)? {
            None => self.note_on_job(id, |job| keep_word(job, word))?,
            Some(step) => self.step_by_word(&permit, id, step, word, said.message.clone())?,
        }
        let state = self.job(id)?.state;
        if state == JobState::Completed {
            return Ok(Pace::Go(state));
        }
        if state == JobState::Failed {
            return Ok(Pace::End);
        }
        self.show_server_progress(id, said);
        Ok(Pace::Poll)
    }

    /// The same by a person who read the word at the official screen.
    pub(crate) fn note_word(&mut self, permit: &Permit, id: u32, word: &str) -> Outcome<()> {
        if let Some(step) = self.step_of_word(id, word)? {
            return self.step_by_word(permit, id, step, word, None);
        }
        let JobRow {
            state, mut body, ..
        } = self.job(id)?;
        keep_word(&mut body, word);
        body.updated_at = self.now();
        self.write(permit, |store| store.keep_job(id, state, &body))
    }

    fn step_of_word(&self, id: u32, word: &str) -> Outcome<Option<JobStep>> {
        let state = self.job(id)?.state;
        let step = match ServerWords::shipped()?.status(word) {
            Some(StatusMeaning::Done) => JobStep::Complete,
            Some(StatusMeaning::Refused) => JobStep::Refuse,
            Some(StatusMeaning::Working) | None if state == JobState::Accepted => JobStep::Work,
            Some(StatusMeaning::Accepted | StatusMeaning::Working) | None => return Ok(None),
        };
        Ok(state.after(step).map(|_| step))
    }

    fn step_by_word(
        &mut self,
        permit: &Permit,
        id: u32,
        step: JobStep,
        word: &str,
        message: Option<String>,
    ) -> Outcome<()> {
        let said = message.unwrap_or_else(|| word.to_owned());
        let fault = Fault::new(Code::UploadRefused).with("server_code", said);
        let problem = ProblemRecord::new(&fault, &permit.trail.correlation);
        self.step(permit, id, step, |job| {
            keep_word(job, word);
            job.problem = (step == JobStep::Refuse).then_some(problem);
        })
    }

    fn show_server_progress(&self, id: u32, said: &ServerJob) {
        if let Some(meter) = self.meter(id) {
            if meter
                .view()
                .is_none_or(|p| p.total != Some(small(said.rows.total)))
            {
                meter.begin(ProgressUnit::Rows, Some(said.rows.total), said.rows.done);
            }
            meter.set(said.rows.done);
        }
    }

    /// Notes what stopped a job. Gives the pause until the next try; none when somebody must act first.
    pub(super) fn stumbled(
        &mut self,
        id: u32,
        fault: &Fault,
        correlation: &str,
        (tries, used): (u32, Option<&Used>),
    ) -> Outcome<Option<Duration>> {
        let job = self.job(id)?;
        if !job.state.is_moving() {
            return Ok(Some(Duration::ZERO));
        }
        if tries >= TRIES {
            match self.doubt_receipt(&job, fault, correlation)? {
                Doubt::None => {}
                Doubt::Asks => return Ok(Some(Duration::ZERO)),
                Doubt::Rests => return Ok(None),
            }
        }
        if Self::is_the_end(&job, fault, tries) {
            self.fail(id, fault, correlation)?;
            return Ok(Some(Duration::ZERO));
        }
        // At once the first time, then with patience.
        let pause = if tries > 1 {
            retry_pause(fault, tries)
        } else {
            Duration::ZERO
        };
        let has_upload = [JobState::Uploading, JobState::Submitting].contains(&job.state);
        let is_asked_after = job.state == JobState::Submitting && job.body.receipt.is_some();
        if fault.code == Code::UploadGone && is_asked_after {
            self.receipt_stands(id)?;
            return Ok(Some(Duration::ZERO));
        }
        if fault.code == Code::UploadGone && has_upload {
            let permit = Permit::of_terminal(Act::upload, subject(id)).note(fault.code.number());
            self.step(&permit, id, JobStep::LoseUpload, |job| job.upload = None)?;
            if tries <= TRIES {
                return Ok(Some(pause));
            }
        }
        // Not said before it is certain: a server that starts up may not know its jobs yet.
        if fault.code == Code::ServerLostJob {
            return Ok(Some(retry_pause(fault, tries)));
        }
        let was_refused = fault.code == Code::ServerLoginNeeded && tries <= TRIES;
        if was_refused && self.forget_server_session(&job.body.profile, used)? {
            return Ok(Some(pause));
        }
        let problem = ProblemRecord::new(fault, correlation);
        self.note_on_job(id, |job| job.problem = Some(problem))?;
        Ok(is_tried_again(fault.code, tries).then(|| retry_pause(fault, tries)))
    }

    /// Whether there is no sense in trying on: the server refused for certain, or doesn't know the job, time and again.
    fn is_the_end(job: &JobRow<JobRecord>, fault: &Fault, tries: u32) -> bool {
        let is_refused = [Code::UploadRefused, Code::ReceiptUnusable].contains(&fault.code);
        // Of a job that has its 受付番号 only that is asked for: whoever refuses this may have the file all the same.
        let is_unmade = job.state <= JobState::Submitting && job.body.receipt.is_none();
        fault.code == Code::NotForServer
            || (is_refused && is_unmade)
            || (fault.code == Code::ServerLostJob && tries >= TRIES)
    }

    /// Ends a job that won't come to its result; its file may be sent again.
    fn fail(&mut self, id: u32, fault: &Fault, correlation: &str) -> Outcome<()> {
        let note = format!("{} {}", fault.code.number(), fault.sentence());
        let permit = Permit::of_terminal(Act::receive_result, subject(id)).note(note);
        let problem = ProblemRecord::new(fault, correlation);
        let failed = |job: &mut JobRecord| job.problem = Some(problem);
        self.step_with(&permit, id, JobStep::Refuse, failed, |store, _| {
            people_go_back(store, id)
        })
    }

    /// Forgets the session that was used, which the server no longer takes; says whether there was one. Another that a
    /// person began meanwhile stays.
    fn forget_server_session(&mut self, profile: &str, used: Option<&Used>) -> Outcome<bool> {
        let Some(used) = used else { return Ok(false) };
        let kept: Option<ServerAccountRecord> = self.books()?.get(Shelf::ServerAccount, profile)?;
        if kept.is_some_and(|kept| kept.token == **used) {
            self.keep(|store| store.remove(Shelf::ServerAccount, profile))?;
        }
        Ok(true)
    }
}

/// What passes is waited for as long as it takes; what may be the server's mistake is tried a few times.
fn is_tried_again(code: Code, tries: u32) -> bool {
    let a_few_times = [
        Code::UploadGone,
        Code::DownloadDamaged,
        Code::ServerAnswerUnexpected,
        Code::ResultUnfit,
    ];
    if a_few_times.contains(&code) {
        return tries <= TRIES;
    }
    // There may be room on the disk again.
    let may_pass = [Code::DiskFull, Code::DataUnwritable].contains(&code);
    may_pass || code.retry() == Retry::Retry
}

fn keep_word(job: &mut JobRecord, word: &str) {
    job.server_status = Some(word.to_owned());
    job.problem = None;
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;
    use crate::core::{controller::Terminal, world::World};

    #[tokio::test]
    async fn a_login_in_the_very_moment_of_a_refusal_is_not_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let terminal = Terminal::open(dir.path(), World::default(), None).unwrap();
        let text = str::to_owned;
        let (who, password) = (text("admin"), text("hashi-wo-kakeru-1"));
        let made = terminal.set_up(who, text("管理"), password, Some(text("rakuda-no-kobu-2")));
        made.await.unwrap();
        let begin = |c: &mut Controller, token: &str| {
            let permit = Permit::of_terminal(Act::server_log_in, "x");
            let until = c.now() + chrono::TimeDelta::hours(1);
            let session = ServerSession::new(token.to_owned().into(), until);
            c.keep_server_session(&permit, "p", "user", &session)
        };
        let kept = move |c: &mut Controller| {
            begin(c, "new")?;
            let used: Used = "old".to_owned().into();
            let again = c.forget_server_session("p", Some(&used))?;
            let stays = c.server_session("p")?.is_some();
            let used: Used = "new".to_owned().into();
            c.forget_server_session("p", Some(&used))?;
            Ok((again, stays, c.server_session("p")?.is_some()))
        };
        assert_eq!(terminal.ask(kept).await.unwrap(), (true, true, false));
    }
}
