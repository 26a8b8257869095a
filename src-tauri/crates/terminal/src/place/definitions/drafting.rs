//! A definition drafted at the window: looked through as often as a person changes something, and kept when it is whole.

use super::{importing::Given, view::DefinitionView};
use crate::{
    alone::draft::{ColumnSaid, DraftFrom, DraftReport, DraftWish, drafted},
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{Fault, Outcome};
use serde::Deserialize;
use ts_rs::TS;

/// What an administrator wants drafted.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct NewDefinition {
    /// A sample or a table of columns as a file.
    pub path: Option<String>,
    /// The same, pasted; one of the two.
    pub pasted: Option<String>,
    /// The kind whose rules are taken over; null takes the one that the columns are most like.
    pub kind: Option<String>,
    /// Version; null names it after the day.
    pub version: Option<String>,
    /// First day in force; null is today.
    pub effective_from: Option<NaiveDate>,
    /// Last day in force.
    pub effective_to: Option<NaiveDate>,
    /// Whether it is the official layout.
    pub official: bool,
    /// What is said of columns.
    pub columns: Vec<ColumnSaid>,
}

impl NewDefinition {
    fn wish(self, now: DateTime<Utc>) -> Outcome<DraftWish> {
        let filled = |text: Option<String>| text.filter(|it| !it.trim().is_empty());
        let file = filled(self.path).map(DraftFrom::File);
        let from = file.or_else(|| filled(self.pasted).map(DraftFrom::Pasted));
        let hint = "見本か項目の一覧表のファイルを選ぶか、表を貼り付けてください。";
        Ok(DraftWish {
            from: from.ok_or_else(|| Fault::invalid("見本か一覧表", hint))?,
            out: None,
            kind: filled(self.kind),
            title: None,
            version: filled(self.version),
            effective_from: self.effective_from,
            effective_to: self.effective_to,
            is_official: self.official,
            columns: self.columns,
            now,
        })
    }
}

/// Drafts a definition. Nothing is kept.
///
/// # Errors
/// Those of [`crate::draft_definition`].
pub(crate) async fn draft_definition(
    terminal: &Terminal,
    _: Permit,
    draft: NewDefinition,
) -> Outcome<DraftReport> {
    let now = terminal.see(|look: &Look| Ok(look.now())).await?;
    blocking(move || drafted(&draft.wish(now)?)).await
}

/// Keeps a draft as an imported definition. Whoever drafted it compared it themselves, so that no paper is asked for.
///
/// # Errors
/// As [`draft_definition`]; `LAYOUT_BROKEN` while something is missing, `LAYOUT_VERSION_TAKEN`.
pub(crate) async fn keep_definition(
    terminal: &Terminal,
    permit: Permit,
    draft: NewDefinition,
) -> Outcome<Vec<DefinitionView>> {
    let now = terminal.see(|look: &Look| Ok(look.now())).await?;
    let report = blocking(move || drafted(&draft.wish(now)?)).await?;
    let given = Given::of(&report.text);
    let keep = move |c: &mut Controller| {
        let fingerprint = given.sha256().to_owned();
        c.import_definition(permit, &given, &fingerprint)
    };
    terminal.ask(keep).await
}
