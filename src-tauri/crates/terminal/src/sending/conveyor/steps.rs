//! The steps of the conveyor, each one exchange with the server and one change of the stored job.

use super::{
    Pace,
    decide::{Next, Step, Used, Way},
};
use crate::{
    core::{
        act::Act,
        blocking::blocking,
        controller::Terminal,
        gate::Permit,
        look::Look,
        meter::{Meter, ProgressUnit},
        profile::SystemAccountRecord,
        world::Link,
    },
    sending::{
        hand_over::record::Exchange,
        jobs::{record::JobRecord, subject},
    },
};
use kakehashi_domain::{Code, JobState, JobStep, Outcome, ServerWords, Setting, StatusMeaning};
use kakehashi_layouts::Service;
use kakehashi_server_link::{NewJob, NewUpload, ServerFile, Wanted, download, upload};
use kakehashi_store::{DataPlace, SealedReader};

impl Terminal {
    /// Does what comes next for a job. Lists of revocations that failed before are tried `again` or left.
    /// Tells the token that it `used`.
    pub(super) async fn advance(
        &self,
        id: u32,
        meter: &Meter,
        again: bool,
        used: &mut Option<Used>,
    ) -> Outcome<Pace> {
        let watched = self.freshly_watched(Some(id), again).await;
        let next = self.see(move |look| look.next(id, watched)).await?;
        if let Next::Do(_, way) = &next {
            *used = Some(way.session.token().to_owned().into());
        }
        match next {
            Next::Nothing => Ok(Pace::End),
            Next::LogIn { link, account } => self.log_in_by_itself(id, &link, account).await,
            Next::Do(Step::Create, way) => self.create(id, &way).await,
            Next::Do(Step::Send(reader), way) => self.send(id, &way, reader, meter).await,
            Next::Do(Step::Submit, way) => self.submit(id, &way).await,
            Next::Do(Step::Watch, way) => self.watch(id, &way).await,
            Next::Do(Step::Fetch, way) => self.fetch(id, &way, meter).await,
        }
    }

    async fn log_in_by_itself(
        &self,
        id: u32,
        link: &Link,
        account: SystemAccountRecord,
    ) -> Outcome<Pace> {
        let session = self.heard(link.login(&account.user, &account.password).await)?;
        let profile = self.see(move |look| Ok(look.job(id)?.body.profile)).await?;
        self.heed_server(&profile, link, &session).await?;
        let permit = by_terminal(Act::server_log_in, id).note(&account.user);
        let user = account.user.clone();
        self.ask(move |c| c.keep_server_session(&permit, &profile, &user, &session))
            .await?;
        Ok(Pace::Again)
    }

    async fn create(&self, id: u32, way: &Way) -> Outcome<Pace> {
        let Way { link, session, job } = way;
        let bytes = job.leaving().bytes;
        let new = NewUpload {
            bytes,
            file_name: &job.file_name,
            kind: &job.kind,
        };
        let url = self.heard(link.create_upload(session, &new).await)?;
        let permit = by_terminal(Act::upload, id);
        self.ask(move |c| {
            let keep = |job: &mut JobRecord| {
                job.upload = Some(url.as_str().to_owned());
                job.problem = None;
            };
            c.step(&permit, id, JobStep::StartUpload, keep)
        })
        .await?;
        Ok(Pace::Go(JobState::Uploading))
    }

    async fn send(
        &self,
        id: u32,
        way: &Way,
        mut reader: SealedReader,
        meter: &Meter,
    ) -> Outcome<Pace> {
        let Way { link, session, job } = way;
        let (url, bytes) = (way.upload()?, job.leaving().bytes);
        let most = self.see(|look| look.most_bytes_a_second()).await?;
        let held = self.heard(link.upload_offset(session, &url).await)?;
        if job.problem.is_some() {
            // Whatever held it up is over: the server took the session and knows the upload.
            self.ask(move |c| c.note_on_job(id, |job| job.problem = None))
                .await?;
        }
        meter.begin(ProgressUnit::Bytes, Some(bytes), held);
        let mut progress = |sent| {
            meter.set(sent);
            self.tell_progress(id);
        };
        tokio::select! {
            sent = upload(&**link, session, &url, &mut reader, (bytes, most), &mut progress) => sent?,
            () = meter.stopped() => return Ok(Pace::End),
        }
        meter.end();
        let permit = by_terminal(Act::upload, id);
        self.ask(move |c| {
            let sent = (JobStep::FinishUpload, Exchange::Sent);
            c.step_exchanged(&permit, id, sent, |_| (), |_| Ok(()))
        })
        .await?;
        Ok(Pace::Go(JobState::Submitting))
    }

