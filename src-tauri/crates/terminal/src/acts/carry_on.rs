//! The conveyor: carries a released job to its result, one step at a time, and again after every interruption.
//!
//! Each step asks the controller what comes next by the stored state, does it, and has the controller store the
//! outcome. A sudden end between two steps loses nothing: the same step is done again, and the server knows it by the
//! upload's offset or by the idempotency key. A carrier that can't go on waits, or rests until somebody nudges it.

use super::release::on_job;
use crate::{
    Answer, Terminal,
    act::Act,
    controller::Controller,
    jobs::wrong_state,
    meter::{Meter, small},
    records::{Exchange, JobRecord, ProblemRecord, SystemAccountRecord, shelf},
    view::{JobView, ProgressUnit},
    world::Link,
};
use kakehashi_domain::{Code, Fault, JobState, JobStep, Outcome, Retry, Role};
use kakehashi_server_link::{
    NewJob, NewUpload, ServerJob, ServerSession, UploadUrl, download, upload,
};
use kakehashi_store::{DataPlace, SealedReader};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// The only status word of the server that is known for certain.
const DONE: &str = "処理完了";
/// Words that the practice server adds; another server's words go into this table.
const ACCEPTED: &[&str] = &["受付"];
const REFUSED: &[&str] = &["エラー"];

/// How the conveyor goes on after a step.
enum Pace {
    Go,
    Poll,
    End,
}

/// What comes next for a job.
enum Next {
    Nothing,
    LogIn {
        link: Link,
        account: SystemAccountRecord,
    },
    Create {
        link: Link,
        session: ServerSession,
        job: Box<JobRecord>,
    },
    Send {
        link: Link,
        session: ServerSession,
        url: UploadUrl,
        reader: SealedReader,
        bytes: u64,
    },
    Submit {
        link: Link,
        session: ServerSession,
        url: UploadUrl,
        job: Box<JobRecord>,
    },
    Watch {
        link: Link,
        session: ServerSession,
        receipt: String,
    },
    Fetch {
        link: Link,
        session: ServerSession,
        receipt: String,
    },
}

impl Terminal {
    /// Goes on with every job that is on its way; for the start of the program and after a login at the server.
    pub async fn carry_all_on(&self) {
        if let Err(fault) = self.ask(Controller::dispose_of_old).await {
            tracing::warn!(code = fault.code.number(), "old files were not disposed of");
        }
        let states: Vec<JobState> = JobState::ALL
            .into_iter()
            .filter(|s| *s == JobState::Checking || s.is_moving())
            .collect();
        let ids = self
            .ask(move |c| c.store()?.jobs_in(&states))
            .await
            .unwrap_or_default();
        for id in ids {
            self.carry_on(id).await;
        }
    }

    /// Goes on with one job; a carrier that rests or waits is nudged.
    pub async fn carry_on(&self, id: u32) {
        let Ok(Some(state)) = self.ask(move |c| c.state_to_carry(id)).await else {
            return;
        };
        if state == JobState::Checking {
            if let Err(fault) = self.begin_check(id).await {
                tracing::warn!(code = fault.code.number(), "a check could not begin");
            }
            return;
        }
        let Ok(meter) = self.ask(move |c| Ok(c.begin_carrying(id))).await else {
            return;
        };
        tokio::spawn(self.clone().carry(id, meter));
    }

    /// Tries again at once what waits for its next try.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`, `WRONG_STATE`.
    pub async fn retry_now(&self, id: u32) -> Answer<JobView> {
        let view = self
            .perform(on_job(Act::RetryNow, id), async |trail| {
                self.ask(move |c| {
                    c.allow(&[Role::Clerk])?;
                    let state = c.job(id)?.state;
                    if !state.is_moving() {
                        return Err(not_on_its_way(state));
                    }
                    c.commit(&trail, |_| Ok(()))?;
                    c.note_on_job(id, |job| job.problem = None)?;
                    c.job_view(id)
                })
                .await
            })
            .await?;
        self.carry_on(id).await;
        Ok(view)
    }

