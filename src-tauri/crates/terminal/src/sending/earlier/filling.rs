//! Filling the index: from the rows of a confirmed job that the server registered, in a task of its own.

use crate::{
    core::{
        act::Act,
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        shelf::moment,
    },
    sending::jobs::{record::LeftOut, subject},
};
use kakehashi_domain::{Outcome, Shelf};
use kakehashi_layouts::{Earlier, Layout, Remembered, rows};
use kakehashi_store::SealedReader;
use std::sync::Arc;
use tokio::runtime::Handle;

const ROWS_A_BATCH: usize = 2_000;
/// Joins the parts of a registration; it stands in no cell.
pub(super) const BETWEEN: &str = "\u{1f}";

/// The rows of a job that the server registered, to be read away from the controller.
pub(crate) struct RegisteredRows {
    id: u32,
    pub layout: Arc<Layout>,
    sent: SealedReader,
    /// Rows that the server refused, as the file came.
    failed: Vec<u32>,
    left_out: LeftOut,
}

impl Terminal {
    /// Adds the people of every confirmed job that the index lacks. A filling that is cut off begins anew; it adds
    /// nothing twice.
    pub(crate) async fn fill_index(&self) {
        let lacking = self.see(Look::lacking_in_index).await;
        for id in lacking.unwrap_or_default() {
            if let Err(fault) = self.fill_index_from(id).await {
                let code = fault.code.number();
                tracing::warn!(code, "a job was not added to the index");
            }
        }
    }

    async fn fill_index_from(&self, id: u32) -> Outcome<()> {
        let rows = self.see(move |look| look.registered_rows(id)).await?;
        let terminal = self.clone();
        blocking(move || rows.fill(&terminal)).await?;
        let end = move |c: &mut Controller| {
            let mut job = c.job(id)?;
            job.body.indexed = true;
            let permit = Permit::of_terminal(Act::fill_index, subject(id));
            c.write(&permit, |store| {
                store.touch(Shelf::Earlier);
                store.keep_job(id, job.state, &job.body)
            })
        };
        self.ask(end).await
    }
}

impl Look {
    fn lacking_in_index(&self) -> Outcome<Vec<u32>> {
        let Some(setting) = self.index_setting()? else {
            return Ok(Vec::new());
        };
        self.books()?.jobs_to_index(&moment(setting.at))
    }

    /// What the server registered of a job.
    pub(crate) fn registered_rows(&self, id: u32) -> Outcome<RegisteredRows> {
        let job = self.job(id)?.body;
        let layout = self.layout_of(&job)?;
        let store = self.books()?;
        Ok(RegisteredRows {
            id,
            layout,
            sent: store.open_sealed(&job.leaving().id)?,
            failed: store.failed_row_numbers(id)?,
            left_out: self.left_out(id)?,
        })
    }
}

impl Controller {
    fn keep_earlier(&mut self, id: u32, kind: &str, rows: &[Remembered]) -> Outcome<()> {
        // Turned off in between: nothing may come into it any more.
        if self.index_setting()?.is_none() {
            return Ok(());
        }
        self.store()?.transact(|store| {
            rows.iter().try_for_each(|row| {
                let registration = row.registration.join(BETWEEN);
                store.keep_earlier(kind, id, &registration, row)
            })
        })
    }
}

/// What the index knows of a kind; called away from the async threads.
pub(crate) fn earlier_of(terminal: &Terminal, layout: &Layout) -> Outcome<Option<Earlier>> {
    let kind = layout.kind.clone();
    let read = move |look: &Look| look.books()?.earlier(&kind);
    let all: Vec<Remembered> = Handle::current().block_on(terminal.see(read))?;
    Ok((!all.is_empty()).then(|| Earlier::of_rows(layout, all)))
}

impl RegisteredRows {
    /// Each of them, in the order of the file.
    pub(crate) fn each(self, mut take: impl FnMut(Remembered) -> Outcome<()>) -> Outcome<()> {
        for row in rows(self.sent, &self.layout)? {
            let row = row?;
            let number = self.left_out.original_row(row.number());
            if self.failed.binary_search(&number).is_err() {
                Remembered::of(&self.layout, &row).map_or(Ok(()), &mut take)?;
            }
        }
        Ok(())
    }

    fn fill(self, terminal: &Terminal) -> Outcome<()> {
        let runtime = Handle::current();
        let (id, kind) = (self.id, self.layout.kind.clone());
        let keep = |batch: Vec<Remembered>| {
            let kind = kind.clone();
            runtime.block_on(terminal.ask(move |c| c.keep_earlier(id, &kind, &batch)))
        };
        let mut batch = Vec::new();
        self.each(|row| {
            batch.push(row);
            if batch.len() >= ROWS_A_BATCH {
                keep(std::mem::take(&mut batch))?;
            }
            Ok(())
        })?;
        keep(batch)
    }
}
