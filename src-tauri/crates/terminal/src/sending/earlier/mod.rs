//! The memory of what was sent before: a file of 特定個人情報 by itself. Off until an administrator turns it on with a
//! purpose and a purge date; filled from confirmed jobs; destroyed when the date comes or when it is turned off.

pub(crate) mod filling;
pub(crate) mod record;
pub(crate) mod view;

use crate::{
    core::{
        act::Act,
        area::{Old, Task, Urgency},
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::MOST,
    },
    sending::earlier::{
        record::{GateSetting, IndexSetting},
        view::{IndexOn, IndexPart, IndexView, IndexedLine, Thresholds},
    },
};
use chrono::{Datelike, Months, NaiveDate};
use kakehashi_domain::{Code, Fault, Outcome, Role, Shelf, Single, short_text};

/// Stands in keys that people see for what joins the parts of a registration.
const BETWEEN_SHOWN: &str = "\u{241f}";
/// Nobody needs the memory for longer without thinking about it again.
const LONGEST: Months = Months::new(24);
const PURPOSE_MOST: usize = 200;

/// Whether new files are compared with earlier ones.
pub(crate) async fn index(terminal: &Terminal, _: Permit) -> Outcome<IndexView> {
    terminal.ask(Controller::purge_index_when_due).await?;
    terminal.see(Look::index_view).await
}

/// Who stands in the index: whom an auditor finds there was sent. That somebody looked stands in the log.
pub(crate) async fn indexed(
    terminal: &Terminal,
    permit: Permit,
    part: IndexPart,
) -> Outcome<Vec<IndexedLine>> {
    terminal.ask(Controller::purge_index_when_due).await?;
    let note = move |c: &mut Controller| c.note_look(&permit, Act::view_indexed, "索引");
    terminal.ask(note).await?;
    terminal.see(move |look| look.indexed(&part)).await
}

/// Turns the index on, until a day (`YYYY-MM-DD`). Nobody proposes purpose or date.
///
/// # Errors
/// `INPUT_INVALID`, `WRONG_STATE` while it is on.
pub(crate) async fn turn_index_on(
    terminal: &Terminal,
    permit: Permit,
    purpose: String,
    purge_on: String,
) -> Outcome<IndexView> {
    let turn_on =
        move |c: &mut Controller| c.turn_index_on(permit, purpose.trim(), purge_on.trim());
    terminal.ask(turn_on).await?;
    terminal.see(Look::index_view).await
}

/// Turns the index off and destroys it, with a line in the 廃棄記録簿.
///
/// # Errors
/// `WRONG_STATE` while it is off.
pub(crate) async fn turn_index_off(terminal: &Terminal, permit: Permit) -> Outcome<IndexView> {
    let turn_off = move |c: &mut Controller| {
        c.purge_index_when_due()?;
        if c.index_setting()?.is_none() {
            return Err(Fault::new(Code::WrongState).with("state", "索引なし"));
        }
        c.purge_index(&permit, "管理者がやめた")
    };
    terminal.ask(turn_off).await?;
    terminal.see(Look::index_view).await
}

/// Says from where on a share is a finding; None makes none of them one.
///
/// # Errors
/// `INPUT_INVALID` beyond 100 %.
pub(crate) async fn set_thresholds(
    terminal: &Terminal,
    permit: Permit,
    thresholds: Option<Thresholds>,
) -> Outcome<IndexView> {
    let set = move |c: &mut Controller| c.set_thresholds(permit, thresholds);
    terminal.ask(set).await?;
    terminal.see(Look::index_view).await
}

impl Look {
    pub(crate) fn old_index(&self) -> Outcome<Vec<Old>> {
        Ok(vec![Old::at_once(Controller::purge_index_when_due)])
    }

    /// The index, if it is on and its day hasn't come.
    pub(crate) fn index_setting(&self) -> Outcome<Option<IndexSetting>> {
        let today = japan_day(self.now());
        let setting: Option<IndexSetting> =
            self.books()?.get(Shelf::Setting, Single::Index.key())?;
        Ok(setting.filter(|setting| setting.purge_on > today))
    }

