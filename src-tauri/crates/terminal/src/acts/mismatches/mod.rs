//! 突合不一致: brought from the server, seen to by somebody, and ended by corrected data or by 理由付き疑いなし of two
//! people. While one is open, its person can't be looked up at a clinic, so that its age counts.

mod record;
mod shown;
mod with_server;

use crate::{
    Answer, Terminal,
    act::{Act, Trail},
    controller::Controller,
    session::Session,
    view::{MismatchList, MismatchView, Task, Urgency},
};
use chrono::{TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, MismatchState, MismatchStep, NoDoubtRules, Outcome, Role};
use kakehashi_store::Store;
use record::{MismatchRecord, ProposalRecord};
use std::collections::HashSet;

const SHELF: &str = "mismatch";
const SEERS: [Role; 3] = [Role::Clerk, Role::Approver, Role::Auditor];
/// Days for which both records are kept after the end.
const KEPT: TimeDelta = TimeDelta::days(30);
const LONGEST_REASON: usize = 200;

impl Terminal {
    /// The board.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn mismatches(&self) -> Answer<MismatchList> {
        self.look(|c| {
            c.allow(&SEERS)?;
            c.mismatch_list()
        })
        .await
    }

    /// A mismatch. The first look of a session at each is noted.
    ///
    /// # Errors
    /// `MISMATCH_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn mismatch(&self, id: u32) -> Answer<MismatchView> {
        self.look(move |c| {
            c.allow(&SEERS)?;
            let record = c.mismatch_record(id)?;
            c.note_look_at(&on_mismatch(Act::ViewMismatch, id))?;
            c.mismatch_view(&record)
        })
        .await
    }

    /// Says which clerk sees to it; None for nobody.
    ///
    /// # Errors
    /// `INPUT_INVALID`, and those of [`Terminal::mismatch`].
    pub async fn assign_mismatch(&self, id: u32, to: Option<String>) -> Answer<MismatchView> {
        let roles = [Role::Clerk, Role::Approver];
        self.on_mismatch(Act::AssignMismatch, id, &roles, move |c, record| {
            let what = match &to {
                Some(to) => format!("担当を {} にした", c.clerk_name(to)?),
                None => "担当を外した".to_owned(),
            };
            let (by, at) = c.signature_now()?;
            record.assignee = to;
            record.note(&by, at, what);
            Ok(())
        })
        .await
    }

    /// Says that the data are wrong: they will be put right in the 基幹システム and sent again.
    ///
    /// # Errors
    /// `MISMATCH_STATE`, and those of [`Terminal::mismatch`].
    pub async fn correct_mismatch(&self, id: u32) -> Answer<MismatchView> {
        self.on_mismatch(Act::CorrectMismatch, id, &[Role::Clerk], |c, record| {
            let (by, at) = c.signature_now()?;
            record.assignee.get_or_insert_with(|| by.clone());
            record.step(
                MismatchStep::Correct,
                &by,
                at,
                "データを訂正して送りなおすことにした",
            )
        })
        .await
    }

    /// Thinks again about correcting.
    ///
    /// # Errors
    /// As [`Terminal::correct_mismatch`].
    pub async fn reopen_mismatch(&self, id: u32) -> Answer<MismatchView> {
        self.on_mismatch(Act::ReopenMismatch, id, &[Role::Clerk], |c, record| {
            let (by, at) = c.signature_now()?;
            record.resent = None;
            record.step(MismatchStep::Reopen, &by, at, "考えなおした")
        })
        .await
    }

    /// Says 理由付き疑いなし, with a reason of the list and what shows it. Nothing is registered before another person
    /// agrees.
    ///
    /// # Errors
    /// `INPUT_INVALID`, `MISMATCH_STATE`, and those of [`Terminal::mismatch`].
    pub async fn propose_no_doubt(
        &self,
        id: u32,
        reason: String,
        evidence: String,
    ) -> Answer<MismatchView> {
        self.on_mismatch(Act::ProposeNoDoubt, id, &[Role::Clerk], move |c, record| {
            let rules = NoDoubtRules::shipped()?;
            rules.check(&reason, &evidence)?;
            let (by, at) = c.signature_now()?;
            let what = format!(
                "疑いなしと言った（{}、{}）",
                rules.reason_title(&reason),
                rules.evidence_title(&evidence)
            );
            record.step(MismatchStep::Propose, &by, at, what)?;
            record.proposal = Some(ProposalRecord {
                by,
                at,
                reason,
                evidence,
                agreed_by: None,
            });
            Ok(())
        })
        .await
    }

    /// Another person doesn't agree, and says why.
    ///
    /// # Errors
    /// `INPUT_INVALID`, `PROPOSER_CANNOT_AGREE`, `MISMATCH_STATE`, and those of [`Terminal::mismatch`].
    pub async fn object_to_no_doubt(&self, id: u32, reason: String) -> Answer<MismatchView> {
        self.on_mismatch(
            Act::ObjectNoDoubt,
            id,
            &[Role::Approver],
            move |c, record| {
                let by = c.second_person(record)?;
                let reason = written_reason(&reason)?;
                let what = format!("認めなかった（{reason}）");
                record.step(MismatchStep::Object, &by, c.now(), what)?;
                record.proposal = None;
                Ok(())
            },
        )
        .await
    }

    /// Another person agrees; it is registered at the server as soon as that can be reached.
    ///
    /// # Errors
    /// `PROPOSER_CANNOT_AGREE`, `MISMATCH_STATE`, and those of [`Terminal::mismatch`].
    pub async fn agree_to_no_doubt(&self, id: u32) -> Answer<MismatchView> {
        let agreed = self
            .on_mismatch(Act::AgreeNoDoubt, id, &[Role::Approver], |c, record| {
                let by = c.second_person(record)?;
                record.step(MismatchStep::Agree, &by, c.now(), "2人目として認めた")?;
                if let Some(proposal) = &mut record.proposal {
                    proposal.agreed_by = Some(by);
                }
                Ok(())
            })
            .await?;
        // What fails now is done at the next login at the server, or when somebody presses the button.
        Ok(self.register_no_doubt(id).await.unwrap_or(agreed))
    }

    async fn on_mismatch(
        &self,
        act: Act,
        id: u32,
        roles: &[Role],
        change: impl FnOnce(&mut Controller, &mut MismatchRecord) -> Outcome<()> + Send + 'static,
    ) -> Answer<MismatchView> {
        let roles = roles.to_vec();
        self.perform(on_mismatch(act, id), async |trail| {
            self.ask(move |c| {
                c.allow(&roles)?;
                let mut record = c.mismatch_record(id)?;
                change(c, &mut record)?;
                let trail = with_last_event(trail, &record);
                c.commit(&trail, |store| put(store, &record))?;
                c.mismatch_view(&record)
            })
            .await
        })
        .await
    }
}

