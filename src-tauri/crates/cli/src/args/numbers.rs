//! Commands for entering 個人番号.

use super::{OutArgs, PartArgs};
use clap::{Args, Subcommand};

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
