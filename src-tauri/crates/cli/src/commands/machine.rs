//! This PC: the check of it, and the end of the terminal on it. Both without an open terminal.

use crate::{
    args::Global,
    opening::{credentials, data_dir, secret},
    output::{Ending, Printer},
};
use clap::Args;
use kakehashi_terminal::{
    Answer, Consent, DisposalRequest, SelfCheckLine, SystemClock, SystemMarks, SystemPolicies,
    dispose_terminal, self_check, write_self_check,
};

#[derive(Args, Debug)]
pub struct DoctorArgs {
    /// 調べたことを書くファイル（個人に関することは入らない）
    #[arg(long, value_name = "F")]
    pub report: Option<String>,
}

#[derive(Args, Debug)]
pub struct DisposeArgs {
    /// 廃棄記録を書くファイル
    #[arg(long, value_name = "OUT.txt")]
    pub sheet: String,
    /// 元に戻せないことを分かっている
    #[arg(long = "irrevocably", required = true)]
    pub _irrevocably: bool,
    /// いっしょに廃棄する、もう1人の利用者ID（--user は1人目。1人はシステム管理者）
    #[arg(long, value_name = "ID", requires = "second_password_file")]
    pub second_user: Option<String>,
    /// もう1人のパスワードのファイル
    #[arg(long, value_name = "F", requires = "second_user")]
    pub second_password_file: Option<String>,
}

pub fn doctor(global: &Global, printer: &Printer, args: DoctorArgs) -> Answer<Ending> {
    let lines = self_check(&data_dir(global)?, &SystemClock, &SystemPolicies);
    if let Some(path) = &args.report {
        write_self_check(&lines, path)?;
    }
    printer.answer(&lines, lines.iter().map(SelfCheckLine::text));
    let wrong = lines.iter().any(|line| line.problem.is_some());
    Ok(Ending::with_findings_if(wrong))
}

pub async fn dispose(global: &Global, printer: &Printer, args: DisposeArgs) -> Answer<Ending> {
    let sheet = args.sheet.as_str();
    let mut by = Vec::new();
    if global.user.is_some() {
        let (user, password) = credentials(global)?;
        by.push(Consent { user, password });
    }
    if let Some((user, file)) = args.second_user.zip(args.second_password_file) {
        let password = secret(&file)?;
        by.push(Consent { user, password });
    }
    let request = DisposalRequest {
        sheet,
        by,
        key_pass_phrase: global.key_pass_file.as_deref().map(secret).transpose()?,
    };
    let dir = data_dir(global)?;
    let report = dispose_terminal(&dir, &SystemClock, &SystemMarks, request).await?;
    let said = format!(
        "鍵（照合値 {}）とファイル{}個を廃棄しました。廃棄記録: {sheet}",
        report.key_mark, report.files
    );
    let mut lines = vec![said];
    if !report.left.is_empty() {
        let left = report.left.join("、");
        lines.push(format!(
            "消せなかったもの（鍵がないので読めません）: {left}"
        ));
    }
    let keys = report.certificate_keys_left;
    if keys > 0 {
        lines.push(format!(
            "証明書の秘密鍵{keys}個が、Windowsの鍵の保管場所に残っています。管理者に伝えてください"
        ));
    }
    printer.answer(&report, lines);
    Ok(Ending::with_findings_if(
        !report.left.is_empty() || keys > 0,
    ))
}

#[cfg(test)]
mod tests {
    use crate::{taken::refuse_unused, words_of_clap::command};

    /// What the uninstaller runs, and what it tells people to type, are commands that there are.
    #[test]
    fn the_uninstaller_shows_a_command_that_there_is() {
        let script = include_str!("../../../../../installer/parts.nsh");
        let shown = script.lines().filter_map(|line| {
            let (_, from) = line.split_once("dispose-terminal ")?;
            let end = from.find("$\\r").unwrap_or(from.len());
            Some(from[..end].replace("$\\\"", "\"").replace('…', "x"))
        });
        let shown: Vec<String> = shown.collect();
        assert_eq!(shown.len(), 3, "{shown:?}");
        for options in shown {
            let options = options.replace(['"', '\''], "");
            let words = options.split_whitespace();
            let words = ["kakehashi", "dispose-terminal"].into_iter().chain(words);
            let matches = command().try_get_matches_from(words);
            let matches = matches.unwrap_or_else(|e| panic!("{options}: {e}"));
            refuse_unused(&matches).unwrap_or_else(|e| panic!("{options}: {e}"));
        }
    }

    /// Whatever else it takes away, the data it leaves to that command.
    #[test]
    fn the_uninstaller_takes_no_data_away_by_itself() {
        let script = include_str!("../../../../../installer/kakehashi.nsi");
        let (_, uninstall) = script.split_once("Section \"Uninstall\"").unwrap();
        let takes = |line: &&str| {
            ["Delete ", "RMDir "]
                .iter()
                .any(|word| line.trim_start().starts_with(word))
        };
        let taken: Vec<&str> = uninstall.lines().filter(takes).collect();
        assert!(taken.len() > 5);
        for line in taken {
            let ours = ["$INSTDIR", "${MENU}"]
                .iter()
                .any(|place| line.contains(place));
            assert!(ours && !line.contains("DATA"), "{line}");
        }
    }
}
