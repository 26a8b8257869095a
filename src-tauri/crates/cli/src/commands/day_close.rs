//! 当日締め.

use crate::{
    args::{Global, PartArgs},
    opening::open,
    output::{Ending, Printer},
    words::{count, when},
};
use chrono::NaiveDate;
use clap::Args;
use kakehashi_terminal::{Answer, view::DaySheet};

#[derive(Args, Debug)]
pub struct DayCloseArgs {
    /// 締める日（なければ今日）
    #[arg(long, value_name = "日", conflicts_with = "list")]
    day: Option<NaiveDate>,
    /// 締めずに、これまでの控えを見る
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    part: PartArgs,
}

pub async fn day_close(global: &Global, printer: &Printer, args: DayCloseArgs) -> Answer<Ending> {
    let terminal = open(global).await?;
    if args.list {
        let sheets = terminal.days(args.part.into()).await?;
        printer.answer(&sheets, sheets.iter().map(line));
        return Ok(Ending::Fine);
    }
    let sheet = terminal.close_day(args.day).await?;
    printer.answer(&sheet, paper(&sheet));
    Ok(Ending::Fine)
}

fn line(sheet: &DaySheet) -> String {
    let DaySheet {
        day,
        entries,
        head,
        told_title,
        ..
    } = sheet;
    format!("{day}　{entries}:{head}　{told_title}")
}

/// As it is printed and kept.
fn paper(sheet: &DaySheet) -> Vec<String> {
    let mut lines = vec![
        format!("当日締め　{}　{}", sheet.day, sheet.profile),
        format!("締めた人 {}　{}", sheet.closed_by, when(sheet.closed_at)),
        "送信".to_owned(),
    ];
    lines.extend(sheet.jobs.iter().map(|jobs| {
        format!(
            "  {}　{}　{} 件　{} 行（登録 {}、登録できない {}）",
            jobs.kind_title,
            jobs.state_title,
            count(jobs.files),
            count(jobs.rows),
            count(jobs.ok_rows),
            count(jobs.failed_rows)
        )
    }));
    if sheet.jobs.is_empty() {
        lines.push("  ありません".to_owned());
    }
    lines.push(format!(
        "照会 {} 件（見つかった {} 人）　引き渡し {} 件　廃棄 {} 件（{} 行）",
        count(sheet.look_ups),
        count(sheet.look_up_hits),
        count(sheet.hand_overs),
        count(sheet.disposals),
        count(sheet.disposed_rows)
    ));
    lines.push("仕事をした人".to_owned());
    lines.extend(sheet.people.iter().map(|person| {
        let (acts, failed) = (count(person.acts), count(person.failed));
        format!(
            "  {}（{}）　操作 {acts} 件、うち断られた・失敗 {failed} 件",
            person.name, person.id
        )
    }));
    lines.push("残っていること".to_owned());
    lines.extend(sheet.open.iter().map(|what| format!("  {what}")));
    if sheet.open.is_empty() {
        lines.push("  ありません".to_owned());
    }
    lines.push(format!("操作の記録の控え {}:{}", sheet.entries, sheet.head));
    lines.push(format!("端末の署名の鍵 {}", sheet.key));
    lines.push(sheet.told_title.clone());
    lines
}
