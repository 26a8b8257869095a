//! The order of steps.

use crate::{
    args::Global,
    opening::open,
    output::{Ending, Printer},
};
use clap::{Args, Subcommand};
use kakehashi_terminal::{Answer, view::StepView};

#[derive(Args, Debug)]
pub struct OrderArgs {
    #[command(subcommand)]
    command: Option<OrderCommand>,
}

#[derive(Subcommand, Debug)]
enum OrderCommand {
    /// ある種類が、ほかの端末などで済んでいると記録する（システム管理者。ホームに出る）
    State {
        kind: String,
        #[arg(long)]
        reason: String,
    },
    /// その記録を取り消す
    Withdraw { kind: String },
    /// 終わった送信と同じ内容を、もう一度だけ送れるようにする（再切替のあとなど。システム管理者）
    Again {
        job: u32,
        #[arg(long)]
        reason: String,
    },
}

pub async fn order(global: &Global, printer: &Printer, args: OrderArgs) -> Answer<Ending> {
    let terminal = open(global).await?;
    let view = match args.command {
        None => terminal.steps().await?,
        Some(OrderCommand::State { kind, reason }) => terminal.state_step(kind, reason).await?,
        Some(OrderCommand::Withdraw { kind }) => terminal.withdraw_step(kind).await?,
        Some(OrderCommand::Again { job, reason }) => terminal.open_again(job, reason).await?,
    };
    let again = view
        .reopened
        .iter()
        .map(|it| format!("もう一度送れる　送信{}　{}　{}", it.job, it.by, it.reason));
    printer.answer(&view, view.steps.iter().map(line).chain(again));
    Ok(Ending::Fine)
}

fn line(step: &StepView) -> String {
    let standing = step.standing.title();
    let after = match step.after.as_slice() {
        [] => String::new(),
        first => format!("　先に {}", first.join("、")),
    };
    let why = step.reason.as_ref().map(|reason| format!("　{reason}"));
    let why = why.unwrap_or_default();
    format!("{standing}　{}（{}）{after}{why}", step.title, step.kind)
}
