//! Entering 個人番号: typed twice after a 本人確認, or read from an employer's file. A number waits sealed in the database,
//! goes to the 基幹システム in a file, and is forgotten once that file was taken. It is shown to whom the right was given alone.

pub(crate) mod entering;
pub(crate) mod reading;
pub(crate) mod revealing;
pub(crate) mod view;

mod leaving;

use crate::{
    core::{
        area::{Old, Task, Urgency},
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
        profile::SecretText,
        retention,
        shelf::moment,
    },
    people::{
        joined,
        numbers::view::{NumberLine, NumberOwner, NumbersView},
    },
};
use chrono::{DateTime, Utc};
pub(crate) use entering::typed_twice;
use entering::words;
use kakehashi_domain::{Code, Fault, Outcome, PersonalNumber, Role, Shelf, short_text};
use kakehashi_layouts::{Direction, Layout};
use kakehashi_store::Numbered;
pub(crate) use leaving::{Taken, keep_taken, save_numbers};
use serde::{Deserialize, Serialize};
use std::{
    future::{Ready, ready},
    sync::Arc,
};
use zeroize::Zeroizing;

const LONGEST_REASON: usize = 200;
/// The column that holds a number.
const NUMBER: &str = "personal_number";

#[derive(Clone, Serialize, Deserialize)]
struct NumberRecord {
    id: u32,
    owner: NumberOwner,
    /// Gone once it was taken.
    number: Option<SecretText>,
    masked: String,
    source: String,
    /// The 本人確認 that it was confirmed by; none of what came by a file or an earlier version.
    #[serde(default)]
    case: Option<u32>,
    by: String,
    at: DateTime<Utc>,
    hand_over: Option<u32>,
    taken_at: Option<DateTime<Utc>>,
}

impl Numbered for NumberRecord {
    const SHELF: Shelf = Shelf::Number;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        format!("{}\n{}", registration(&self.owner), self.owner.name_kana)
    }

    fn is_open(&self) -> bool {
        self.number.is_some()
    }

    fn ended_at(&self) -> Option<String> {
        self.taken_at.map(moment)
    }

    fn about(&self) -> Option<String> {
        self.hand_over.map(|line| line.to_string())
    }
}

/// Says what is wrong with a number that is being typed; None when nothing is. Nothing of it is kept.
pub fn number_problem(typed: &str) -> Option<String> {
    let read = PersonalNumber::parse(typed.trim());
    read.err().map(|e| words(e).to_owned())
}

/// What the log calls a number.
pub(crate) fn subject(id: u32) -> String {
    format!("番号{id}")
}

/// The numbers on their way, and a part of those that were taken.
pub(crate) async fn numbers(
    terminal: &Terminal,
    _: Permit,
    taken: ListPart,
) -> Outcome<NumbersView> {
    terminal.see(move |look| look.numbers_view(&taken)).await
}

/// Says what is wrong with a number that is being typed; None when nothing is. Nothing of it is kept.
pub(crate) fn problem(_: &Terminal, _: Permit, typed: String) -> Ready<Outcome<Option<String>>> {
    ready(Ok(number_problem(&Zeroizing::new(typed))))
}

/// Destroys a number that was entered by mistake; it stands in the 廃棄記録簿 with the reason.
///
/// # Errors
/// `INPUT_INVALID`, `NUMBER_NOT_FOUND`.
pub(crate) async fn remove_number(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    reason: String,
) -> Outcome<NumbersView> {
    let hint = "200文字までで、なぜ消すのかを書いてください。番号は書かないでください。";
    let reason = short_text("理由", &reason, LONGEST_REASON, hint)?;
    let remove = move |c: &mut Controller| {
        let record: Option<NumberRecord> = c.books()?.record(id)?;
        let record = record.filter(|record| record.number.is_some());
        let record = record.ok_or_else(|| Fault::new(Code::NumberNotFound).with("entry", id))?;
        let profile = c.profile()?.name;
        let standing = match record.hand_over {
            Some(line) => format!("授受簿 {line} で書き出したあと"),
            None => "渡していないもの".to_owned(),
        };
        let what = format!("入力した個人番号（{}、{standing}）", subject(id));
        let line = c.disposed(&permit, what, 1, reason)?;
        let case = record.case.map(|case| c.free_case(case)).transpose()?;
        c.write(&permit, |store| {
            store.put_record(&line)?;
            if let Some(case) = case.flatten() {
                case.keep(store)?;
            }
            store.drop_entered_timeline(&profile, &registration(&record.owner))?;
            store.remove_record::<NumberRecord>(id)
        })?;
        c.numbers_view(&ListPart::default())
    };
    terminal.ask(remove).await
}

impl Look {
    /// The numbers that are still here.
    fn waiting_numbers(&self) -> Outcome<Vec<NumberRecord>> {
        self.books()?.open_records()
    }

    /// The file in which numbers go to the 基幹システム.
    fn numbers_layout(&self) -> Outcome<Arc<Layout>> {
        self.layout_that(|layout| {
            layout.direction == Direction::HandOver && layout.column(NUMBER).is_some()
        })
    }

    fn numbers_view(&self, taken: &ListPart) -> Outcome<NumbersView> {
        let layout = self.numbers_layout()?;
        let today = japan_day(self.now()).format("%Y%m%d").to_string();
        let waiting = self.waiting_numbers()?;
        let taken: Vec<NumberRecord> = self.books()?.closed_records(taken.asked())?;
        let marks = self.marks()?;
        let line = |record: NumberRecord| NumberLine {
            id: record.id,
            name: marks.name(&registration(&record.owner), &record.owner.name_kana),
            registration: registration(&record.owner),
            masked: record.masked,
            source: record.source,
            by: self.name_of(&record.by),
            at: record.at,
            hand_over: record.hand_over,
        };
        Ok(NumbersView {
            waiting: waiting.into_iter().map(&line).collect(),
            taken: taken.into_iter().map(line).collect(),
            file_name: layout.file_name(&[("receipt", &today)]),
        })
    }

    pub(crate) fn number_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        if !viewer.has(Role::Clerk) {
            return Ok(None);
        }
        let waiting = self.waiting_numbers()?;
        let people = waiting.iter().filter(|r| r.hand_over.is_none()).count();
        Ok((people > 0).then(|| Task {
            urgency: Urgency::Waiting,
            mark: "番号".into(),
            title: "入力した個人番号を基幹システムへ渡す".into(),
            summary: format!("{people} 人"),
            why: "渡して取り込みを確かめるまで、暗号化してこの端末に保存しています。".into(),
            button: Some("見る".into()),
            path: "/numbers".into(),
        }))
    }
}

impl Look {
    /// Whose number was taken long ago.
    pub(crate) fn taken_numbers(&self) -> Outcome<Vec<Old>> {
        self.ended_each(retention::NUMBER, |it: &NumberRecord| subject(it.id))
    }
}

/// 記号, 番号 and 枝番, as a row's subject has them.
fn registration(owner: &NumberOwner) -> String {
    joined([&owner.symbol, &owner.number, &owner.card_branch])
}

/// A number while it is carried about.
type Digits = Zeroizing<String>;
