//! Look-ups at 住基ネット: the cost first, then the way of every file.

use super::send;
use crate::{
    args::{Global, ListedArgs, PartArgs},
    opening::open,
    output::{Ending, Printer},
    words::{count, job_document, job_line},
};
use clap::{Args, Subcommand};
use kakehashi_terminal::{
    Answer, listed_by,
    view::{AskLine, ListPart, LookUpLine, LookUpsView, NewLookUp},
};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct LookUpArgs {
    /// 照会する人のファイル
    pub file: String,
    /// 照会の種類（なければ、5情報から個人番号）
    #[arg(long)]
    pub kind: Option<String>,
    /// 利用目的（定義のコード。1 資格取得の届出、2 被扶養者の届出、3 個人番号の確認、4 給付の支給）
    #[arg(long)]
    pub purpose: String,
    /// 理由
    #[arg(long)]
    pub reason: String,
    /// 誤りの行を除いて照会する
    #[arg(long)]
    pub exclude_errors: bool,
    #[command(flatten)]
    pub listed: ListedArgs,
}

#[derive(Subcommand, Debug)]
pub enum LookUpsCommand {
    /// 照会の一覧と費用、番号を本人に聞く人
    List {
        #[command(flatten)]
        part: PartArgs,
    },
    /// 本人に聞いた人と、どうなったか
    Settled {
        #[command(flatten)]
        part: PartArgs,
    },
    /// 照会結果1件あたりの費用と、媒体の送料を決める（システム管理者）
    Cost {
        yen: u32,
        /// 媒体で送るときの、行きと帰りの送料（なければ変えない）
        #[arg(long, value_name = "YEN")]
        postage: Option<u32>,
    },
    /// 本人に聞いて、どうなったかを記録する
    Asked {
        job: u32,
        row: u32,
        #[arg(long)]
        how: String,
    },
    /// 番号からの照会の結果を、手元の加入者情報と比べる
    Compare {
        job: u32,
        /// 加入者情報一括登録ファイル
        #[arg(long)]
        members: PathBuf,
    },
}

pub async fn look_up(global: &Global, printer: &Printer, args: LookUpArgs) -> Answer<Ending> {
    let terminal = open(global).await?;
    send::remind(&terminal, printer).await?;
    let listed = listed_by(args.listed.typed(), args.listed.control.as_deref())?;
    let kinds = terminal.look_ups(ListPart::default()).await?.kinds;
    let first = kinds.into_iter().next().map(|known| known.kind);
    let asked = NewLookUp {
        kind: args.kind.or(first).unwrap_or_default(),
        purpose: args.purpose,
        reason: args.reason,
    };
    let cost = terminal
        .estimate_look_up(args.file.clone(), asked.kind.clone())
        .await?;
    printer.note(format_args!(
        "  費用　{} 人 × 照会結果1件あたり {} 円{} ＝ 多くて {} 円（見つかった人の分だけかかります）",
        count(cost.rows),
        count(cost.yen_per_hit),
        postage(cost.postage_yen),
        count(cost.most_yen)
    ));
    let job = terminal
        .begin_look_up(args.file, asked, Some(listed))
        .await?;
    let job = send::checked(&terminal, printer, job.id).await?;
    let Some(job) = send::ask_approval(&terminal, printer, job, args.exclude_errors).await? else {
        return Ok(Ending::WithFindings);
    };
    printer.answer(&job_document(&job), [job_line(&job)]);
    Ok(Ending::with_findings_if(job.excluded_rows > 0))
}

pub async fn look_ups(
    global: &Global,
    printer: &Printer,
    command: LookUpsCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let view = match command {
        LookUpsCommand::List { part } => terminal.look_ups(part.into()).await?,
        LookUpsCommand::Settled { part } => {
            let asked = terminal.people_asked(part.into()).await?;
            printer.answer(&asked, asked.iter().flat_map(ask_lines));
            return Ok(Ending::Fine);
        }
        LookUpsCommand::Cost { yen, postage } => terminal.set_look_up_cost(yen, postage).await?,
        LookUpsCommand::Asked { job, row, how } => terminal.settle_asking(job, row, how).await?,
        LookUpsCommand::Compare { job, members } => {
            let members = members.to_string_lossy().into_owned();
            let comparison = terminal.compare_look_up(job, members).await?;
            let words = format!("突合{}で比べました", comparison.id);
            printer.answer(&comparison, [words]);
            return Ok(Ending::with_findings_if(comparison.open > 0));
        }
    };
    printer.answer(&view, lines(&view));
    Ok(Ending::with_findings_if(!view.asking.is_empty()))
}

fn lines(view: &LookUpsView) -> Vec<String> {
    let cost = format!(
        "照会結果1件あたり {} 円{}　これまで {} 円",
        count(view.yen_per_hit),
        postage(view.postage_yen),
        count(view.yen)
    );
    let asked = view.lines.iter().map(line);
    let asking = view.asking.iter().flat_map(ask_lines);
    [cost].into_iter().chain(asked).chain(asking).collect()
}

/// The post of a medium, where one goes.
fn postage(yen: u32) -> String {
    match yen {
        0 => String::new(),
        yen => format!(" ＋ 媒体の送料 {} 円", count(yen)),
    }
}

fn line(of: &LookUpLine) -> String {
    let number = |n: Option<u32>| n.map_or_else(|| "－".to_owned(), count);
    format!(
        "送信{}　{}　{}　{} 人中 {} 人　{} 円　{}　{}",
        of.job,
        of.state_title,
        of.title,
        count(of.rows),
        number(of.hits),
        number(of.yen),
        of.purpose,
        of.reason
    )
}

fn ask_lines(of: &AskLine) -> Vec<String> {
    let state = of.settled.as_deref().unwrap_or("本人に聞いてください");
    let mut lines = vec![format!(
        "送信{}の{}行目　{}　{}　{}　{state}",
        of.job, of.row, of.who.registration, of.who.name, of.why
    )];
    let warning = of.warning.iter();
    lines.extend(warning.map(|words| format!("  ● {words}")));
    lines
}
