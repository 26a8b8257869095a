//! 漏えい等: what happened, written down while it is being found out, and by when 速報 and 確報 are due. It states facts and
//! days; whether a report is due at all the terminal never says.

pub(crate) mod record;
mod shown;
pub(crate) mod view;

use crate::{
    core::{
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
    },
    desk::leaks::{
        record::{LeakRecord, differences},
        view::{LeakEvent, LeakFacts, LeakReport, LeakView},
    },
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, LeakState, Outcome, lean_text, short_text};

pub(crate) const SUBJECT: &str = "漏えい";
const LONGEST: usize = 1_000;
const LONGEST_ADDRESSEE: usize = 200;

/// Leaks, newest first.
pub(crate) async fn leaks(
    terminal: &Terminal,
    _: Permit,
    part: ListPart,
) -> Outcome<Vec<LeakView>> {
    terminal.see(move |look| look.leaks(&part)).await
}

/// One of them.
///
/// # Errors
/// `LEAK_NOT_FOUND`.
pub(crate) async fn leak(terminal: &Terminal, _: Permit, id: u32) -> Outcome<LeakView> {
    let view = move |look: &Look| look.leak_view(look.leak_record(id)?);
    terminal.see(view).await
}

/// Writes down that something leaked.
///
/// # Errors
/// `INPUT_INVALID`.
pub(crate) async fn note_leak(
    terminal: &Terminal,
    permit: Permit,
    facts: LeakFacts,
) -> Outcome<LeakView> {
    let note = move |c: &mut Controller| {
        let record = LeakRecord {
            id: c.books()?.next_number::<LeakRecord>()?,
            state: LeakState::Open,
            facts: c.checked(facts)?,
            reports: Vec::new(),
            events: Vec::new(),
        };
        c.keep_leak(&permit, record, "書きはじめた".to_owned())
    };
    terminal.ask(note).await
}

/// Writes what is known by now.
///
/// # Errors
/// `LEAK_NOT_FOUND`, `LEAK_STATE`, `INPUT_INVALID`.
pub(crate) async fn change_leak(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    facts: LeakFacts,
) -> Outcome<LeakView> {
    let change = move |c: &mut Controller| {
        let mut record = c.leak_record(id)?;
        if record.state == LeakState::Final {
            return Err(record.refusal());
        }
        let facts = c.checked(facts)?;
        let what = differences(&record.facts, &facts);
        if what.is_empty() {
            return c.leak_view(record);
        }
        record.facts = facts;
        c.keep_leak(&permit, record, what)
    };
    terminal.ask(change).await
}

/// Notes that a part of the report was made.
///
/// # Errors
/// `LEAK_NOT_FOUND`, `LEAK_STATE`, `INPUT_INVALID`.
pub(crate) async fn report_leak(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    report: LeakReport,
) -> Outcome<LeakView> {
    let hint = "200文字までで、どこへ報告したか（あれば受付番号）を書いてください。";
    let to = short_text("報告先", &report.to, LONGEST_ADDRESSEE, hint)?;
    let note = move |c: &mut Controller| {
        let mut record = c.leak_record(id)?;
        c.require_past("報告した日", report.on)?;
        if report.on < record.facts.found_on {
            let hint = "知った日より前になっています。";
            return Err(Fault::invalid("報告した日", hint));
        }
        let what = format!("{}（{}、{to}）", report.step.title(), report.on);
        record.step(LeakReport { to, ..report })?;
        c.keep_leak(&permit, record, what)
    };
    terminal.ask(note).await
}

impl Controller {
    fn keep_leak(
        &mut self,
        permit: &Permit,
        mut record: LeakRecord,
        what: String,
    ) -> Outcome<LeakView> {
        let subject = format!("{SUBJECT}{}", record.id);
        let permit = permit.clone().on(subject).note(&what);
        let (at, by) = (self.now(), permit.user.clone());
        record.events.push(LeakEvent { at, by, what });
        self.write(&permit, |store| store.put_record(&record))?;
        self.leak_view(record)
    }

    fn checked(&self, facts: LeakFacts) -> Outcome<LeakFacts> {
        self.require_past("知った日", facts.found_on)?;
        if facts.happened_on.is_some_and(|day| day > facts.found_on) {
            let hint = "知った日より後になっています。";
            return Err(Fault::invalid("起きた日", hint));
        }
        if facts.data.is_empty() {
            let hint = "1つ以上選んでください。分からないときは「その他」にします。";
            return Err(Fault::invalid("データ", hint));
        }
        let hint = "1000文字までで書いてください。氏名や住所は書かないでください。";
        let text = |field: &str, text: &str| match lean_text(field, text)?.is_empty() {
            true => Ok(String::new()),
            false => short_text(field, text, LONGEST, hint),
        };
        Ok(LeakFacts {
            what: short_text("概要", &facts.what, LONGEST, hint)?,
            cause: text("原因", &facts.cause)?,
            harm: text("二次被害", &facts.harm)?,
            told: text("本人への対応", &facts.told)?,
            published: text("公表", &facts.published)?,
            prevention: text("再発防止", &facts.prevention)?,
            ..facts
        })
    }

    fn require_past(&self, field: &str, day: NaiveDate) -> Outcome<()> {
        if day > japan_day(self.now()) {
            return Err(Fault::invalid(
                field,
                "今日か、それより前の日を入れてください。",
            ));
        }
        Ok(())
    }
}

impl Look {
    fn leak_record(&self, id: u32) -> Outcome<LeakRecord> {
        let found = self.books()?.record(id)?;
        found.ok_or_else(|| Fault::new(Code::LeakNotFound).with("leak", id))
    }
}
