//! What the server has accepted from here that the data may not know: asked for after older data were found or a backup was
//! put in, and compared with what stands here. The same content isn't sent again.
//!
//! ```text
//! login at the server ─▶ its last job, the last head of our log ─ known here ─▶ as ever
//!                                                               └ not ─▶ older data (core/older.rs)
//! older data, or a backup ─▶ a list since then, page by page ─▶ here and there · there alone · here alone
//!                           └ none offered ─▶ each job that isn't ended and has its 受付番号
//! ```

mod knowing;
pub(crate) mod view;

use crate::{
    core::{
        act::Act,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        older::Lacking,
        since::{SinceAnswer, SinceJob, SinceRecord, put_since},
        world::Link,
    },
    sending::{jobs::record::JobRecord, since::view::SinceView},
};
use chrono::TimeDelta;
use kakehashi_domain::{Code, Fault, JobState, Outcome};
use kakehashi_server_link::{ServerJob, ServerSession, Standing};
use kakehashi_store::JobRow;
use knowing::Known;
use std::time::Duration;
use tokio::time::timeout;

/// So many jobs at most are asked for at once, and kept.
const MOST: usize = 5_000;
/// In so many pages at most: a server that gives them one by one isn't asked for ever.
const PAGES: usize = 200;
/// And so long at most.
const PATIENCE: Duration = Duration::from_secs(60);
const LIST: &str = "受け付けたものの一覧";
/// The server's clock and ours may differ so far.
const BEFORE: TimeDelta = TimeDelta::minutes(10);

/// What both sides know; none where the data were never in doubt.
pub(crate) async fn since(terminal: &Terminal, _: Permit) -> Outcome<Option<SinceView>> {
    terminal.see(Look::since_view).await
}

/// Asks the server for everything since the data may lack it.
///
/// # Errors
/// `WRONG_STATE` where the data were never in doubt, `SERVER_LOGIN_NEEDED`, those of the connection.
pub(crate) async fn ask_since(terminal: &Terminal, permit: Permit) -> Outcome<Option<SinceView>> {
    let asked = |look: &Look| {
        let fault = || Fault::new(Code::WrongState).with("state", "異常なし");
        Ok((look.since()?.ok_or_else(fault)?, look.way_of_profile()?))
    };
    let (record, (profile, link, session)) = terminal.see(asked).await?;
    terminal
        .bring_since(&permit, record, &profile, &link, &session)
        .await?;
    terminal.see(Look::since_view).await
}

impl Terminal {
    /// After a login at the server, and before its session is kept: whether the server knows more of this terminal than the
    /// data do. A server that doesn't tell is gone on with; one that can't be heard isn't.
    ///
    /// # Errors
    /// Those of the connection.
    pub(crate) async fn heed_server(
        &self,
        profile: &str,
        link: &Link,
        session: &ServerSession,
    ) -> Outcome<()> {
        match self.heard(link.standing(session).await) {
            Ok(standing) => {
                let here = profile.to_owned();
                self.ask(move |c| c.heed_standing(&here, standing)).await?;
            }
            Err(fault) if tells_nothing(&fault) => {
                tracing::info!(code = fault.code.number(), "the server keeps nothing of us");
            }
            Err(fault) => return Err(fault),
        }
        let unasked = |look: &Look| {
            let since = look.since()?;
            Ok(since.filter(|since| since.answer.is_none()))
        };
        self.tell_last_head(link, session).await;
        if let Some(record) = self.see(unasked).await? {
            let permit = Permit::of_terminal(Act::ask_since, "端末");
            let brought = self.bring_since(&permit, record, profile, link, session);
            if let Err(fault) = brought.await {
                tracing::warn!(
                    code = fault.code.number(),
                    "what was sent since isn't known"
                );
            }
        }
        Ok(())
    }

