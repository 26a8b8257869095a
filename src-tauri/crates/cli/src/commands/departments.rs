//! 部署 and roles.

use crate::{
    args::Global,
    commands::people::{RoleArg, role},
    opening::open,
    output::{Ending, Printer},
};
use clap::Subcommand;
use kakehashi_domain::Role;
use kakehashi_terminal::{
    Answer,
    view::{ActView, Department},
};

#[derive(Subcommand, Debug)]
pub enum DepartmentsCommand {
    /// 部署の一覧
    List,
    /// 部署情報のファイル（CSV）を取り込む。いままでの一覧と入れかわる
    Take {
        /// ファイル
        file: String,
    },
    /// 部署情報のファイル（CSV）を書き出す。サーバーへ送るファイルと同じ形
    Save {
        /// 書き出すファイル
        #[arg(long, value_name = "F")]
        out: String,
    },
}

#[derive(Subcommand, Debug)]
pub enum RolesCommand {
    /// 役割と、できる操作の数
    List,
    /// その役割ができる操作
    Show {
        /// 役割
        role: RoleArg,
    },
}

pub async fn departments(
    global: &Global,
    printer: &Printer,
    command: DepartmentsCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let found = match command {
        DepartmentsCommand::List => terminal.departments().await?,
        DepartmentsCommand::Take { file } => terminal.take_departments(file).await?,
        DepartmentsCommand::Save { out } => {
            terminal.save_departments(out).await?;
            terminal.departments().await?
        }
    };
    printer.answer(&found, found.departments.iter().map(line));
    Ok(Ending::Fine)
}

fn line(of: &Department) -> String {
    format!("{}　{}　{}　{}", of.id, of.name, of.affairs, of.duties)
}

pub async fn roles(global: &Global, printer: &Printer, command: RolesCommand) -> Answer<Ending> {
    let terminal = open(global).await?;
    let acts = terminal.who_may().await?;
    let of = |role: Role| acts.iter().filter(move |act| act.roles.contains(&role));
    match command {
        RolesCommand::List => printer.answer(
            &acts,
            Role::ALL.map(|role| {
                format!(
                    "{}　{}　{} の操作",
                    role.word(),
                    role.title(),
                    of(role).count()
                )
            }),
        ),
        RolesCommand::Show { role: shown } => {
            let shown: Vec<&ActView> = of(role(shown)).collect();
            printer.answer(&shown, shown.iter().map(|act| act.title.clone()));
        }
    }
    Ok(Ending::Fine)
}