    async fn carry(self, id: u32, meter: Arc<Meter>) {
        let (mut tries, mut polls) = (0, 0);
        while !meter.is_stopped() {
            let pause = match self.advance(id, &meter).await {
                Ok(Pace::End) => break,
                Ok(Pace::Go) => {
                    (tries, polls) = (0, 0);
                    continue;
                }
                Ok(Pace::Poll) => {
                    tries = 0;
                    polls += 1;
                    Some(poll_pause(polls))
                }
                Err(fault) => {
                    tries += 1;
                    self.stumble(id, fault, tries).await
                }
            };
            meter.end();
            match pause {
                Some(pause) => {
                    tokio::select! { () = sleep(pause) => {}, () = meter.nudge.notified() => {} }
                }
                None => meter.nudge.notified().await,
            }
        }
        let ended = self.ask(move |c| {
            c.running.remove(&id);
            Ok(())
        });
        let _controller_gone = ended.await;
        self.tell(Some(id));
    }

    async fn advance(&self, id: u32, meter: &Arc<Meter>) -> Outcome<Pace> {
        let system = |act| on_job(act, id).by("system");
        match self.ask(move |c| c.next(id)).await? {
            Next::Nothing => return Ok(Pace::End),
            Next::LogIn { link, account } => {
                let session = self
                    .heard(link.login(&account.user, &account.password).await)
                    .await?;
                let trail = system(Act::ServerLogIn).note(&account.user);
                let user = account.user.clone();
                self.ask(move |c| c.keep_server_session(&trail, &user, &session))
                    .await?;
            }
            Next::Create { link, session, job } => {
                let leaving = job.leaving();
                let new = NewUpload {
                    bytes: leaving.bytes,
                    file_name: &job.file_name,
                    kind: &job.kind,
                };
                let url = self.heard(link.create_upload(&session, &new).await).await?;
                let trail = system(Act::Upload);
                self.ask(move |c| {
                    let keep = |job: &mut JobRecord| job.upload = Some(url.as_str().to_owned());
                    c.step(&trail, id, JobStep::StartUpload, keep)
                })
                .await?;
            }
            Next::Send {
                link,
                session,
                url,
                mut reader,
                bytes,
            } => {
                let held = self.heard(link.upload_offset(&session, &url).await).await?;
                meter.begin(ProgressUnit::Bytes, Some(bytes), held);
                let mut progress = |sent| {
                    meter.set(sent);
                    self.tell(Some(id));
                };
                tokio::select! {
                    sent = upload(&*link, &session, &url, &mut reader, bytes, &mut progress) => sent?,
                    () = stopped(meter) => return Ok(Pace::End),
                }
                meter.end();
                let trail = system(Act::Upload);
                self.ask(move |c| {
                    let sent = (JobStep::FinishUpload, Exchange::Sent);
                    c.step_exchanged(&trail, id, sent, |_| (), |_| Ok(()))
                })
                .await?;
            }
            Next::Submit {
                link,
                session,
                url,
                job,
            } => {
                let new = NewJob {
                    idempotency_key: &job.idempotency_key,
                    upload: &url,
                    kind: &job.kind,
                    layout_version: &job.layout_version,
                    file_name: &job.file_name,
                    sha256: &job.leaving().sha256,
                };
                let made = self.heard(link.create_job(&session, &new).await).await?;
                let trail = system(Act::Accept).note(&made.receipt);
                self.ask(move |c| c.accepted(&trail, id, &made)).await?;
            }
            Next::Watch {
                link,
                session,
                receipt,
            } => {
                let job = self.heard(link.job(&session, &receipt).await).await?;
                return self.ask(move |c| c.server_said(id, &job)).await;
            }
            Next::Fetch {
                link,
                session,
                receipt,
            } => {
                meter.begin(ProgressUnit::Bytes, None, 0);
                let mut writer = DataPlace::seal(&self.dir)?;
                let mut progress = |received| {
                    meter.set(received);
                    self.tell(Some(id));
                };
                let fetched =
                    download(&*link, &session, &receipt, &mut writer, &mut progress).await;
                self.heard(fetched).await?;
                let (file, identity) = writer.finish()?;
                self.receive_result(id, file, identity).await?;
            }
        }
        Ok(Pace::Go)
    }

