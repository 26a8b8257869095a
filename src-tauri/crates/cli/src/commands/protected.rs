//! Protected people.

use crate::{
    args::Global,
    commands::reveal::{address, print},
    opening::open,
    output::{Ending, Printer},
};
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use kakehashi_terminal::{
    Answer, Terminal,
    view::{NewProtected, ProtectedLine, ProtectedList},
};

#[derive(Subcommand, Debug)]
pub enum ProtectedCommand {
    /// 保護の対象の人（不開示該当・自己情報提供不可）の一覧
    List,
    /// ファイルより先に、人を保護の対象にする
    #[command(alias = "add")]
    Set(SetProtectedArgs),
    /// 保護を続けるか確かめる日を決める（日を書かなければ、決めない）
    Until {
        /// 記号-番号-枝番
        registration: String,
        /// 例 2027-03-31
        day: Option<NaiveDate>,
    },
    /// 保護を終える（1人目が言い、ほかの人が同じ命令で決める。1人は承認者）
    #[command(alias = "end")]
    Lift {
        /// 記号-番号-枝番
        registration: String,
        #[arg(long)]
        reason: String,
    },
    /// 隠している住所を見る（理由とともに記録に残る）
    Reveal {
        /// どこの記録か
        place: RevealPlace,
        /// その番号
        id: u32,
        /// 行（突合不一致では要らない）
        #[arg(long, default_value_t = 0)]
        row: u32,
        #[arg(long)]
        reason: String,
    },
}

#[derive(Args, Debug)]
pub struct SetProtectedArgs {
    /// 記号
    #[arg(long, default_value = "")]
    pub symbol: String,
    /// 番号（被保険者証の番号）
    #[arg(long)]
    pub number: String,
    /// 枝番（2桁）
    #[arg(long)]
    pub card_branch: String,
    /// 氏名
    #[arg(long)]
    pub name: String,
    /// 生年月日（例 1980-02-11）
    #[arg(long)]
    pub birth: Option<NaiveDate>,
    /// 保護を続けるか確かめる日
    #[arg(long)]
    pub until: Option<NaiveDate>,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum RevealPlace {
    /// 送信の行
    Job,
    /// 突合不一致
    Mismatch,
    /// 突合の組
    Comparison,
}

pub async fn protected(
    global: &Global,
    printer: &Printer,
    command: ProtectedCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let list = match command {
        ProtectedCommand::List => terminal.protected_people().await?,
        ProtectedCommand::Set(args) => add(&terminal, args).await?,
        ProtectedCommand::Until { registration, day } => {
            let id = id_of(&terminal, registration).await?;
            terminal.set_protection_end(id, day).await?
        }
        ProtectedCommand::Lift {
            registration,
            reason,
        } => {
            let id = id_of(&terminal, registration).await?;
            terminal.end_protection(id, reason).await?
        }
        ProtectedCommand::Reveal {
            place,
            id,
            row,
            reason,
        } => {
            let shown = address(&terminal, place, id, row, reason).await?;
            print(printer, &shown);
            return Ok(Ending::Fine);
        }
    };
    printer.answer(&list, list.protected.iter().chain(&list.ended).map(line));
    Ok(Ending::Fine)
}

async fn add(terminal: &Terminal, args: SetProtectedArgs) -> Answer<ProtectedList> {
    let person = NewProtected {
        symbol: args.symbol,
        number: args.number,
        card_branch: args.card_branch,
        name: args.name,
        birth_date: args.birth,
        until: args.until,
    };
    terminal.protect_person(person).await
}

/// What the terminal knows a registration by.
async fn id_of(terminal: &Terminal, registration: String) -> Answer<String> {
    let list = terminal.protected_people().await?;
    let found = list
        .protected
        .into_iter()
        .find(|line| line.registration == registration);
    Ok(found.map_or(registration, |line| line.id))
}

fn line(of: &ProtectedLine) -> String {
    let until = of
        .until
        .map_or_else(|| "期限なし".to_owned(), |day| format!("{day}まで"));
    let state = match (&of.ended, &of.ending) {
        (Some(how), _) => format!("終わり: {how}"),
        (None, Some(said)) => format!("2人目を待っています: {said}"),
        (None, None) => until,
    };
    format!(
        "{}　{}　{}　{}　{state}　{}",
        of.registration,
        of.name,
        of.birth_date,
        of.flags.join("・"),
        of.source
    )
}
