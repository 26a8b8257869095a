//! The settings of this terminal.

use crate::{
    args::Global,
    opening::open,
    output::{Ending, Printer},
};
use clap::{Args, Subcommand};
use kakehashi_terminal::{Answer, view::SettingView};

#[derive(Args, Debug)]
pub struct SettingsArgs {
    #[command(subcommand)]
    pub command: Option<SettingsCommand>,
}

#[derive(Subcommand, Debug)]
pub enum SettingsCommand {
    /// 設定を変える（する=1、しない=0）
    Set { key: String, value: u32 },
}

pub async fn settings(global: &Global, printer: &Printer, args: SettingsArgs) -> Answer<Ending> {
    let terminal = open(global).await?;
    let settings = match args.command {
        None => terminal.settings().await,
        Some(SettingsCommand::Set { key, value }) => terminal.change_setting(key, value).await,
    }?;
    printer.answer(&settings, settings.iter().map(line));
    Ok(Ending::Fine)
}

fn line(setting: &SettingView) -> String {
    let SettingView {
        key, title, words, ..
    } = setting;
    let who = match (&setting.problem, setting.managed) {
        (Some(problem), _) => format!("　管理されています（{}）", problem.sentence),
        (None, true) => "　管理されています".to_owned(),
        (None, false) => String::new(),
    };
    format!("{key}　{title}　{words}{who}")
}
