//! 情報提供等記録: what was asked of others and what others were told, as the server keeps it.

use super::{
    titled,
    view::{ProvisionLine, ProvisionRecords},
};
use crate::core::{
    act::Act,
    controller::{Controller, Terminal},
    gate::Permit,
    look::Look,
};
use kakehashi_domain::Outcome;
use kakehashi_layouts::Layout;
use kakehashi_server_link::{IntermediateServer, ServerRecord, ServerRecordDirection};

/// What the log calls them.
const SUBJECT: &str = "情報提供等記録";
/// So many are shown.
const SHOWN: usize = 1_000;

/// The newest of them; that a person looked is noted.
///
/// # Errors
/// `SERVER_LOGIN_NEEDED`, those of the connection.
pub(crate) async fn provision_records(
    terminal: &Terminal,
    permit: Permit,
) -> Outcome<ProvisionRecords> {
    let (_, link, session) = terminal.see(Look::way_of_profile).await?;
    let all = terminal
        .every_page(&link, &session, |link, session, after| {
            IntermediateServer::records(link, session, after)
        })
        .await?;
    let note = move |c: &mut Controller| c.note_look(&permit, Act::view_records, SUBJECT);
    terminal.ask(note).await?;
    let layout = terminal.see(Look::inquiry_layout).await?;
    Ok(ProvisionRecords {
        total: all.len() as u32,
        lines: all
            .iter()
            .rev()
            .take(SHOWN)
            .map(|record| line(&layout, record))
            .collect(),
    })
}

fn line(layout: &Layout, record: &ServerRecord) -> ProvisionLine {
    let asked = layout.inquiring.as_ref();
    let place = |of: Option<&usize>, code: &str| titled(layout, of.copied(), code).title;
    ProvisionLine {
        at: record.at,
        provided: record.direction == ServerRecordDirection::Provided,
        server_branch: record.server_branch.clone(),
        other: place(asked.and_then(|it| it.asks.last()), &record.other),
        procedure: place(asked.and_then(|it| it.asks.first()), &record.procedure),
        item: place(asked.and_then(|it| it.items.first()), &record.item),
        state: record.state.clone(),
    }
}