    /// Asks, as long as a person can be let wait for it.
    async fn bring_since(
        &self,
        permit: &Permit,
        record: SinceRecord,
        profile: &str,
        link: &Link,
        session: &ServerSession,
    ) -> Outcome<()> {
        let asked = self.ask_everything(permit, record, profile, link, session);
        let asked = timeout(PATIENCE, asked).await;
        asked.unwrap_or_else(|_| Err(Code::ServerSilent.into()))
    }

    async fn ask_everything(
        &self,
        permit: &Permit,
        record: SinceRecord,
        profile: &str,
        link: &Link,
        session: &ServerSession,
    ) -> Outcome<()> {
        let listed = match self.listed_since(&record, link, session).await {
            Ok(listed) => Some(listed),
            Err(fault) if fault.code == Code::ServerOffersNot => None,
            Err(fault) => return Err(fault),
        };
        let (of_profile, permit) = (profile.to_owned(), permit.clone());
        if let Some((jobs, more)) = listed {
            let until = record.found_at;
            let known = self.see(move |look| look.known_before(until)).await?;
            let keep = move |c: &mut Controller| {
                c.keep_since(&permit, (&record, &known), of_profile, jobs, more)
            };
            return self.ask(keep).await;
        }
        let open = self.see(|look| look.open_jobs_since()).await?;
        let mut lines = Vec::new();
        for JobRow { id, body, .. } in open.into_iter().take(MOST) {
            if body.profile == profile {
                lines.push(self.line_of_job(id, &body, link, session).await?);
            }
        }
        let keep = move |c: &mut Controller| {
            let answer = SinceAnswer {
                profile: of_profile,
                asked_at: c.now(),
                listed: false,
                more: false,
                lines,
            };
            c.keep_answer(&permit, &record, answer)
        };
        self.ask(keep).await
    }

    /// The server's whole list, as far as it is bounded; and whether it had more.
    async fn listed_since(
        &self,
        record: &SinceRecord,
        link: &Link,
        session: &ServerSession,
    ) -> Outcome<(Vec<ServerJob>, bool)> {
        let since = record.since - BEFORE;
        let mut all: Vec<ServerJob> = Vec::new();
        for _ in 0..PAGES {
            let after = all.last().map(|last| last.receipt.as_str());
            let page = self.heard(link.jobs_since(session, since, after).await)?;
            if page.is_empty() {
                return Ok((all, false));
            }
            // What is older than was asked for was never a list since then.
            if page.iter().any(|job| job.accepted_at < since) {
                return Err(Fault::new(Code::ServerOffersNot).with("what", LIST));
            }
            all.extend(page);
            if all.len() >= MOST {
                break;
            }
        }
        Ok((all, true))
    }

    /// One job, asked for by its 受付番号.
    async fn line_of_job(
        &self,
        id: u32,
        job: &JobRecord,
        link: &Link,
        session: &ServerSession,
    ) -> Outcome<SinceJob> {
        let said = match &job.receipt {
            Some(receipt) => match self.heard(link.job(session, receipt).await) {
                Ok(said) => Some(said),
                Err(fault) if fault.code == Code::ServerLostJob => None,
                Err(fault) => return Err(fault),
            },
            None => None,
        };
        Ok(SinceJob {
            receipt: said.as_ref().map(|said| said.receipt.clone()),
            kind: Some(job.kind.clone()),
            sha256: None,
            status: said
                .as_ref()
                .map_or_else(String::new, |said| said.status.clone()),
            accepted_at: said.as_ref().map(|said| said.accepted_at),
            rows: said.map_or(0, |said| said.rows.total),
            job: Some(id),
        })
    }
}

/// Whether a server that answers so has no such thing, as far as one can tell.
pub(crate) fn tells_nothing(fault: &Fault) -> bool {
    let words = [
        Code::ServerOffersNot,
        Code::ServerAnswerUnexpected,
        Code::ReceiptUnusable,
    ];
    words.contains(&fault.code)
}

