//! The 配信マスター at hand, and what each version changed.

use super::{
    record::HistoryRecord,
    view::{MasterChangeLine, MasterChanges, MasterStand, MasterStep, MastersView},
};
use crate::core::{controller::Terminal, gate::Permit, look::Look};
use kakehashi_domain::{Code, MasterChange, Outcome};
use kakehashi_layouts::Layout;

/// So many versions are listed, and so many changes of one.
const STEPS_MOST: usize = 100;
const LINES_MOST: usize = 500;

/// What is at hand.
pub(crate) async fn masters(terminal: &Terminal, _: Permit) -> Outcome<MastersView> {
    terminal.see(Look::masters_view).await
}

/// What a version changed.
///
/// # Errors
/// `MASTER_MISSING` for a number that no step has.
pub(crate) async fn master_changes(
    terminal: &Terminal,
    _: Permit,
    id: u32,
) -> Outcome<MasterChanges> {
    let changes = move |look: &Look| {
        let record: Option<HistoryRecord> = look.books()?.record(id)?;
        let record = record.ok_or(Code::MasterMissing)?;
        let (layout, step) = (look.master_layout()?, look.step(&record));
        let all = record.changes.unwrap_or_default();
        Ok(MasterChanges {
            step,
            total: all.len() as u32,
            lines: all
                .iter()
                .take(LINES_MOST)
                .map(|it| line(&layout, it))
                .collect(),
        })
    };
    terminal.see(changes).await
}

impl Look {
    fn masters_view(&self) -> Outcome<MastersView> {
        let profile = self.profile()?;
        let stand = self.master_stand(&profile.name)?;
        let history: Vec<HistoryRecord> = self.books()?.records_about(&profile.name)?;
        let newest = history.iter().rev().take(STEPS_MOST);
        let layout = self.master_layout()?;
        let named = |version: &str| layout.file_name(&[("sequence", version)]);
        Ok(MastersView {
            place: profile.in_words(),
            asked_at: stand.as_ref().and_then(|it| it.asked_at),
            current: stand.map(|it| MasterStand {
                version: it.version,
                published_on: it.published_on,
                entries: it.entries,
                sha256: it.sha256,
                file_name: named(&it.version.to_string()),
                difference_name: named(&format!("{}_sabun", it.version)),
            }),
            history: newest.map(|record| self.step(record)).collect(),
        })
    }

    fn step(&self, record: &HistoryRecord) -> MasterStep {
        let changes = record.changes.as_deref().unwrap_or_default();
        let count =
            |is: fn(&MasterChange) -> bool| changes.iter().filter(|it| is(it)).count() as u32;
        MasterStep {
            id: record.id,
            version: record.version,
            before: record.before,
            whole: record.whole,
            why_whole: record.why_whole.clone(),
            added: count(|it| it.before.is_none()),
            changed: count(|it| it.before.is_some() && it.after.is_some()),
            ended: count(|it| it.after.is_none()),
            from: record.from.clone(),
            by: self.name_of(&record.by),
            at: record.at,
        }
    }
}

fn line(layout: &Layout, change: &MasterChange) -> MasterChangeLine {
    let (part, code) = (change.key.part(), change.key.code());
    let column = layout.column("part").map(|at| &layout.columns[at]);
    let title = column.and_then(|column| column.codes.get(part));
    let name = |entry: &Option<_>| {
        let entry: Option<&kakehashi_domain::MasterEntry> = entry.as_ref();
        entry
            .map(|entry| entry.name().to_owned())
            .unwrap_or_default()
    };
    let what = match (&change.before, &change.after) {
        (None, _) => "追加",
        (Some(_), Some(_)) => "変更",
        (Some(_), None) => "廃止",
    };
    MasterChangeLine {
        part: title.cloned().unwrap_or_else(|| part.to_owned()),
        code: code.to_owned(),
        what: what.to_owned(),
        before: name(&change.before),
        after: name(&change.after),
    }
}
