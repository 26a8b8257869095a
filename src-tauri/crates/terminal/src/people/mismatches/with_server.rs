//! What terminal and server say to each other of 突合不一致.

use super::{
    on_mismatch,
    record::{Both, MismatchRecord},
    register::put,
};
use crate::{
    core::{
        act::{Act, Trail},
        controller::{Answer, Controller, Terminal},
        world::Link,
    },
    people::{
        comparisons::Sides,
        mismatches::view::{MismatchList, MismatchView},
    },
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, MismatchState, MismatchStep, Outcome, Role};
use kakehashi_server_link::{
    NoDoubt, ServerFiveItems, ServerMismatch, ServerMismatchState, ServerSession,
};

/// When the server was last asked, under the profile's name.
const ASKED: &str = "mismatches-asked";
/// A server whose numbers never end is broken.
const MOST_PAGES: usize = 1_000;

impl Terminal {
    /// Asks the server for its report.
    ///
    /// # Errors
    /// `SERVER_LOGIN_NEEDED`, those of the connection, `PERMISSION_DENIED`.
    pub async fn receive_mismatches(&self) -> Answer<MismatchList> {
        let trail = Trail::new(Act::ReceiveMismatches, "突合不一致");
        self.perform(trail, async |_| {
            let (profile, link, session) = self
                .ask(|c| {
                    c.allow(&[Role::Clerk, Role::Approver])?;
                    c.way_of_profile()
                })
                .await?;
            self.bring_mismatches(profile, &link, &session).await?;
            self.ask(|c| c.mismatch_list()).await
        })
        .await
    }

    /// Brings the server's report of a profile.
    pub(crate) async fn bring_mismatches(
        &self,
        profile: String,
        link: &Link,
        session: &ServerSession,
    ) -> Outcome<()> {
        let mut all: Vec<ServerMismatch> = Vec::new();
        for _ in 0..MOST_PAGES {
            let after = all.last().map_or(0, |last| last.id);
            let page = self.heard(link.mismatches(session, after).await).await?;
            let Some(last) = page.last() else { break };
            if last.id <= after {
                return Err(Code::ServerAnswerUnexpected.into());
            }
            all.extend(page);
        }
        self.ask(move |c| c.keep_report(&profile, &all)).await
    }

    /// Registers what two people have said at the server.
    ///
    /// # Errors
    /// `MISMATCH_STATE`, `SERVER_LOGIN_NEEDED`, those of the connection, `PERMISSION_DENIED`.
    pub async fn register_no_doubt(&self, id: u32) -> Answer<MismatchView> {
        self.perform(on_mismatch(Act::RegisterNoDoubt, id), async |trail| {
            let (record, (_, link, session)) = self
                .ask(move |c| {
                    c.allow(&[Role::Clerk, Role::Approver])?;
                    let record = c.agreed(id)?;
                    let way = c.way_of(record.profile.clone())?;
                    Ok((record, way))
                })
                .await?;
            self.register(trail, record, &link, &session).await?;
            self.ask(move |c| {
                let record = c.mismatch_record(id)?;
                c.mismatch_view(&record)
            })
            .await
        })
        .await
    }

    /// Registers everything that two people have said, after a login at the server.
    pub(crate) async fn register_agreed(&self) {
        let waiting = self
            .ask(Controller::agreed_by_two)
            .await
            .unwrap_or_default();
        for id in waiting {
            let registered = async {
                let (record, (_, link, session)) = self
                    .ask(move |c| {
                        let record = c.agreed(id)?;
                        let way = c.way_of(record.profile.clone())?;
                        Ok((record, way))
                    })
                    .await?;
                let trail = on_mismatch(Act::RegisterNoDoubt, id).by("system");
                self.register(trail, record, &link, &session).await
            };
            if let Err(fault) = registered.await {
                tracing::warn!(code = fault.code.number(), "理由付き疑いなし waits on");
            }
        }
    }

    async fn register(
        &self,
        trail: Trail,
        record: MismatchRecord,
        link: &Link,
        session: &ServerSession,
    ) -> Outcome<()> {
        let proposal = record.proposal.as_ref().ok_or(Code::Internal)?;
        let said = NoDoubt {
            reason: &proposal.reason,
            evidence: &proposal.evidence,
        };
        let answer = link.clear_mismatch(session, record.server_id, &said).await;
        let step = match self.heard(answer).await {
            Ok(_) => MismatchStep::Register,
            Err(fault) if fault.code == Code::MismatchClosed => MismatchStep::Resolve,
            Err(fault) => return Err(fault),
        };
        let id = record.id;
        self.ask(move |c| {
            let mut record = c.mismatch_record(id)?;
            let now = c.now();
            let by = match &trail.actor {
                Some(actor) => actor.clone(),
                None => c.person()?.user.clone(),
            };
            record.step(step, &by, now, ended(step))?;
            c.commit(&trail, |store| put(store, &record))
        })
        .await
    }
}

