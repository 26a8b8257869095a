//! Cases of 本人確認: begun, answered question by question, closed. What is stored is what was shown, never a number.

pub(crate) mod view;

mod form;
mod record;
mod retention;
mod shown;

use crate::{
    alone::rules::read_case_file,
    core::{
        act::{Act, Trail},
        blocking::blocking,
        clock::japan_day,
        controller::{Answer, Controller, Terminal},
        shelf,
    },
    desk::home::view::{Task, Urgency},
    people::cases::view::{CaseLine, CaseList, CaseView},
};
use kakehashi_domain::{
    Code, Fault, Outcome, Role,
    identity::{CaseAnswer, CaseState, CaseStep, Facts, FormState, Rules},
    lean_text,
};
use record::{CaseRecord, Signed};

const SHELF: &str = "case";
const READERS: [Role; 3] = [Role::Clerk, Role::Approver, Role::Auditor];
/// Closed cases in the list.
const RECENT: usize = 100;
/// A line on a form or in a list is no longer than this.
const LONGEST_TEXT: usize = 80;

impl Terminal {
    /// The cases.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn cases(&self) -> Answer<CaseList> {
        self.look(|c| {
            c.allow(&READERS)?;
            c.case_list()
        })
        .await
    }

    /// A case. The first look of a session at each is noted.
    ///
    /// # Errors
    /// `CASE_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn case(&self, id: u32) -> Answer<CaseView> {
        self.look(move |c| {
            c.allow(&READERS)?;
            let record = c.case_record(id)?;
            c.note_look_at(&on_case(Act::ViewCase, id))?;
            c.case_view(record)
        })
        .await
    }

    /// Begins a case with nothing answered.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`, `INPUT_INVALID`.
    pub async fn new_case(&self, subject: String) -> Answer<CaseView> {
        self.begin_case(subject, Facts::default()).await
    }

    /// Begins a case with what a JSON file says.
    ///
    /// # Errors
    /// As [`Terminal::new_case`], and those of reading the file.
    pub async fn new_case_from(&self, subject: String, path: String) -> Answer<CaseView> {
        let read = blocking(move || read_case_file(&path)).await;
        let facts = match read {
            Ok(case) => case.into(),
            Err(fault) => {
                let failed = async |_| Err(fault);
                return self.perform(Trail::new(Act::NewCase, ""), failed).await;
            }
        };
        self.begin_case(subject, facts).await
    }

    async fn begin_case(&self, subject: String, facts: Facts) -> Answer<CaseView> {
        self.perform(Trail::new(Act::NewCase, ""), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Clerk])?;
                c.begin_case(trail, &subject, facts)
            })
            .await
        })
        .await
    }

    /// Answers a question of a case.
    ///
    /// # Errors
    /// `CASE_NOT_FOUND`, `CASE_STATE`, `INPUT_INVALID`, `PERMISSION_DENIED`.
    pub async fn answer_case(&self, id: u32, answer: CaseAnswer) -> Answer<CaseView> {
        self.on_case(Act::AnswerCase, id, move |c, case| {
            let rules = Rules::shipped()?;
            case.facts.answer(rules, answer)?;
            c.judge(case)
        })
        .await
    }

    /// Writes down whose notice a case belongs to.
    ///
    /// # Errors
    /// As [`Terminal::answer_case`].
    pub async fn name_case(&self, id: u32, subject: String) -> Answer<CaseView> {
        self.on_case(Act::NameCase, id, move |_, case| {
            if case.state == CaseState::Closed {
                return Err(case.wrong_state());
            }
            case.subject = short_text("だれの届けか", &subject)?;
            Ok(())
        })
        .await
    }

    /// Gives a case up, with the reason that the person is told.
    ///
    /// # Errors
    /// As [`Terminal::answer_case`].
    pub async fn refuse_case(&self, id: u32, reason: String) -> Answer<CaseView> {
        self.on_case(Act::RefuseCase, id, move |_, case| {
            case.refusal = Some(wanted("理由", &reason)?);
            case.step(CaseStep::Refuse)
        })
        .await
    }

    /// Finishes the record of a case. Whose notice it belongs to must be known by then.
    ///
    /// # Errors
    /// As [`Terminal::answer_case`].
    pub async fn close_case(&self, id: u32) -> Answer<CaseView> {
        self.on_case(Act::CloseCase, id, move |c, case| {
            case.step(CaseStep::Close)?;
            wanted("だれの届けか", &case.subject)?;
            case.closed = Some(c.signature()?);
            Ok(())
        })
        .await
    }

    /// Changes a case and stores it, with its trail.
    async fn on_case(
        &self,
        act: Act,
        id: u32,
        change: impl FnOnce(&mut Controller, &mut CaseRecord) -> Outcome<()> + Send + 'static,
    ) -> Answer<CaseView> {
        self.perform(on_case(act, id), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Clerk])?;
                let mut record = c.case_record(id)?;
                change(c, &mut record)?;
                c.commit(&trail, |store| {
                    store.put(SHELF, &shelf::numbered(id), &record)
                })?;
                c.case_view(record)
            })
            .await
        })
        .await
    }
}

