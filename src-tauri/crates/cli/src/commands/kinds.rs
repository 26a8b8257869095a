//! File kinds and their definitions, without login.

use crate::{
    args::Global,
    opening::kept_data,
    output::{Ending, Printer},
};
use chrono::Utc;
use clap::Args;
use kakehashi_terminal::{Answer, KindLine, japan_day, versions_at_hand, write_template};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct KindsArgs {
    /// この種類の空のファイルと説明（Markdown、印刷用HTML）を書き出す
    #[arg(long, value_name = "KIND", requires = "out")]
    pub write_template: Option<String>,
    /// 書き出すフォルダ
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

pub async fn kinds(global: &Global, printer: &Printer, args: KindsArgs) -> Answer<Ending> {
    let today = japan_day(Utc::now());
    if let (Some(kind), Some(out)) = (args.write_template, args.out) {
        let written = write_template(kind, out, today, Some(kept_data(global)?)).await?;
        printer.answer(&written, written.iter().map(|path| path.display()));
        return Ok(Ending::Fine);
    }
    let (kinds, note) = versions_at_hand(today, Some(&kept_data(global)?));
    if let Some(note) = note {
        printer.note(note);
    }
    printer.answer(&kinds, kinds.iter().map(line));
    Ok(Ending::Fine)
}

fn line(kind: &KindLine) -> String {
    let status = if kind.provisional { "仮" } else { "正式" };
    let mark = if kind.in_force {
        "使用中"
    } else {
        "　　　"
    };
    let to = kind.effective_to.map(|day| day.to_string());
    format!(
        "{mark} {:28} {}　{}（{status}、{}）　{}〜{}",
        kind.kind,
        kind.title,
        kind.version,
        kind.definition.title(),
        kind.effective_from,
        to.unwrap_or_default()
    )
}
