//! What a file brings to the server, for whoever releases it: counted in one pass, and laid beside the file before.

mod difference;
pub(crate) mod view;

use crate::{
    core::{blocking::blocking, controller::Terminal, gate::Permit, look::Look},
    sending::{
        jobs::record::{JobRecord, LeftOut},
        leaving::{
            difference::Beside,
            view::{BeforeView, ChangeCount, CorrectedCell, LeavingView},
        },
    },
};
use kakehashi_domain::{JobState, Outcome};
use kakehashi_layouts::{ColumnType, Layout, rows};
use kakehashi_store::SealedReader;
use std::{collections::BTreeMap, sync::Arc};

/// Corrected cells that are listed; all of them stand in the list for the 基幹システム.
const LISTED: usize = 100;

/// What is read, away from the controller.
struct Reading {
    view: LeavingView,
    left_out: LeftOut,
    layout: Arc<Layout>,
    file: SealedReader,
    before: Option<(SealedReader, Arc<Layout>)>,
}

/// What a file brings.
///
/// # Errors
/// `JOB_NOT_FOUND`, `WORK_FILE_DAMAGED` once the file was disposed of.
pub(crate) async fn leaving(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<LeavingView> {
    terminal.note_findings_seen(&permit, id).await?;
    let reading = terminal.see(move |look| look.reading(id)).await?;
    blocking(move || reading.run()).await
}

impl Look {
    fn reading(&self, id: u32) -> Outcome<Reading> {
        let job = self.job(id)?.body;
        let layout = self.layout_of(&job)?;
        let store = self.books()?;
        let profile = self.profile_named(&job.profile)?;
        let to = format!(
            "{}「{}」 {}",
            profile.kind.title(),
            profile.name,
            profile.url
        );
        let corrections = self.corrections(id, &job, LISTED)?.into_iter();
        let (before, file) = self.gone_before(id, &job)?.unzip();
        Ok(Reading {
            view: LeavingView {
                to: to.trim().to_owned(),
                changes_title: String::new(),
                changes: Vec::new(),
                before,
                corrected: corrections
                    .map(|each| CorrectedCell {
                        row: each.row,
                        column: each.column,
                        after: each.after,
                    })
                    .collect(),
            },
            file: store.open_sealed(&job.leaving().id)?,
            before: file.flatten(),
            layout,
            left_out: self.left_out(id)?,
        })
    }

    /// The last file of the kind that reached the server by the same connection, and what it sent, while that is here.
    #[allow(clippy::type_complexity)] // What is shown of it, and what is read of it.
    fn gone_before(
        &self,
        id: u32,
        job: &JobRecord,
    ) -> Outcome<Option<(BeforeView, Option<(SealedReader, Arc<Layout>)>)>> {
        let ended = [JobState::ResultReceived, JobState::Confirmed];
        let like = (job.kind.as_str(), job.profile.as_str());
        let before = self.books()?.job_before::<JobRecord>(id, &ended, like)?;
        let Some(before) = before else {
            return Ok(None);
        };
        let body = before.body;
        let file = match body.disposed {
            true => None,
            false => Some((
                self.books()?.open_sealed(&body.leaving().id)?,
                self.layout_of(&body)?,
            )),
        };
        let view = BeforeView {
            job: before.id,
            rows: body.rows_sent(),
            file_name: body.file_name,
            at: body.prepared_at,
            difference: None,
        };
        Ok(Some((view, file)))
    }
}

impl Reading {
    fn run(mut self) -> Outcome<LeavingView> {
        let layout = self.layout.as_ref();
        let mut beside = match self.before.take() {
            Some((file, theirs)) => Beside::read(file, &theirs, layout)?,
            None => None,
        };
        let coded = |it: &&kakehashi_layouts::Column| it.column_type == ColumnType::Code;
        let column = layout.columns.iter().find(coded);
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for row in rows(self.file, layout)? {
            let row = row?;
            if let Some(column) = column {
                let code = row.get(&column.id).unwrap_or_default();
                *counts.entry(code.to_owned()).or_default() += 1;
            }
            if let Some(beside) = &mut beside {
                beside.lay(&row, self.left_out.original_row(row.number()));
            }
        }
        if let Some(column) = column {
            self.view.changes_title.clone_from(&column.title);
            let title = |code: &String| column.codes.get(code).unwrap_or(code).clone();
            let counts = counts.iter().map(|(code, count)| ChangeCount {
                title: title(code),
                count: *count,
            });
            self.view.changes = counts.collect();
        }
        if let Some(before) = &mut self.view.before {
            before.difference = beside.map(Beside::told);
        }
        Ok(self.view)
    }
}
