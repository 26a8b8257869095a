//! Commands that tell of the program itself.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// 答えの名前（なければ、名前の一覧）
    pub name: Option<String>,
}

#[derive(Args, Debug)]
pub struct HelpArgs {
    /// 話題か、コマンドの名前（なければ、話題の一覧）
    pub topic: Vec<String>,
}

#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// シェルの名前
    pub shell: ShellArg,
}

#[derive(Args, Debug)]
pub struct ManArgs {
    /// 書き出すフォルダー
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub enum ShellArg {
    /// bash
    Bash,
    /// PowerShell
    Powershell,
    /// fish
    Fish,
    /// zsh
    Zsh,
}
