//! Entering 個人番号, and handing them over.

use super::jobs::hand_out_to;
use crate::{
    args::{Global, OutArgs, PartArgs},
    opening::open,
    output::{Ending, Printer},
    words::count,
};
use clap::{Args, Subcommand};
use kakehashi_domain::{Code, Fault};
use kakehashi_terminal::{
    Answer, Terminal, read_secret,
    view::{ListPart, NumberLine, NumberOwner, NumbersView, ProblemView},
};

#[derive(Subcommand, Debug)]
pub enum NumbersCommand {
    /// 基幹システムへ渡す前の番号の一覧（番号は伏せる）
    List {
        #[command(flatten)]
        part: PartArgs,
    },
    /// 番号を入れる: 本人確認のあとに2回書いたファイルから、または事業主からの収集ファイルから
    Enter(EnterArgs),
    /// まちがえて入れた番号を消す（理由とともに、廃棄記録簿に残る）
    Remove {
        entry: u32,
        /// なぜ消すのか
        #[arg(long, default_value = "入力のまちがい")]
        reason: String,
    },
    /// 基幹システムへ渡すファイルに書き出す（暗号化しなければ、だれにでも読める。授受簿に残る）
    Save {
        #[command(flatten)]
        to: OutArgs,
    },
    /// 授受簿の引き渡しを済ませる: 取り込みを確かめたので、この端末の番号を消す
    Taken {
        /// 授受簿の番号
        line: u32,
    },
}

#[derive(Args, Debug)]
pub struct EnterArgs {
    /// 記号
    #[arg(long, default_value = "")]
    pub symbol: String,
    /// 番号（被保険者証の番号）
    #[arg(long)]
    pub number: String,
    /// 枝番（2桁）
    #[arg(long)]
    pub card_branch: String,
    /// カナ氏名
    #[arg(long)]
    pub kana: String,
    /// 生年月日
    #[arg(long)]
    pub birth: String,
    /// 番号を1行に1回ずつ、2回書いたファイル
    #[arg(long, value_name = "F", requires = "case")]
    pub twice: Option<String>,
    /// 番号と身元を確かめた本人確認の番号
    #[arg(long)]
    pub case: Option<u32>,
    /// 事業主からの収集ファイル
    #[arg(long, value_name = "F", conflicts_with_all = ["twice", "case"], required_unless_present = "twice")]
    pub from: Option<String>,
}

pub async fn numbers(
    global: &Global,
    printer: &Printer,
    command: NumbersCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let view = match command {
        NumbersCommand::List { part } => terminal.numbers(part.into()).await?,
        NumbersCommand::Enter(args) => enter(&terminal, args).await?,
        NumbersCommand::Remove { entry, reason } => terminal.remove_number(entry, reason).await?,
        NumbersCommand::Save { to } => {
            let line = terminal.save_numbers(hand_out_to(&to)?).await?;
            let words = format!(
                "{} 行を書き出しました: {}（授受簿 {}）",
                count(line.rows),
                line.path,
                line.id
            );
            printer.answer(&line, [words]);
            return Ok(Ending::Fine);
        }
        NumbersCommand::Taken { line } => {
            terminal.settle_hand_over(line).await?;
            terminal.numbers(ListPart::default()).await?
        }
    };
    printer.answer(&view, view.waiting.iter().map(line));
    Ok(Ending::Fine)
}

async fn enter(terminal: &Terminal, args: EnterArgs) -> Answer<NumbersView> {
    let owner = NumberOwner {
        symbol: args.symbol,
        number: args.number,
        card_branch: args.card_branch,
        name_kana: args.kana,
        birth_date: args.birth,
    };
    if let Some(path) = args.from {
        return terminal.read_number(owner, path).await;
    }
    let path = args.twice.unwrap_or_default();
    let said = |fault| ProblemView::new(&fault, "-");
    let bytes = read_secret(&path).map_err(said)?;
    let unreadable = |_| said(Fault::new(Code::FileUnreadable).with("file", &path));
    let text = str::from_utf8(&bytes).map_err(unreadable)?;
    let mut lines = text.lines();
    let [typed, again] = [(); 2].map(|()| lines.next().unwrap_or_default().to_owned());
    terminal
        .enter_number(owner, typed, again, args.case.unwrap_or_default())
        .await
}

fn line(of: &NumberLine) -> String {
    let state = match of.hand_over {
        Some(line) => format!("授受簿 {line} で渡しました。取り込みを待っています"),
        None => "まだ渡していません".to_owned(),
    };
    format!(
        "番号{}　{}　{}　{}　{}　{state}",
        of.id, of.registration, of.name, of.masked, of.source
    )
}
