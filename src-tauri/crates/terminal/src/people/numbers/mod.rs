//! Entering 個人番号: typed twice after a 本人確認, or read from an employer's file. A number waits sealed in the database,
//! goes to the 基幹システム in a file, and is forgotten once that file was taken. It is never shown again.

pub(crate) mod view;

mod entering;
mod reading;

use crate::{
    core::{
        act::{Act, Trail},
        clock::japan_day,
        controller::{Answer, Controller, Terminal},
        profile::SecretText,
        shelf,
    },
    desk::home::view::{Task, Urgency},
    files::sealing::HandOutTo,
    people::numbers::view::{NumberLine, NumberOwner, NumbersView},
    sending::hand_over::view::HandOverView,
};
use chrono::{DateTime, TimeDelta, Utc};
use entering::row_of;
pub(crate) use entering::typed_twice;
use entering::words;
use kakehashi_domain::{Code, Fault, Outcome, PersonalNumber, Role};
use kakehashi_layouts::{Direction, Layout, RowWriter};
use kakehashi_store::Transaction;
use serde::{Deserialize, Serialize};
use std::{io::Write, sync::Arc};
use zeroize::Zeroizing;

const SHELF: &str = "number";
/// The column that holds a number.
const NUMBER: &str = "personal_number";
/// Days for which it is known that a number was taken.
const KEPT: TimeDelta = TimeDelta::days(30);

#[derive(Clone, Serialize, Deserialize)]
struct NumberRecord {
    id: u32,
    owner: NumberOwner,
    /// Gone once it was taken.
    number: Option<SecretText>,
    masked: String,
    source: String,
    by: String,
    at: DateTime<Utc>,
    hand_over: Option<u32>,
    taken_at: Option<DateTime<Utc>>,
}

/// Says what is wrong with a number that is being typed; None when nothing is. Nothing of it is kept.
pub fn number_problem(typed: &str) -> Option<String> {
    let read = PersonalNumber::parse(typed.trim());
    read.err().map(|e| words(e).to_owned())
}

impl Terminal {
    /// The numbers on their way.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn numbers(&self) -> Answer<NumbersView> {
        self.look(|c| {
            c.allow(&[Role::Clerk])?;
            c.numbers_view()
        })
        .await
    }

    /// Destroys a number that was entered by mistake.
    ///
    /// # Errors
    /// `NUMBER_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn remove_number(&self, id: u32) -> Answer<NumbersView> {
        self.perform(on_number(Act::RemoveNumber, id), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Clerk])?;
                let record: Option<NumberRecord> = c.store()?.get(SHELF, &shelf::numbered(id))?;
                let record = record.filter(|record| record.number.is_some());
                let record =
                    record.ok_or_else(|| Fault::new(Code::NumberNotFound).with("entry", id))?;
                let profile = c.profile()?.name;
                c.commit(&trail, |store| {
                    store.drop_entered_timeline(&profile, &registration(&record.owner))?;
                    store.remove(SHELF, &shelf::numbered(id))
                })?;
                c.numbers_view()
            })
            .await
        })
        .await
    }

    /// Writes the waiting numbers for the 基幹システム, with a line in the 授受簿. They are kept until somebody says there
    /// that the file was taken.
    ///
    /// # Errors
    /// `NOTHING_TO_SEND`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `PERMISSION_DENIED`.
    pub async fn save_numbers(&self, to: impl Into<HandOutTo>) -> Answer<HandOverView> {
        let to = to.into();
        let trail = Trail::new(Act::SaveNumbers, "入力した個人番号").note(to.target());
        self.perform(trail, async |trail| {
            let (layout, insurer, records) = self.ask(|c| c.numbers_to_save()).await?;
            let ids: Vec<u32> = records.iter().map(|record| record.id).collect();
            let write = move |sink: &mut dyn Write| write_all(&layout, &insurer, &records, sink);
            let line = self.hand_out_line(trail, to, None, write).await?;
            let hand_over = line.id;
            self.ask(move |c| c.mark_handed_over(&ids, hand_over))
                .await?;
            Ok(line)
        })
        .await
    }
}

impl Controller {
    fn number_records(&mut self) -> Outcome<Vec<NumberRecord>> {
        self.store()?.all(SHELF)
    }

    /// The file in which numbers go to the 基幹システム.
    fn numbers_layout(&self) -> Outcome<Arc<Layout>> {
        self.layout_that(|layout| {
            layout.direction == Direction::HandOver && layout.column(NUMBER).is_some()
        })
    }

