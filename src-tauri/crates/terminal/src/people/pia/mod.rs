//! しきい値判断: made, kept with its day, and asked for again within a year.

pub(crate) mod view;

use crate::{
    core::{
        act::Act,
        area::{Task, Urgency},
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        shelf,
        shelf::sha256_of,
    },
    people::pia::view::{PiaGround, PiaRecordView, PiaView},
};
use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use kakehashi_domain::{
    Fault, Outcome, Shelf,
    pia::{Assessment, Level, Question, assess, exemptions},
};
use serde::{Deserialize, Serialize};

/// At least once a year (S1§3.7).
const REVIEWED_AFTER: Months = Months::new(12);
/// So long before the year is over it stands on home.
const REMINDED_BEFORE: Days = Days::new(30);

#[derive(Debug, Clone, Serialize, Deserialize)]
struct PiaRecord {
    id: u32,
    by: String,
    at: DateTime<Utc>,
    question: Question,
    past: u32,
    assessment: Assessment,
}

impl PiaRecord {
    fn review_by(&self) -> NaiveDate {
        let made = japan_day(self.at);
        made.checked_add_months(REVIEWED_AFTER).unwrap_or(made)
    }
}

/// Every しきい値判断 so far.
pub(crate) async fn pia(terminal: &Terminal, _: Permit) -> Outcome<PiaView> {
    terminal.see(Look::pia_view).await
}

/// Makes a しきい値判断 and keeps it. Of `question.people`, `past` are past members.
///
/// # Errors
/// `INPUT_INVALID`.
pub(crate) async fn assess_pia(
    terminal: &Terminal,
    permit: Permit,
    question: Question,
    past: u32,
) -> Outcome<PiaView> {
    let keep = move |c: &mut Controller| c.keep_assessment(&permit, question, past);
    terminal.ask(keep).await
}

impl Controller {
    fn keep_assessment(
        &mut self,
        permit: &Permit,
        question: Question,
        past: u32,
    ) -> Outcome<PiaView> {
        let records = self.pia_records()?;
        check(&question, past, records.is_empty())?;
        let record = PiaRecord {
            id: records.last().map_or(0, |last| last.id) + 1,
            by: permit.user.clone(),
            at: self.now(),
            assessment: assess(&question)?,
            question,
            past,
        };
        let key = shelf::numbered(record.id);
        self.write(permit, |store| store.put(Shelf::Pia, &key, &record))?;
        self.pia_view()
    }
}

impl Look {
    fn pia_records(&self) -> Outcome<Vec<PiaRecord>> {
        self.books()?.all(Shelf::Pia)
    }

    fn pia_view(&self) -> Outcome<PiaView> {
        let today = japan_day(self.now());
        let records = self.pia_records()?;
        let overdue = records.last().is_some_and(|last| last.review_by() <= today);
        let views: Outcome<Vec<PiaRecordView>> = records
            .into_iter()
            .rev()
            .map(|r| self.pia_record_view(r))
            .collect();
        let ground = |(id, label): (&str, &str)| PiaGround {
            id: id.to_owned(),
            label: label.to_owned(),
        };
        Ok(PiaView {
            records: views?,
            grounds: exemptions()?.into_iter().map(ground).collect(),
            overdue,
        })
    }

    fn pia_record_view(&self, record: PiaRecord) -> Outcome<PiaRecordView> {
        let sha256 = sha256_of(&record)?;
        let level: Level = record.assessment.result;
        Ok(PiaRecordView {
            id: record.id,
            date: japan_day(record.at),
            by: self.name_of(&record.by),
            at: record.at,
            review_by: record.review_by(),
            question: record.question,
            past: record.past,
            result: level,
            result_title: level.title().to_owned(),
            because: record.assessment.because,
            next_step: level.next_step().to_owned(),
            sha256,
        })
    }

    /// The yearly reminder, for those who answer for the insurer's assessments.
    pub(crate) fn pia_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        if !Act::assess_pia.who.allows(&viewer.roles) {
            return Ok(None);
        }
        let today = japan_day(self.now());
        let records = self.pia_records()?;
        let due = records.last().map(PiaRecord::review_by);
        let from = due.and_then(|due| due.checked_sub_days(REMINDED_BEFORE));
        let due = due.filter(|_| from.is_some_and(|from| from <= today));
        Ok(due.map(|due| Task {
            urgency: if due < today {
                Urgency::Waiting
            } else {
                Urgency::Planned
            },
            mark: "年に1回".into(),
            title: "PIAのしきい値判断を見直す".into(),
            summary: String::new(),
            why: format!("前の判断から1年になる日は {due} です。"),
            button: Some("見直す".into()),
            path: "/pia".into(),
        }))
    }
}

fn check(question: &Question, past: u32, is_first: bool) -> Outcome<()> {
    if past > question.people {
        let hint = "対象人数より多くはなりません。";
        return Err(Fault::invalid("過去の加入者", hint));
    }
    if is_first && question.incident {
        let hint = "初めての評価では「いいえ」です。";
        return Err(Fault::invalid("重大事故", hint));
    }
    Ok(())
}
