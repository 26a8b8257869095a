//! 当日締め: the sheet of a day, with the head of the log. Printed, it stands where nobody can change it; signed, kept and told
//! to the server, it shows whether the log that is there later is the same.
//!
//! ```text
//! close ─▶ the day counted ─▶ the act's own entry ─▶ head (number, SHA-256) signed and kept, in one commit ─▶ told to the server
//! login at the server ─▶ the last head that it wasn't told
//! ```

mod counting;
pub(crate) mod view;

use crate::{
    core::{
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
        world::Link,
    },
    desk::day_close::view::{DaySheet, HeadTold},
    sending::since::tells_nothing,
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use kakehashi_server_link::{LogHead, ServerSession};
use kakehashi_store::{Numbered, Part, Signature};

impl Numbered for DaySheet {
    const SHELF: Shelf = Shelf::DayClose;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        format!("{}\n{}", self.day, self.head)
    }
}

/// Closes a day: today, or one before that nobody closed.
///
/// # Errors
/// `INPUT_INVALID` for a day that hasn't come.
pub(crate) async fn close_day(
    terminal: &Terminal,
    permit: Permit,
    day: Option<NaiveDate>,
) -> Outcome<DaySheet> {
    let counted = terminal.see(move |look| look.count_day(day)).await?;
    let sheet = terminal.ask(move |c| c.close_day(&permit, counted)).await?;
    let way = terminal.see(|look| look.way_of_profile()).await;
    let Ok((_, link, session)) = way else {
        return Ok(sheet);
    };
    terminal.tell_head(sheet, &link, &session).await
}

/// The sheets that are kept, newest first.
pub(crate) async fn days(terminal: &Terminal, _: Permit, part: ListPart) -> Outcome<Vec<DaySheet>> {
    terminal
        .see(move |look| look.books()?.records(part.asked()))
        .await
}

impl Terminal {
    /// Tells the server the last head that it wasn't told; failing to stops nothing.
    pub(crate) async fn tell_last_head(&self, link: &Link, session: &ServerSession) {
        let last = |look: &Look| {
            let last: Option<DaySheet> = look.books()?.records(Part::newest(1))?.pop();
            Ok(last.filter(|sheet| sheet.told == HeadTold::NotYet))
        };
        let told = match self.see(last).await {
            Ok(Some(sheet)) => self.tell_head(sheet, link, session).await.map(drop),
            Ok(None) => Ok(()),
            Err(fault) => Err(fault),
        };
        if let Err(fault) = told {
            tracing::warn!(code = fault.code.number(), "the head of the log waits");
        }
    }

    async fn tell_head(
        &self,
        sheet: DaySheet,
        link: &Link,
        session: &ServerSession,
    ) -> Outcome<DaySheet> {
        let head = LogHead {
            entries: sheet.entries,
            sha256: sheet.head.clone(),
            told_at: None,
        };
        let told = match self.heard(link.keep_log_head(session, &head).await) {
            Ok(()) => HeadTold::Kept,
            Err(fault) if fault.code == Code::LogHeadRefused => HeadTold::Refused,
            Err(fault) if tells_nothing(&fault) => HeadTold::NotOffered,
            Err(_) => HeadTold::NotYet,
        };
        self.ask(move |c| {
            let sheet = DaySheet {
                told,
                told_title: told.title().to_owned(),
                ..sheet
            };
            c.keep(|store| store.put_record(&sheet))?;
            Ok(sheet)
        })
        .await
    }
}

impl Controller {
    /// In one commit: the act's entry, and the head that it makes.
    fn close_day(&mut self, permit: &Permit, counted: DaySheet) -> Outcome<DaySheet> {
        self.verify(permit)?;
        let permit = permit.clone().note(counted.day.to_string());
        let entry = self.entry(&permit, None);
        let (by, now) = (self.name_of(&permit.user), self.now());
        self.keep(|store| {
            store.add_audit(&entry)?;
            let (entries, head) = store.audit_head()?;
            let Signature { key, signature } = store.sign(&signed(counted.day, entries, &head))?;
            let sheet = DaySheet {
                id: store.next_number::<DaySheet>()?,
                closed_at: now,
                closed_by: by,
                entries,
                head,
                key,
                signature,
                ..counted
            };
            store.put_record(&sheet)?;
            Ok(sheet)
        })
    }
}

/// How the log here stands to the heads that were kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    Fits,
    /// A sheet is of a longer log.
    Longer,
    /// Another entry stands where one stood, or the terminal didn't sign the sheet.
    Other,
}

impl Look {
    /// Compares the log with every sheet that is kept.
    pub(crate) fn compare_days(&self) -> Outcome<Kept> {
        let (books, mut before) = (self.books()?, None);
        let (entries, _) = books.audit_head()?;
        loop {
            let part = Part {
                before,
                ..Part::newest(500)
            };
            let sheets: Vec<DaySheet> = books.records(part)?;
            let Some(last) = sheets.last() else {
                return Ok(Kept::Fits);
            };
            before = Some(last.id);
            for sheet in sheets {
                let signature = Signature {
                    key: sheet.key,
                    signature: sheet.signature,
                };
                let text = signed(sheet.day, sheet.entries, &sheet.head);
                let is_ours = books.is_signed(&text, &signature)?;
                if is_ours && sheet.entries > entries {
                    return Ok(Kept::Longer);
                }
                if !is_ours || books.audit_hash(sheet.entries)? != Some(sheet.head) {
                    return Ok(Kept::Other);
                }
            }
        }
    }

    fn day_to_close(&self, day: Option<NaiveDate>) -> Outcome<NaiveDate> {
        let today = japan_day(self.now());
        match day {
            Some(day) if day > today => {
                let hint = "今日か、それより前の日を入れてください。";
                Err(Fault::invalid("締める日", hint))
            }
            Some(day) => Ok(day),
            None => Ok(today),
        }
    }
}

fn signed(day: NaiveDate, entries: u32, head: &str) -> String {
    format!("kakehashi day v1\n{day} {entries} {head}")
}
