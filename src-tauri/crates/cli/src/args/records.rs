//! Commands for what is kept: the audit log, the index of numbers, the threshold judgement.

use super::PartArgs;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub enum AuditCommand {
    /// 記録のつながりを確かめる（--file ならログインは要らない）
    Verify {
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// 記録を書き出す
    Export {
        #[arg(long)]
        out: PathBuf,
    },
    /// 何を、いつまで保存するか
    Retention,
    /// 廃棄記録簿
    Disposals {
        #[command(flatten)]
        part: PartArgs,
    },
    /// 古いものに戻っているデータから続けることを認める（2人で。サーバーで確かめたことを書く）
    Accept {
        #[arg(long)]
        reason: String,
    },
}

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
    /// やめて廃棄する（システム管理者）
    Off,
    /// 前回からの変わりかたを、どこから知らせるか（どちらもなければ、知らせない）
    Thresholds {
        /// なくなった人（%）
        #[arg(long, value_name = "PERCENT", requires = "changed")]
        removed: Option<u32>,
        /// 変わった人（%）
        #[arg(long, value_name = "PERCENT", requires = "removed")]
        changed: Option<u32>,
    },
}

#[derive(Args, Debug)]
pub struct PiaArgs {
    /// 対象人数（過去の加入者を含み、亡くなった人を除く）
    #[arg(long, value_name = "N")]
    pub people: u32,
    /// 取扱者の人数（職員と外部委託先）
    #[arg(long, value_name = "N")]
    pub handlers: u32,
    /// 過去1年以内に特定個人情報の重大事故があったか（初めての評価では no）
    #[arg(long)]
    pub incident: YesNo,
    /// 免除の理由: single-insurer、joint-insurer、personnel-only、paper-only、not-connected
    #[arg(long, value_name = "GROUND")]
    pub exempt: Vec<String>,
    /// 判断を日付とともに残す（ログインが必要）
    #[arg(long)]
    pub keep: bool,
    /// 対象人数のうち過去の加入者（--keep のとき）
    #[arg(long, value_name = "N", default_value_t = 0, requires = "keep")]
    pub past: u32,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum YesNo {
    /// はい
    Yes,
    /// いいえ
    No,
}

impl From<YesNo> for bool {
    fn from(answer: YesNo) -> Self {
        match answer {
            YesNo::Yes => true,
            YesNo::No => false,
        }
    }
}
