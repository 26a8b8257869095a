//! 突合不一致: brought from the server, seen to by somebody, and ended by corrected data or by 理由付き疑いなし of two
//! people. While one is open, its person can't be looked up at a clinic, so that its age counts.

pub(crate) mod listing;
pub(crate) mod together;
pub(crate) mod view;

pub(crate) mod with_server;

pub(crate) mod record;
mod register;
mod shown;

use crate::{
    core::{
        act::Act,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
    },
    people::mismatches::view::{MismatchList, MismatchView},
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, MismatchStep, NoDoubtRules, Outcome, Role, short_text};
use record::{MismatchRecord, ProposalRecord};

const LONGEST_REASON: usize = 200;

/// What the log calls a mismatch.
pub(crate) fn subject(id: u32) -> String {
    format!("突合不一致{id}")
}

/// The board.
pub(crate) async fn mismatches(
    terminal: &Terminal,
    permit: Permit,
    closed: ListPart,
) -> Outcome<MismatchList> {
    let list = move |look: &Look| look.mismatch_list(&permit, &closed);
    terminal.see(list).await
}

/// A mismatch. The first look of a session at each is noted.
///
/// # Errors
/// `MISMATCH_NOT_FOUND`.
pub(crate) async fn mismatch(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<MismatchView> {
    let viewer = permit.clone();
    let note = move |c: &mut Controller| {
        let record = c.mismatch_record(id)?;
        c.note_look(&permit, Act::view_mismatch, &subject(id))?;
        Ok(record)
    };
    let record = terminal.ask(note).await?;
    let view = move |look: &Look| look.mismatch_view(&viewer, &record);
    terminal.see(view).await
}

/// Says which clerk sees to it; None for nobody.
///
/// # Errors
/// `INPUT_INVALID`, and those of [`mismatch`].
pub(crate) async fn assign_mismatch(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: Option<String>,
) -> Outcome<MismatchView> {
    let assign = move |look: &Look, by: &str, record: &mut MismatchRecord| {
        let what = match &to {
            Some(to) => format!("担当を {} にした", look.clerk_name(to)?),
            None => "担当を外した".to_owned(),
        };
        record.assignee = to;
        record.note(by, look.now(), what);
        Ok(())
    };
    change(terminal, permit, id, assign).await
}

/// Says that the data are wrong: they will be put right in the 基幹システム and sent again.
///
/// # Errors
/// `MISMATCH_STATE`, and those of [`mismatch`].
pub(crate) async fn correct_mismatch(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<MismatchView> {
    let correct = |look: &Look, by: &str, record: &mut MismatchRecord| {
        record.assignee.get_or_insert_with(|| by.to_owned());
        let what = "データを訂正して送りなおすことにした";
        record.step(MismatchStep::Correct, by, look.now(), what)
    };
    change(terminal, permit, id, correct).await
}

/// Thinks again about correcting.
///
/// # Errors
/// As [`correct_mismatch`].
pub(crate) async fn reopen_mismatch(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<MismatchView> {
    let reopen = |look: &Look, by: &str, record: &mut MismatchRecord| {
        record.resent = None;
        record.step(MismatchStep::Reopen, by, look.now(), "考えなおした")
    };
    change(terminal, permit, id, reopen).await
}

/// Says 理由付き疑いなし, with a reason of the list and what shows it. Nothing is registered before another person agrees.
///
/// # Errors
/// `INPUT_INVALID`, `MISMATCH_STATE`, and those of [`mismatch`].
pub(crate) async fn propose_no_doubt(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    reason: String,
    evidence: String,
) -> Outcome<MismatchView> {
    let propose = move |look: &Look, by: &str, record: &mut MismatchRecord| {
        record.propose(by, look.now(), &reason, &evidence)
    };
    change(terminal, permit, id, propose).await
}

/// Another person doesn't agree, and says why.
///
/// # Errors
/// `INPUT_INVALID`, `PROPOSER_CANNOT_AGREE`, `MISMATCH_STATE`, and those of [`mismatch`].
pub(crate) async fn object_to_no_doubt(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    reason: String,
) -> Outcome<MismatchView> {
    let object = move |look: &Look, by: &str, record: &mut MismatchRecord| {
        record.require_second_person(by)?;
        let hint = "200文字までで、言った人に伝わるように書いてください。";
        let reason = short_text("理由", &reason, LONGEST_REASON, hint)?;
        let what = format!("認めなかった（{reason}）");
        record.step(MismatchStep::Object, by, look.now(), what)?;
        record.proposal = None;
        Ok(())
    };
    change(terminal, permit, id, object).await
}

/// Another person agrees. Both can take that back for a minute; then it is registered at the server as soon as that can be
/// reached.
///
/// # Errors
/// `PROPOSER_CANNOT_AGREE`, `MISMATCH_STATE`, and those of [`mismatch`].
pub(crate) async fn agree_to_no_doubt(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<MismatchView> {
    let agree = |look: &Look, by: &str, record: &mut MismatchRecord| record.agree(look, by);
    change(terminal, permit, id, agree).await
}

/// Takes back what one said, or that one agreed, before it has gone to the server.
///
/// # Errors
/// `MISMATCH_STATE`, also for whoever has said nothing, and those of [`mismatch`].
pub(crate) async fn withdraw_no_doubt(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<MismatchView> {
    let withdraw = |look: &Look, by: &str, record: &mut MismatchRecord| {
        let step = record.takes_back(by).ok_or_else(|| record.wrong_state())?;
        let what = if step == MismatchStep::Disagree {
            "認めたことを取り消した"
        } else {
            "疑いなしと言ったことを取り消した"
        };
        record.step(step, by, look.now(), what)?;
        record.proposal = record
            .proposal
            .take()
            .filter(|_| step == MismatchStep::Disagree)
            .map(|said| ProposalRecord {
                agreed_by: None,
                agreed_at: None,
                ..said
            });
        Ok(())
    };
    change(terminal, permit, id, withdraw).await
}

/// Changes a mismatch; the log says in words what its history says.
async fn change(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    change: impl FnOnce(&Look, &str, &mut MismatchRecord) -> Outcome<()> + Send + 'static,
) -> Outcome<MismatchView> {
    let keep = move |c: &mut Controller| {
        let mut record = c.mismatch_record(id)?;
        change(c, &permit.user, &mut record)?;
        let permit = match record.history.last() {
            Some(event) => permit.note(&event.what),
            None => permit,
        };
        c.write(&permit, |store| store.put_record(&record))?;
        c.mismatch_view(&permit, &record)
    };
    terminal.ask(keep).await
}

impl Look {
    fn clerk_name(&self, id: &str) -> Outcome<String> {
        let user = self.user(id)?;
        let clerk = user.filter(|user| user.roles.contains(&Role::Clerk));
        let hint = "業務担当者の利用者IDを入れてください。";
        let name = clerk.map(|user| user.name);
        name.ok_or_else(|| Fault::invalid("担当", hint))
    }
}

impl MismatchRecord {
    /// Somebody says 理由付き疑いなし.
    fn propose(
        &mut self,
        by: &str,
        at: DateTime<Utc>,
        reason: &str,
        evidence: &str,
    ) -> Outcome<()> {
        let rules = NoDoubtRules::shipped()?;
        rules.check(reason, evidence)?;
        let what = format!(
            "疑いなしと言った（{}、{}）",
            rules.reason_title(reason),
            rules.evidence_title(evidence)
        );
        self.step(MismatchStep::Propose, by, at, what)?;
        self.proposal = Some(ProposalRecord {
            by: by.to_owned(),
            at,
            reason: reason.to_owned(),
            evidence: evidence.to_owned(),
            agreed_by: None,
            agreed_at: None,
        });
        Ok(())
    }

    /// Another person says so too.
    fn agree(&mut self, look: &Look, by: &str) -> Outcome<()> {
        self.require_second_person(by)?;
        if let Some(said) = &self.proposal {
            look.require_apart(by, &said.by)?;
        }
        let at = look.now();
        self.step(MismatchStep::Agree, by, at, "2人目として認めた")?;
        if let Some(proposal) = &mut self.proposal {
            proposal.agreed_by = Some(by.to_owned());
            proposal.agreed_at = Some(at);
        }
        Ok(())
    }

    /// How this person takes back what they said; None where they said nothing, or it has left.
    fn takes_back(&self, user: &str) -> Option<MismatchStep> {
        let said = self.proposal.as_ref()?;
        let steps = [
            (said.by.as_str(), MismatchStep::Withdraw),
            (
                said.agreed_by.as_deref().unwrap_or_default(),
                MismatchStep::Disagree,
            ),
        ];
        let own = steps.into_iter().find(|(by, _)| *by == user);
        own.map(|(_, step)| step)
            .filter(|step| self.state.after(*step).is_some())
    }

    /// Refuses whoever said 理由付き疑いなし.
    fn require_second_person(&self, user: &str) -> Outcome<()> {
        if self.proposal.as_ref().is_some_and(|said| said.by == user) {
            return Err(Code::ProposerCannotAgree.into());
        }
        Ok(())
    }
}
