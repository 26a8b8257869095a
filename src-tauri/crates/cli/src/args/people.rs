//! Commands for people, their passwords and their accounts at the server.

use clap::{Subcommand, ValueEnum};

#[derive(Subcommand, Debug)]
pub enum UsersCommand {
    /// 利用者を加える（最初のパスワードは、本人が最初に変える）
    Add {
        id: String,
        #[arg(long)]
        name: String,
        #[arg(long = "role", required = true)]
        roles: Vec<RoleArg>,
        /// 最初のパスワードのファイル
        #[arg(long, value_name = "F")]
        first_password_file: String,
    },
    /// 利用者の一覧
    List,
    /// まちがいが続いて停止中の利用者を、また使えるようにする
    Unlock { id: String },
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum RoleArg {
    /// 業務担当者
    Clerk,
    /// 承認者
    Approver,
    /// システム管理者
    Admin,
    /// 監査担当者
    Auditor,
}

#[derive(Subcommand, Debug)]
pub enum PasswordCommand {
    /// 自分のパスワードを変える
    Change {
        /// 新しいパスワードのファイル
        #[arg(long, value_name = "F")]
        new_password_file: String,
    },
}

#[derive(Subcommand, Debug)]
pub enum ServerCommand {
    /// サーバーにログインする
    Login {
        #[arg(long)]
        server_user: String,
        #[arg(long, value_name = "F")]
        server_password_file: String,
        /// 最初のパスワードを変えるときの、新しいパスワードのファイル
        #[arg(long, value_name = "F")]
        new_password_file: Option<String>,
    },
    /// 接続システムの利用者
    #[command(subcommand)]
    Account(AccountCommand),
}

#[derive(Subcommand, Debug)]
pub enum AccountCommand {
    /// 自動で送るときの利用者を登録する
    Set {
        #[arg(long)]
        system: String,
        #[arg(long, value_name = "F")]
        system_password_file: String,
    },
}
