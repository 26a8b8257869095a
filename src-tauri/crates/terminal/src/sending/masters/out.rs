//! The 配信マスター on its way to the 基幹システム: 全件, or 差分 since the version that it has, in the character code of the house.

use super::{
    file::{EDITS, write_file},
    record::{HistoryRecord, StandRecord},
};
use crate::{
    core::{controller::Terminal, gate::Permit, look::Look},
    files::sealing::HandOutTo,
    sending::hand_over::view::HandOverView,
};
use kakehashi_domain::{
    Code, Master, MasterChange, MasterEdit, MasterEntry, MasterKey, Outcome, changes_together,
};
use kakehashi_layouts::Layout;
use std::io::Write;

/// Writes 全件, or what changed since a version, with a line in the 授受簿.
///
/// # Errors
/// `MASTER_MISSING`, `MASTERS_BASE_UNKNOWN`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn save_masters(
    terminal: &Terminal,
    permit: Permit,
    to: HandOutTo,
    since: Option<u32>,
) -> Outcome<HandOverView> {
    let out = terminal.see(move |look| look.master_to_save(since)).await?;
    let write = move |sink: &mut dyn Write| out.write(sink);
    terminal
        .hand_out_line(permit, to, write, |_, _| Ok(()))
        .await
}

struct Out {
    layout: Layout,
    stand: StandRecord,
    master: Master,
    /// Since which version, and what changed since.
    since: Option<(u32, Vec<MasterChange>)>,
}

impl Look {
    fn master_to_save(&self, since: Option<u32>) -> Outcome<Out> {
        let profile = self.profile()?.name;
        let at_hand = self.master_at_hand(&profile)?;
        let (stand, master) = at_hand.ok_or(Code::MasterMissing)?;
        let mut layout = (*self.master_layout()?).clone();
        if let Some(format) = layout.format_for(self.house()) {
            layout.format = format;
        }
        let changes = since.map(|version| {
            let history: Vec<HistoryRecord> = self.books()?.records_about(&profile)?;
            // The last time that it was at hand: what came since is what made the present one of it.
            let at = history.iter().rposition(|it| it.version == version);
            let since = &history[at.ok_or(Code::MastersBaseUnknown)? + 1..];
            let changes = since
                .iter()
                .flat_map(|it| it.changes.clone().unwrap_or_default());
            Ok::<_, kakehashi_domain::Fault>((version, changes_together(changes)))
        });
        Ok(Out {
            layout,
            stand,
            master,
            since: changes.transpose()?,
        })
    }
}

impl Out {
    fn write(self, sink: &mut dyn Write) -> Outcome<u32> {
        let base = self.since.as_ref().map(|(version, _)| *version);
        let head = (
            self.stand.version,
            self.stand.published_on,
            &*self.stand.sha256,
            base,
        );
        match &self.since {
            None => {
                let rows = self.master.entries().map(|(key, entry)| (key, entry, ""));
                write_file(&self.layout, head, rows, sink)
            }
            Some((_, changes)) => {
                let rows = changes.iter().filter_map(row);
                write_file(&self.layout, head, rows, sink)
            }
        }
    }
}

fn row(change: &MasterChange) -> Option<(&MasterKey, &MasterEntry, &'static str)> {
    let edit = match (&change.before, &change.after) {
        (None, _) => MasterEdit::Add,
        (Some(_), Some(_)) => MasterEdit::Change,
        (Some(_), None) => MasterEdit::End,
    };
    let word = EDITS.iter().find(|(known, _)| *known == edit)?.1;
    let entry = change.after.as_ref().or(change.before.as_ref())?;
    Some((&change.key, entry, word))
}
