//! Definitions of file kinds.

use super::imported_definitions::ImportedCommand;
use super::imported_definitions::imported;
use crate::{
    args::Global,
    output::{Ending, Printer},
};
use clap::Subcommand;
use kakehashi_terminal::{Answer, check_definition, compare_definitions};

#[derive(Subcommand, Debug)]
pub enum LayoutCommand {
    /// 定義に誤りがないかを見る（ログインは要らない）
    Check { file: String },
    /// 2つの定義のちがいを言葉で示す（ログインは要らない）
    Diff { old: String, new: String },
    #[command(flatten)]
    Imported(ImportedCommand),
}

pub async fn layout(global: &Global, printer: &Printer, command: LayoutCommand) -> Answer<Ending> {
    match command {
        LayoutCommand::Check { file } => check(printer, file).await,
        LayoutCommand::Diff { old, new } => diff(printer, old, new).await,
        LayoutCommand::Imported(command) => imported(global, printer, command).await,
    }
}

async fn check(printer: &Printer, file: String) -> Answer<Ending> {
    let report = check_definition(file).await?;
    let problems = report.problems.iter();
    let mut lines: Vec<String> = problems
        .map(|problem| format!("{:>5}行目　{}", problem.line, problem.text))
        .collect();
    if let (Some(kind), Some(version)) = (&report.kind, &report.version) {
        lines.push(format!("{kind}（{version}）の定義に、誤りはありません。"));
    }
    printer.answer(&report, lines);
    Ok(Ending::with_findings_if(!report.problems.is_empty()))
}

async fn diff(printer: &Printer, old: String, new: String) -> Answer<Ending> {
    let changes = compare_definitions(old, new).await?;
    let line =
        |change: &kakehashi_terminal::ChangeLine| format!("{}: {}", change.place, change.text);
    let mut lines: Vec<String> = changes.iter().map(line).collect();
    if changes.is_empty() {
        lines.push("ちがいはありません。".to_owned());
    }
    printer.answer(&changes, lines);
    Ok(Ending::with_findings_if(!changes.is_empty()))
}