    /// Notes why a job can't go on. Gives the pause until the next try; none when somebody must act first.
    async fn stumble(&self, id: u32, fault: Fault, tries: u32) -> Option<Duration> {
        let trail = on_job(Act::Upload, id);
        trail.log_failure(&fault);
        let correlation = trail.correlation.clone();
        let stumbled = self
            .ask(move |c| c.stumbled(id, &fault, &correlation, tries))
            .await;
        stumbled.unwrap_or(None)
    }

    /// Gives up the bytes of a job that was taken back; the server would drop them by itself, later.
    pub(crate) async fn drop_upload(&self, id: u32) {
        let known = self
            .ask(move |c| {
                let job = c.job(id)?.body;
                let Some(url) = job.upload else {
                    return Ok(None);
                };
                let session = c.server_session(&job.profile)?;
                Ok(session
                    .zip(c.link_of(&job.profile).ok())
                    .map(|(s, link)| (s, link, url)))
            })
            .await;
        if let Ok(Some((session, link, url))) = known {
            tokio::spawn(async move {
                let _expires_by_itself = link.end_upload(&session, &UploadUrl::new(url)).await;
            });
        }
    }
}

impl Controller {
    fn state_to_carry(&mut self, id: u32) -> Outcome<Option<JobState>> {
        let state = self.job(id)?.state;
        if let Some(meter) = self.running.get(&id) {
            meter.nudge.notify_one();
            return Ok(None);
        }
        Ok((state == JobState::Checking || state.is_moving()).then_some(state))
    }

    fn begin_carrying(&mut self, id: u32) -> Arc<Meter> {
        self.running.entry(id).or_default().clone()
    }

    fn next(&mut self, id: u32) -> Outcome<Next> {
        let job = self.job(id)?;
        if !job.state.is_moving() {
            return Ok(Next::Nothing);
        }
        let (state, body) = (job.state, Box::new(job.body));
        let link = self.link_of(&body.profile)?;
        let Some(session) = self.server_session(&body.profile)? else {
            let account: Option<SystemAccountRecord> =
                self.store()?.get(shelf::SYSTEM_ACCOUNT, &body.profile)?;
            let account = account.ok_or(Code::ServerLoginNeeded)?;
            return Ok(Next::LogIn { link, account });
        };
        let lacking =
            |what: &str| Fault::new(Code::Internal).because(format!("job without {what}"));
        let url = body
            .upload
            .clone()
            .map(UploadUrl::new)
            .ok_or_else(|| lacking("upload"));
        let receipt = body.receipt.clone().ok_or_else(|| lacking("receipt"));
        Ok(match state {
            JobState::Queued => Next::Create {
                link,
                session,
                job: body,
            },
            JobState::Uploading => {
                let reader = self.store()?.open_sealed(&body.leaving().id)?;
                Next::Send {
                    link,
                    session,
                    url: url?,
                    reader,
                    bytes: body.leaving().bytes,
                }
            }
            JobState::Submitting => Next::Submit {
                link,
                session,
                url: url?,
                job: body,
            },
            JobState::Accepted | JobState::Processing => Next::Watch {
                link,
                session,
                receipt: receipt?,
            },
            JobState::Completed => Next::Fetch {
                link,
                session,
                receipt: receipt?,
            },
            JobState::Checking
            | JobState::Checked
            | JobState::AwaitingApproval
            | JobState::ResultReceived
            | JobState::Confirmed
            | JobState::Rejected
            | JobState::Cancelled
            | JobState::Failed => Next::Nothing,
        })
    }

