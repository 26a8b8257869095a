//! 漏えい等の報告 (番号法29条の4, 規則2条): how far the report of a leak is, and by when its two parts are due.
//!
//! ```text
//! Open ── 速報 ──▶ Preliminary ── 確報 ──▶ Final
//!  └──────────── 確報 at once ──────────────▲
//! ```
//! What is written shows which classes it falls under. It never shows that nothing is due: that isn't the terminal's to say.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 速報: about three to five days. The day on which it was known is the first.
const PRELIMINARY_DAYS: u64 = 5;
/// 確報.
const FINAL_DAYS: u64 = 30;
/// 確報 of what may have been done with a wrong purpose.
const FINAL_DAYS_OF_MALICE: u64 = 60;
/// Of more people than these a report is due whatever else is so.
const MANY: u32 = 100;

/// How far the report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LeakState {
    /// Nothing was reported.
    Open,
    /// 速報 was made.
    Preliminary,
    /// 確報 was made.
    Final,
}

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LeakStep {
    /// 速報.
    Preliminary,
    /// 確報.
    Final,
}

impl LeakState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Preliminary, Self::Final];

    /// Where a report leads from here; None when it isn't allowed.
    pub fn after(self, step: LeakStep) -> Option<Self> {
        match (self, step) {
            (Self::Open, LeakStep::Preliminary) => Some(Self::Preliminary),
            (Self::Open | Self::Preliminary, LeakStep::Final) => Some(Self::Final),
            (Self::Preliminary | Self::Final, _) => None,
        }
    }

    /// What is due next.
    pub fn next(self) -> Option<LeakStep> {
        match self {
            Self::Open => Some(LeakStep::Preliminary),
            Self::Preliminary => Some(LeakStep::Final),
            Self::Final => None,
        }
    }

    /// The words on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "速報をしていません",
            Self::Preliminary => "速報をしました",
            Self::Final => "確報をしました",
        }
    }
}

impl LeakStep {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Preliminary, Self::Final];

    /// The words on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Preliminary => "速報",
            Self::Final => "確報",
        }
    }

    /// The last day for it. Every day counts, so that nobody is late by a holiday.
    pub fn due(self, found_on: NaiveDate, malice: bool) -> NaiveDate {
        let days = match self {
            Self::Preliminary => PRELIMINARY_DAYS,
            Self::Final if malice => FINAL_DAYS_OF_MALICE,
            Self::Final => FINAL_DAYS,
        };
        let due = found_on.checked_add_days(Days::new(days - 1));
        due.unwrap_or(NaiveDate::MAX)
    }
}

/// Whether what leaked could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LeakSealed {
    /// 高度な暗号化等.
    Sealed,
    /// In clear.
    Clear,
    /// Nobody knows yet.
    #[default]
    Unknown,
}

impl LeakSealed {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Sealed, Self::Clear, Self::Unknown];

    /// The words on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Sealed => "暗号化していた",
            Self::Clear => "暗号化していなかった",
            Self::Unknown => "調べている",
        }
    }
}

/// What leaked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LeakData {
    /// 個人番号, and what stands beside it.
    PersonalNumber,
    /// 氏名, 生年月日, 性別, 住所.
    Identity,
    /// 資格, 被保険者枝番.
    Qualification,
    /// 給付, 医療.
    Benefit,
    /// Passwords, keys, certificates.
    Secret,
    /// Something else, named in the account of it.
    Other,
}

impl LeakData {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::PersonalNumber,
        Self::Identity,
        Self::Qualification,
        Self::Benefit,
        Self::Secret,
        Self::Other,
    ];

    /// The words on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::PersonalNumber => "個人番号",
            Self::Identity => "氏名・生年月日・性別・住所",
            Self::Qualification => "資格・被保険者枝番",
            Self::Benefit => "給付・医療の情報",
            Self::Secret => "パスワード・鍵・証明書",
            Self::Other => "その他",
        }
    }
}

/// A class of what has to be reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeakClass {
    /// ① 特定個人情報 of the NWS and what is connected to it: one person is enough.
    Connected,
    /// ② with a wrong purpose.
    Malice,
    /// ③ viewable to an unspecified many.
    Public,
    /// ④ more than a hundred people.
    Many,
}

impl LeakClass {
    /// Those that what is written falls under.
    pub fn of(data: &[LeakData], people: Option<u32>, malice: bool, public: bool) -> Vec<Self> {
        let numbers = data.contains(&LeakData::PersonalNumber);
        let many = people.is_some_and(|people| people > MANY);
        let classes = [
            (numbers, Self::Connected),
            (malice, Self::Malice),
            (public, Self::Public),
            (many, Self::Many),
        ];
        let falls = classes.into_iter().filter(|(falls, _)| *falls);
        falls.map(|(_, class)| class).collect()
    }

    /// The words on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Connected => {
                "① 情報提供ネットワークシステムと、つながるコンピューターの特定個人情報（1人から）"
            }
            Self::Malice => "② 不正の目的のおそれ（1人から）",
            Self::Public => "③ 不特定多数の人が見られる状態（1人から）",
            Self::Many => "④ 100人をこえる",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn every_report_from_every_state_is_as_the_table_says() {
        let steps: Vec<_> = LeakState::ALL
            .into_iter()
            .flat_map(|state| LeakStep::ALL.map(|step| state.after(step)))
            .collect();
        let (preliminary, last) = (Some(LeakState::Preliminary), Some(LeakState::Final));
        assert_eq!(steps, [preliminary, last, None, last, None, None]);
        for state in LeakState::ALL {
            let leads_on = state.next().and_then(|step| state.after(step));
            assert_eq!(leads_on.is_none(), state == LeakState::Final);
        }
    }

    #[test]
    fn the_day_on_which_it_was_known_is_the_first() {
        let found: NaiveDate = "2026-11-30".parse().unwrap();
        let due = |step: LeakStep, malice| step.due(found, malice).to_string();
        assert_eq!(due(LeakStep::Preliminary, false), "2026-12-04");
        assert_eq!(due(LeakStep::Final, false), "2026-12-29");
        assert_eq!(due(LeakStep::Final, true), "2027-01-28");
    }

    #[test]
    fn one_person_is_enough_but_of_other_data_a_hundred() {
        let of = |data: &[LeakData], people| LeakClass::of(data, Some(people), false, false);
        let one = of(&[LeakData::PersonalNumber], 1);
        assert_eq!(one, [LeakClass::Connected]);
        assert_eq!(of(&[LeakData::Identity], 100), []);
        assert_eq!(of(&[LeakData::Identity], 101), [LeakClass::Many]);
        let all = LeakClass::of(&LeakData::ALL, Some(101), true, true);
        assert_eq!(all.len(), 4);
    }
}
