//! The rows that were left out of a file, by the reason: what doesn't leave, before an approver's eyes.

use crate::words::count;
use kakehashi_terminal::{
    Answer, Terminal,
    view::{FindingFilter, FindingGroup, FindingRow, JobView, Severity},
};
use serde::Serialize;

/// Rows of one reason that a person is shown.
const SHOWN: usize = 20;
/// Rows of one reason that a document holds.
const LISTED: u32 = 1_000;

/// Rows that were left out for one reason.
#[derive(Debug, Serialize)]
pub struct LeftOutGroup {
    /// Code of the error.
    code: String,
    /// Its heading.
    title: String,
    /// How many rows.
    count: u32,
    /// The first of them.
    rows: Vec<LeftOutRow>,
}

/// A row that was left out.
#[derive(Debug, Serialize)]
pub struct LeftOutRow {
    /// Data row in the file, from 1.
    row: u32,
    /// 記号・番号・枝番 joined.
    registration: String,
    /// 漢字氏名, else カナ氏名.
    name: String,
    /// Heading of the column; empty when the whole row is meant.
    column: String,
    /// What is wrong.
    message: String,
}

/// What was left out; nothing where every row leaves.
pub async fn by_reason(
    terminal: &Terminal,
    job: &JobView,
    groups: &[FindingGroup],
) -> Answer<Vec<LeftOutGroup>> {
    let mut all = Vec::new();
    let errors = groups
        .iter()
        .filter(|group| group.severity == Severity::Error && job.excluded_rows > 0);
    for group in errors {
        let filter = FindingFilter {
            code: group.code.clone(),
            severity: group.severity,
            column: None,
            words: String::new(),
        };
        let page = terminal.findings(job.id, filter, 0, LISTED).await?;
        all.push(LeftOutGroup {
            code: group.code.clone(),
            title: group.title.clone(),
            count: page.total,
            rows: page.rows.into_iter().map(LeftOutRow::from).collect(),
        });
    }
    Ok(all)
}

impl LeftOutGroup {
    /// As a person reads it.
    pub fn lines(&self) -> Vec<String> {
        let head = format!("  除いた行　{}（{}）", self.title, self.code);
        let rows = self.rows.iter().take(SHOWN).map(|it| {
            let row = count(it.row);
            let (who, name, message) = (&it.registration, &it.name, &it.message);
            format!("    {row} 行目　{who}　{name}　{message}")
        });
        let more = self.count.saturating_sub(SHOWN as u32);
        let more = (more > 0).then(|| {
            let (rest, listed) = (count(more), count(LISTED));
            format!("    ほか {rest} 件（--json では {listed} 件まで見られます）")
        });
        std::iter::once(head).chain(rows).chain(more).collect()
    }
}

impl From<FindingRow> for LeftOutRow {
    fn from(found: FindingRow) -> Self {
        Self {
            row: found.row,
            registration: found.who.registration,
            name: found.who.name,
            column: found.column,
            message: found.message,
        }
    }
}