    fn accepted(&mut self, trail: &crate::act::Trail, id: u32, made: &ServerJob) -> Outcome<()> {
        let keep = |job: &mut JobRecord| {
            job.receipt = Some(made.receipt.clone());
            job.server_status = Some(made.status.clone());
            job.problem = None;
        };
        let accepted = (JobStep::Accept, Exchange::Accepted);
        self.step_exchanged(trail, id, accepted, keep, |_| Ok(()))
    }

    /// Maps the server's word to a step and keeps the word itself.
    fn server_said(&mut self, id: u32, said: &ServerJob) -> Outcome<Pace> {
        let state = self.job(id)?.state;
        let word = said.status.as_str();
        let trail = on_job(Act::ReceiveResult, id).by("system").note(word);
        let keep = |job: &mut JobRecord| {
            job.server_status = Some(word.to_owned());
            job.server_done = small(said.rows.done);
            job.problem = None;
        };
        if word == DONE {
            self.step(&trail, id, JobStep::Complete, keep)?;
            return Ok(Pace::Go);
        }
        if REFUSED.contains(&word) {
            let message = said.message.clone().unwrap_or_else(|| word.to_owned());
            let fault = Fault::new(Code::UploadRefused).with("server_code", message);
            let problem = ProblemRecord::new(&fault, &trail.correlation);
            self.step(&trail, id, JobStep::Refuse, |job| {
                keep(job);
                job.problem = Some(problem);
            })?;
            return Ok(Pace::End);
        }
        let works = state == JobState::Accepted && !ACCEPTED.contains(&word);
        if works {
            self.step(&trail, id, JobStep::Work, keep)?;
        } else {
            self.note_on_job(id, keep)?;
        }
        if let Some(meter) = self.running.get(&id) {
            meter.begin(ProgressUnit::Rows, Some(said.rows.total), 0);
            meter.set(said.rows.done);
        }
        Ok(Pace::Poll)
    }

    fn stumbled(
        &mut self,
        id: u32,
        fault: &Fault,
        correlation: &str,
        tries: u32,
    ) -> Outcome<Option<Duration>> {
        let job = self.job(id)?;
        if !job.state.is_moving() {
            return Ok(Some(Duration::ZERO));
        }
        if fault.code == Code::UploadGone && job.state <= JobState::Submitting {
            let trail = on_job(Act::Upload, id)
                .by("system")
                .note(fault.code.number());
            self.step(&trail, id, JobStep::LoseUpload, |job| job.upload = None)?;
            return Ok(Some(Duration::ZERO));
        }
        if fault.code == Code::ServerLoginNeeded {
            let had_session = self.server_session(&job.body.profile)?.is_some();
            self.store()?
                .transact(|s| s.remove(shelf::SERVER_ACCOUNT, &job.body.profile))?;
            if had_session {
                return Ok(Some(Duration::ZERO));
            }
        }
        let problem = ProblemRecord::new(fault, correlation);
        self.note_on_job(id, |job| job.problem = Some(problem))?;
        Ok((fault.code.retry() == Retry::Retry).then(|| retry_pause(fault, tries)))
    }
}

async fn stopped(meter: &Meter) {
    while !meter.is_stopped() {
        meter.nudge.notified().await;
    }
}

fn not_on_its_way(state: JobState) -> Fault {
    if state < JobState::Queued {
        Fault::new(Code::NotApproved)
    } else {
        wrong_state(state)
    }
}

/// Half a second at first, then slower, never slower than 15 seconds.
fn poll_pause(polls: u32) -> Duration {
    Duration::from_millis(500 + u64::from(polls.saturating_sub(4)) * 500)
        .min(Duration::from_secs(15))
}

/// What the server asked for, or 2, 4, 8 … 60 seconds.
fn retry_pause(fault: &Fault, tries: u32) -> Duration {
    let asked = fault.params.get("seconds").and_then(|s| s.parse().ok());
    let seconds = asked.unwrap_or_else(|| 2u64.saturating_pow(tries.min(6)).min(60));
    Duration::from_secs(seconds.min(3_600))
}