    fn numbers_view(&mut self) -> Outcome<NumbersView> {
        let layout = self.numbers_layout()?;
        let today = japan_day(self.now()).format("%Y%m%d").to_string();
        let (waiting, taken): (Vec<_>, Vec<_>) = self
            .number_records()?
            .into_iter()
            .partition(|record| record.number.is_some());
        let mut line = |record: NumberRecord| NumberLine {
            id: record.id,
            registration: registration(&record.owner),
            name: record.owner.name_kana,
            masked: record.masked,
            source: record.source,
            by: self.name_of(&record.by),
            at: record.at,
            hand_over: record.hand_over,
        };
        Ok(NumbersView {
            waiting: waiting.into_iter().map(&mut line).collect(),
            taken: taken.into_iter().rev().map(&mut line).collect(),
            file_name: layout.file_name(&[("receipt", &today)]),
        })
    }

    fn numbers_to_save(&mut self) -> Outcome<(Arc<Layout>, String, Vec<NumberRecord>)> {
        self.allow(&[Role::Clerk])?;
        let mut records = self.number_records()?;
        records.retain(|record| record.number.is_some());
        if records.is_empty() {
            return Err(Code::NothingToSend.into());
        }
        Ok((self.numbers_layout()?, self.profile()?.insurer, records))
    }

    fn mark_handed_over(&mut self, ids: &[u32], line: u32) -> Outcome<()> {
        let records = self.number_records()?;
        self.store()?.transact(|store| {
            let written = records.into_iter().filter(|r| ids.contains(&r.id));
            written
                .map(|record| NumberRecord {
                    hand_over: Some(line),
                    ..record
                })
                .try_for_each(|record| put(store, &record))
        })
    }

    /// The numbers that a line of the 授受簿 handed over: taken now, so that they are forgotten here.
    pub(crate) fn numbers_taken_by(&mut self, line: u32) -> Outcome<Vec<Taken>> {
        let now = self.now();
        let records = self.number_records()?;
        let taken = records.into_iter().filter(|r| r.hand_over == Some(line));
        Ok(taken
            .map(|record| {
                Taken(NumberRecord {
                    number: None,
                    taken_at: Some(now),
                    ..record
                })
            })
            .collect())
    }

    pub(crate) fn number_task(&mut self) -> Outcome<Option<Task>> {
        let records = self.number_records()?;
        let waiting = records
            .iter()
            .filter(|r| r.number.is_some() && r.hand_over.is_none());
        let people = waiting.count();
        Ok((people > 0).then(|| Task {
            urgency: Urgency::Waiting,
            mark: "番号".into(),
            title: "入力した個人番号を基幹システムへ渡す".into(),
            summary: format!("{people} 人"),
            why: "渡して取り込みを確かめるまで、暗号にしてこの端末に置いています。".into(),
            button: Some("見る".into()),
            path: "/numbers".into(),
        }))
    }

    /// Forgets whose number was taken long ago.
    pub(crate) fn forget_taken_numbers(&mut self) -> Outcome<()> {
        let limit = self.now() - KEPT;
        for record in self.number_records()? {
            if record.taken_at.is_some_and(|at| at < limit) {
                let trail = on_number(Act::Dispose, record.id).by("system");
                self.commit(&trail, |store| {
                    store.remove(SHELF, &shelf::numbered(record.id))
                })?;
            }
        }
        Ok(())
    }
}

/// A number that was taken, without its digits.
pub(crate) struct Taken(NumberRecord);

/// Stores that a number was taken; its digits go.
pub(crate) fn keep_taken(store: &Transaction<'_>, taken: &Taken) -> Outcome<()> {
    put(store, &taken.0)
}

fn write_all(
    layout: &Layout,
    insurer: &str,
    records: &[NumberRecord],
    sink: &mut dyn Write,
) -> Outcome<u32> {
    let mut writer = RowWriter::new(layout, sink)?;
    for record in records {
        let number = record.number.as_ref().map_or("", |number| number.as_str());
        let cells = row_of(layout, insurer, &record.owner, number);
        writer.write(&cells.iter().map(|cell| cell.as_str()).collect::<Vec<_>>())?;
    }
    writer.finish()?;
    Ok(records.len() as u32)
}

/// 記号, 番号 and 枝番, as a row's subject has them.
fn registration(owner: &NumberOwner) -> String {
    let parts = [&owner.symbol, &owner.number, &owner.card_branch];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("-")
}

fn on_number(act: Act, id: u32) -> Trail {
    Trail::new(act, format!("番号{id}"))
}

fn put(store: &Transaction<'_>, record: &NumberRecord) -> Outcome<()> {
    store.put(SHELF, &shelf::numbered(record.id), record)
}

/// A number while it is carried about.
type Digits = Zeroizing<String>;
