//! Answering 確認, and what was answered.

use super::jobs::{hand_out_to, print_hand_over};
use crate::{
    args::{Global, OutArgs},
    opening::open,
    output::{Ending, Printer},
    words::{count, job_document, job_line},
};
use clap::{Args, Subcommand};
use kakehashi_terminal::{
    Answer,
    view::{DecisionView, JobAct},
};

#[derive(Args, Debug)]
pub struct DecideArgs {
    /// 送信の番号
    pub job: u32,
    /// 答える確認のコード
    #[arg(long, value_name = "CODE")]
    pub finding: String,
    /// 答える行（なければ、そのコードのまだ答えていないすべて。0はファイル全体）
    #[arg(long, value_name = "N,…", value_delimiter = ',')]
    pub rows: Option<Vec<u32>>,
    /// 理由（assets/rules/decisions.toml の id）
    #[arg(long, value_name = "REASON")]
    pub reason: String,
    /// 書きそえること
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
}

#[derive(Subcommand, Debug)]
pub enum DecisionsCommand {
    /// 送信ごとの答え
    List {
        /// 送信の番号
        job: u32,
    },
    /// 答えの一覧（だれの、何に、なぜ、だれが、いつ）を、紙に出すためにCSVで書き出す
    Sheet {
        /// 送信の番号
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 選べる理由
    Reasons,
}

/// Rows of an answer that a line names.
const SHOWN: usize = 10;

/// Answers, and asks for approval once nothing is left to answer.
pub async fn decide(global: &Global, printer: &Printer, args: DecideArgs) -> Answer<Ending> {
    let terminal = open(global).await?;
    let (finding, rows, reason, note) = (args.finding, args.rows, args.reason, args.note);
    let code = finding.clone();
    let mut job = terminal
        .decide(args.job, finding, rows, reason, note)
        .await?;
    let left = job.open_confirms;
    let has_second = job.error_rows + job.file_errors == 0;
    if kakehashi_terminal::wants_two(&code) && !has_second {
        printer.note("  ほかの人（1人は承認者）が同じ答えをするまで、送れません");
    }
    if job.acts.contains(&JobAct::RequestApproval) {
        job = terminal.request_approval(job.id).await?;
    } else if left > 0 {
        printer.note(format_args!(
            "  まだ {} 件の確認が残っています",
            count(left)
        ));
    }
    printer.answer(&job_document(&job), [job_line(&job)]);
    Ok(Ending::with_findings_if(left > 0))
}

pub async fn decisions(
    global: &Global,
    printer: &Printer,
    command: DecisionsCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    match command {
        DecisionsCommand::List { job } => {
            let decisions = terminal.job(job).await?.decisions;
            printer.answer(&decisions, decisions.iter().map(line));
        }
        DecisionsCommand::Sheet { job, to } => {
            let written = terminal.save_decisions(job, hand_out_to(&to)?).await?;
            return print_hand_over(printer, &written);
        }
        DecisionsCommand::Reasons => {
            let reasons = terminal.decision_reasons().await?;
            let lines = reasons.iter().map(|it| format!("{}　{}", it.id, it.title));
            printer.answer(&reasons, lines);
        }
    }
    Ok(Ending::Fine)
}

/// `NUMBER_TWO_REGISTRATIONS　3、5行目　届出の原本で確かめた　佐藤 一郎`.
pub(super) fn line(decision: &DecisionView) -> String {
    let row = |row: &u32| match row {
        0 => "ファイル全体".to_owned(),
        row => row.to_string(),
    };
    let shown: Vec<String> = decision.rows.iter().take(SHOWN).map(row).collect();
    let more = if decision.count as usize > SHOWN {
        "…"
    } else {
        ""
    };
    let DecisionView {
        code,
        reason,
        note,
        by,
        ..
    } = decision;
    format!(
        "{code}　行 {}{more}　{reason}　{note}　{by}",
        shown.join("、")
    )
}
