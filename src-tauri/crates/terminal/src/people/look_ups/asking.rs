//! People whose number wasn't found: they, or their employer, must be asked.

use super::look_ups;
use crate::{
    core::{
        act::Act,
        area::{Task, Urgency},
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        retention,
    },
    people::{
        look_ups::view::{AskLine, LookUpsView},
        protected::marks::BEFORE_POSTING,
    },
    sending::{jobs::view::Who, results::view::FailedRow},
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Role, Shelf, short_text};
use kakehashi_store::Transaction;
use serde::{Deserialize, Serialize};

/// What the log calls the list.
pub(super) const LIST: &str = "本人に聞く人";
/// Who works with it; an administrator sees the look-ups without it.
const READERS: [Role; 3] = [Role::Clerk, Role::Approver, Role::Auditor];
const LONGEST_ANSWER: usize = 80;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct AskRecord {
    job: u32,
    row: u32,
    who: Who,
    why: String,
    at: DateTime<Utc>,
    settled: Option<Settled>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Settled {
    by: String,
    at: DateTime<Utc>,
    how: String,
}

/// Writes down what came of asking a person; they leave the list.
///
/// # Errors
/// `INPUT_INVALID`, `JOB_NOT_FOUND`.
pub(crate) async fn settle_asking(
    terminal: &Terminal,
    permit: Permit,
    job: u32,
    row: u32,
    how: String,
) -> Outcome<LookUpsView> {
    let hint = "80文字までで書いてください。";
    let how = short_text("どうなったか", &how, LONGEST_ANSWER, hint)?;
    let viewer = permit.clone();
    let settle = move |c: &mut Controller| {
        let record: Option<AskRecord> = c.books()?.get(Shelf::Asking, &key(job, row))?;
        let missing = || Fault::new(Code::JobNotFound).with("job", job);
        let mut record = record.ok_or_else(missing)?;
        record.settled = Some(Settled {
            by: permit.user.clone(),
            at: c.now(),
            how,
        });
        c.write(&permit, |store| {
            store.put(Shelf::Asking, &key(job, row), &record)
        })
    };
    terminal.ask(settle).await?;
    look_ups(terminal, viewer).await
}

/// Adds the people whom a look-up didn't find.
pub(super) fn add_askings(
    store: &Transaction<'_>,
    job: u32,
    failed: &[FailedRow],
    at: DateTime<Utc>,
) -> Outcome<()> {
    failed.iter().try_for_each(|row| {
        let record = AskRecord {
            job,
            row: row.row,
            who: row.who.clone(),
            why: row.message.clone(),
            at,
            settled: None,
        };
        store.put(Shelf::Asking, &key(job, row.row), &record)
    })
}

impl Look {
    fn askings(&self) -> Outcome<Vec<AskRecord>> {
        self.books()?.all(Shelf::Asking)
    }

    /// The list, for those who work with it.
    pub(super) fn asking(&self, viewer: &Permit) -> Outcome<Vec<AskLine>> {
        if !READERS.into_iter().any(|role| viewer.has(role)) {
            return Ok(Vec::new());
        }
        let mut records = self.askings()?;
        records.sort_by_key(|record| (record.settled.is_some(), record.at));
        let (today, marks) = (japan_day(self.now()), self.marks()?);
        let line = |record: AskRecord| AskLine {
            job: record.job,
            row: record.row,
            warning: (record.settled.is_none() && marks.has_who(&record.who))
                .then(|| BEFORE_POSTING.to_owned()),
            who: marks.who(record.who),
            why: record.why,
            at: record.at,
            days: u32::try_from((today - japan_day(record.at)).num_days()).unwrap_or(0),
            settled: record.settled.map(|settled| {
                let day = japan_day(settled.at).format("%-m月%-d日");
                format!("{}（{day}　{}）", settled.how, self.name_of(&settled.by))
            }),
        };
        Ok(records.into_iter().map(line).collect())
    }

    pub(crate) fn asking_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        if !viewer.has(Role::Clerk) {
            return Ok(None);
        }
        let records = self.askings()?;
        let open = records.iter().filter(|record| record.settled.is_none());
        let people = open.count();
        Ok((people > 0).then(|| Task {
            urgency: Urgency::Waiting,
            mark: "番号".into(),
            title: "本人か事業主に、個人番号を聞く".into(),
            summary: format!("{people} 人"),
            why: "照会では、番号が1人に決まりませんでした。".into(),
            button: Some("見る".into()),
            path: "/look-ups".into(),
        }))
    }
}

impl Controller {
    /// Forgets people who were asked long ago; the log keeps that they were.
    pub(crate) fn forget_old_askings(&mut self) -> Outcome<()> {
        let limit = retention::ASKING.limit(self.now());
        for record in self.askings()? {
            if record.settled.is_some_and(|settled| settled.at < limit) {
                let subject = format!("送信{}の{}行目", record.job, record.row);
                let permit = Permit::of_terminal(Act::dispose, subject);
                self.write(&permit, |store| {
                    store.remove(Shelf::Asking, &key(record.job, record.row))
                })?;
            }
        }
        Ok(())
    }
}

/// Keys sort like numbers.
fn key(job: u32, row: u32) -> String {
    format!("{job:010}/{row:010}")
}
