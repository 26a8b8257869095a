//! 情報照会: what may be asked of whom is the definition's, and the terminal proposes it. A file of questions, or one that was
//! typed, goes the way of every file. 情報提供等記録 stay at the server; here they are only looked at.

pub(crate) mod one;
mod records;
pub(crate) mod view;

pub(crate) use one::inquire_person;
pub(crate) use records::provision_records;

use crate::{
    core::{controller::Terminal, gate::Permit, look::Look, part::ListPart},
    people::inquiries::view::{CodeTitle, InquiriesView, InquiryLine, InquiryProposal, ItemCount},
    sending::jobs::record::JobRecord,
};
use kakehashi_domain::Outcome;
use kakehashi_layouts::{Inquiring, Layout};
use kakehashi_store::JobRow;
use std::sync::Arc;

/// What may be asked of whom, and which inquiries there were.
pub(crate) async fn inquiries(
    terminal: &Terminal,
    _: Permit,
    part: ListPart,
) -> Outcome<InquiriesView> {
    terminal.see(move |look| look.inquiries_view(&part)).await
}

impl Look {
    /// The definition of today by which others are asked.
    fn inquiry_layout(&self) -> Outcome<Arc<Layout>> {
        self.layout_that(|layout| layout.inquiring.is_some())
    }

    fn inquiries_view(&self, part: &ListPart) -> Outcome<InquiriesView> {
        let layout = self.inquiry_layout()?;
        let jobs: Vec<JobRow<JobRecord>> =
            self.books()?.jobs_of_kind(&layout.kind, part.asked())?;
        let asked = layout.inquiring.iter();
        Ok(InquiriesView {
            kind: layout.kind.clone(),
            proposals: asked.flat_map(|it| proposals(&layout, it)).collect(),
            lines: jobs.iter().map(|job| self.inquiry_line(job)).collect(),
        })
    }

    fn inquiry_line(&self, JobRow { id, state, body }: &JobRow<JobRecord>) -> InquiryLine {
        let items = body.items.iter().map(|(state, count)| ItemCount {
            state: state.clone(),
            count: *count,
        });
        InquiryLine {
            job: *id,
            file_name: body.file_name.clone(),
            by: self.name_of(&body.prepared_by),
            at: body.prepared_at,
            state: *state,
            state_title: state.title().to_owned(),
            rows: body.rows_sent(),
            answered: body.ok_rows,
            unanswered: body.failed_rows,
            items: items.collect(),
        }
    }
}

/// What the definition allows: a 事務手続 and a 提供者, with the items that they may ask for.
fn proposals(layout: &Layout, asked: &Inquiring) -> Vec<InquiryProposal> {
    let (procedure, provider) = (asked.asks.first(), asked.asks.last());
    let item = asked.items.first().copied();
    let allowed = asked.allowed.iter().filter_map(|(asks, items)| {
        let (first, last) = asks.split_once(' ')?;
        Some(InquiryProposal {
            procedure: titled(layout, procedure.copied(), first),
            provider: titled(layout, provider.copied(), last),
            items: items
                .iter()
                .map(|code| titled(layout, item, code))
                .collect(),
        })
    });
    allowed.collect()
}

fn titled(layout: &Layout, column: Option<usize>, code: &str) -> CodeTitle {
    let title = column.and_then(|at| layout.columns[at].codes.get(code));
    CodeTitle {
        code: code.to_owned(),
        title: title.map_or(code, String::as_str).to_owned(),
    }
}
