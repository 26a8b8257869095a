//! 情報照会, 情報提供等記録 and the state of 機関別符号.

use super::send;
use crate::{
    args::{Global, PartArgs},
    opening::open,
    output::{Ending, Printer},
    words::{count, job_document, job_line, when},
};
use clap::{Args, Subcommand};
use kakehashi_terminal::{
    Answer, Terminal,
    view::{
        CodeTitle, InquiriesView, InquiryLine, InquiryProposal, JobView, ListPart, ProvisionLine,
        SymbolLine,
    },
};
use std::collections::BTreeMap;

#[derive(Subcommand, Debug)]
pub enum InquiryCommand {
    /// 照会する（ファイルで、または1人）。別の人が承認してから照会する
    Send(SendArgs),
    /// 照会の一覧と、事務手続ごとに照会できる提供者と特定個人情報名
    List {
        #[command(flatten)]
        part: PartArgs,
    },
}

#[derive(Args, Debug)]
pub struct SendArgs {
    /// 情報照会のファイル（なければ、--branch の1人）
    #[arg(required_unless_present = "branch")]
    pub file: Option<String>,
    /// 誤りの行を除いて照会する
    #[arg(long)]
    pub exclude_errors: bool,
    #[command(flatten)]
    pub person: PersonArgs,
}

#[derive(Args, Debug)]
pub struct PersonArgs {
    /// 1人の被保険者枝番
    #[arg(long, value_name = "N", conflicts_with = "file", requires_all = ["procedure", "from", "to"])]
    pub branch: Option<String>,
    /// 事務手続のコード
    #[arg(long, value_name = "CODE", requires = "branch")]
    pub procedure: Option<String>,
    /// 提供者のコード（なければ、事務手続から端末が決める）
    #[arg(long, value_name = "CODE", requires = "branch")]
    pub provider: Option<String>,
    /// 特定個人情報名のコード（3つまで。なければ、照会できるものすべて）
    #[arg(long = "item", value_name = "CODE", requires = "branch", num_args = 1..=3)]
    pub items: Vec<String>,
    /// 照会期間のはじめ（YYYYMMDD）
    #[arg(long, value_name = "DATE", requires = "branch")]
    pub from: Option<String>,
    /// 照会期間のおわり（YYYYMMDD）
    #[arg(long, value_name = "DATE", requires = "branch")]
    pub to: Option<String>,
}

#[derive(Args, Debug)]
pub struct RecordsArgs {}

#[derive(Args, Debug)]
pub struct SymbolsArgs {
    /// 被保険者枝番（その一部）で探す
    #[arg(long, value_name = "N", default_value = "")]
    pub find: String,
    #[command(subcommand)]
    pub command: Option<SymbolsCommand>,
}

#[derive(Subcommand, Debug)]
pub enum SymbolsCommand {
    /// 取得できなかった人の分を、データを直したあとで、もう一度求める
    Request {
        /// 被保険者枝番
        branch: String,
    },
}

pub async fn inquiry(
    global: &Global,
    printer: &Printer,
    command: InquiryCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    match command {
        InquiryCommand::Send(args) => {
            send::remind(&terminal, printer).await?;
            let job = begin(&terminal, &args).await?;
            let job = send::checked(&terminal, printer, job.id).await?;
            let asked = send::ask_approval(&terminal, printer, job, args.exclude_errors).await?;
            let Some(job) = asked else {
                return Ok(Ending::WithFindings);
            };
            printer.answer(&job_document(&job), [job_line(&job)]);
            Ok(Ending::with_findings_if(job.excluded_rows > 0))
        }
        InquiryCommand::List { part } => {
            let view = terminal.inquiries(part.into()).await?;
            printer.answer(&view, lines(&view));
            Ok(Ending::Fine)
        }
    }
}

async fn begin(terminal: &Terminal, args: &SendArgs) -> Answer<JobView> {
    if let Some(file) = &args.file {
        let kind = terminal.inquiries(ListPart::default()).await?.kind;
        return terminal.take_in(file.clone(), kind, None).await;
    }
    let person = &args.person;
    let typed = [
        ("server_branch", &person.branch),
        ("procedure", &person.procedure),
        ("provider", &person.provider),
        ("period_from", &person.from),
        ("period_to", &person.to),
    ];
    let typed = typed
        .into_iter()
        .filter_map(|(id, text)| Some((id.to_owned(), text.clone()?)));
    let items = (1..)
        .zip(&person.items)
        .map(|(nth, code)| (format!("information_{nth}"), code.clone()));
    let typed: BTreeMap<String, String> = typed.chain(items).collect();
    terminal.inquire_person(typed).await
}

pub async fn records(global: &Global, printer: &Printer, _: RecordsArgs) -> Answer<Ending> {
    let records = open(global).await?.provision_records().await?;
    let head = format!("情報提供等記録　{} 件", count(records.total));
    let lines = records.lines.iter().map(record_line);
    printer.answer(&records, std::iter::once(head).chain(lines));
    Ok(Ending::Fine)
}

pub async fn symbols(global: &Global, printer: &Printer, args: SymbolsArgs) -> Answer<Ending> {
    let terminal = open(global).await?;
    if let Some(SymbolsCommand::Request { branch }) = args.command {
        let line = terminal.request_symbol(branch).await?;
        printer.answer(&line, [symbol_line(&line)]);
        return Ok(Ending::Fine);
    }
    let view = terminal.symbols(args.find).await?;
    let counts = view.counts.iter();
    let counts = counts.map(|it| format!("{}　{} 人", it.title, count(it.count)));
    let lines = view.lines.iter().map(symbol_line);
    printer.answer(&view, counts.chain(lines));
    let failed = view.counts.first().is_some_and(|it| it.count > 0);
    Ok(Ending::with_findings_if(failed))
}

fn lines(view: &InquiriesView) -> Vec<String> {
    let proposed = view.proposals.iter().map(proposal_line);
    view.lines.iter().map(line).chain(proposed).collect()
}

fn line(of: &InquiryLine) -> String {
    let number = |n: Option<u32>| n.map_or_else(|| "－".to_owned(), count);
    let items = of.items.iter();
    let items: Vec<String> = items
        .map(|item| format!("{} {}", item.state, count(item.count)))
        .collect();
    format!(
        "送信{}　{}　{}　{} 人中 回答あり {}、なし {}　{}",
        of.job,
        of.state_title,
        of.file_name,
        count(of.rows),
        number(of.answered),
        number(of.unanswered),
        items.join("、")
    )
}

fn proposal_line(of: &InquiryProposal) -> String {
    let named = |it: &CodeTitle| format!("{}（{}）", it.title, it.code);
    let items: Vec<String> = of.items.iter().map(named).collect();
    format!(
        "照会できるもの　{} → {}　{}",
        named(&of.procedure),
        named(&of.provider),
        items.join("、")
    )
}

fn record_line(of: &ProvisionLine) -> String {
    let how = if of.provided { "提供" } else { "照会" };
    format!(
        "  {}　{how}　{}　{}　{}　{}　{}",
        when(of.at),
        of.server_branch,
        of.other,
        of.procedure,
        of.item,
        of.state
    )
}

fn symbol_line(of: &SymbolLine) -> String {
    format!(
        "  {}　{}　{}　{}",
        of.server_branch,
        of.title,
        when(of.asked_at),
        of.message
    )
}
