//! For how long what is personal is kept: one table, by which the disposal works and which an auditor is shown.

use crate::core::{
    act::Act, area::Old, controller::Terminal, gate::Permit, in_parts::ROWS_AT_ONCE, look::Look,
    shelf::moment,
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{Outcome, Retention};
use kakehashi_store::Numbered;
use serde::Serialize;
use std::future::{Ready, ready};
use ts_rs::TS;

macro_rules! periods {
    ($($(#[$doc:meta])* $name:ident $days:literal $from:literal $what:literal;)+) => {
        $($(#[$doc])* pub(crate) const $name: Period = Period { what: $what, from: $from, days: $days };)+
        const ALL: &[Period] = &[$($name),+];
    };
}

periods! {
    /// What a job brought with it.
    JOB 30 "送信が終わってから" "送ったファイルと結果、検査で見つかったこと、登録されていない行";
    /// Copies of the database, made before a migration or a restore.
    COPY 30 "写しを作ってから" "データベースの写し（版を上げる前、バックアップから戻す前）";
    /// People who were asked for their number.
    ASKING 30 "聞いたことを記録してから" "番号を本人に聞く人";
    /// Who was looked up, so that nobody is asked for twice.
    LOOKED_UP 365 "照会してから" "照会した人の控え（いつ、見つかったか）";
    /// People who were followed up.
    FOLLOW_UP 30 "済んでから" "番号待ち・海外・不詳・長い氏名の人の控え";
    /// That a number was taken; its digits go at once.
    NUMBER 30 "基幹システムが取り込んでから" "入力した個人番号の控え（番号そのものは、取り込まれたときに消します）";
    /// That an employer's file came; its numbers go at once when they are taken.
    DELIVERY 30 "基幹システムが取り込んでから" "事業主から届いたファイルの控え（番号そのものは、取り込まれたときに消します）";
    /// Pairs of a comparison.
    COMPARISON 30 "結果を書き出してから" "突合の組と、その5情報";
    /// Both records of a mismatch.
    MISMATCH 30 "解消してから" "突合不一致の、両方の5情報";
    /// How far people came.
    TIMELINE 30 "登録が済んでから" "届出から登録までの記録";
    /// People whose protection is over.
    PROTECTION 30 "保護が終わってから" "保護の対象だった人の控え";
    /// Forms that nobody sent.
    FORM 7 "さいごに書いてから" "書きかけの入力";
}

/// How long something is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Period {
    what: &'static str,
    from: &'static str,
    days: i64,
}

impl Period {
    /// What ended before this is old by now.
    pub fn limit(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - TimeDelta::days(self.days)
    }

    /// Why it was disposed of, for the 廃棄記録簿.
    pub fn is_over(self) -> String {
        format!("{}{}日たった", self.from, self.days)
    }
}

impl Look {
    /// Records that ended longer ago than they are kept.
    pub fn ended<T: Numbered>(&self, period: Period) -> Outcome<Vec<T>> {
        self.books()?
            .ended_records(&moment(period.limit(self.now())))
    }

    /// The same, each forgotten with an entry of its own.
    pub fn ended_each<T: Numbered>(
        &self,
        period: Period,
        subject: impl Fn(&T) -> String,
    ) -> Outcome<Vec<Old>> {
        let old = |record: T| {
            let (id, permit) = (
                record.id(),
                Permit::of_terminal(Act::dispose, subject(&record)),
            );
            Old::at_once(move |c| c.write(&permit, |store| store.remove_record::<T>(id)))
        };
        Ok(self.ended(period)?.into_iter().map(old).collect())
    }

    /// The same, forgotten many at a time and without a word.
    pub fn ended_many<T: Numbered>(&self, period: Period) -> Outcome<Vec<Old>> {
        let ids: Vec<u32> = self.ended(period)?.iter().map(T::id).collect();
        let old = |ids: &[u32]| {
            let ids = ids.to_vec();
            Old::at_once(move |c| {
                let mut ids = ids.iter();
                c.keep(|store| ids.try_for_each(|id| store.remove_record::<T>(*id)))
            })
        };
        Ok(ids.chunks(ROWS_AT_ONCE).map(old).collect())
    }
}

/// How long something is kept, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RetentionView {
    /// What.
    pub what: String,
    /// From when on the time counts; empty where a day was set.
    pub from: String,
    /// How long, e.g. `30日`, or until when.
    pub period: String,
}

/// The table, and what a person or a rule decides: cases of 本人確認, the index.
pub(crate) fn retention(_: &Terminal, _: Permit) -> Ready<Outcome<Vec<RetentionView>>> {
    ready(Retention::shipped().map(|rules| {
        let line = |what: &str, from: &str, period: String| RetentionView {
            what: what.to_owned(),
            from: from.to_owned(),
            period,
        };
        let case = format!("{}年", rules.identity_case.years);
        let by_days = ALL
            .iter()
            .map(|it| line(it.what, it.from, format!("{}日", it.days)));
        by_days
            .chain([
                line("本人確認の記録", "閉じてから", case),
                line(
                    "以前のファイルと比べる索引",
                    "",
                    "始めたときに決めた日まで".to_owned(),
                ),
            ])
            .collect()
    }))
}
