//! What the program is started with.

use clap::{
    Parser,
    error::{ContextKind, ContextValue},
};
use directories::ProjectDirs;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_terminal::read_secret;
use serde::{Deserialize, Serialize};
use std::{ffi::OsString, path::PathBuf};
use ts_rs::TS;

const HINT: &str = "使えるのは --data-dir フォルダ、--setup-sheet ファイル、--self-check と、\
                    --self-check と一緒に使う --report ファイル です。";

/// The words of the command line.
#[derive(Debug, Parser)]
#[command(disable_help_flag = true)]
pub struct Options {
    /// Where the data lies.
    #[arg(long, default_value_os_t = usual_place())]
    pub data_dir: PathBuf,
    /// Where a proposal for the set-up lies.
    #[arg(long)]
    setup_sheet: Option<PathBuf>,
    /// Whether to look only whether all is well, without a window.
    #[arg(long)]
    pub self_check: bool,
    /// Where the report of that goes besides stdout, which a Windows program without console doesn't have.
    #[arg(long, requires = "self_check")]
    pub report: Option<PathBuf>,
}

/// What a vendor, or the practice server, proposes for the set-up; a person still compares and confirms it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct SetupSheet {
    /// Name of the profile.
    pub profile: String,
    /// Which environment.
    pub kind: kakehashi_domain::ProfileKind,
    /// `https://…`.
    pub url: String,
    /// 保険者番号.
    pub insurer: String,
    /// Name of this terminal.
    pub terminal: String,
    /// Where the authority's certificate lies.
    pub trust_path: String,
    /// Where the .p12 lies.
    pub certificate_path: String,
}

impl Options {
    /// Reads the command line, the program's own name first.
    ///
    /// # Errors
    /// `INPUT_INVALID`, with the word that isn't known.
    pub fn read(words: impl IntoIterator<Item = OsString>) -> Outcome<Self> {
        Self::try_parse_from(words).map_err(|answer| {
            let word = match answer.get(ContextKind::InvalidArg) {
                Some(ContextValue::String(word)) => format!("「{word}」の"),
                Some(_) | None => String::new(),
            };
            let hint = format!("{word}使い方がちがいます。{HINT}");
            let fault = Fault::new(Code::InputInvalid).with("field", "起動のオプション");
            fault.with("hint", hint)
        })
    }

    /// What the sheet proposes. One that can't be read proposes nothing.
    pub fn proposal(&self) -> Option<SetupSheet> {
        let sheet = read_secret(&self.setup_sheet.as_ref()?.to_string_lossy()).ok()?;
        serde_json::from_slice(&sheet).ok()
    }
}

fn usual_place() -> PathBuf {
    let dirs = ProjectDirs::from("jp", "kakehashi", "Kakehashi");
    dirs.map_or_else(
        || "kakehashi-data".into(),
        |d| d.data_local_dir().to_owned(),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    fn read(line: &str) -> Outcome<Options> {
        let words = ["kakehashi-app"].into_iter().chain(line.split(' '));
        let words = words.filter(|word| !word.is_empty());
        Options::read(words.map(OsString::from))
    }

    #[test]
    fn what_installer_scripts_and_tests_say_is_understood() {
        let usual = read("").unwrap();
        assert_eq!(usual.data_dir, usual_place());
        assert!(!usual.self_check && usual.report.is_none() && usual.proposal().is_none());

        let look = read("--self-check --report C:\\check.txt").unwrap();
        assert!(look.self_check);
        assert_eq!(look.report, Some("C:\\check.txt".into()));

        let shown = read("--data-dir 端末 --setup-sheet /nowhere.json").unwrap();
        assert_eq!(shown.data_dir, PathBuf::from("端末"));
        assert!(shown.proposal().is_none());
    }

    #[test]
    fn a_word_that_is_not_known_or_stands_wrongly_is_told_with_status_2() {
        for (line, word) in [
            ("--data_dir terminal", "--data_dir"),
            ("--self-chek", "--self-chek"),
            ("terminal", "terminal"),
            ("--help", "--help"),
            ("--data-dir", "--data-dir"),
            ("--self-check --self-check", "--self-check"),
        ] {
            let fault = read(line).unwrap_err();
            assert_eq!(fault.code.exit().status(), 2, "{line}");
            let told = fault.next_step();
            assert!(told.starts_with(&format!("「{word}")), "{line}: {told}");
        }
        let alone = read("--report report.txt").unwrap_err();
        assert!(alone.next_step().contains("--self-check と一緒に"));
    }
}
