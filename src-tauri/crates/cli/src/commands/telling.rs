//! What the program tells of itself: codes, shapes of answers, topics, completions, manual pages.

use super::ANSWERS;
use crate::{
    args::Global,
    in_commands,
    opening::problem,
    output::{Ending, Printer},
    topics,
    words_of_clap::{command, in_japanese},
};
use clap::{Args, ValueEnum};
use clap_complete::Shell;
use kakehashi_domain::{Code, Fault};
use kakehashi_terminal::{Answer, finding_codes, view::ProblemView};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::{fs, path::Path};

#[derive(Args, Debug)]
pub struct CodesArgs {}

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

pub fn codes(_: &Global, printer: &Printer, _: CodesArgs) -> Answer<Ending> {
    let findings = finding_codes();
    let errors: Vec<Value> = Code::ALL.iter().map(|code| error(*code)).collect();
    let mut lines = vec!["エラー（番号　終了コード　コード　文）".to_owned()];
    lines.extend(Code::ALL.iter().map(|code| {
        let (number, exit) = (code.number(), code.exit().status());
        format!("  {number}　{exit}　{}　{}", word(*code), code.sentence())
    }));
    lines.push("検査で見つかること（重さ　コード　見出し）".to_owned());
    lines.extend(findings.iter().map(|finding| {
        format!(
            "  {}　{}　{}",
            finding.severity, finding.code, finding.title
        )
    }));
    printer.answer(&json!({ "errors": errors, "findings": findings }), lines);
    Ok(Ending::Fine)
}

fn error(code: Code) -> Value {
    let told = in_commands::told(&ProblemView::new(&Fault::new(code), "-"));
    json!({
        "code": code,
        "number": told.number,
        "exit": code.exit().status(),
        "retry": told.retry,
        "sentence": told.sentence,
        "next_step": told.next_step,
    })
}

fn word(code: Code) -> String {
    let word = serde_json::to_value(code).unwrap_or_default();
    word.as_str().unwrap_or_default().to_owned()
}

pub fn schema(_: &Global, printer: &Printer, args: SchemaArgs) -> Answer<Ending> {
    let Some(name) = &args.name else {
        let names: Vec<&str> = ANSWERS.iter().map(|(name, _)| *name).collect();
        printer.answer(&names, &names);
        return Ok(Ending::Fine);
    };
    let found = ANSWERS.iter().find(|(known, _)| known == name);
    let (_, text) = found.ok_or_else(|| {
        let hint = "名前の一覧は kakehashi schema で見られます。";
        problem(&Fault::invalid(name, hint))
    })?;
    printer.text(text.as_bytes());
    Ok(Ending::Fine)
}

pub fn help(_: &Global, printer: &Printer, args: HelpArgs) -> Answer<Ending> {
    let name = args.topic.join(" ");
    if name.is_empty() {
        printer.lines(topics::list());
    } else if let Some(lines) = topics::lines(&name) {
        printer.lines(lines);
    } else if let Some(text) = of_command(&args.topic) {
        printer.lines(in_japanese(&text).lines());
    } else {
        let hint = "話題の一覧は kakehashi help、コマンドの一覧は kakehashi --help で見られます。";
        return Err(problem(&Fault::invalid(name, hint)));
    }
    Ok(Ending::Fine)
}

fn of_command(words: &[String]) -> Option<String> {
    let mut all = command();
    all.build();
    let mut last = &mut all;
    for word in words {
        last = last.find_subcommand_mut(word)?;
    }
    Some(last.render_long_help().to_string())
}

pub fn completions(_: &Global, printer: &Printer, args: CompletionsArgs) -> Answer<Ending> {
    let shell = match args.shell {
        ShellArg::Bash => Shell::Bash,
        ShellArg::Powershell => Shell::PowerShell,
        ShellArg::Fish => Shell::Fish,
        ShellArg::Zsh => Shell::Zsh,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "kakehashi", &mut script);
    printer.text(&script);
    Ok(Ending::Fine)
}

pub fn manual(_: &Global, printer: &Printer, args: ManArgs) -> Answer<Ending> {
    let unwritable = |error: std::io::Error| {
        let fault = Fault::new(Code::OutputUnwritable).with("file", args.out.display());
        problem(&fault.because(error.kind()))
    };
    if !args.out.is_dir() {
        let folder = args.out.display();
        return Err(problem(
            &Fault::new(Code::OutputFolderMissing).with("folder", folder),
        ));
    }
    let mut all = command().disable_help_subcommand(true);
    all.build();
    let mut written = Vec::new();
    pages(&all, &args.out, &mut written).map_err(unwritable)?;
    printer.answer(&written, &written);
    Ok(Ending::Fine)
}

fn pages(command: &clap::Command, out: &Path, written: &mut Vec<String>) -> std::io::Result<()> {
    let name = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name());
    let file = out.join(format!("{name}.1"));
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    fs::write(&file, in_japanese(&String::from_utf8_lossy(&page)))?;
    written.push(file.display().to_string());
    command
        .get_subcommands()
        .try_for_each(|sub| pages(sub, out, written))
}
