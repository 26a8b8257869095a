//! Definitions of file kinds.

use super::{
    imported_definitions::{ImportedCommand, imported},
    jobs::path_text,
};
use crate::{
    args::Global,
    output::{Ending, Printer},
};
use chrono::{NaiveDate, Utc};
use clap::{Args, Subcommand};
use kakehashi_terminal::{
    Answer, ColumnSaid, DraftColumnView, DraftFrom, DraftReport, DraftWish, check_definition,
    compare_definitions, draft_definition,
};
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub enum LayoutCommand {
    /// 定義に誤りがないかを見る（ログインは要らない）
    Check { file: String },
    /// 2つの定義のちがいを言葉で示す（ログインは要らない）
    Diff { old: String, new: String },
    /// 見本のファイルか、項目の一覧表（CSV・.xlsx）から、定義の下書きを作る（ログインは要らない）
    Draft(DraftArgs),
    #[command(flatten)]
    Imported(ImportedCommand),
}

#[derive(Args, Debug)]
pub struct DraftArgs {
    /// 見出しのある見本か、項目の一覧表（項目名、型、桁数、必須、コードの列がある表）。CSV、タブ区切り、.xlsx。- は標準入力
    #[arg(long, value_name = "SAMPLE|TABLE")]
    pub from: String,
    /// 定義を書き出すファイル（.toml）
    #[arg(long, value_name = "F")]
    pub out: PathBuf,
    /// ファイルの種類（なければ、項目の名前がいちばん近いもの）
    #[arg(long)]
    pub kind: Option<String>,
    /// 新しい種類の名前（日本語）
    #[arg(long)]
    pub title: Option<String>,
    /// 版（なければ、下書き-日付）
    #[arg(long, value_name = "VERSION")]
    pub layout_version: Option<String>,
    /// 使いはじめる日（YYYY-MM-DD。なければ今日）
    #[arg(long)]
    pub effective_from: Option<NaiveDate>,
    /// 使いおわる日（YYYY-MM-DD）
    #[arg(long)]
    pub effective_to: Option<NaiveDate>,
    /// 正式な仕様の写し（なければ仮）
    #[arg(long)]
    pub official: bool,
    /// 項目の意味（いくつでも）。例: --meaning "従業員氏名=name"
    #[arg(long, value_name = "項目=意味")]
    pub meaning: Vec<String>,
}

pub async fn layout(global: &Global, printer: &Printer, command: LayoutCommand) -> Answer<Ending> {
    match command {
        LayoutCommand::Check { file } => check(printer, file).await,
        LayoutCommand::Diff { old, new } => diff(printer, old, new).await,
        LayoutCommand::Draft(args) => draft(printer, args).await,
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

async fn draft(printer: &Printer, args: DraftArgs) -> Answer<Ending> {
    let wish = DraftWish {
        from: DraftFrom::File(args.from),
        out: Some(path_text(&args.out)?),
        kind: args.kind,
        title: args.title,
        version: args.layout_version,
        effective_from: args.effective_from,
        effective_to: args.effective_to,
        is_official: args.official,
        columns: args
            .meaning
            .iter()
            .map(|it| ColumnSaid::of_words(it))
            .collect(),
        now: Utc::now(),
    };
    let report = draft_definition(wish).await?;
    printer.answer(&report, draft_lines(&report));
    Ok(Ending::with_findings_if(!report.missing.is_empty()))
}

fn draft_lines(report: &DraftReport) -> Vec<String> {
    let from = if report.made_from == "sample" {
        "見本"
    } else {
        "項目の一覧表"
    };
    let mut lines = vec![format!(
        "{from}から、{}（{}）の定義の下書きを作りました。項目 {}",
        report.kind,
        report.version,
        report.columns.len()
    )];
    lines.extend(
        report
            .rules_of
            .iter()
            .map(|kind| format!("  決まりは「{kind}」のものを引き継ぎました")),
    );
    let column = |it: &DraftColumnView| {
        let required = if it.required { "必須" } else { "" };
        let meaning = it.meaning_title.unwrap_or(&it.type_title);
        format!("  {}　{meaning}　{required}（{}）", it.title, it.because)
    };
    lines.extend(report.columns.iter().map(column));
    if let Some(sample) = &report.sample {
        lines.push(format!("見本を読みました: {} 行", sample.rows));
        lines.extend(
            sample
                .first
                .iter()
                .take(3)
                .map(|row| format!("  {}", row.join("｜"))),
        );
        lines.extend(
            sample
                .by_code
                .iter()
                .map(|(code, count)| format!("  {count:>6} 件　{code}")),
        );
    }
    lines.extend(report.missing.iter().map(|it| format!("▲ {it}")));
    lines.extend(report.notes.iter().map(|it| format!("  {it}")));
    if let Some(written) = &report.written {
        lines.push(format!("書き出しました: {written}"));
        lines.push(match report.is_whole {
            true => format!("確かめたら、kakehashi layout import {written} で取り込めます。"),
            false => format!("▲ を直すと取り込めます（kakehashi layout check {written}）。"),
        });
    }
    lines
}
