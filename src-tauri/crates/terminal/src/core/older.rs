//! Data that are older than this terminal has been: the database alone or the whole directory was put back to an earlier day,
//! or a log of changes was lost. What was sent since isn't known here and would be sent twice, so nothing goes by itself
//! until two persons have compared with the server.
//!
//! ```text
//! opened ─ the mark fits ─▶ as ever, and each entry of the log moves the mark on
//!        └ the log is shorter, or another ─▶ what isn't ended: 保留 · K529 · `audit verify`: older / rewritten
//! login at the server: it knows a job, or a head of the log, that isn't here ─▶ likewise · K540
//!                                              └─ one says why, a second agrees ─▶ as ever
//! ```
//! What the server has accepted since is asked for in `sending/since`.

use crate::{
    alone::restore::hold_all,
    core::{
        act::Act,
        clock::japan_time,
        controller::{Controller, Terminal},
        gate::{Permit, TERMINAL},
        look::{Look, Vault},
        marks::mark_name,
        profile::ProfileRecord,
        since::{SinceRecord, put_since},
    },
    sending::jobs::record::HoldRecord,
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Shelf, Single, short_text};
use serde::{Deserialize, Serialize};

const REASON_MOST: usize = 200;

/// How far the log had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    entries: u32,
    head: String,
    seal: String,
}

/// That the data are older, or others, until two persons let it be.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct OlderRecord {
    pub found_at: DateTime<Utc>,
    /// How many entries the log had before.
    pub had: u32,
    /// How many it has.
    pub has: u32,
    /// Whether it is long enough, but not the same.
    pub rewritten: bool,
    /// The 受付番号 by which the server told it; none where a mark or a head did.
    #[serde(default)]
    pub receipt: Option<String>,
    /// Who said first that it may go on, and why.
    pub accepted_by: Option<(String, String)>,
}

impl OlderRecord {
    fn fault(&self) -> Fault {
        if let Some(receipt) = &self.receipt {
            return Fault::new(Code::JobOnlyAtServer).with("receipt", receipt);
        }
        let fault = Fault::new(Code::DataOlder).with("had", self.had);
        fault.with("has", self.has)
    }
}

/// Lets a terminal go on whose data are older than they were: one person says what the server showed, a second agrees.
///
/// # Errors
/// `WRONG_STATE` where nothing is wrong, `INPUT_INVALID` without a reason, `APPROVER_IS_SENDER` for the same person.
pub(crate) async fn accept_older_data(
    terminal: &Terminal,
    permit: Permit,
    reason: String,
) -> Outcome<()> {
    let hint = "サーバーで何を確かめたかを書いてください（200字まで）。";
    let reason = short_text("理由", &reason, REASON_MOST, hint)?;
    let accept = move |c: &mut Controller| {
        let known = c.older()?;
        let mut known =
            known.ok_or_else(|| Fault::new(Code::WrongState).with("state", "異常なし"))?;
        let permit = permit.note(&reason);
        match &known.accepted_by {
            Some((first, _)) if *first == permit.user => Err(Code::ApproverIsSender.into()),
            Some((first, _)) => {
                c.require_apart(&permit.user, first)?;
                c.end_doubt(&permit, &known)
            }
            None => {
                known.accepted_by = Some((permit.user.clone(), reason));
                c.write(&permit, |store| {
                    store.put(Shelf::Setting, Single::Older.key(), &known)
                })
            }
        }
    };
    terminal.ask(accept).await?;
    terminal.carry_all_on().await;
    Ok(())
}

impl Look {
    /// Whether the data are older than they were, and nobody let that be.
    pub fn older(&self) -> Outcome<Option<OlderRecord>> {
        self.books()?.get(Shelf::Setting, Single::Older.key())
    }

    /// Why nothing goes by itself, if so.
    pub fn doubt_of_data(&self) -> Outcome<Option<Fault>> {
        Ok(self.older()?.map(|older| older.fault()))
    }
}

impl Controller {
    /// Compares the data that were opened with the mark that was left.
    pub fn heed_mark(&mut self) -> Outcome<()> {
        let Vault::Open(store) = &self.vault else {
            return Ok(());
        };
        let name = mark_name(&store.place().key_mark()?, store.place().dir());
        self.mark = Some(name.clone());
        let Vault::Open(store) = &self.vault else {
            return Ok(());
        };
        let left = self.world.marks.read(&name);
        let left = left.and_then(|text| serde_json::from_str::<Mark>(&text).ok());
        let left =
            left.filter(|mark| mark.seal == store.seal_of(&sealed(mark.entries, &mark.head)));
        let (has, _) = store.audit_head()?;
        if let Some(mark) = left.filter(|mark| mark.entries > 0) {
            let is_same = store.audit_hash(mark.entries)? == Some(mark.head);
            if has < mark.entries || !is_same {
                self.note_older(Lacking::Entries(mark.entries, None))?;
            }
        }
        self.leave_mark()
    }