impl Controller {
    fn mismatch_records(&mut self) -> Outcome<Vec<MismatchRecord>> {
        self.store()?.all(SHELF)
    }

    fn mismatch_record(&mut self, id: u32) -> Outcome<MismatchRecord> {
        let record = self.store()?.get(SHELF, &key(id))?;
        record.ok_or_else(|| Fault::new(Code::MismatchNotFound).with("mismatch", id))
    }

    fn signature_now(&self) -> Outcome<(String, chrono::DateTime<Utc>)> {
        Ok((self.person()?.user.clone(), self.now()))
    }

    fn clerk_name(&mut self, id: &str) -> Outcome<String> {
        let user = self.user(id)?;
        let clerk = user.filter(|user| user.roles.contains(&Role::Clerk));
        clerk.map(|user| user.name).ok_or_else(|| {
            Fault::new(Code::InputInvalid)
                .with("field", "担当")
                .with("hint", "業務担当者の利用者IDを入れてください。")
        })
    }

    /// The person who is logged in, if it isn't the one who said 理由付き疑いなし.
    fn second_person(&self, record: &MismatchRecord) -> Outcome<String> {
        let user = self.person()?.user.clone();
        if record.proposal.as_ref().is_some_and(|p| p.by == user) {
            return Err(Code::ProposerCannotAgree.into());
        }
        Ok(user)
    }

