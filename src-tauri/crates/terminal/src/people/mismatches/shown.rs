//! Mismatches as a person reads them.

use super::record::{Both, MismatchRecord};
use crate::{
    core::{clock::japan_day, gate::Permit, look::Look, part::ListPart, user::UserRecord},
    people::{
        comparisons::pair_items,
        mismatches::view::{
            MismatchAct, MismatchEvent, MismatchEvidence, MismatchLine, MismatchList,
            MismatchPerson, MismatchReason, MismatchView, NoDoubtProposal,
        },
        protected::marks::{Marks, without_whereabouts},
    },
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{
    MismatchState, NoDoubtRules, Outcome, Role, Shelf,
    compare::{Item, Word, compare, reasons},
};

/// Where one of these differs, 資格情報 and 医療情報 are stopped; otherwise 医療情報 alone (医療保険部会, 2023).
pub(super) const STOPS_ALL: [Item; 2] = [Item::Birth, Item::Sex];

/// Days for which viewing is, or was, stopped.
pub(super) fn days(record: &MismatchRecord, now: DateTime<Utc>) -> u32 {
    let end = record.closed_at.unwrap_or(now);
    let days = (japan_day(end) - japan_day(record.reported_at)).num_days();
    u32::try_from(days).unwrap_or(0)
}

/// A clerk sees to what is undecided or not sent again yet; an approver to what somebody else says.
pub(super) fn waits_for(viewer: &Permit, record: &MismatchRecord) -> bool {
    match record.state {
        MismatchState::Open => viewer.has(Role::Clerk),
        MismatchState::Correcting => viewer.has(Role::Clerk) && record.resent.is_none(),
        MismatchState::Proposed => {
            let proposer = record.proposal.as_ref().map(|p| p.by.as_str());
            viewer.has(Role::Approver) && proposer != Some(viewer.user.as_str())
        }
        MismatchState::Agreed => viewer.has(Role::Clerk) || viewer.has(Role::Approver),
        MismatchState::NoDoubt | MismatchState::Resolved => false,
    }
}

impl Look {
    pub(super) fn mismatch_list(
        &self,
        viewer: &Permit,
        closed: &ListPart,
    ) -> Outcome<MismatchList> {
        let closed: Vec<MismatchRecord> = self.books()?.closed_records(closed.asked())?;
        Ok(MismatchList {
            open: self.open_mismatch_lines(viewer)?,
            closed: self.mismatch_lines(viewer, &closed)?,
            received_at: self.mismatches_asked_at()?,
            people: self.clerks()?,
        })
    }

    /// Those for whom viewing is stopped: first who suffers most, then who has waited longest.
    pub(super) fn open_mismatch_lines(&self, viewer: &Permit) -> Outcome<Vec<MismatchLine>> {
        let mut lines = self.mismatch_lines(viewer, &self.open_mismatches()?)?;
        lines.sort_by_key(|line| (!line.stops_all, line.reported_at, line.id));
        Ok(lines)
    }

    fn mismatch_lines(
        &self,
        viewer: &Permit,
        records: &[MismatchRecord],
    ) -> Outcome<Vec<MismatchLine>> {
        let marks = self.marks()?;
        let line = |record| self.mismatch_line(viewer, record, &marks);
        Ok(records.iter().map(line).collect())
    }

    pub(super) fn mismatch_view(
        &self,
        viewer: &Permit,
        record: &MismatchRecord,
    ) -> Outcome<MismatchView> {
        let marks = self.marks()?;
        let line = self.mismatch_line(viewer, record, &marks);
        let (mut verdict, mut because, mut items) = (None, String::new(), Vec::new());
        if let Some(Both {
            registered,
            resident,
        }) = &record.both
        {
            let (a, b) = (registered.record(), resident.record());
            let words = compare(&a, &b);
            let found = words.verdict(false);
            because = reasons(&a, &b, &words, found);
            items = pair_items(&a, &b, &words);
            if marks.has(&record.registration) {
                without_whereabouts(&mut items);
            }
            verdict = Some(found);
        }
        let rules = NoDoubtRules::shipped()?;
        let proposal = record.proposal.as_ref().map(|proposal| NoDoubtProposal {
            by: self.name_of(&proposal.by),
            at: proposal.at,
            reason: rules.reason_title(&proposal.reason),
            evidence: rules.evidence_title(&proposal.evidence),
            agreed_by: proposal.agreed_by.as_deref().map(|by| self.name_of(by)),
            leaves_at: proposal
                .leaves_at()
                .filter(|_| record.state == MismatchState::Agreed),
        });
        let event = |event: &super::record::EventRecord| MismatchEvent {
            at: event.at,
            by: self.name_of(&event.by),
            what: event.what.clone(),
        };
        let history = record.history.iter().map(event).collect();
        Ok(MismatchView {
            line,
            verdict,
            because,
            items,
            proposal,
            acts: acts(viewer, record, self.now()),
            people: self.clerks()?,
            reasons: rules.reasons.iter().map(|r| reason(rules, r)).collect(),
            history,
        })
    }

    fn mismatch_line(
        &self,
        viewer: &Permit,
        record: &MismatchRecord,
        marks: &Marks,
    ) -> MismatchLine {
        let both = record.both.as_ref();
        let differs = both.map(differing).unwrap_or_default();
        let stops_all = differs.iter().any(|item| STOPS_ALL.contains(item));
        let name = both.map(|both| both.registered.kanji.clone());
        MismatchLine {
            id: record.id,
            registration: record.registration.clone(),
            name: marks.name(&record.registration, &name.unwrap_or_default()),
            flag: record.flag.clone(),
            reported_at: record.reported_at,
            days: days(record, self.now()),
            stopped: record.state.is_stopped(),
            state: record.state,
            state_title: record.state.title().to_owned(),
            differs: titles(&differs),
            stops_all,
            assignee: record.assignee.as_deref().map(|id| self.name_of(id)),
            waits: waits_for(viewer, record),
            resent: record.resent,
        }
    }

    fn clerks(&self) -> Outcome<Vec<MismatchPerson>> {
        let users: Vec<UserRecord> = self.books()?.all(Shelf::User)?;
        let clerks = users
            .into_iter()
            .filter(|user| user.roles.contains(&Role::Clerk));
        let person = |user: UserRecord| MismatchPerson {
            id: user.id,
            name: user.name,
        };
        Ok(clerks.map(person).collect())
    }
}

/// The items that the two records don't have alike.
pub(super) fn differing(both: &Both) -> Vec<Item> {
    let words = compare(&both.registered.record(), &both.resident.record());
    let differs = |item: &Item| words.word(*item) != Word::Same;
    Item::ALL.into_iter().filter(differs).collect()
}

fn titles(items: &[Item]) -> Vec<String> {
    items.iter().map(|item| item.title().to_owned()).collect()
}

fn reason(rules: &NoDoubtRules, reason: &kakehashi_domain::NoDoubtReason) -> MismatchReason {
    let evidence = |id: &String| MismatchEvidence {
        id: id.clone(),
        title: rules.evidence_title(id),
    };
    MismatchReason {
        id: reason.id.clone(),
        title: reason.title.clone(),
        evidence: reason.evidence.iter().map(evidence).collect(),
    }
}

fn acts(viewer: &Permit, record: &MismatchRecord, now: DateTime<Utc>) -> Vec<MismatchAct> {
    use MismatchAct as A;
    let (clerk, approver) = (viewer.has(Role::Clerk), viewer.has(Role::Approver));
    let is_second = record
        .proposal
        .as_ref()
        .is_some_and(|proposal| proposal.by != viewer.user);
    let (state, mut acts) = (record.state, Vec::new());
    let mut offer = |act, when: bool| {
        if when {
            acts.push(act);
        }
    };
    offer(A::Correct, clerk && state == MismatchState::Open);
    offer(A::Reopen, clerk && state == MismatchState::Correcting);
    let is_undecided = matches!(state, MismatchState::Open | MismatchState::Correcting);
    offer(A::Propose, clerk && is_undecided);
    let may_judge = approver && is_second && state == MismatchState::Proposed;
    offer(A::Agree, may_judge);
    offer(A::Object, may_judge);
    let may_register = (clerk || approver) && record.is_leaving(now);
    offer(A::Register, may_register);
    offer(A::Withdraw, record.takes_back(&viewer.user).is_some());
    offer(A::Assign, (clerk || approver) && state.is_stopped());
    acts
}
