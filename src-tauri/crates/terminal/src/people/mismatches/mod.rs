//! 突合不一致: brought from the server, seen to by somebody, and ended by corrected data or by 理由付き疑いなし of two
//! people. While one is open, its person can't be looked up at a clinic, so that its age counts.

pub(crate) mod view;

mod record;
mod register;
mod shown;
mod with_server;

use crate::{
    core::{
        act::{Act, Trail},
        controller::{Answer, Controller, Terminal},
    },
    people::mismatches::view::{MismatchList, MismatchView},
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, MismatchStep, NoDoubtRules, Outcome, Role};
use record::{MismatchRecord, ProposalRecord};
use register::put;
pub(crate) use register::put as put_mismatch;

const SEERS: [Role; 3] = [Role::Clerk, Role::Approver, Role::Auditor];
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
    fn signature_now(&self) -> Outcome<(String, DateTime<Utc>)> {
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
