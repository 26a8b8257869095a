//! The memory of what was sent before: a file of 特定個人情報 by itself. Off until an administrator turns it on with a
//! purpose and a purge date; filled from confirmed jobs; destroyed when the date comes or when it is turned off.

pub(crate) mod filling;
pub(crate) mod record;
pub(crate) mod view;

use crate::{
    core::{
        act::{Act, Trail},
        clock::japan_day,
        controller::{Answer, Controller, Terminal},
        shelf,
    },
    sending::{
        disposal::{DisposalRecord, put_disposal},
        earlier::{
            record::{GateSetting, IndexSetting},
            view::{IndexOn, IndexView, Thresholds},
        },
    },
};
use chrono::{Months, NaiveDate};
use kakehashi_domain::{Code, Fault, Outcome, Role};

const INDEX: &str = "index";
const GATES: &str = "gates";
/// Nobody needs the memory for longer without thinking about it again.
const LONGEST: Months = Months::new(24);

impl Terminal {
    /// Whether new files are compared with earlier ones.
    ///
    /// # Errors
    /// `PERMISSION_DENIED` for anyone but administrators and auditors.
    pub async fn index(&self) -> Answer<IndexView> {
        self.look(|c| {
            c.allow(&[Role::Admin, Role::Auditor])?;
            c.index_view()
        })
        .await
    }

    /// Turns the index on, until a day (`YYYY-MM-DD`). Nobody proposes purpose or date.
    ///
    /// # Errors
    /// `INPUT_INVALID`, `WRONG_STATE` while it is on, `PERMISSION_DENIED`.
    pub async fn turn_index_on(&self, purpose: String, purge_on: String) -> Answer<IndexView> {
        let trail = Trail::new(Act::TurnIndexOn, "索引");
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.turn_index_on(trail, purpose.trim(), purge_on.trim())
            })
            .await
        })
        .await
    }

    /// Turns the index off and destroys it, with a line in the 廃棄記録簿.
    ///
    /// # Errors
    /// `WRONG_STATE` while it is off, `PERMISSION_DENIED`.
    pub async fn turn_index_off(&self) -> Answer<IndexView> {
        self.perform(Trail::new(Act::PurgeIndex, "索引"), async |trail| {
            self.ask(move |c| {
                let by = c.allow(&[Role::Admin])?.user.clone();
                if c.index_setting()?.is_none() {
                    return Err(Fault::new(Code::WrongState).with("state", "索引なし"));
                }
                c.purge_index(&trail, &by, "管理者がやめた")?;
                c.index_view()
            })
            .await
        })
        .await
    }

    /// Says from where on a share is a finding; None makes none of them one.
    ///
    /// # Errors
    /// `INPUT_INVALID` beyond 100 %, `PERMISSION_DENIED`.
    pub async fn set_thresholds(&self, thresholds: Option<Thresholds>) -> Answer<IndexView> {
        let trail = Trail::new(Act::SetThresholds, "索引");
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.set_thresholds(trail, thresholds)
            })
            .await
        })
        .await
    }
}

impl Controller {
    /// The index, if it is on and its day hasn't come; one whose day has come is destroyed first.
    pub(crate) fn index_setting(&mut self) -> Outcome<Option<IndexSetting>> {
        let today = japan_day(self.now());
        let setting: Option<IndexSetting> = self.store()?.get(shelf::SETTING, INDEX)?;
        if setting
            .as_ref()
            .is_none_or(|setting| setting.purge_on > today)
        {
            return Ok(setting);
        }
        let trail = Trail::new(Act::PurgeIndex, "索引").by("system");
        self.purge_index(&trail, "system", "決めた日が来た")?;
        Ok(None)
    }

    pub(crate) fn gate_setting(&mut self) -> Outcome<Option<GateSetting>> {
        self.store()?.get(shelf::SETTING, GATES)
    }

    fn index_view(&mut self) -> Outcome<IndexView> {
        let registrations = self.store()?.count_earlier()?;
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

    fn turn_index_on(&mut self, trail: Trail, purpose: &str, purge_on: &str) -> Outcome<IndexView> {
        if self.index_setting()?.is_some() {
            return Err(Fault::new(Code::WrongState).with("state", "索引あり"));
        }
        if purpose.is_empty() {
            return Err(invalid(
                "何のために使うか",
                "監査の人が読んで分かるように書いてください。",
            ));
        }
        let today = japan_day(self.now());
        let last = today.checked_add_months(LONGEST).unwrap_or(today);
        let day: Option<NaiveDate> = purge_on.parse().ok();
        let day = day.filter(|day| *day > today && *day <= last);
        let hint = "あすから2年後までの日を入れてください。";
        let purge_on = day.ok_or_else(|| invalid("廃棄する日", hint))?;
        let setting = IndexSetting {
            purpose: purpose.to_owned(),
            purge_on,
            by: self.person()?.user.clone(),
            at: self.now(),
        };
        let trail = trail.note(format!("{purpose}（{purge_on}に廃棄）"));
        self.commit(&trail, |store| store.put(shelf::SETTING, INDEX, &setting))?;
        self.index_view()
    }

    fn set_thresholds(&mut self, trail: Trail, wanted: Option<Thresholds>) -> Outcome<IndexView> {
        let Some(Thresholds {
            removed_percent,
            changed_percent,
        }) = wanted
        else {
            let trail = trail.note("割合では知らせない");
            self.commit(&trail, |store| store.remove(shelf::SETTING, GATES))?;
            return self.index_view();
        };
        if removed_percent.max(changed_percent) > 100 {
            return Err(invalid("しきい値", "0から100までの数を入れてください。"));
        }
        let setting = GateSetting {
            removed_percent,
            changed_percent,
        };
        let words = format!("なくなった人 {removed_percent} %、変わった人 {changed_percent} %");
        let trail = trail.note(words);
        self.commit(&trail, |store| store.put(shelf::SETTING, GATES, &setting))?;
        self.index_view()
    }

    fn purge_index(&mut self, trail: &Trail, by: &str, why: &str) -> Outcome<()> {
        let line = DisposalRecord {
            id: self.next_disposal()?,
            what: "以前のファイルと比べる索引".to_owned(),
            rows: self.store()?.count_earlier()?,
            why: why.to_owned(),
            by: by.to_owned(),
            at: self.now(),
        };
        self.commit(trail, |store| {
            store.purge_earlier()?;
            store.remove(shelf::SETTING, INDEX)?;
            put_disposal(store, &line)
        })
    }
}

fn invalid(field: &str, hint: &str) -> Fault {
    Fault::new(Code::InputInvalid)
        .with("field", field)
        .with("hint", hint)
}
