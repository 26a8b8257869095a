//! What stands before every command, and what several take. Names and shapes are a contract; see the README.

use crate::commands::Command;
use clap::{Args, Parser};
use kakehashi_terminal::view::{ListPart, Listed};
use std::path::PathBuf;

/// 統合専用端末 Kakehashi のコマンドライン版
#[derive(Parser, Debug)]
#[command(name = "kakehashi", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What stands at the end of each help.
const COMMON: &str = "共通のオプション";

#[derive(Args, Debug, Clone)]
pub struct Global {
    /// データの置き場所（なければOSの決まった場所）
    #[arg(long, global = true, help_heading = COMMON, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// 使う接続先（なければ、いま使っている接続先）
    #[arg(long, global = true, help_heading = COMMON, value_name = "NAME")]
    pub profile: Option<String>,
    /// 結果を1つのJSONで標準出力に書く
    #[arg(long, global = true, help_heading = COMMON)]
    pub json: bool,
    /// 利用者ID
    #[arg(long, global = true, help_heading = COMMON, value_name = "ID")]
    pub user: Option<String>,
    /// パスワードのファイル（- は標準入力）
    #[arg(long, global = true, help_heading = COMMON, value_name = "F")]
    pub password_file: Option<String>,
    /// データの鍵を守るパスフレーズのファイル（OSの鍵の保管場所がない端末）
    #[arg(long, global = true, help_heading = COMMON, value_name = "F")]
    pub key_pass_file: Option<String>,
    /// データをほかのプログラムが使っているとき、空くまで待つ秒数
    #[arg(long, global = true, help_heading = COMMON, value_name = "SECONDS")]
    pub wait_lock: Option<u32>,
}

#[derive(Args, Debug)]
pub struct OutArgs {
    /// 書き出す場所
    #[arg(long)]
    pub out: PathBuf,
    /// パスフレーズのファイル。付けると、AES-256のZIPで暗号化する（開くには7-Zipなどと、同じパスフレーズが必要）
    #[arg(long, value_name = "F")]
    pub seal_file: Option<String>,
}

/// 一覧のどこを見るか
#[derive(Args, Debug)]
pub struct PartArgs {
    /// この番号より前のものを見る（新しいものから並ぶ）
    #[arg(long, value_name = "N")]
    pub before: Option<u32>,
    /// この言葉のあるものだけ
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub search: String,
    /// 多くてもこの件数（500まで）
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=500))]
    pub most: u32,
}

impl From<PartArgs> for ListPart {
    fn from(args: PartArgs) -> Self {
        Self {
            before: args.before,
            words: args.search,
            most: args.most,
        }
    }
}

/// 基幹システムの一覧にあること（なければ、データの横の「ファイル名.control」）。ちがうときは誤り
#[derive(Args, Debug, Clone)]
pub struct ListedArgs {
    /// 一覧にある行の数（見出しは数えない）
    #[arg(long, value_name = "N")]
    pub expect_rows: Option<u32>,
    /// 一覧にある合計（金額の項目が1つでない種類では「項目=合計」）
    #[arg(long, value_name = "[COLUMN=]N")]
    pub expect_sum: Option<String>,
    /// 控えのファイル（「件数=…」「合計(項目)=…」「SHA-256=…」を1行に1つ）
    #[arg(long, value_name = "F")]
    pub control: Option<String>,
}

impl ListedArgs {
    /// What was typed.
    pub fn typed(&self) -> Listed {
        let sum = self.expect_sum.as_deref();
        let sum = sum.map(|sum| match sum.rsplit_once('=') {
            Some((column, sum)) => (Some(column.to_owned()), sum.to_owned()),
            None => (None, sum.to_owned()),
        });
        let (sum_of, sum) = sum.map_or((None, None), |(column, sum)| (column, Some(sum)));
        Listed {
            rows: self.expect_rows,
            sum_of,
            sum,
            sha256: None,
        }
    }
}
