//! Commands for backups.

use clap::{Args, Subcommand};

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct BackupArgs {
    #[command(subcommand)]
    pub command: Option<BackupCommand>,
    /// バックアップを書き出すファイル（なければ、これまでの一覧）
    #[arg(long, value_name = "F")]
    pub out: Option<String>,
    /// バックアップのパスフレーズのファイル（12文字以上。なければ、予定で決めたもの）
    #[arg(long, value_name = "F", requires = "out")]
    pub pass_file: Option<String>,
}

#[derive(Subcommand, Debug)]
pub enum BackupCommand {
    /// バックアップを開いて、データと記録のつながりを確かめる（何も変えない）
    Test {
        file: String,
        #[arg(long, value_name = "F")]
        pass_file: String,
    },
    /// フォルダーに、決まった日ごとに作る
    Plan {
        /// 置くフォルダー
        #[arg(long, value_name = "DIR")]
        folder: String,
        /// 何日ごとに作るか
        #[arg(long, value_name = "DAYS", default_value_t = 1)]
        every: u32,
        /// いくつ残すか
        #[arg(long, value_name = "N", default_value_t = 14)]
        keep: u32,
        #[arg(long, value_name = "F")]
        pass_file: String,
    },
    /// 予定をやめる（作ったものは残る）
    Stop,
}

#[derive(Args, Debug)]
pub struct RestoreArgs {
    /// バックアップのファイル
    pub file: String,
    /// バックアップのパスフレーズのファイル
    #[arg(long, value_name = "F")]
    pub pass_file: String,
    /// いっしょに戻す、もう1人の利用者ID（--user は1人目）
    #[arg(long, value_name = "ID")]
    pub second_user: String,
    /// もう1人のパスワードのファイル
    #[arg(long, value_name = "F")]
    pub second_password_file: String,
}
