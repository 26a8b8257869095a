//! Where somebody who is protected lives, shown one by one, with a reason, for seconds, and noted under who asked.

use super::{marks::tells_where, view::Revealed};
use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    sending::findings::view::CellView,
};
use kakehashi_domain::{Fault, Outcome, compare::Item, short_text};
use kakehashi_layouts::{Layout, Row};

const SECONDS: u32 = 30;
const LONGEST: usize = 100;
const HINT: &str = "100文字までで、なぜ見るのかを書いてください。住所は書かないでください。";
const OWN: &str = "保険者の記録";
const RESIDENT: &str = "住基ネット";

/// Shows where a protected person lives: of a row of a file, a 突合不一致, or a pair of a 突合.
///
/// # Errors
/// `INPUT_INVALID` without a reason, and those of what it stands in.
pub(crate) async fn show_whereabouts(
    terminal: &Terminal,
    permit: Permit,
    place: String,
    id: u32,
    row: u32,
    reason: String,
) -> Outcome<Revealed> {
    let reason = short_text("理由", &reason, LONGEST, HINT)?;
    let cells = match place.as_str() {
        "job" => of_row(terminal, id, row).await?,
        "mismatch" => terminal.see(move |look| look.of_mismatch(id)).await?,
        "comparison" => terminal.see(move |look| look.of_pair(id, row)).await?,
        _ => return Err(Fault::invalid("場所", "この画面では見られません。")),
    };
    let permit = permit.note(reason);
    let note = move |c: &mut Controller| c.write(&permit, |_| Ok(()));
    terminal.ask(note).await?;
    Ok(Revealed {
        cells,
        seconds: SECONDS,
    })
}

async fn of_row(terminal: &Terminal, id: u32, row: u32) -> Outcome<Vec<CellView>> {
    let take = |row: &Row<'_>, _: &Layout| {
        let told = row.shown().filter(|(column, _)| tells_where(&column.title));
        told.map(|(column, value)| CellView::plain(&column.title, &value))
            .collect()
    };
    Ok(terminal.of_row(id, row, take).await?.unwrap_or_default())
}

impl Look {
    fn of_mismatch(&self, id: u32) -> Outcome<Vec<CellView>> {
        let both = self.mismatch_record(id)?.both;
        let both = both.map(|both| {
            let (a, b) = (both.registered.record(), both.resident.record());
            vec![
                CellView::plain(OWN, a.text(Item::Address)),
                CellView::plain(RESIDENT, b.text(Item::Address)),
            ]
        });
        Ok(both.unwrap_or_default())
    }

    fn of_pair(&self, id: u32, row: u32) -> Outcome<Vec<CellView>> {
        let [own, resident] = self.pair_addresses(id, row)?;
        Ok(vec![
            CellView::plain(OWN, &own),
            CellView::plain(RESIDENT, &resident),
        ])
    }
}
