//! What the server does with the rows of a kind; roles name columns.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What the server does with a row.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "does", rename_all = "kebab-case")]
pub enum ServiceDefinition {
    /// Registers a person and pays a 被保険者枝番 out.
    Register {
        /// The column that says what happened.
        change: String,
        /// Its codes.
        changes: Changes,
        /// 記号, 番号, 枝番2桁.
        registration: [String; 3],
        /// 個人番号.
        number: String,
        /// 漢字氏名, カナ氏名, 生年月日, 性別, 住所: compared with the 住基 where the definition names them.
        five_items: Option<[String; 5]>,
    },
    /// Keeps the row as 副本 of a person who is registered.
    KeepCopy {
        /// 被保険者枝番.
        branch: String,
        /// What identifies an entry.
        key: Vec<String>,
    },
    /// Keeps the row as an entry of a master.
    ReplaceMaster {
        /// What identifies an entry.
        key: Vec<String>,
        /// Result column ← role.
        #[serde(default)]
        answer: BTreeMap<String, String>,
    },
    /// Looks for the number of a person by 5情報.
    FindNumber {
        /// 漢字氏名, カナ氏名, 生年月日, 性別, 住所.
        five_items: [String; 5],
        /// When the person was asked in vain.
        asked: String,
        /// Result column ← role.
        answer: BTreeMap<String, String>,
    },
    /// Answers with the 5情報 of a number.
    VerifyNumber {
        /// 個人番号.
        number: String,
        /// Result column ← role.
        answer: BTreeMap<String, String>,
    },
    /// Asks other bodies for what they hold of a person.
    Inquire {
        /// 被保険者枝番.
        branch: String,
        /// The columns that decide what may be asked.
        asks: Vec<String>,
        /// The columns that name a 特定個人情報.
        items: Vec<String>,
        /// Values of `asks`, joined by spaces → items that may be asked for.
        allowed: BTreeMap<String, Vec<String>>,
        /// Item → what a practice provider may hold.
        contents: BTreeMap<String, Vec<String>>,
        /// Result column ← role.
        answer: BTreeMap<String, String>,
    },
}

impl ServiceDefinition {
    /// Result column ← role.
    pub fn answer(&self) -> Option<&BTreeMap<String, String>> {
        match self {
            ServiceDefinition::Register { .. } | ServiceDefinition::KeepCopy { .. } => None,
            ServiceDefinition::ReplaceMaster { answer, .. }
            | ServiceDefinition::FindNumber { answer, .. }
            | ServiceDefinition::VerifyNumber { answer, .. }
            | ServiceDefinition::Inquire { answer, .. } => Some(answer),
        }
    }
}

/// The codes of 異動区分 by what they mean.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Changes {
    /// 取得.
    pub acquired: Vec<String>,
    /// 喪失.
    pub lost: Vec<String>,
    /// 氏名・住所変更.
    pub details: Vec<String>,
    /// 個人番号の訂正・変更.
    pub new_number: Vec<String>,
    /// 取消.
    pub cancelled: Vec<String>,
}

/// The roles of a result's columns.
#[derive(Debug, Clone, Deserialize)]
pub struct Roles {
    /// The data row of the sent file.
    pub row: String,
    /// 処理結果メッセージ; empty = the row is done.
    pub message: String,
    /// The 被保険者枝番 that was paid out.
    pub branch: Option<String>,
}
