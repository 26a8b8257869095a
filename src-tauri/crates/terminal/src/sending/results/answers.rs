//! What was answered to an inquiry, at both levels: the row, and each item of it.

use crate::people::protected::marks::Marks;
use crate::{
    core::{blocking::blocking, controller::Terminal, gate::Permit, look::Look},
    sending::{
        checking::who,
        jobs::{layouts::JobLayouts, record::LeftOut},
        results::{
            rows::each_answered_row,
            view::{AnswerItem, AnswerRow},
        },
    },
};
use kakehashi_domain::{Outcome, harmless};
use kakehashi_layouts::{AnsweredItem, Row, answered_items};
use kakehashi_store::SealedReader;

/// Rows that are shown; all of them are in the result file.
const SHOWN: usize = 1_000;

/// What was answered, row by row; empty for kinds that ask for no items.
///
/// # Errors
/// `RESULT_NOT_READY`, `JOB_NOT_FOUND`, `WORK_FILE_DAMAGED` once the files were disposed of.
pub(crate) async fn answers(terminal: &Terminal, _: Permit, id: u32) -> Outcome<Vec<AnswerRow>> {
    let reading = terminal.see(move |look| look.answers(id)).await?;
    match reading {
        Some((left_out, layouts, sent, received)) => {
            let marks = terminal.see(Look::marks).await?;
            blocking(move || read(&left_out, &layouts, sent, received, &marks)).await
        }
        None => Ok(Vec::new()),
    }
}

impl Look {
    #[allow(clippy::type_complexity)] // What is read, once.
    fn answers(
        &self,
        id: u32,
    ) -> Outcome<Option<(LeftOut, JobLayouts, SealedReader, SealedReader)>> {
        let job = self.job_with_result(id)?.body;
        let layouts = self.layouts_of(&job)?;
        let Some(result) = job.result.clone().filter(|_| !job.disposed) else {
            return Ok(None);
        };
        if !layouts.sent.asks_for_items() {
            return Ok(None);
        }
        let store = self.books()?;
        let (sent, received) = (
            store.open_sealed(&job.leaving().id)?,
            store.open_sealed(&result.id)?,
        );
        Ok(Some((self.left_out(id)?, layouts, sent, received)))
    }
}

fn read(
    left_out: &LeftOut,
    layouts: &JobLayouts,
    sent: SealedReader,
    received: SealedReader,
    marks: &Marks,
) -> Outcome<Vec<AnswerRow>> {
    let mut shown = Vec::new();
    each_answered_row(layouts, sent, received, |sent, answer| {
        if shown.len() < SHOWN {
            let items = answered_items(&layouts.sent, answer).into_iter();
            shown.push(AnswerRow {
                row: left_out.original_row(sent.number()),
                who: marks.who(who(&sent.subject())),
                message: harmless(answer.at(layouts.roles.message)),
                items: items.map(view).collect(),
            });
        }
        Ok(())
    })?;
    Ok(shown)
}

fn view(item: AnsweredItem) -> AnswerItem {
    AnswerItem {
        title: item.title,
        state: harmless(&item.state),
        content: harmless(&item.content),
    }
}

/// Where an inquiry's every item came back without anything (不開示, 該当なし), what became of each; None where something
/// was answered, or nothing was asked for by items.
pub(super) fn nothing_answered(layouts: &JobLayouts, answer: &Row) -> Option<String> {
    let items = answered_items(&layouts.sent, answer);
    let is_empty = |item: &AnsweredItem| item.content.trim().is_empty();
    if items.is_empty() || !items.iter().all(is_empty) {
        return None;
    }
    let told = items
        .iter()
        .map(|item| format!("{}：{}", item.title, harmless(&item.state)));
    let told: Vec<String> = told.collect();
    Some(format!(
        "どの項目にも回答がありません（{}）",
        told.join("、")
    ))
}
