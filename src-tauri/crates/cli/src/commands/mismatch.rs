//! 突合不一致: the board, and what a person does with one of them.

use super::comparison::item_line;
use crate::{
    args::{Global, PartArgs},
    opening::{open, problem},
    output::{Ending, Printer},
};
use clap::{Args, Subcommand, ValueEnum};
use kakehashi_domain::Fault;
use kakehashi_terminal::{
    Answer, Terminal,
    view::{MismatchLine, MismatchList, MismatchView},
};

#[derive(Subcommand, Debug)]
pub enum MismatchCommand {
    /// 突合不一致の一覧（閲覧が止まっている日数）
    List {
        /// 先に、サーバーから新しい一覧を受け取る
        #[arg(long)]
        receive: bool,
        #[command(flatten)]
        part: PartArgs,
    },
    /// 1人の状態: 登録した記録と住基の記録
    Show { mismatch: u32 },
    /// 担当を決める
    Assign {
        mismatch: u32,
        /// 業務担当者の利用者ID（なければ担当を外す）
        #[arg(long, value_name = "ID")]
        to: Option<String>,
    },
    /// 片づける
    Resolve(ResolveArgs),
    /// ちがうところが同じ人を、まとめて片づける（生年月日か性別がちがう人は、1人ずつ）
    Together(TogetherArgs),
}

#[derive(Args, Debug)]
pub struct TogetherArgs {
    /// 突合不一致の番号
    #[arg(required = true, value_name = "MISMATCH")]
    pub mismatches: Vec<u32>,
    /// 「理由付き疑いなし」の理由
    #[arg(long, required_unless_present = "agree", requires = "evidence")]
    pub reason: Option<String>,
    /// 証拠の種類
    #[arg(long)]
    pub evidence: Option<String>,
    /// 2人目として認める
    #[arg(long, conflicts_with_all = ["reason", "evidence"])]
    pub agree: bool,
}

#[derive(Args, Debug)]
pub struct ResolveArgs {
    pub mismatch: u32,
    pub how: How,
    /// 「理由付き疑いなし」の理由（no-doubt）、認めない理由（object）
    #[arg(long, default_value = "")]
    pub reason: String,
    /// 証拠の種類（no-doubt）
    #[arg(long, default_value = "")]
    pub evidence: String,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum How {
    /// データを訂正して送りなおす
    Correct,
    /// 考えなおす
    Reopen,
    /// 理由付き疑いなしと言う（--reason と --evidence。2人目が認めるまで登録されない）
    NoDoubt,
    /// 2人目として認める
    Agree,
    /// 2人目として認めない（--reason）
    Object,
    /// 言ったこと・認めたことを、サーバーに登録される前に取り消す
    Withdraw,
    /// 2人が認めたことを、サーバーにもう一度登録する
    Register,
}

pub async fn mismatch(
    global: &Global,
    printer: &Printer,
    command: MismatchCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let view = match command {
        MismatchCommand::List { receive, part } => {
            if receive {
                terminal.receive_mismatches().await?;
            }
            let list = terminal.mismatches(part.into()).await?;
            let all = list.open.iter().chain(&list.closed);
            printer.answer(&list, all.map(line));
            return Ok(Ending::with_findings_if(!list.open.is_empty()));
        }
        MismatchCommand::Show { mismatch } => terminal.mismatch(mismatch).await?,
        MismatchCommand::Assign { mismatch, to } => terminal.assign_mismatch(mismatch, to).await?,
        MismatchCommand::Resolve(how) => resolve(&terminal, how).await?,
        MismatchCommand::Together(args) => {
            let list = together(&terminal, args).await?;
            printer.answer(&list, list.open.iter().map(line));
            return Ok(Ending::with_findings_if(!list.open.is_empty()));
        }
    };
    printer.answer(&view, lines(&view));
    Ok(Ending::with_findings_if(view.line.stopped))
}

async fn together(terminal: &Terminal, args: TogetherArgs) -> Answer<MismatchList> {
    if args.agree {
        return terminal.agree_together(args.mismatches).await;
    }
    let reason = args.reason.unwrap_or_default();
    let evidence = args.evidence.unwrap_or_default();
    terminal
        .propose_together(args.mismatches, reason, evidence)
        .await
}

async fn resolve(terminal: &Terminal, args: ResolveArgs) -> Answer<MismatchView> {
    let ResolveArgs {
        mismatch: id,
        how,
        reason,
        evidence,
    } = args;
    let takes_reason = matches!(how, How::NoDoubt | How::Object);
    refuse_unused("--reason", &reason, takes_reason)?;
    refuse_unused("--evidence", &evidence, matches!(how, How::NoDoubt))?;
    match how {
        How::Correct => terminal.correct_mismatch(id).await,
        How::Reopen => terminal.reopen_mismatch(id).await,
        How::NoDoubt => terminal.propose_no_doubt(id, reason, evidence).await,
        How::Agree => {
            let agreed = terminal.agree_to_no_doubt(id).await?;
            // Nobody waits here to take it back. What fails now is done at the next login at the server.
            Ok(terminal.register_no_doubt(id).await.unwrap_or(agreed))
        }
        How::Object => terminal.object_to_no_doubt(id, reason).await,
        How::Withdraw => terminal.withdraw_no_doubt(id).await,
        How::Register => terminal.register_no_doubt(id).await,
    }
}

fn refuse_unused(option: &str, value: &str, is_taken: bool) -> Answer<()> {
    if is_taken || value.is_empty() {
        return Ok(());
    }
    let hint = format!("この片づけかたは {option} を使いません。外してください。");
    Err(problem(&Fault::invalid(option, hint)))
}

fn line(of: &MismatchLine) -> String {
    let stopped = match of.stopped {
        true if of.stops_all => format!("資格も医療情報も閲覧停止 {}日", of.days),
        true => format!("医療情報の閲覧停止 {}日", of.days),
        false => "解消".to_owned(),
    };
    format!(
        "突合不一致{}　{stopped}　{}　{}　{}　フラグ{}　{}　担当 {}",
        of.id,
        of.registration,
        of.name,
        of.differs.join("・"),
        of.flag,
        of.state_title,
        of.assignee.as_deref().unwrap_or("なし")
    )
}

fn lines(view: &MismatchView) -> Vec<String> {
    let mut lines = vec![line(&view.line)];
    lines.extend(view.items.iter().map(item_line));
    if let Some(said) = &view.proposal {
        let second = said.agreed_by.as_deref().unwrap_or("2人目を待っています");
        lines.push(format!(
            "  疑いなし　{}　{}　{}　{second}",
            said.reason, said.evidence, said.by
        ));
    }
    let history = view.history.iter();
    lines.extend(history.map(|event| format!("  {}　{}", event.by, event.what)));
    lines
}
