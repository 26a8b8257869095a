//! What is hidden, shown one by one, with a reason.

use crate::{
    args::Global,
    commands::protected::RevealPlace,
    opening::open,
    output::{Ending, Printer},
};
use clap::{Subcommand, ValueEnum};
use kakehashi_terminal::{Answer, Terminal, view::Revealed};

#[derive(Subcommand, Debug)]
pub enum RevealCommand {
    /// 個人番号を見る（見る権利は、システム管理者が「users sight」で決める）
    Number {
        /// どこの番号か
        place: NumberPlace,
        /// 送信か、入力した番号の番号
        id: u32,
        /// 行（入力した番号では書かない）
        #[arg(long, default_value_t = 0)]
        row: u32,
        /// 見る理由
        #[arg(long)]
        reason: String,
    },
    /// 保護の対象の人の住所を見る（protect reveal と同じ）
    Address {
        /// どこの記録か
        place: RevealPlace,
        /// その番号
        id: u32,
        /// 行（突合不一致では書かない）
        #[arg(long, default_value_t = 0)]
        row: u32,
        /// 見る理由
        #[arg(long)]
        reason: String,
    },
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum NumberPlace {
    /// 送信の行
    Job,
    /// 入力した番号
    Number,
}

pub async fn reveal(global: &Global, printer: &Printer, command: RevealCommand) -> Answer<Ending> {
    let terminal = open(global).await?;
    let shown = match command {
        RevealCommand::Number {
            place,
            id,
            row,
            reason,
        } => {
            let place = match place {
                NumberPlace::Job => "job",
                NumberPlace::Number => "number",
            };
            terminal
                .reveal_number(place.to_owned(), id, row, reason)
                .await?
        }
        RevealCommand::Address {
            place,
            id,
            row,
            reason,
        } => address(&terminal, place, id, row, reason).await?,
    };
    print(printer, &shown);
    Ok(Ending::Fine)
}

/// Where a protected person lives.
pub async fn address(
    terminal: &Terminal,
    place: RevealPlace,
    id: u32,
    row: u32,
    reason: String,
) -> Answer<Revealed> {
    let place = match place {
        RevealPlace::Job => "job",
        RevealPlace::Mismatch => "mismatch",
        RevealPlace::Comparison => "comparison",
    };
    let place = place.to_owned();
    terminal.show_whereabouts(place, id, row, reason).await
}

pub fn print(printer: &Printer, shown: &Revealed) {
    let lines = shown.cells.iter();
    let lines = lines.map(|cell| format!("{}　{}", cell.column, cell.value));
    printer.answer(shown, lines);
}