impl Controller {
    /// Compares what the server says of this terminal with the data.
    fn heed_standing(&mut self, profile: &str, standing: Standing) -> Outcome<()> {
        if self.older()?.is_some() {
            return Ok(());
        }
        let known = self.since()?;
        let begun = self.first_moment()?;
        let begun = known.as_ref().map_or(begun, |known| known.found_at);
        if let Some(head) = standing.log_head {
            let alarmed = known.as_ref().and_then(|known| known.head.as_ref());
            let is_new = head.told_at.is_none_or(|at| at >= begun);
            let here = self.books()?.audit_hash(head.entries)?;
            if is_new && alarmed != Some(&head.sha256) && here.as_ref() != Some(&head.sha256) {
                self.note_older(Lacking::Entries(head.entries, head.told_at))?;
                let Some(mut since) = self.since()? else {
                    return Ok(());
                };
                since.head = Some(head.sha256);
                return self.keep(|store| put_since(store, &since));
            }
        }
        if let Some(job) = standing.last_job
            && job.accepted_at > begun
            && self.knows(profile, &job)?.is_none()
            && !known.is_some_and(|known| known.has(&job.receipt))
        {
            self.note_older(Lacking::Job(job.receipt, job.accepted_at))?;
        }
        Ok(())
    }

    fn keep_since(
        &mut self,
        permit: &Permit,
        (record, known): (&SinceRecord, &Known),
        profile: String,
        jobs: Vec<ServerJob>,
        more: bool,
    ) -> Outcome<()> {
        let lines = jobs.into_iter().map(|said| SinceJob {
            job: known.job_of(&said),
            receipt: Some(said.receipt),
            kind: said.kind,
            sha256: said.sha256,
            status: said.status,
            accepted_at: Some(said.accepted_at),
            rows: said.rows.total,
        });
        let answer = SinceAnswer {
            profile,
            asked_at: self.now(),
            listed: true,
            more,
            lines: lines.collect(),
        };
        self.keep_answer(permit, record, answer)
    }

    fn keep_answer(
        &mut self,
        permit: &Permit,
        record: &SinceRecord,
        answer: SinceAnswer,
    ) -> Outcome<()> {
        let alone = answer.lines.iter().filter(|line| line.job.is_none());
        let note = match answer.listed {
            true => format!("サーバーだけにある送信 {}件", alone.count()),
            false => "サーバーに一覧がない".to_owned(),
        };
        let permit = permit.clone().note(note);
        let kept = SinceRecord {
            answer: Some(answer),
            ..record.clone()
        };
        self.write(&permit, |store| put_since(store, &kept))
    }
}

impl Look {
    /// Refuses what the server accepted before the data became older: nothing goes twice.
    ///
    /// # Errors
    /// `ACCEPTED_BEFORE`.
    pub(crate) fn refuse_accepted_before(&self, profile: &str, sha256: &str) -> Outcome<()> {
        let Some(answer) = self.since()?.and_then(|since| since.answer) else {
            return Ok(());
        };
        let here = self.same_environment(profile)?;
        if !here.iter().any(|it| it.name == answer.profile) {
            return Ok(());
        }
        let same = |line: &&SinceJob| line.job.is_none() && line.sha256.as_deref() == Some(sha256);
        match answer.lines.iter().find(same) {
            Some(line) => {
                let receipt = line.receipt.as_deref().unwrap_or_default();
                Err(Fault::new(Code::AcceptedBefore).with("receipt", receipt))
            }
            None => Ok(()),
        }
    }

    /// As [`Look::refuse_accepted_before`], for a job that is about to be released or to leave.
    ///
    /// # Errors
    /// `ACCEPTED_BEFORE`.
    pub(crate) fn require_not_accepted_before(&self, job: &JobRecord) -> Outcome<()> {
        self.refuse_accepted_before(&job.profile, &job.leaving().sha256)
    }

    /// Jobs that aren't ended.
    pub(super) fn open_jobs_since(&self) -> Outcome<Vec<JobRow<JobRecord>>> {
        let open = JobState::ALL.into_iter().filter(|state| !state.is_ended());
        self.books()?.jobs_standing(&open.collect::<Vec<_>>())
    }
}
