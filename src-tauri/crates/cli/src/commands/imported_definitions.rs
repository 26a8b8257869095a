//! Definitions that an administrator imports, beside the shipped ones.

use super::jobs::path_text;
use crate::{
    args::Global,
    opening::{open, problem},
    output::{Ending, Printer},
};
use clap::Subcommand;
use kakehashi_domain::{Code, Fault};
use kakehashi_terminal::{
    Answer,
    view::{DefinitionFile, DefinitionView},
};
use std::path::PathBuf;

/// Those that open the terminal's data.
#[derive(Subcommand, Debug)]
pub enum ImportedCommand {
    /// 定義を取り込む（システム管理者）
    Import {
        file: String,
        /// 配布元の紙にあるハッシュ値（SHA-256）
        #[arg(long, value_name = "SHA256", required_unless_present = "yes")]
        fingerprint: Option<String>,
        /// ハッシュ値を見くらべずに取り込む
        #[arg(long, conflicts_with = "fingerprint")]
        yes: bool,
    },
    /// 取り込んだ定義を、新しいファイルには使わないことにする（システム管理者）
    Retire {
        /// 種類@版
        #[arg(value_name = "KIND@VERSION")]
        name: String,
    },
    /// 定義を書き出す（システム管理者）
    Export {
        /// 種類、または 種類@版
        #[arg(value_name = "KIND[@VERSION]")]
        name: String,
        #[arg(long)]
        out: PathBuf,
    },
    /// 定義の一覧
    List,
    /// 基幹システムの文字コードを見る・決める（すべての種類の、読む・確かめる・直す・書くに使う）
    Encoding {
        /// utf-8、utf-8-bom、cp932、shift_jis、utf-16le、utf-16be、euc-jp（省くと、いまのものを示す）
        encoding: Option<String>,
    },
}

pub async fn imported(
    global: &Global,
    printer: &Printer,
    command: ImportedCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    match command {
        ImportedCommand::Import {
            file, fingerprint, ..
        } => {
            let read = terminal.read_definition(file.clone()).await?;
            say(printer, &read);
            if !read.problems.is_empty() {
                printer.answer(&read, [""; 0]);
                return Ok(Ending::WithFindings);
            }
            let compared = fingerprint.unwrap_or(read.sha256);
            let all = terminal.import_definition(file, compared).await?;
            print(printer, &all)
        }
        ImportedCommand::Retire { name } => {
            let (kind, version) = parts(&name);
            let version = version.ok_or_else(wanted)?;
            print(printer, &terminal.retire_definition(kind, version).await?)
        }
        ImportedCommand::Export { name, out } => {
            let (kind, version) = parts(&name);
            let out = path_text(&out)?;
            terminal.save_definition(kind, version, out.clone()).await?;
            let written = serde_json::json!({ "written": out });
            printer.answer(&written, [format!("定義を書き出しました: {out}")]);
            Ok(Ending::Fine)
        }
        ImportedCommand::Encoding { encoding } => {
            let view = match encoding {
                Some(encoding) => terminal.set_house_encoding(encoding).await?,
                None => terminal.house_encoding().await?,
            };
            let mut lines = vec![format!("基幹システムの文字コード: {}", view.title)];
            if let Some(told) = &view.told {
                lines.push(format!("  サーバーに知らせてあるもの（⑦）: {told}"));
            }
            if view.differs {
                let what = "ちがっています。⑦医療保険者等定義情報を送るか、設定を直してください。";
                lines.push(format!("  ▲ {what}"));
            }
            printer.answer(&view, lines);
            Ok(Ending::with_findings_if(view.differs))
        }
        ImportedCommand::List => print(printer, &terminal.definitions().await?),
    }
}

/// What a definition file is, for whoever compares it with the paper.
fn say(printer: &Printer, read: &DefinitionFile) {
    printer.note(format_args!("ハッシュ値 {}", read.sha256));
    for problem in &read.problems {
        printer.note(format_args!("  {}行目: {}", problem.line, problem.text));
    }
    for change in &read.changes {
        printer.note(format_args!("  {change}"));
    }
}

fn print(printer: &Printer, all: &[DefinitionView]) -> Answer<Ending> {
    printer.answer(&all, all.iter().map(line));
    Ok(Ending::Fine)
}

fn line(view: &DefinitionView) -> String {
    let status = if view.provisional { "仮" } else { "正式" };
    let retired = view.imported.as_ref().and_then(|it| it.retired_at);
    let state = match (retired, view.in_force, &view.imported) {
        (Some(_), ..) => "使うのをやめた",
        (None, true, _) => "いま使う",
        (None, false, _) => "",
    };
    format!(
        "{:28} {}　{}（{status}）　{} から　{state}",
        view.kind, view.title, view.version, view.effective_from
    )
}

/// `KIND@VERSION`, or `KIND` alone.
fn parts(name: &str) -> (String, Option<String>) {
    match name.split_once('@') {
        Some((kind, version)) => (kind.to_owned(), Some(version.to_owned())),
        None => (name.to_owned(), None),
    }
}

fn wanted() -> kakehashi_terminal::view::ProblemView {
    let hint = "種類@版 の形で、版まで書いてください。";
    let fault = Fault::new(Code::InputInvalid).with("field", "KIND@VERSION");
    problem(&fault.with("hint", hint))
}
