//! Writing the result row by row, each column by its role.

use std::collections::BTreeMap;

use csv::StringRecord;

use crate::{
    Error,
    layout::Layout,
    service::{BRANCH, Outcome},
};

/// How the result of a kind is written.
pub struct Answers {
    columns: Vec<Source>,
    result: Layout,
}

/// Where the value of a result's column comes from.
enum Source {
    /// The number of the data row.
    Row,
    /// 処理結果メッセージ.
    Message,
    /// What the service found out.
    Role(String),
    /// The sent row's column of the same name.
    Sent(usize),
    /// Nowhere.
    Nothing,
}

impl Answers {
    /// Decides where each column of the result comes from.
    ///
    /// # Errors
    /// When the result's definition has no roles.
    pub fn new(layout: &Layout, result: &Layout) -> Result<Self, Error> {
        let Some(roles) = &result.result else {
            let kind = &result.kind;
            return Err(Error::Usage(format!("{kind} に [result] がありません")));
        };
        let none = BTreeMap::new();
        let answer = layout
            .service
            .as_ref()
            .and_then(|s| s.answer())
            .unwrap_or(&none);
        let source = |id: &String| match answer.get(id) {
            Some(role) => Source::Role(role.clone()),
            None if *id == roles.row => Source::Row,
            None if *id == roles.message => Source::Message,
            None if Some(id) == roles.branch.as_ref() => Source::Role(BRANCH.to_owned()),
            None => layout.find(id).map_or(Source::Nothing, Source::Sent),
        };
        Ok(Answers {
            columns: result
                .column
                .iter()
                .map(|column| source(&column.id))
                .collect(),
            result: result.clone(),
        })
    }

    /// The result's definition.
    pub fn result(&self) -> &Layout {
        &self.result
    }

    /// A row of the result: what came of a row that was sent.
    pub fn row(&self, row: u64, sent: &StringRecord, outcome: &Outcome) -> Vec<String> {
        let cell = |source: &Source| match source {
            Source::Row => row.to_string(),
            Source::Message => outcome.message.clone(),
            Source::Role(role) => outcome.value(role).to_owned(),
            Source::Sent(at) => sent.get(*at).unwrap_or("").to_owned(),
            Source::Nothing => String::new(),
        };
        self.columns.iter().map(cell).collect()
    }

    /// Name of the file.
    pub fn file_name(&self, receipt: &str) -> String {
        self.result.format.file_name.replace("{receipt}", receipt)
    }
}