impl Controller {
    /// The way to the server by the profile in use.
    fn way_of_profile(&mut self) -> Outcome<(String, Link, ServerSession)> {
        let name = self.profile()?.name;
        self.way_of(name)
    }

    fn way_of(&mut self, profile: String) -> Outcome<(String, Link, ServerSession)> {
        let watched = self.watched(&profile)?;
        let link = self.link_of(&watched)?;
        let session = self.server_session(&profile)?;
        Ok((profile, link, session.ok_or(Code::ServerLoginNeeded)?))
    }

    fn agreed(&mut self, id: u32) -> Outcome<MismatchRecord> {
        let record = self.mismatch_record(id)?;
        if record.state == MismatchState::Agreed {
            return Ok(record);
        }
        Err(record.wrong_state())
    }

    fn agreed_by_two(&mut self) -> Outcome<Vec<u32>> {
        let records = self.mismatch_records()?;
        let agreed = records.iter().filter(|r| r.state == MismatchState::Agreed);
        Ok(agreed.map(|record| record.id).collect())
    }

    pub(super) fn mismatches_asked_at(&mut self) -> Outcome<Option<DateTime<Utc>>> {
        let Ok(profile) = self.profile() else {
            return Ok(None);
        };
        self.store()?.get(ASKED, &profile.name)
    }

    /// Keeps a report: new ones are added, known ones follow what the server says of them.
    fn keep_report(&mut self, profile: &str, all: &[ServerMismatch]) -> Outcome<()> {
        let now = self.now();
        let mut known = self.mismatch_records()?;
        let mut next = known.last().map_or(0, |last| last.id) + 1;
        known.retain(|record| record.profile == profile);
        let mut changed = Vec::new();
        for reported in all {
            let known = known.iter_mut().find(|r| r.server_id == reported.id);
            match known {
                Some(record) => changed.extend(follow(record, reported, now)),
                None if reported.state == ServerMismatchState::Open => {
                    changed.push(begun(next, profile, reported));
                    next += 1;
                }
                None => {}
            }
        }
        let trail = Trail::new(Act::ReceiveMismatches, "突合不一致").by("system");
        let trail = trail.note(format!("変わったもの {} 件", changed.len()));
        if changed.is_empty() {
            self.store()?
                .transact(|store| store.put(ASKED, profile, &now))?;
            self.tell(None);
            return Ok(());
        }
        self.commit(&trail, |store| {
            store.put(ASKED, profile, &now)?;
            changed.iter().try_for_each(|record| put(store, record))
        })
    }
}

/// What changed of a known one, if anything did.
fn follow(
    record: &mut MismatchRecord,
    reported: &ServerMismatch,
    now: DateTime<Utc>,
) -> Option<MismatchRecord> {
    if !record.state.is_stopped() {
        return None;
    }
    let step = match reported.state {
        ServerMismatchState::Open => {
            let both = both(reported);
            if record.both.as_ref() == Some(&both) {
                return None;
            }
            // Other data, and still no match: what was said of the old ones doesn't hold.
            record.both = Some(both);
            record.state = MismatchState::Open;
            record.proposal = None;
            record.resent = None;
            record.note("system", now, "送りなおしたデータも、住基と合わなかった");
            return Some(record.clone());
        }
        ServerMismatchState::Resolved => MismatchStep::Resolve,
        ServerMismatchState::NoDoubt => MismatchStep::Register,
    };
    record.step(step, "system", now, ended(step)).ok()?;
    Some(record.clone())
}

fn begun(id: u32, profile: &str, reported: &ServerMismatch) -> MismatchRecord {
    let parts = [&reported.symbol, &reported.number, &reported.card_branch];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    MismatchRecord {
        id,
        profile: profile.to_owned(),
        server_id: reported.id,
        flag: reported.flag.clone(),
        reported_at: reported.reported_at,
        registration: parts.join("-"),
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

fn ended(step: MismatchStep) -> &'static str {
    if step == MismatchStep::Register {
        "理由付き疑いなしが登録された"
    } else {
        "住基と一致して解消した"
    }
}
