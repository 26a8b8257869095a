//! People whose number wasn't found: they, or their employer, must be asked.

use super::look_ups;
use crate::{
    core::{
        act::Act,
        area::{Old, Task, Urgency},
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
        retention,
        shelf::moment,
    },
    people::{
        look_ups::view::{AskLine, LookUpsView},
        protected::marks::BEFORE_POSTING,
    },
    sending::{jobs::view::Who, results::view::FailedRow},
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Role, Shelf, short_text};
use kakehashi_store::{Numbered, Transaction};
use serde::{Deserialize, Serialize};

/// What the log calls the list.
pub(super) const LIST: &str = "本人に聞く人";
/// Who works with it; an administrator sees the look-ups without it.
const READERS: [Role; 3] = [Role::Clerk, Role::Approver, Role::Auditor];
const LONGEST_ANSWER: usize = 80;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct AskRecord {
    id: u32,
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

impl Numbered for AskRecord {
    const SHELF: Shelf = Shelf::Asking;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        format!("{}\n{}", self.who.registration, self.who.name)
    }

    fn is_open(&self) -> bool {
        self.settled.is_none()
    }

    fn ended_at(&self) -> Option<String> {
        self.settled.as_ref().map(|settled| moment(settled.at))
    }

    fn about(&self) -> Option<String> {
        Some(key(self.job, self.row))
    }
}

/// Those who were asked, with what came of it; newest first.
pub(crate) async fn people_asked(
    terminal: &Terminal,
    permit: Permit,
    part: ListPart,
) -> Outcome<Vec<AskLine>> {
    let note = move |c: &mut Controller| c.note_look(&permit, Act::view_asking, LIST);
    terminal.ask(note).await?;
    let asked = move |look: &Look| {
        let records: Vec<AskRecord> = look.books()?.closed_records(part.asked())?;
        look.ask_lines(records)
    };
    terminal.see(asked).await
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
        let mut records: Vec<AskRecord> = c.books()?.records_about(&key(job, row))?;
        let missing = || Fault::new(Code::JobNotFound).with("job", job);
        let mut record = records.pop().ok_or_else(missing)?;
        record.settled = Some(Settled {
            by: permit.user.clone(),
            at: c.now(),
            how,
        });
        c.write(&permit, |store| store.put_record(&record))
    };
    terminal.ask(settle).await?;
    look_ups(terminal, viewer, ListPart::default()).await
}

/// Adds somebody whom a look-up didn't find; once, however often its result comes.
pub(super) fn add_asking(
    store: &Transaction<'_>,
    job: u32,
    row: &FailedRow,
    at: DateTime<Utc>,
) -> Outcome<()> {
    let known: Vec<AskRecord> = store.records_about(&key(job, row.row))?;
    if !known.is_empty() {
        return Ok(());
    }
    store.put_record(&AskRecord {
        id: store.next_number::<AskRecord>()?,
        job,
        row: row.row,
        who: row.who.clone(),
        why: row.message.clone(),
        at,
        settled: None,
    })
}

impl Look {
    /// Who must be asked, for those who work with the list.
    pub(super) fn asking(&self, viewer: &Permit) -> Outcome<Vec<AskLine>> {
        if !READERS.into_iter().any(|role| viewer.has(role)) {
            return Ok(Vec::new());
        }
        self.ask_lines(self.books()?.open_records()?)
    }

    fn ask_lines(&self, records: Vec<AskRecord>) -> Outcome<Vec<AskLine>> {
        let (today, marks) = (japan_day(self.now()), self.marks()?);
        let line = |record: AskRecord| AskLine {
            id: record.id,
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
        let people = self.books()?.count_open_records::<AskRecord>()?;
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

impl Look {
    /// People who were asked long ago; the log keeps that they were.
    pub(crate) fn old_askings(&self) -> Outcome<Vec<Old>> {
        let subject = |it: &AskRecord| format!("送信{}の{}行目", it.job, it.row);
        self.ended_each(retention::ASKING, subject)
    }
}

/// Keys sort like numbers.
fn key(job: u32, row: u32) -> String {
    format!("{job:010}/{row:010}")
}