    /// The second person has agreed. Where the server gave no list, what came while the data were in doubt waits for an
    /// approver as well: it may have been sent before.
    fn end_doubt(&mut self, permit: &Permit, known: &OlderRecord) -> Outcome<()> {
        let since = self.since()?;
        let answer = since.and_then(|since| since.answer);
        let is_listed = answer.is_some_and(|answer| answer.listed && !answer.more);
        let why = "データが古いあいだに預かりました。サーバーが前に受け付けていないかを確かめてください。";
        let hold = HoldRecord {
            why: why.to_owned(),
            by: permit.user.clone(),
            at: self.now(),
            after_restore: true,
        };
        self.write(permit, |store| {
            if !is_listed {
                hold_all(store, &hold, Some(known.found_at))?;
            }
            store.remove(Shelf::Setting, Single::Older.key())
        })
    }

    /// Notes how far the log came.
    pub fn leave_mark(&self) -> Outcome<()> {
        let (Vault::Open(store), Some(name)) = (&self.vault, &self.mark) else {
            return Ok(());
        };
        let (entries, head) = store.audit_head()?;
        let seal = store.seal_of(&sealed(entries, &head));
        let mark = Mark {
            entries,
            head,
            seal,
        };
        let text =
            serde_json::to_string(&mark).map_err(|e| Fault::new(Code::Internal).because(e))?;
        self.world.marks.write(name, &text)
    }

    /// In one commit: what isn't ended is held, nobody is logged in at a server, and the log says so.
    pub fn note_older(&mut self, lacking: Lacking) -> Outcome<()> {
        let now = self.now();
        let (has, _) = self.books()?.audit_head()?;
        let (had, receipt, had_at) = match lacking {
            Lacking::Entries(had, at) => (had, None, at),
            Lacking::Job(receipt, at) => (has, Some(receipt), Some(at)),
        };
        let rewritten = receipt.is_none() && has >= had;
        let since = self.since_when(rewritten, had_at)?;
        let older = OlderRecord {
            found_at: now,
            had,
            has,
            rewritten,
            receipt,
            accepted_by: None,
        };
        let why = format!(
            "{}に、データが古いものに戻っていると分かりました。そのあとに送っていないかを確かめてください。",
            japan_time(now)
        );
        let hold = HoldRecord {
            why,
            by: TERMINAL.to_owned(),
            at: now,
            after_restore: true,
        };
        let code = older.fault().code.number();
        let note = match &older.receipt {
            Some(receipt) => format!("{code} {receipt}"),
            None => format!("{code} {has}←{had}"),
        };
        let permit = Permit::of_terminal(Act::find_older_data, "端末").note(note);
        self.write(&permit, |store| {
            let profiles: Vec<ProfileRecord> = store.all(Shelf::Profile)?;
            for profile in profiles {
                store.remove(Shelf::ServerAccount, &profile.name)?;
            }
            store.put(Shelf::Setting, Single::Older.key(), &older)?;
            put_since(store, &since)?;
            hold_all(store, &hold, None).map(drop)
        })
    }

    /// As far back as the data are: to the last entry before what is lacking, or to the first where all of it may be
    /// another's.
    fn since_when(&self, rewritten: bool, had_at: Option<DateTime<Utc>>) -> Outcome<SinceRecord> {
        let since = match had_at {
            Some(at) => self.last_moment_before(at)?,
            None if rewritten => self.first_moment()?,
            None => self.last_moment_before(self.now())?,
        };
        let before = self.since()?;
        let earlier = before.as_ref().map_or(since, |before| before.since);
        Ok(SinceRecord {
            found_at: self.now(),
            since: since.min(earlier),
            head: before.and_then(|before| before.head),
            answer: None,
        })
    }
}

/// By what it shows that data are older than they were.
#[derive(Debug, Clone)]
pub(crate) enum Lacking {
    /// The log had so many entries, and when, where that is known.
    Entries(u32, Option<DateTime<Utc>>),
    /// The server accepted this one from here then.
    Job(String, DateTime<Utc>),
}

fn sealed(entries: u32, head: &str) -> String {
    format!("{entries} {head}")
}
