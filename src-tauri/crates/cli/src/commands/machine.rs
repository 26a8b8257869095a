//! This PC: the check of it, and the end of the terminal on it. Both without login.

use crate::{
    args::Global,
    opening::data_dir,
    output::{Ending, Printer},
};
use clap::Args;
use kakehashi_terminal::{
    Answer, SelfCheckLine, SystemClock, SystemMarks, SystemPolicies, dispose_terminal, self_check,
    write_self_check,
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

pub fn dispose(global: &Global, printer: &Printer, args: DisposeArgs) -> Answer<Ending> {
    let sheet = args.sheet.as_str();
    let report = dispose_terminal(&data_dir(global)?, &SystemClock, &SystemMarks, sheet)?;
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
