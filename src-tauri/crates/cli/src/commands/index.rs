//! The index of what was sent before.

use crate::{
    args::{Global, IndexCommand},
    opening::open,
    output::{Ending, Printer},
    words::count,
};
use kakehashi_terminal::{
    Answer,
    view::{IndexView, Thresholds},
};

pub async fn index(global: &Global, printer: &Printer, command: IndexCommand) -> Answer<Ending> {
    let terminal = open(global).await?;
    let index = match command {
        IndexCommand::Show => terminal.index().await,
        IndexCommand::On { purpose, purge_on } => terminal.turn_index_on(purpose, purge_on).await,
        IndexCommand::Off => terminal.turn_index_off().await,
        IndexCommand::Thresholds { removed, changed } => {
            let both = removed.zip(changed);
            let thresholds = both.map(|(removed_percent, changed_percent)| Thresholds {
                removed_percent,
                changed_percent,
            });
            terminal.set_thresholds(thresholds).await
        }
    }?;
    printer.answer(&index, lines(&index));
    Ok(Ending::Fine)
}

fn lines(index: &IndexView) -> Vec<String> {
    let on = match &index.on {
        None => "以前のファイルとは比べていません。".to_owned(),
        Some(on) => format!(
            "以前のファイルと比べています: {} 人分、{} に廃棄（{}、{}）",
            count(on.registrations),
            on.purge_on,
            on.purpose,
            on.by
        ),
    };
    let shares = match index.thresholds {
        None => "変わりかたの割合では知らせません。".to_owned(),
        Some(Thresholds {
            removed_percent,
            changed_percent,
        }) => {
            format!(
                "知らせるところ: なくなった人 {removed_percent}%、変わった人 {changed_percent}%"
            )
        }
    };
    vec![on, shares]
}
