//! People, their passwords and their accounts at the server.

use crate::{
    args::Global,
    commands::pia::YesNo,
    opening::{open, open_as, person, secret},
    output::{Ending, Printer},
    words::when,
};
use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};
use kakehashi_domain::Role;
use kakehashi_terminal::{
    Answer,
    view::{NewUser, UserChange, UserView},
};

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
    /// 名前・部署・役割・期限を変える（書いた項目だけが変わる）
    Change {
        /// 利用者ID
        id: String,
        /// 氏名。画面と記録に出る
        #[arg(long)]
        name: Option<String>,
        /// 部署ID（空なら、部署なし）
        #[arg(long)]
        department: Option<String>,
        /// 役割（いくつでも、1つずつ付ける）
        #[arg(long = "role")]
        roles: Vec<RoleArg>,
        /// 代わりの人が使える、さいごの日
        #[arg(long, value_name = "DAY", conflicts_with = "for_good")]
        until: Option<NaiveDate>,
        /// 期限をなくす
        #[arg(long)]
        for_good: bool,
    },
    /// パスワードを忘れた人に、最初のパスワードを決めなおす（本人が最初に変える）
    Reset {
        /// 利用者ID
        id: String,
        /// 最初のパスワードのファイル
        #[arg(long, value_name = "F")]
        first_password_file: String,
    },
    /// 異動や退職のとき、使えなくする（記録のために、一覧には残る）
    Close {
        /// 利用者ID
        id: String,
        /// 理由
        #[arg(long)]
        reason: String,
    },
    /// 使えなくした利用者をもどす
    Reopen {
        /// 利用者ID
        id: String,
    },
    /// 個人番号を（1件ずつ、理由を書いて）見てよいかを決める
    Sight {
        /// 利用者ID
        id: String,
        /// 見てよいか
        sees: YesNo,
    },
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

pub async fn users(global: &Global, printer: &Printer, command: UsersCommand) -> Answer<Ending> {
    let terminal = open(global).await?;
    let users = match command {
        UsersCommand::List => terminal.users().await?,
        UsersCommand::Unlock { id } => terminal.unlock_user(id).await?,
        UsersCommand::Change {
            id,
            name,
            department,
            roles,
            until,
            for_good,
        } => {
            let mut users = terminal.users().await?.into_iter();
            let known = users.find(|user| user.id == id);
            let change = changed(known, name, department, roles, until, for_good);
            terminal.change_user(id, change).await?
        }
        UsersCommand::Reset {
            id,
            first_password_file,
        } => {
            let password = secret(&first_password_file)?.to_string();
            terminal.reset_password(id, password).await?
        }
        UsersCommand::Close { id, reason } => terminal.close_user(id, reason).await?,
        UsersCommand::Reopen { id } => terminal.reopen_user(id).await?,
        UsersCommand::Sight { id, sees } => terminal.set_number_sight(id, sees.into()).await?,
        UsersCommand::Add {
            id,
            name,
            roles,
            first_password_file,
        } => {
            let password = secret(&first_password_file)?.to_string();
            let roles = roles.into_iter().map(role).collect();
            terminal
                .add_user(NewUser {
                    id,
                    name,
                    roles,
                    password,
                })
                .await?
        }
    };
    printer.answer(&users, users.iter().map(user_line));
    Ok(Ending::Fine)
}

pub async fn password(
    global: &Global,
    printer: &Printer,
    command: PasswordCommand,
) -> Answer<Ending> {
    let PasswordCommand::Change { new_password_file } = command;
    let person = person(global)?;
    let new = secret(&new_password_file)?;
    let person = open_as(global, &person)
        .await?
        .change_password(person.password().to_owned(), new.to_string())
        .await?;
    printer.answer(&person, ["パスワードを変えました。"]);
    Ok(Ending::Fine)
}

pub async fn server(global: &Global, printer: &Printer, command: ServerCommand) -> Answer<Ending> {
    let terminal = open(global).await?;
    match command {
        ServerCommand::Login {
            server_user,
            server_password_file,
            new_password_file,
        } => {
            let password = secret(&server_password_file)?;
            let new = new_password_file.as_deref().map(secret).transpose()?;
            let new = new.map(|p| p.to_string());
            let view = terminal
                .server_log_in(server_user, password.to_string(), new)
                .await?;
            printer.answer(&view, [&view.words]);
        }
        ServerCommand::Account(AccountCommand::Set {
            system,
            system_password_file,
        }) => {
            let password = secret(&system_password_file)?.to_string();
            terminal.set_system_account(system, password).await?;
            printer.answer(
                &serde_json::json!({}),
                ["接続システムの利用者を登録しました。"],
            );
        }
    }
    Ok(Ending::Fine)
}

pub fn role(arg: RoleArg) -> Role {
    match arg {
        RoleArg::Clerk => Role::Clerk,
        RoleArg::Approver => Role::Approver,
        RoleArg::Admin => Role::Admin,
        RoleArg::Auditor => Role::Auditor,
    }
}

/// What was typed, in the place of what was known; of nobody where there is no such account, which the terminal says.
fn changed(
    known: Option<UserView>,
    name: Option<String>,
    department: Option<String>,
    roles: Vec<RoleArg>,
    until: Option<NaiveDate>,
    for_good: bool,
) -> UserChange {
    let roles: Vec<Role> = roles.into_iter().map(role).collect();
    let known = known.as_ref();
    let of_known = |text: fn(&UserView) -> String| known.map(text);
    let department = department.or_else(|| known.and_then(|user| user.department.clone()));
    let until = until.or_else(|| known.and_then(|user| user.until));
    UserChange {
        name: name
            .or_else(|| of_known(|user| user.name.clone()))
            .unwrap_or_else(|| "-".to_owned()),
        department: department.filter(|id| !id.is_empty()),
        roles: match known {
            Some(user) if roles.is_empty() => user.roles.clone(),
            None if roles.is_empty() => vec![Role::Clerk],
            Some(_) | None => roles,
        },
        until: until.filter(|_| !for_good),
    }
}

fn user_line(user: &UserView) -> String {
    let roles: Vec<&str> = user.roles.iter().map(|role| role.title()).collect();
    let state = match (&user.closed, user.locked, user.must_change_password) {
        (Some(why), ..) => format!("　使えない（{why}）"),
        (None, true, _) => "　停止中".to_owned(),
        (None, false, true) => "　最初のパスワードのまま".to_owned(),
        (None, false, false) => String::new(),
    };
    let until = user
        .until
        .map_or_else(String::new, |day| format!("　{day} まで"));
    let department = user.department.as_deref();
    let department = department.map_or_else(String::new, |id| format!("　部署 {id}"));
    let last = user
        .last_login
        .map_or_else(String::new, |at| format!("　前回 {}", when(at)));
    let failed = match user.failed_tries {
        0 => String::new(),
        tries => format!("　まちがい {tries} 回"),
    };
    let alike = user
        .alike
        .as_deref()
        .map_or_else(String::new, |why| format!("　{why}"));
    let roles = roles.join("・");
    let sight = if user.sees_numbers {
        "　個人番号を見てよい"
    } else {
        ""
    };
    format!(
        "{}　{}　{roles}{department}{state}{until}{sight}{last}{failed}{alike}",
        user.id, user.name
    )
}
