//! Commands for kinds of files and their definitions.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub enum LayoutCommand {
    /// 定義に誤りがないかを見る（ログインは要らない）
    Check { file: String },
    /// 2つの定義のちがいを言葉で示す（ログインは要らない）
    Diff { old: String, new: String },
    #[command(flatten)]
    Imported(ImportedCommand),
}

/// Those that open the terminal's data.
#[derive(Subcommand, Debug)]
pub enum ImportedCommand {
    /// 定義を取り込む（システム管理者）
    Import {
        file: String,
        /// 配布元の紙にあるハッシュ値（SHA-256）
        #[arg(long, value_name = "SHA256", required_unless_present = "yes")]
        fingerprint: Option<String>,
        /// ハッシュ値を見くらべずに取り込む
        #[arg(long, conflicts_with = "fingerprint")]
        yes: bool,
    },
    /// 取り込んだ定義を、新しいファイルには使わないことにする（システム管理者）
    Retire {
        /// 種類@版
        #[arg(value_name = "KIND@VERSION")]
        name: String,
    },
    /// 定義を書き出す（システム管理者）
    Export {
        /// 種類、または 種類@版
        #[arg(value_name = "KIND[@VERSION]")]
        name: String,
        #[arg(long)]
        out: PathBuf,
    },
    /// 定義の一覧
    List,
    /// 基幹システムの文字コードを見る・決める（すべての種類の、読む・確かめる・直す・書くに使う）
    Encoding {
        /// utf-8、utf-8-bom、cp932、shift_jis、utf-16le、utf-16be、euc-jp（省くと、いまのものを示す）
        encoding: Option<String>,
    },
}

#[derive(Args, Debug)]
pub struct KindsArgs {
    /// この種類の空のファイルと説明（Markdown、印刷用HTML）を書き出す
    #[arg(long, value_name = "KIND", requires = "out")]
    pub write_template: Option<String>,
    /// 書き出すフォルダ
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
