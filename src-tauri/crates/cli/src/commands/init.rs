//! The beginning: key, data, first administrator.

use crate::{
    args::Global,
    opening::{credentials, open_data, secret},
    output::{Ending, Printer},
};
use clap::Args;
use kakehashi_terminal::Answer;

#[derive(Args, Debug)]
pub struct InitArgs {
    /// 最初の管理者の利用者ID
    #[arg(long)]
    pub admin: String,
    /// 管理者の名前（なければIDと同じ）
    #[arg(long)]
    pub name: Option<String>,
}

pub async fn init(global: &Global, printer: &Printer, args: InitArgs) -> Answer<Ending> {
    let InitArgs { admin, name } = args;
    let terminal = open_data(&Global {
        key_pass_file: None,
        ..global.clone()
    })?;
    let phrase = global.key_pass_file.as_deref().map(secret).transpose()?;
    let with_admin = Global {
        user: Some(admin.clone()),
        ..global.clone()
    };
    let (id, password) = credentials(&with_admin)?;
    let phrase = phrase.map(|p| p.to_string());
    let kept = if phrase.is_some() {
        "パスフレーズで守りました"
    } else {
        "OSの鍵の保管場所に入れました"
    };
    let person = terminal
        .set_up(id, name.unwrap_or(admin), password.to_string(), phrase)
        .await?;
    printer.answer(
        &person,
        [format!(
            "端末を使い始めました。管理者は {} です。鍵は{kept}。",
            person.id
        )],
    );
    Ok(Ending::Fine)
}
