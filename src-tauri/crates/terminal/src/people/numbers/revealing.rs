//! A 個人番号 shown: one by one, with a reason, for seconds, to whom the right was given, and noted under whose it is.

use super::{NumberRecord, registration, subject};
use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    people::protected::view::Revealed,
    sending::findings::view::CellView,
};
use kakehashi_domain::{Code, Fault, Outcome, short_text};
use kakehashi_layouts::{ColumnType, Layout, Row};

const SECONDS: u32 = 20;
const LONGEST: usize = 100;
const HINT: &str = "100文字までで、なぜ見るのかを書いてください。番号は書かないでください。";
const TITLE: &str = "個人番号";

/// Whose number it is, and the number.
type Found = (String, Vec<CellView>);

/// Shows a number: one that was entered, or that of a row of a file.
///
/// # Errors
/// `NUMBER_SIGHT_DENIED`; `INPUT_INVALID` without a reason; those of what it stands in.
pub(crate) async fn reveal_number(
    terminal: &Terminal,
    permit: Permit,
    place: String,
    id: u32,
    row: u32,
    reason: String,
) -> Outcome<Revealed> {
    let reason = short_text("理由", &reason, LONGEST, HINT)?;
    let user = permit.user.clone();
    terminal.see(move |look| look.require_sight(&user)).await?;
    let (whose, cells) = match place.as_str() {
        "number" => terminal.see(move |look| look.entered_number(id)).await?,
        "job" => of_row(terminal, id, row).await?,
        _ => return Err(Fault::invalid("場所", "この画面では見られません。")),
    };
    let at = match place.as_str() {
        "number" => subject(id),
        _ => format!("送信{id}の{row}行目"),
    };
    let permit = permit.on(whose).note(format!("{at}　{reason}"));
    let note = move |c: &mut Controller| {
        c.require_sight(&permit.user)?;
        c.write(&permit, |_| Ok(()))
    };
    terminal.ask(note).await?;
    Ok(Revealed {
        cells,
        seconds: SECONDS,
    })
}

async fn of_row(terminal: &Terminal, id: u32, row: u32) -> Outcome<Found> {
    let take = |row: &Row<'_>, layout: &Layout| {
        let cells = layout.columns.iter().zip(row.cells());
        let numbers = cells.filter(|(column, _)| column.column_type == ColumnType::PersonalNumber);
        let cells = numbers.map(|(column, value)| CellView::plain(&column.title, value));
        (row.subject().registration, cells.collect())
    };
    let hint = "送信のファイルにある行を選んでください。";
    let found = terminal.of_row(id, row, take).await?;
    found.ok_or_else(|| Fault::invalid("行", hint))
}

impl Look {
    fn entered_number(&self, id: u32) -> Outcome<Found> {
        let missing = || Fault::new(Code::NumberNotFound).with("entry", id);
        let record: NumberRecord = self.books()?.record(id)?.ok_or_else(missing)?;
        let number = record.number.as_ref().ok_or_else(missing)?;
        let cells = vec![CellView::plain(TITLE, number.as_str())];
        Ok((registration(&record.owner), cells))
    }

    /// Whether somebody was given the right to see a number (S1 §2.2 ②).
    fn require_sight(&self, user: &str) -> Outcome<()> {
        let account = self.user(user)?;
        match account.is_some_and(|account| account.sees_numbers) {
            true => Ok(()),
            false => Err(Code::NumberSightDenied.into()),
        }
    }
}
