//! What terminal and server say to each other of 突合不一致.

use super::{
    record::{Both, MismatchRecord, reported_as},
    subject,
};
use crate::{
    core::{
        act::Act,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
        world::Link,
    },
    people::{
        comparisons::Sides,
        joined,
        mismatches::view::{MismatchList, MismatchView},
    },
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, MismatchState, MismatchStep, Outcome, Shelf};
use kakehashi_server_link::{
    IntermediateServer, NoDoubt, ServerFiveItems, ServerMismatch, ServerMismatchState,
    ServerSession,
};
use std::collections::HashMap;

const REGISTERED: &str = "理由付き疑いなしが登録された";
const RESOLVED: &str = "住基と一致して解消した";
const DIFFERS: &str = "送りなおしたデータも、住基と合わなかった";

/// Asks the server for its report.
///
/// # Errors
/// `SERVER_LOGIN_NEEDED`, those of the connection.
pub(crate) async fn receive_mismatches(
    terminal: &Terminal,
    permit: Permit,
) -> Outcome<MismatchList> {
    let (profile, link, session) = terminal.see(Look::way_of_profile).await?;
    terminal.bring_mismatches(profile, &link, &session).await?;
    let list = move |look: &Look| look.mismatch_list(&permit, &ListPart::default());
    terminal.see(list).await
}

