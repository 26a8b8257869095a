//! Definitions as they are shown.

use crate::{
    core::{clock::japan_day, definitions::DefinitionRecord, look::Look},
    place::definitions::view::{DefinitionView, ImportedView, KindView},
};
use chrono::NaiveDate;
use kakehashi_domain::Outcome;
use kakehashi_layouts::{Catalogue, Direction, Group, Layout};
use std::sync::Arc;

impl Look {
    pub(crate) fn definition_views(&self) -> Outcome<Vec<DefinitionView>> {
        let records = self.definition_records()?;
        let today = self.today();
        let definitions = self.definitions();
        let mut views = Vec::new();
        for layout in definitions.used.all() {
            let is_it = |record: &&DefinitionRecord| record.is(&layout.kind, &layout.version);
            let record = records.iter().find(is_it);
            let imported = record.map(|record| self.imported_view(record, true));
            let best = definitions.used.of_kind(&layout.kind, today);
            let in_force = best.is_ok_and(|best| Arc::ptr_eq(best, layout));
            views.push(view(layout, in_force, imported));
        }
        for record in records {
            let shown = |view: &DefinitionView| record.is(&view.kind, &view.version);
            if views.iter().any(shown) {
                continue;
            }
            views.push(match Layout::parse(&record.text) {
                Ok(layout) => view(&layout, false, Some(self.imported_view(&record, true))),
                Err(_) => unreadable(&record, self.imported_view(&record, false)),
            });
        }
        Ok(views)
    }

    fn imported_view(&self, record: &DefinitionRecord, readable: bool) -> ImportedView {
        ImportedView {
            by: self.name_of(&record.by),
            at: record.at,
            sha256: record.sha256.clone(),
            retired_at: record.retired_at,
            readable,
        }
    }
}

/// The kinds of a catalogue that can be sent on a day, as they are shown: by heading, and what waits for others last.
pub(crate) fn kinds_to_send(catalogue: &Catalogue, today: NaiveDate) -> Vec<KindView> {
    let mut sent: Vec<_> = catalogue
        .in_force(today)
        .filter(|layout| layout.direction == Direction::Send)
        .collect();
    sent.sort_by_key(|layout| shown_at(layout));
    sent.into_iter().map(|layout| kind_view(layout)).collect()
}

/// Where a kind stands among others: by heading, and what waits for others last.
pub(crate) fn shown_at(layout: &Layout) -> (Group, bool) {
    let waits = layout.order.iter().any(|order| order.person.is_some());
    (layout.group, waits)
}

/// A kind, as it is shown.
pub(crate) fn kind_view(layout: &Layout) -> KindView {
    KindView {
        kind: layout.kind.clone(),
        title: layout.title.clone(),
        group: layout.group.title().to_owned(),
        extension: layout.format.file_type.extension().to_owned(),
        version: layout.version.clone(),
        provisional: layout.provisional,
        looks_up: layout.looks_up(),
    }
}

pub(super) fn view(
    layout: &Layout,
    in_force: bool,
    imported: Option<ImportedView>,
) -> DefinitionView {
    DefinitionView {
        kind: layout.kind.clone(),
        title: layout.title.clone(),
        group_title: layout.group.title().to_owned(),
        direction_title: layout.direction.title().to_owned(),
        version: layout.version.clone(),
        provisional: layout.provisional,
        effective_from: layout.effective_from,
        effective_to: layout.effective_to,
        in_force,
        imported,
    }
}

/// What an earlier program imported and this one can't read.
fn unreadable(record: &DefinitionRecord, imported: ImportedView) -> DefinitionView {
    let day = japan_day(record.at);
    DefinitionView {
        kind: record.kind.clone(),
        title: record.kind.clone(),
        group_title: String::new(),
        direction_title: String::new(),
        version: record.version.clone(),
        provisional: false,
        effective_from: day,
        effective_to: None,
        in_force: false,
        imported: Some(imported),
    }
}