    async fn submit(&self, id: u32, way: &Way) -> Outcome<Pace> {
        let Way { link, session, job } = way;
        let new = NewJob {
            idempotency_key: &job.idempotency_key,
            upload: &way.upload()?,
            kind: &job.kind,
            layout_version: &job.layout_version,
            file_name: &job.file_name,
            sha256: &job.leaving().sha256,
        };
        let made = self.heard(link.create_job(session, &new).await)?;
        let permit = by_terminal(Act::accept, id).note(&made.receipt);
        self.ask(move |c| c.accepted(&permit, id, &made)).await?;
        self.end_turn(id);
        let terminal = self.clone();
        tokio::spawn(async move { terminal.note_timelines(id).await });
        Ok(Pace::Go(JobState::Accepted))
    }

    async fn watch(&self, id: u32, way: &Way) -> Outcome<Pace> {
        let said = way.link.job(&way.session, way.receipt()?).await;
        let said = self.heard(said)?;
        self.ask(move |c| c.server_said(id, &said)).await
    }

    async fn fetch(&self, id: u32, way: &Way, meter: &Meter) -> Outcome<Pace> {
        let receipt = way.receipt()?;
        let said = way.link.job(&way.session, receipt).await;
        let said = self.heard(said)?;
        if ServerWords::shipped()?.status(&said.status) != Some(StatusMeaning::Done) {
            return Err(Code::ResultNotReady.into());
        }
        let known = way.job.clone();
        let layouts = self.see(move |look| look.layouts_of(&known)).await?;
        let wanted = Wanted {
            file: ServerFile::Result(receipt),
            most: layouts.result.most_bytes(way.job.rows_sent()),
            announced: said.result.as_ref(),
        };
        meter.begin(ProgressUnit::Bytes, None, 0);
        let mut writer = DataPlace::seal(&self.dir)?;
        let mut progress = |received| {
            meter.set(received);
            self.tell_progress(id);
        };
        let fetched = download(&*way.link, &way.session, wanted, &mut writer, &mut progress);
        self.heard(fetched.await)?;
        // fsync takes its time.
        let received = blocking(move || writer.finish()).await?;
        self.receive_result(id, received, self.hear_of_mismatches(way))
            .await?;
        Ok(Pace::Go(JobState::ResultReceived))
    }
}

impl Terminal {
    /// After a registration the server may have found people whose data don't fit; failing to hear of it stops nothing.
    async fn hear_of_mismatches(&self, way: &Way) {
        let job = way.job.clone();
        let registers = self.see(move |look| {
            let service = look.layout_of(&job)?.service;
            Ok(service == Some(Service::Register))
        });
        if !registers.await.unwrap_or(false) {
            return;
        }
        let profile = way.job.profile.clone();
        let brought = self.bring_mismatches(profile, &way.link, &way.session);
        if let Err(fault) = brought.await {
            tracing::warn!(code = fault.code.number(), "the report of mismatches waits");
        }
    }
}

impl Look {
    /// How much may leave in a second, where somebody set a limit.
    fn most_bytes_a_second(&self) -> Outcome<Option<u64>> {
        let megabits = u64::from(self.setting(Setting::UploadMegabits)?.value);
        Ok((megabits > 0).then_some(megabits * 1_000_000 / 8))
    }
}

fn by_terminal(act: Act, id: u32) -> Permit {
    Permit::of_terminal(act, subject(id))
}
