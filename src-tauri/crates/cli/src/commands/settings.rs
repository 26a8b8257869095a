//! The settings of this terminal.

use crate::{
    args::{Global, SettingsCommand},
    opening::open,
    output::{Ending, Printer},
};
use kakehashi_terminal::{Answer, view::SettingView};

pub async fn settings(
    global: &Global,
    printer: &Printer,
    command: Option<SettingsCommand>,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let settings = match command {
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
