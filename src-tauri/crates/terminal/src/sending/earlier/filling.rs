//! Filling the index: from the rows of a confirmed job that the server registered, in a task of its own.

use crate::{
    core::{
        act::Act,
        blocking::blocking,
        controller::{Controller, Terminal},
    },
    sending::{jobs::record::JobRecord, release::on_job},
};
use kakehashi_domain::{JobState, Outcome};
use kakehashi_layouts::{Earlier, Layout, Remembered, rows};
use kakehashi_store::SealedReader;
use std::sync::Arc;
use tokio::runtime::Handle;

const ROWS_A_BATCH: usize = 2_000;
/// Joins the parts of a registration; it stands in no cell.
const BETWEEN: &str = "\u{1f}";

/// What filling needs, away from the controller.
struct Filling {
    id: u32,
    job: JobRecord,
    layout: Arc<Layout>,
    sent: SealedReader,
    /// Rows that the server refused, as the file came.
    failed: Vec<u32>,
}

impl Terminal {
    /// Adds the people of every confirmed job that the index lacks. A filling that is cut off begins anew; it adds
    /// nothing twice.
    pub(crate) async fn fill_index(&self) {
        let lacking = self.ask(|c| c.lacking_in_index()).await.unwrap_or_default();
        for id in lacking {
            if let Err(fault) = self.fill_index_from(id).await {
                tracing::warn!(
                    code = fault.code.number(),
                    "a job was not added to the index"
                );
            }
        }
    }

    async fn fill_index_from(&self, id: u32) -> Outcome<()> {
        let filling = self.ask(move |c| c.filling(id)).await?;
        let terminal = self.clone();
        blocking(move || filling.run(&terminal)).await?;
        let trail = on_job(Act::FillIndex, id).by("system");
        self.ask(move |c| {
            let mut job = c.job(id)?;
            job.body.indexed = true;
            c.commit(&trail, |store| store.keep_job(id, job.state, &job.body))
        })
        .await
    }
}

impl Controller {
    fn lacking_in_index(&mut self) -> Outcome<Vec<u32>> {
        let Some(setting) = self.index_setting()? else {
            return Ok(Vec::new());
        };
        let confirmed = self.store()?.jobs_in(&[JobState::Confirmed])?;
        let mut lacking = Vec::new();
        for id in confirmed {
            let job = self.job(id)?.body;
            if !job.indexed && !job.disposed && job.updated_at >= setting.at {
                lacking.push(id);
            }
        }
        Ok(lacking)
    }

    fn filling(&mut self, id: u32) -> Outcome<Filling> {
        let job = self.job(id)?.body;
        let layout = self.layout_of(&job)?;
        let store = self.store()?;
        Ok(Filling {
            id,
            layout,
            sent: store.open_sealed(&job.leaving().id)?,
            failed: store.failed_row_numbers(id)?,
            job,
        })
    }

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

    /// A page of what was sent before.
    fn remembered(&mut self, kind: &str, offset: u32) -> Outcome<Vec<Remembered>> {
        self.store()?.earlier(kind, offset, ROWS_A_BATCH as u32)
    }
}

/// What the index knows of a kind, read in pages, away from the controller.
pub(crate) fn earlier_of(terminal: &Terminal, kind: &str) -> Outcome<Option<Earlier>> {
    let runtime = Handle::current();
    let mut all: Vec<Remembered> = Vec::new();
    loop {
        let (kind, offset) = (kind.to_owned(), all.len() as u32);
        let page = runtime.block_on(terminal.ask(move |c| c.remembered(&kind, offset)))?;
        if page.is_empty() {
            return Ok((!all.is_empty()).then(|| Earlier::of_rows(all)));
        }
        all.extend(page);
    }
}

impl Filling {
    fn run(self, terminal: &Terminal) -> Outcome<()> {
        let runtime = Handle::current();
        let (id, kind) = (self.id, self.layout.kind.clone());
        let keep = |batch: Vec<Remembered>| {
            let kind = kind.clone();
            runtime.block_on(terminal.ask(move |c| c.keep_earlier(id, &kind, &batch)))
        };
        let mut batch = Vec::new();
        for row in rows(self.sent, &self.layout)? {
            let row = row?;
            let number = self.job.original_row(row.number());
            if self.failed.binary_search(&number).is_err() {
                batch.extend(Remembered::of(&self.layout, &row));
            }
            if batch.len() >= ROWS_A_BATCH {
                keep(std::mem::take(&mut batch))?;
            }
        }
        keep(batch)
    }
}
