//! The index of what was sent before.

use crate::{
    args::Global,
    opening::open,
    output::{Ending, Printer},
    words::count,
};
use clap::Subcommand;
use kakehashi_terminal::{
    Answer,
    view::{IndexPart, IndexView, IndexedLine, Thresholds},
};

#[derive(Subcommand, Debug)]
pub enum IndexCommand {
    /// 使っているか、いつまでか
    Show,
    /// 使い始める（システム管理者。以前に送った人の番号から作るので、それ自体が特定個人情報ファイル）
    On {
        /// 何のために使うか
        #[arg(long)]
        purpose: String,
        /// 廃棄する日
        #[arg(long, value_name = "DATE")]
        purge_on: String,
    },
    /// だれが入っているか（監査担当者。記号・番号・枝番の順に並ぶ。見たことは記録に残る）
    People {
        /// このidの行より後のものを見る
        #[arg(long, value_name = "ID")]
        after: Option<String>,
        /// 記号・番号・枝番に、この言葉のある人だけ（「101-1」のように書く）
        #[arg(long, value_name = "TEXT", default_value = "")]
        search: String,
        /// 多くてもこの人数（500まで）
        #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=500))]
        most: u32,
    },
    /// やめて廃棄する（システム管理者）
    Off,
    /// 前回からの変わりかたを、どこから知らせるか（2つを一緒に言う。どちらもなければ、知らせない）
    Thresholds {
        /// なくなった人（%）
        #[arg(long, value_name = "PERCENT", requires = "changed")]
        removed: Option<u32>,
        /// 変わった人（%）
        #[arg(long, value_name = "PERCENT", requires = "removed")]
        changed: Option<u32>,
    },
}

pub async fn index(global: &Global, printer: &Printer, command: IndexCommand) -> Answer<Ending> {
    let terminal = open(global).await?;
    let index = match command {
        IndexCommand::Show => terminal.index().await,
        IndexCommand::People {
            after,
            search: words,
            most,
        } => {
            let part = IndexPart { after, words, most };
            let people = terminal.indexed(part).await?;
            printer.answer(&people, people.iter().map(person));
            return Ok(Ending::Fine);
        }
        IndexCommand::On { purpose, purge_on } => terminal.turn_index_on(purpose, purge_on).await,
        IndexCommand::Off => terminal.turn_index_off().await,
        IndexCommand::Thresholds { removed, changed } => {
            let both = removed.zip(changed);
            let thresholds = both.map(|(removed_percent, changed_percent)| Thresholds {
                removed_percent,
                changed_percent,
            });
            terminal.set_thresholds(thresholds).await
        }
    }?;
    printer.answer(&index, lines(&index));
    Ok(Ending::Fine)
}

fn person(of: &IndexedLine) -> String {
    let IndexedLine {
        kind_title,
        registration,
        job,
        ..
    } = of;
    format!("{registration}　{kind_title}　送信{job}")
}

fn lines(index: &IndexView) -> Vec<String> {
    let on = match &index.on {
        None => "以前のファイルとは比べていません。".to_owned(),
        Some(on) => format!(
            "以前のファイルと比べています: {} 人分、{} に廃棄（{}、{}）",
            count(on.registrations),
            on.purge_on,
            on.purpose,
            on.by
        ),
    };
    let shares = match index.thresholds {
        None => "変わりかたの割合では知らせません。".to_owned(),
        Some(Thresholds {
            removed_percent,
            changed_percent,
        }) => {
            format!(
                "知らせるところ: なくなった人 {removed_percent}%、変わった人 {changed_percent}%"
            )
        }
    };
    vec![on, shares]
}
