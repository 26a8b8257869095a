//! The 配信マスター: fetched, taken from a file, handed to the 基幹システム.

use super::jobs::{hand_out_to, print_hand_over};
use crate::{
    args::{Global, OutArgs},
    opening::open,
    output::{Ending, Printer},
    words::{count, when},
};
use clap::Subcommand;
use kakehashi_domain::{Code, Fault};
use kakehashi_terminal::{
    Answer, Terminal,
    view::{MasterChangeLine, MasterStep, MastersView, ProblemView},
};

#[derive(Subcommand, Debug)]
pub enum MastersCommand {
    /// いまある版と、これまでの取り込み
    List,
    /// サーバーから受け取る（差分。差分が全件と合わなければ、全件を受け取って、そう示す）
    Pull {
        /// いまある版にかかわらず、全件を受け取る
        #[arg(long)]
        full: bool,
    },
    /// 配られたファイル（デジタルPMOなど）を取り込む。全件か差分かは、ファイルの中で分かる
    Take { file: String },
    /// ある取り込みで変わったところ
    Changes {
        /// 取り込みの番号
        step: u32,
    },
    /// 基幹システムへの引き渡しのために、フォルダに書き出す
    Export {
        #[command(flatten)]
        to: OutArgs,
        /// この版から変わったところだけ（差分）
        #[arg(long, value_name = "VERSION")]
        since: Option<u32>,
    },
}

pub async fn masters(
    global: &Global,
    printer: &Printer,
    command: MastersCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let view = match command {
        MastersCommand::List => terminal.masters().await?,
        MastersCommand::Pull { full } => terminal.pull_masters(full).await?,
        MastersCommand::Take { file } => terminal.take_masters(file).await?,
        MastersCommand::Changes { step } => {
            let changes = terminal.master_changes(step).await?;
            let head = step_line(&changes.step);
            let lines = changes.lines.iter().map(change_line);
            printer.answer(&changes, std::iter::once(head).chain(lines));
            return Ok(Ending::Fine);
        }
        MastersCommand::Export { to, since } => return export(&terminal, printer, to, since).await,
    };
    printer.answer(&view, lines(&view));
    Ok(Ending::Fine)
}

async fn export(
    terminal: &Terminal,
    printer: &Printer,
    mut to: OutArgs,
    since: Option<u32>,
) -> Answer<Ending> {
    let at_hand = terminal.masters().await?.current;
    let missing = || ProblemView::new(&Fault::new(Code::MasterMissing), "-");
    let at_hand = at_hand.ok_or_else(missing)?;
    to.out = to.out.join(match since {
        Some(_) => at_hand.difference_name,
        None => at_hand.file_name,
    });
    let written = terminal.save_masters(hand_out_to(&to)?, since).await?;
    print_hand_over(printer, &written)
}

fn lines(view: &MastersView) -> Vec<String> {
    let mut lines = vec![match &view.current {
        Some(at_hand) => format!(
            "版{}　{} 件　公開日 {}　SHA-256 {}",
            at_hand.version,
            count(at_hand.entries),
            at_hand
                .published_on
                .map_or_else(|| "－".to_owned(), |day| day.to_string()),
            at_hand.sha256
        ),
        None => "配信マスターは、まだありません".to_owned(),
    }];
    lines.extend(view.history.iter().map(step_line));
    lines
}

fn step_line(of: &MasterStep) -> String {
    let how = if of.whole { "全件" } else { "差分" };
    let why = of
        .why_whole
        .as_ref()
        .map(|why| format!("　差分は使いませんでした：{why}"));
    let changed = match of.before {
        Some(before) => format!(
            "版{before}から 追加 {}、変更 {}、廃止 {}",
            count(of.added),
            count(of.changed),
            count(of.ended)
        ),
        None => "最初の版".to_owned(),
    };
    format!(
        "取り込み{}　版{}　{how}　{changed}　{}　{}　{}{}",
        of.id,
        of.version,
        of.from,
        of.by,
        when(of.at),
        why.unwrap_or_default()
    )
}

fn change_line(of: &MasterChangeLine) -> String {
    let names = match (of.before.as_str(), of.after.as_str()) {
        ("", after) => after.to_owned(),
        (before, "") => before.to_owned(),
        (before, after) => format!("{before} → {after}"),
    };
    format!("  {}　{}　{}　{names}", of.what, of.part, of.code)
}
