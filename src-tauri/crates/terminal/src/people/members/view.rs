//! One person typed, and a list of people held against those who are registered, as shown.

use crate::sending::hand_over::view::HandOverView;
use kakehashi_layouts::{ColumnType, Layout, RowChange};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What happens to the person who is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MemberChange {
    /// 取得.
    Add,
    /// 氏名・住所変更.
    Change,
    /// 個人番号の訂正.
    Correct,
    /// 個人番号の変更 (番号法7条2項).
    NumberByLaw,
}

impl From<MemberChange> for RowChange {
    fn from(change: MemberChange) -> Self {
        match change {
            MemberChange::Add => Self::Acquired,
            MemberChange::Change => Self::Details,
            MemberChange::Correct => Self::NumberCorrected,
            MemberChange::NumberByLaw => Self::NumberChanged,
        }
    }
}

/// What is asked of somebody who registers one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MemberForm {
    /// What can happen to the person, with its Japanese name.
    pub changes: Vec<(MemberChange, String)>,
    /// The columns that are typed, in the order of the definition.
    pub fields: Vec<MemberField>,
}

/// A column that is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MemberField {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What is typed into it.
    pub takes: MemberFieldKind,
    /// Whether the definition wants it filled for everybody.
    pub required: bool,
    /// Codes with their meanings.
    pub codes: BTreeMap<String, String>,
}

/// What is typed into a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MemberFieldKind {
    /// Text.
    Text,
    /// A day.
    Day,
    /// One of some codes.
    Code,
    /// A 個人番号, typed twice.
    Number,
}

/// What the terminal fills in by itself where nothing is typed.
const BY_ITSELF: [&str; 1] = [super::INSURER];

pub(super) fn form(layout: &Layout) -> MemberForm {
    use MemberChange::{Add, Change, Correct, NumberByLaw};
    let changes = [Add, Change, Correct, NumberByLaw].into_iter();
    let changes = changes.filter_map(|change| {
        let (column, code) = layout.code_of(change.into())?;
        let title = layout.columns[column].codes.get(code)?;
        Some((change, title.clone()))
    });
    let change = layout
        .code_of(RowChange::Acquired)
        .map(|(column, _)| column);
    let fields = layout
        .columns
        .iter()
        .enumerate()
        .filter(|(at, column)| Some(*at) != change && !BY_ITSELF.contains(&column.id.as_str()));
    let field = |column: &kakehashi_layouts::Column| MemberField {
        id: column.id.clone(),
        title: column.title.clone(),
        takes: takes(column.column_type),
        required: column.required,
        codes: column.codes.clone(),
    };
    MemberForm {
        changes: changes.collect(),
        fields: fields.map(|(_, column)| field(column)).collect(),
    }
}

fn takes(column_type: ColumnType) -> MemberFieldKind {
    match column_type {
        ColumnType::Date => MemberFieldKind::Day,
        ColumnType::Code => MemberFieldKind::Code,
        ColumnType::PersonalNumber => MemberFieldKind::Number,
        ColumnType::Text
        | ColumnType::Kana
        | ColumnType::Digits
        | ColumnType::Month
        | ColumnType::Year
        | ColumnType::Amount
        | ColumnType::Symbol
        | ColumnType::PostalCode
        | ColumnType::InsurerNumber
        | ColumnType::CorporateNumber
        | ColumnType::CardBranch
        | ColumnType::ServerBranch => MemberFieldKind::Text,
    }
}

/// A list of the 基幹システム held against those who are registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MembersCompared {
    /// People of the list.
    pub listed: u32,
    /// People whom this terminal saw registered, and not ended.
    pub registered: u32,
    /// Of the list, and not registered: 登録もれ.
    pub missing_here: u32,
    /// Registered, and not of the list: the end of the registration may not have been sent.
    pub missing_there: u32,
    /// On both sides, and another name, birth date, sex or number.
    pub differing: u32,
    /// Files whose people can't be read any more and don't stand in the index, by the numbers of their jobs.
    pub unread_jobs: Vec<u32>,
    /// Where the people are listed.
    pub file: HandOverView,
}