impl Controller {
    fn begin_case(&mut self, mut trail: Trail, subject: &str, facts: Facts) -> Outcome<CaseView> {
        let subject = short_text("だれの届けか", subject)?;
        let opened = self.signature()?;
        let mut record = CaseRecord {
            id: self.next_case()?,
            subject,
            state: CaseState::Open,
            date: japan_day(opened.at),
            facts,
            form: None,
            refusal: None,
            opened,
            checked: None,
            closed: None,
        };
        self.judge(&mut record)?;
        trail.subject = on_case(trail.act, record.id).subject;
        self.commit(&trail, |store| {
            store.put(SHELF, &shelf::numbered(record.id), &record)
        })?;
        self.case_view(record)
    }

    /// Moves a case to where the rules of today put it.
    fn judge(&mut self, record: &mut CaseRecord) -> Outcome<()> {
        let signature = self.signature()?;
        record.date = japan_day(signature.at);
        let complete = record.is_complete(Rules::shipped()?)?;
        record.step(CaseStep::Answer { complete })?;
        record.checked = complete.then_some(signature);
        Ok(())
    }

    fn signature(&self) -> Outcome<Signed> {
        Ok(Signed {
            by: self.person()?.user.clone(),
            at: self.now(),
        })
    }

    fn case_records(&mut self) -> Outcome<Vec<CaseRecord>> {
        self.store()?.all(SHELF)
    }

    fn case_record(&mut self, id: u32) -> Outcome<CaseRecord> {
        let record = self.store()?.get(SHELF, &shelf::numbered(id))?;
        record.ok_or_else(|| Fault::new(Code::CaseNotFound).with("case", id))
    }

    /// Refuses unless everything about a case is confirmed.
    pub(crate) fn require_confirmed(&mut self, id: u32) -> Outcome<()> {
        let record = self.case_record(id)?;
        let is_over = matches!(record.state, CaseState::Complete | CaseState::Closed);
        if is_over && record.refusal.is_none() && record.checked.is_some() {
            return Ok(());
        }
        Err(record.wrong_state())
    }

    fn case_list(&mut self) -> Outcome<CaseList> {
        let today = japan_day(self.now());
        let records = self.case_records()?;
        let forms_past = |state: FormState| {
            let forms = records.iter().filter_map(|r| r.form.as_ref());
            forms.filter(|form| form.state >= state).count() as u32
        };
        let line = |record: &CaseRecord| shown::line(record, today);
        let is_closed = |record: &&CaseRecord| record.state == CaseState::Closed;
        let open: Vec<CaseLine> = records.iter().filter(|r| !is_closed(r)).map(line).collect();
        let closed = records.iter().rev().filter(is_closed).take(RECENT);
        Ok(CaseList {
            open,
            closed: closed.map(line).collect(),
            forms_made: forms_past(FormState::Made),
            forms_printed: forms_past(FormState::Printed),
            forms_returned: forms_past(FormState::Returned),
        })
    }

    /// What open cases ask of a clerk.
    pub(crate) fn case_task(&mut self) -> Outcome<Option<Task>> {
        let open = self.case_list()?.open;
        let oldest = open.iter().map(|line| line.days).max();
        Ok(oldest.map(|days| Task {
            urgency: Urgency::Planned,
            mark: "本人確認".into(),
            title: "途中の本人確認を進める".into(),
            summary: format!("{} 件", open.len()),
            why: match days {
                0 => "きょう始めたものです。".to_owned(),
                days => format!("いちばん古いものは {days} 日前に始めました。"),
            },
            button: Some("続ける".into()),
            path: "/identity".into(),
        }))
    }

    /// Notes once a session that a person looked at what the trail names.
    pub(crate) fn note_look_at(&mut self, trail: &Trail) -> Outcome<()> {
        let mark = format!("{}/{}", trail.act.word(), trail.subject);
        let session = self.session.as_mut();
        if session.is_some_and(|s| s.looked_at.insert(mark)) {
            self.commit(trail, |_| Ok(()))?;
        }
        Ok(())
    }
}

fn on_case(act: Act, id: u32) -> Trail {
    Trail::new(act, format!("本人確認{id}"))
}

/// A text that may be empty.
fn short_text(field: &str, text: &str) -> Outcome<String> {
    let text = lean_text(field, text)?;
    if text.chars().count() <= LONGEST_TEXT {
        return Ok(text);
    }
    let fault = Fault::new(Code::InputInvalid).with("field", field);
    Err(fault.with("hint", format!("{LONGEST_TEXT}文字までにしてください。")))
}

/// A text that may not.
fn wanted(field: &str, text: &str) -> Outcome<String> {
    let text = short_text(field, text)?;
    if !text.is_empty() {
        return Ok(text);
    }
    let fault = Fault::new(Code::InputInvalid).with("field", field);
    Err(fault.with("hint", format!("{field}を書いてください。")))
}