/// Registers what two people have said at the server.
///
/// # Errors
/// `MISMATCH_STATE`, `SERVER_LOGIN_NEEDED`, those of the connection.
pub(crate) async fn register_no_doubt(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<MismatchView> {
    terminal.register(permit.clone(), id).await?;
    let view = move |look: &Look| look.mismatch_view(&permit, &look.mismatch_record(id)?);
    terminal.see(view).await
}

impl Terminal {
    /// Brings the server's report of a profile.
    pub(crate) async fn bring_mismatches(
        &self,
        profile: String,
        link: &Link,
        session: &ServerSession,
    ) -> Outcome<()> {
        let all = self
            .every_page(link, session, |link, session, after| {
                IntermediateServer::mismatches(link, session, after)
            })
            .await?;
        self.ask(move |c| c.keep_report(&profile, &all)).await
    }

    /// Registers everything that two people have said and may no longer take back: after a login at the server, and as
    /// time goes by.
    pub(crate) async fn register_agreed(&self) {
        let waiting = self.see(Look::leaving_now).await.unwrap_or_default();
        for id in waiting {
            let permit = Permit::of_terminal(Act::register_no_doubt, subject(id));
            if let Err(fault) = self.register(permit, id).await {
                tracing::warn!(code = fault.code.number(), "理由付き疑いなし waits on");
            }
        }
    }

    async fn register(&self, permit: Permit, id: u32) -> Outcome<()> {
        let ready = move |look: &Look| {
            let record = look.agreed(id)?;
            let way = look.way_of(record.profile.clone())?;
            Ok((record, way))
        };
        let (record, (_, link, session)) = self.see(ready).await?;
        let proposal = record.proposal.as_ref().ok_or(Code::Internal)?;
        let said = NoDoubt {
            reason: &proposal.reason,
            evidence: &proposal.evidence,
        };
        let answer = link.clear_mismatch(&session, record.server_id, &said).await;
        let (step, what) = match self.heard(answer) {
            Ok(answer) if answer.id != record.server_id => {
                let fault = Fault::new(Code::ServerAnswerUnexpected);
                return Err(fault.because("another mismatch than was spoken of"));
            }
            Ok(answer) => {
                require_same_person(&record, &answer)?;
                (MismatchStep::Register, REGISTERED)
            }
            Err(fault) if fault.code == Code::MismatchClosed => (MismatchStep::Resolve, RESOLVED),
            Err(fault) => return Err(fault),
        };
        let keep = move |c: &mut Controller| {
            let mut record = c.mismatch_record(id)?;
            record.step(step, &permit.user, c.now(), what)?;
            c.write(&permit, |store| store.put_record(&record))
        };
        self.ask(keep).await
    }
}

impl Look {
    fn agreed(&self, id: u32) -> Outcome<MismatchRecord> {
        let record = self.mismatch_record(id)?;
        if record.state == MismatchState::Agreed {
            return Ok(record);
        }
        Err(record.wrong_state())
    }

    /// Those for which the server can be asked now.
    fn leaving_now(&self) -> Outcome<Vec<u32>> {
        let now = self.now();
        let records = self.open_mismatches()?;
        let can_leave = |r: &&MismatchRecord| {
            r.is_leaving(now) && matches!(self.server_session(&r.profile), Ok(Some(_)))
        };
        let leaving = records.iter().filter(can_leave);
        Ok(leaving.map(|record| record.id).collect())
    }

    pub(super) fn mismatches_asked_at(&self) -> Outcome<Option<DateTime<Utc>>> {
        let Ok(profile) = self.profile() else {
            return Ok(None);
        };
        self.books()?.get(Shelf::MismatchesAsked, &profile.name)
    }
}

impl Controller {
    /// Keeps a report: new ones are added, known ones follow what the server says of them.
    fn keep_report(&mut self, profile: &str, all: &[ServerMismatch]) -> Outcome<()> {
        let now = self.now();
        let books = self.books()?;
        let mut next = books.next_number::<MismatchRecord>()?;
        let records = self.open_mismatches()?;
        let of_profile = records.into_iter().filter(|r| r.profile == profile);
        let mut known: HashMap<u64, MismatchRecord> = of_profile
            .map(|record| (record.server_id, record))
            .collect();
        let mut changed = Vec::new();
        for reported in all {
            match known.get_mut(&reported.id) {
                Some(record) => {
                    require_same_person(record, reported)?;
                    changed.extend(follow(record, reported, now));
                }
                None if reported.state == ServerMismatchState::Open => {
                    let about = reported_as(profile, reported.id);
                    // What is closed here stays closed.
                    if books.count_records_about::<MismatchRecord>(&about)? == 0 {
                        changed.push(begun(next, profile, reported));
                        next += 1;
                    }
                }
                None => {}
            }
        }
        if changed.is_empty() {
            return self.keep(|store| store.put(Shelf::MismatchesAsked, profile, &now));
        }
        let permit = Permit::of_terminal(Act::receive_mismatches, "突合不一致");
        let permit = permit.note(format!("変わったもの {} 件", changed.len()));
        self.write(&permit, |store| {
            store.put(Shelf::MismatchesAsked, profile, &now)?;
            changed
                .iter()
                .try_for_each(|record| store.put_record(record))
        })
    }
}

/// What changed of a known one, if anything did. What is closed here stays closed.
fn follow(
    record: &mut MismatchRecord,
    reported: &ServerMismatch,
    now: DateTime<Utc>,
) -> Option<MismatchRecord> {
    let both = Some(both(reported));
    let (step, what) = match reported.state {
        ServerMismatchState::Open if record.both == both => return None,
        ServerMismatchState::Open => (MismatchStep::Differ, DIFFERS),
        ServerMismatchState::Resolved => (MismatchStep::Resolve, RESOLVED),
        ServerMismatchState::NoDoubt => (MismatchStep::Register, REGISTERED),
    };
    record.step(step, "system", now, what).ok()?;
    if step == MismatchStep::Differ {
        record.both = both;
        record.proposal = None;
        record.resent = None;
    }
    Some(record.clone())
}

/// Nobody gets an answer that names another: under a known number stays who was there.
fn require_same_person(record: &MismatchRecord, reported: &ServerMismatch) -> Outcome<()> {
    if record.registration == registration(reported) {
        return Ok(());
    }
    let fault = Fault::new(Code::ServerAnswerUnexpected);
    Err(fault.because("another person under a known number"))
}

fn registration(reported: &ServerMismatch) -> String {
    joined([&reported.symbol, &reported.number, &reported.card_branch])
}

fn begun(id: u32, profile: &str, reported: &ServerMismatch) -> MismatchRecord {
    MismatchRecord {
        id,
        profile: profile.to_owned(),
        server_id: reported.id,
        flag: reported.flag.clone(),
        reported_at: reported.reported_at,
        registration: registration(reported),
        both: Some(both(reported)),
        state: MismatchState::Open,
        assignee: None,
        proposal: None,
        resent: None,
        closed_at: None,
        history: Vec::new(),
    }
}

fn both(reported: &ServerMismatch) -> Both {
    Both {
        registered: sides(&reported.registered),
        resident: sides(&reported.resident),
    }
}

fn sides(five: &ServerFiveItems) -> Sides {
    Sides {
        kanji: five.name_kanji.clone(),
        kana: five.name_kana.clone(),
        birth: five.birth_date.clone(),
        sex: five.sex.clone(),
        address: five.address.clone(),
    }
}
