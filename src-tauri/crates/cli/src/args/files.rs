//! Commands for files: checking, comparing, sending, what became of them.

use super::OutArgs;
use chrono::NaiveDate;
use clap::{Args, Subcommand};

#[derive(Args, Debug)]
pub struct CheckArgs {
    pub file: String,
    #[arg(long)]
    pub kind: String,
    /// 使うレイアウト定義（なければ同梱のもの）
    #[arg(long, value_name = "F")]
    pub layout: Option<String>,
    /// ファイルの文字コード（なければ定義のとおり）
    #[arg(long, value_name = "E")]
    pub encoding: Option<String>,
    /// 見つかったことをCSVに書き出す
    #[arg(long, value_name = "OUT.csv")]
    pub findings: Option<String>,
    /// 前に出した同じ種類のファイルと比べる
    #[arg(long, value_name = "PREVIOUS")]
    pub against: Option<String>,
    /// きょうとみなす日（YYYY-MM-DD）
    #[arg(long)]
    pub today: Option<NaiveDate>,
}

#[derive(Args, Debug)]
pub struct CompareArgs {
    /// 比べる組のCSV（UTF-8。見出し id,a_kanji,…,b_address）
    #[arg(value_name = "PAIRS.csv")]
    pub pairs: String,
    /// 判定を書き出すCSV
    #[arg(long, value_name = "OUT.csv")]
    pub out: String,
}

#[derive(Args, Debug)]
pub struct SendArgs {
    /// 預けるファイル
    #[arg(required_unless_present = "job")]
    pub file: Option<String>,
    #[arg(long, required_unless_present = "job")]
    pub kind: Option<String>,
    /// 誤りの行を除いて送る（除いた行は「送っていない人」として残る）
    #[arg(long)]
    pub exclude_errors: bool,
    /// 字を直す案を受け入れる（見つかったことのコード、または all）。元のファイルはそのまま、直したものを送る
    #[arg(long, value_name = "CODE|all")]
    pub correct: Vec<String>,
    /// 承認された送信を送る
    #[arg(long, conflicts_with_all = ["file", "kind"])]
    pub job: Option<u32>,
    /// 受付時間の外や、つながらないときは、つながるまで待つ
    #[arg(long)]
    pub queue: bool,
    /// 結果を受け取るまで待つ（ファイルを預けたときは、承認も待つ）
    #[arg(long)]
    pub wait: bool,
}

#[derive(Subcommand, Debug)]
pub enum JobsCommand {
    /// 1つの送信の状態
    Show { job: u32 },
    /// 検査で見つかったことを、CSVに書き出す（個人番号は伏せる）
    Findings {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 字を直したところの一覧を、基幹システムへの引き渡しのために書き出す
    Corrections {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 登録されていない行を、新しいファイルに書き出す
    Resend {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 取り消す
    Cancel { job: u32 },
    /// 結果を読んで確認したことを記録する
    Confirm { job: u32 },
}

#[derive(Subcommand, Debug)]
pub enum QueueCommand {
    /// 保留にする
    Hold {
        job: u32,
        #[arg(long)]
        reason: String,
    },
    /// 保留をやめて、進める
    Release { job: u32 },
}
