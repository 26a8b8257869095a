//! Cases of 本人確認: begun, answered question by question, closed. What is stored is what was shown, never a number.

pub(crate) mod form;
pub(crate) mod view;

mod list;
mod record;
mod retention;
mod shown;
mod used;

use crate::{
    alone::rules::read_case_file,
    core::{
        act::Act,
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
    },
    people::cases::view::{CaseList, CaseView},
};
use kakehashi_domain::{
    Code, Fault, Outcome,
    identity::{CaseAnswer, CaseState, CaseStep, Facts, Rules},
    optional_text,
};
use record::{CaseRecord, Signed};
pub(crate) use used::CasePerson;

/// A line on a form or in a list is no longer than this.
const LONGEST_TEXT: usize = 80;

/// What the log calls a case.
pub(crate) fn subject(id: u32) -> String {
    format!("本人確認{id}")
}

/// The cases: all that are open, and a part of the closed ones.
pub(crate) async fn cases(terminal: &Terminal, _: Permit, closed: ListPart) -> Outcome<CaseList> {
    terminal.see(move |look| look.case_list(&closed)).await
}

/// A case. The first look of a session at each is noted.
///
/// # Errors
/// `CASE_NOT_FOUND`.
pub(crate) async fn case(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<CaseView> {
    let note = move |c: &mut Controller| {
        c.case_record(id)?;
        c.note_look(&permit, Act::view_case, &subject(id))
    };
    terminal.ask(note).await?;
    let show = move |look: &Look| look.case_view(look.case_record(id)?);
    terminal.see(show).await
}

/// Begins a case with nothing answered.
///
/// # Errors
/// `INPUT_INVALID`.
pub(crate) async fn new_case(
    terminal: &Terminal,
    permit: Permit,
    subject: String,
) -> Outcome<CaseView> {
    let begin = move |c: &mut Controller| c.begin_case(permit, &subject, Facts::default());
    terminal.ask(begin).await
}

/// Begins a case with what a JSON file says.
///
/// # Errors
/// As [`new_case`], and those of reading the file.
pub(crate) async fn new_case_from(
    terminal: &Terminal,
    permit: Permit,
    subject: String,
    path: String,
) -> Outcome<CaseView> {
    let read = blocking(move || read_case_file(&path)).await?;
    let begin = move |c: &mut Controller| c.begin_case(permit, &subject, read.into());
    terminal.ask(begin).await
}

/// Answers a question of a case.
///
/// # Errors
/// `CASE_NOT_FOUND`, `CASE_STATE`, `INPUT_INVALID`.
pub(crate) async fn answer_case(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    answer: CaseAnswer,
) -> Outcome<CaseView> {
    let take = |case: &mut CaseRecord, now: Signed| {
        if case.used.is_some() {
            return Err(case.wrong_state());
        }
        case.facts.answer(Rules::shipped()?, answer)?;
        case.judge(now)
    };
    change_case(terminal, permit, id, take).await
}

/// Writes down whose notice a case belongs to.
///
/// # Errors
/// As [`answer_case`].
pub(crate) async fn name_case(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    subject: String,
) -> Outcome<CaseView> {
    let name = move |case: &mut CaseRecord, _| {
        if case.state == CaseState::Closed {
            return Err(case.wrong_state());
        }
        case.subject = line("だれの届けか", &subject)?;
        Ok(())
    };
    change_case(terminal, permit, id, name).await
}

/// Gives a case up, with the reason that the person is told.
///
/// # Errors
/// As [`answer_case`].
pub(crate) async fn refuse_case(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    reason: String,
) -> Outcome<CaseView> {
    let refuse = move |case: &mut CaseRecord, _| {
        case.refusal = Some(wanted_line("理由", &reason)?);
        case.step(CaseStep::Refuse)
    };
    change_case(terminal, permit, id, refuse).await
}

/// Finishes the record of a case. Whose notice it belongs to must be known by then.
///
/// # Errors
/// As [`answer_case`].
pub(crate) async fn close_case(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<CaseView> {
    let close = |case: &mut CaseRecord, now| {
        case.step(CaseStep::Close)?;
        wanted_line("だれの届けか", &case.subject)?;
        case.closed = Some(now);
        Ok(())
    };
    change_case(terminal, permit, id, close).await
}

/// Changes a case and stores it; the change is told by whom and when it is made.
async fn change_case(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    change: impl FnOnce(&mut CaseRecord, Signed) -> Outcome<()> + Send + 'static,
) -> Outcome<CaseView> {
    let keep = move |c: &mut Controller| {
        let mut record = c.case_record(id)?;
        change(&mut record, c.signed_by(&permit))?;
        c.write(&permit, |store| store.put_record(&record))?;
        c.case_view(record)
    };
    terminal.ask(keep).await
}

impl Controller {
    fn begin_case(&mut self, permit: Permit, whose: &str, facts: Facts) -> Outcome<CaseView> {
        let opened = self.signed_by(&permit);
        let mut record = CaseRecord {
            subject: line("だれの届けか", whose)?,
            id: self.books()?.next_number::<CaseRecord>()?,
            state: CaseState::Open,
            date: japan_day(opened.at),
            facts,
            form: None,
            refusal: None,
            opened: opened.clone(),
            checked: None,
            closed: None,
            used: None,
        };
        record.judge(opened)?;
        let permit = permit.on(subject(record.id));
        self.write(&permit, |store| store.put_record(&record))?;
        self.case_view(record)
    }
}

impl Look {
    fn signed_by(&self, permit: &Permit) -> Signed {
        Signed {
            by: permit.user.clone(),
            at: self.now(),
        }
    }

    fn case_record(&self, id: u32) -> Outcome<CaseRecord> {
        let record = self.books()?.record(id)?;
        record.ok_or_else(|| Fault::new(Code::CaseNotFound).with("case", id))
    }

    /// Refuses unless everything about a case is confirmed.
    pub(crate) fn require_confirmed(&self, id: u32) -> Outcome<()> {
        let record = self.case_record(id)?;
        let is_over = matches!(record.state, CaseState::Complete | CaseState::Closed);
        if is_over && record.refusal.is_none() && record.checked.is_some() {
            return Ok(());
        }
        Err(record.wrong_state())
    }
}

/// A text that may be empty.
fn line(field: &str, text: &str) -> Outcome<String> {
    optional_text(field, text, LONGEST_TEXT)
}

/// A text that may not.
fn wanted_line(field: &str, text: &str) -> Outcome<String> {
    let text = line(field, text)?;
    if !text.is_empty() {
        return Ok(text);
    }
    Err(Fault::invalid(field, format!("{field}を書いてください。")))
}