    /// In the first days of each month: what isn't seen while nothing is compared with earlier files.
    pub(crate) fn index_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        const DAYS: u32 = 7;
        let is_time = japan_day(self.now()).day() <= DAYS;
        let sends = self.profile().is_ok_and(|profile| profile.kind.connects());
        if !is_time || !sends || !viewer.has(Role::Admin) || self.index_setting()?.is_some() {
            return Ok(None);
        }
        Ok(Some(Task {
            urgency: Urgency::Planned,
            mark: "月に1回".into(),
            title: "前のファイルと比べない設定でよいか確かめる".into(),
            summary: "いまは比べていません".into(),
            why: "前に送った番号との入れかわり、1行ずれた番号、番号の二重の登録、生年月日や性別の変化は、1つのファイルだけでは見つかりません。".into(),
            button: Some("設定を見る".into()),
            path: "/settings".into(),
        }))
    }

    pub(crate) fn gate_setting(&self) -> Outcome<Option<GateSetting>> {
        self.books()?.get(Shelf::Setting, Single::Thresholds.key())
    }

    fn indexed(&self, part: &IndexPart) -> Outcome<Vec<IndexedLine>> {
        let after = part.after.as_deref().unwrap_or_default();
        let after = after.replace(BETWEEN_SHOWN, filling::BETWEEN);
        let after = after.split_once('/').unwrap_or_default();
        let most = part.most.min(MOST);
        let found = (self.books()?).earlier_part(after, part.words.trim(), most)?;
        let definitions = self.definitions();
        let title = |kind: &str| {
            let known = definitions.used.of_kind(kind, japan_day(self.now()));
            known.map_or_else(|_| kind.to_owned(), |layout| layout.title.clone())
        };
        let line = |(kind, registration, job): (String, String, u32)| IndexedLine {
            id: format!(
                "{kind}/{}",
                registration.replace(filling::BETWEEN, BETWEEN_SHOWN)
            ),
            kind_title: title(&kind),
            registration: registration.replace(filling::BETWEEN, "-"),
            job,
        };
        Ok(found.into_iter().map(line).collect())
    }

    fn index_view(&self) -> Outcome<IndexView> {
        let registrations = self.books()?.count_earlier()?;
        let on = self.index_setting()?.map(|setting| IndexOn {
            by: self.name_of(&setting.by),
            purpose: setting.purpose,
            purge_on: setting.purge_on,
            at: setting.at,
            registrations,
        });
        let thresholds = self.gate_setting()?.map(|setting| Thresholds {
            removed_percent: setting.removed_percent,
            changed_percent: setting.changed_percent,
        });
        Ok(IndexView { on, thresholds })
    }
}

impl Controller {
    /// Destroys the index when its day has come, by a clock that isn't in doubt; at once, since none of it may stay.
    pub(crate) fn purge_index_when_due(&mut self) -> Outcome<()> {
        let kept: Option<IndexSetting> = self.books()?.get(Shelf::Setting, Single::Index.key())?;
        let is_over = kept.is_some() && self.index_setting()?.is_none();
        if !is_over || self.doubt_of_clock()?.is_some() {
            return Ok(());
        }
        let permit = Permit::of_terminal(Act::turn_index_off, "索引");
        self.purge_index(&permit, "決めた日が来た")
    }

    fn turn_index_on(&mut self, permit: Permit, purpose: &str, purge_on: &str) -> Outcome<()> {
        self.purge_index_when_due()?;
        if self.index_setting()?.is_some() {
            return Err(Fault::new(Code::WrongState).with("state", "索引あり"));
        }
        let hint = "監査の人が読んで分かるように書いてください（200字まで）。";
        let purpose = &short_text("何のために使うか", purpose, PURPOSE_MOST, hint)?;
        let today = japan_day(self.now());
        let last = today.checked_add_months(LONGEST).unwrap_or(today);
        let day: Option<NaiveDate> = purge_on.parse().ok();
        let day = day.filter(|day| *day > today && *day <= last);
        let hint = "あすから2年後までの日を入れてください。";
        let purge_on = day.ok_or_else(|| Fault::invalid("廃棄する日", hint))?;
        let setting = IndexSetting {
            purpose: purpose.to_owned(),
            purge_on,
            by: permit.user.clone(),
            at: self.now(),
        };
        let permit = permit.note(format!("{purpose}（{purge_on}に廃棄）"));
        self.write(&permit, |store| {
            store.put(Shelf::Setting, Single::Index.key(), &setting)
        })
    }

    fn set_thresholds(&mut self, permit: Permit, wanted: Option<Thresholds>) -> Outcome<()> {
        let Some(Thresholds {
            removed_percent,
            changed_percent,
        }) = wanted
        else {
            let permit = permit.note("割合では知らせない");
            return self.write(&permit, |store| {
                store.remove(Shelf::Setting, Single::Thresholds.key())
            });
        };
        if removed_percent.max(changed_percent) > 100 {
            return Err(Fault::invalid(
                "しきい値",
                "0から100までの数を入れてください。",
            ));
        }
        let setting = GateSetting {
            removed_percent,
            changed_percent,
        };
        let words = format!("なくなった人 {removed_percent} %、変わった人 {changed_percent} %");
        let permit = permit.note(words);
        self.write(&permit, |store| {
            store.put(Shelf::Setting, Single::Thresholds.key(), &setting)
        })
    }

    fn purge_index(&mut self, permit: &Permit, why: &str) -> Outcome<()> {
        let people = self.books()?.count_earlier()?;
        let line = self.disposed(permit, "以前のファイルと比べる索引", people, why)?;
        self.write(permit, |store| {
            store.purge_earlier()?;
            store.remove(Shelf::Setting, Single::Index.key())?;
            store.put_record(&line)
        })
    }
}