    /// How many mismatches ask something of this person.
    pub(super) fn mismatches_waiting(&mut self, session: &Session) -> Outcome<u32> {
        let records = self.mismatch_records()?;
        let waiting = records.iter().filter(|record| waits_for(record, session));
        Ok(waiting.count() as u32)
    }

    pub(super) fn mismatch_task(&mut self, session: &Session) -> Outcome<Option<Task>> {
        let records = self.mismatch_records()?;
        let waiting: Vec<&MismatchRecord> = records
            .iter()
            .filter(|record| waits_for(record, session))
            .collect();
        let now = self.now();
        let oldest = waiting.iter().map(|record| shown::days(record, now)).max();
        Ok(oldest.map(|days| Task {
            urgency: Urgency::Urgent,
            mark: "閲覧停止".into(),
            title: "突合不一致を片づける".into(),
            summary: format!("{} 人", waiting.len()),
            why: format!(
                "解消するまで、医療機関で資格を見られません。いちばん古い人は {days} 日です。"
            ),
            button: Some("見る".into()),
            path: "/mismatches".into(),
        }))
    }

    /// Registrations whose corrected data are awaited.
    pub(super) fn corrections_awaited(&mut self) -> Outcome<HashSet<String>> {
        let records = self.mismatch_records()?;
        let awaited = records
            .into_iter()
            .filter(|record| record.state == MismatchState::Correcting);
        Ok(awaited.map(|record| record.registration).collect())
    }

    /// Notes that the server took corrected data of these registrations by a job.
    pub(super) fn note_resent(&mut self, job: u32, registrations: &[String]) -> Outcome<()> {
        let now = self.now();
        for mut record in self.mismatch_records()? {
            let is_meant = record.state == MismatchState::Correcting
                && registrations.contains(&record.registration);
            if is_meant {
                record.resent = Some(job);
                record.note("system", now, format!("送信{job}で送りなおした"));
                self.store()?.transact(|store| put(store, &record))?;
            }
        }
        Ok(())
    }

    /// Disposes of both records of mismatches that ended long ago; what was decided stays.
    pub(super) fn dispose_of_old_mismatches(&mut self) -> Outcome<()> {
        let now = self.now();
        for mut record in self.mismatch_records()? {
            let is_old = record.closed_at.is_some_and(|at| at < now - KEPT);
            if is_old && record.both.take().is_some() {
                let trail = on_mismatch(Act::Dispose, record.id).by("system");
                self.commit(&trail, |store| put(store, &record))?;
            }
        }
        Ok(())
    }
}

/// A clerk sees to what is undecided or not sent again yet; an approver to what somebody else says.
fn waits_for(record: &MismatchRecord, session: &Session) -> bool {
    let has = |role| session.roles.contains(&role);
    match record.state {
        MismatchState::Open => has(Role::Clerk),
        MismatchState::Correcting => has(Role::Clerk) && record.resent.is_none(),
        MismatchState::Proposed => {
            let proposer = record.proposal.as_ref().map(|p| p.by.as_str());
            has(Role::Approver) && proposer != Some(session.user.as_str())
        }
        MismatchState::Agreed => has(Role::Clerk) || has(Role::Approver),
        MismatchState::NoDoubt | MismatchState::Resolved => false,
    }
}

fn written_reason(text: &str) -> Outcome<String> {
    let text = kakehashi_domain::lean_text("理由", text)?;
    if (1..=LONGEST_REASON).contains(&text.chars().count()) {
        return Ok(text);
    }
    let fault = Fault::new(Code::InputInvalid).with("field", "理由");
    Err(fault.with(
        "hint",
        "200文字までで、言った人に伝わるように書いてください。",
    ))
}

/// The log says in words what the history says.
fn with_last_event(trail: Trail, record: &MismatchRecord) -> Trail {
    match record.history.last() {
        Some(event) => trail.note(&event.what),
        None => trail,
    }
}

fn on_mismatch(act: Act, id: u32) -> Trail {
    Trail::new(act, format!("突合不一致{id}"))
}

fn put(store: &Store, record: &MismatchRecord) -> Outcome<()> {
    store.put(SHELF, &key(record.id), record)
}

/// Keys sort like numbers.
fn key(id: u32) -> String {
    format!("{id:010}")
}
