//! 機関内テスト: checking files without login.

use crate::{
    args::{Global, ListedArgs},
    opening::kept_data,
    output::{Ending, Printer},
    words::count,
};
use chrono::NaiveDate;
use chrono::Utc;
use clap::{Args, ValueEnum};
use indicatif::ProgressBar;
use kakehashi_domain::ExitClass;
use kakehashi_terminal::{
    Answer, CheckReport, CheckRequest, CheckedFile, check_files, files_named, japan_day,
};
use serde_json::{Value, json};

#[derive(Args, Debug)]
pub struct CheckArgs {
    /// 検査するファイル（いくつでも。* と ? も使える。- は標準入力）
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
    /// ファイルの種類（一覧は kakehashi help kinds）
    #[arg(long)]
    pub kind: String,
    /// 使うレイアウト定義（なければ同梱のもの）
    #[arg(long, value_name = "F")]
    pub layout: Option<String>,
    /// ファイルの文字コード: utf-8、cp932、shift_jis、utf-16le、utf-16be、euc-jp（なければ定義のとおり）
    #[arg(long, value_name = "E")]
    pub encoding: Option<String>,
    /// 見つかったことをCSVに書き出す（行は、見出しを数えずに1から。個人番号は伏せる）
    #[arg(long, value_name = "OUT.csv")]
    pub findings: Option<String>,
    /// 前に出した同じ種類のファイルと比べる
    #[arg(long, value_name = "PREVIOUS")]
    pub against: Option<String>,
    /// きょうとみなす日（YYYY-MM-DD）
    #[arg(long)]
    pub today: Option<NaiveDate>,
    #[command(flatten)]
    pub listed: ListedArgs,
    /// すべての行がこの保険者のものかも見る
    #[arg(long, value_name = "N")]
    pub insurer: Option<String>,
    /// これより軽いものだけなら、終了コードを0にする
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub fail_on: FailOn,
    /// 見つかったことを、JUnitのXMLにも書き出す
    #[arg(long, value_name = "F")]
    pub junit: Option<String>,
    /// 見つかったことを、SARIFにも書き出す
    #[arg(long, value_name = "F")]
    pub sarif: Option<String>,
}

/// From which severity on a check ends with findings.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// 誤りだけ
    Error,
    /// 誤りと確認
    Confirm,
    /// 誤りと確認と警告
    Warning,
}

pub async fn check(global: &Global, printer: &Printer, args: CheckArgs) -> Answer<Ending> {
    let request = CheckRequest {
        paths: files_named(&args.files)?,
        kind: args.kind,
        layout_path: args.layout,
        encoding: args.encoding,
        data: Some(kept_data(global)?),
        insurer: args.insurer,
        findings_path: args.findings,
        junit_path: args.junit,
        sarif_path: args.sarif,
        against_path: args.against,
        listed: args.listed.typed(),
        control_path: args.listed.control,
        today: args.today.unwrap_or_else(|| japan_day(Utc::now())),
    };
    let bar = if printer.is_watched() {
        ProgressBar::new_spinner()
    } else {
        ProgressBar::hidden()
    };
    let counting = bar.clone();
    let checked = check_files(request, move |rows| counting.set_position(u64::from(rows))).await;
    bar.finish_and_clear();
    let mut checked = checked?;
    if checked.len() == 1
        && let Some(CheckedFile { outcome, .. }) = checked.pop()
    {
        let report = outcome?;
        printer.answer(&report, report_lines(&report));
        return Ok(Ending::with_findings_if(is_objected(&report, args.fail_on)));
    }
    Ok(several(printer, &checked, args.fail_on))
}

/// A file that can't be read stops none of the others.
fn several(printer: &Printer, checked: &[CheckedFile], fail_on: FailOn) -> Ending {
    let mut ending = Ending::Fine;
    let mut lines = Vec::new();
    for CheckedFile { file, outcome } in checked {
        lines.push(format!("{file}:"));
        match outcome {
            Ok(report) => {
                lines.extend(report_lines(report));
                if is_objected(report, fail_on) && ending == Ending::Fine {
                    ending = Ending::WithFindings;
                }
            }
            Err(problem) => {
                lines.push(format!("  {}（{}）", problem.sentence, problem.number));
                printer.stopped_by(Some(problem));
                ending = Ending::Stopped(ExitClass::Usage);
            }
        }
    }
    let documents: Vec<Value> = checked.iter().map(document).collect();
    printer.answer(&json!({ "files": documents }), lines);
    ending
}

fn document(checked: &CheckedFile) -> Value {
    match &checked.outcome {
        Ok(report) => json!(report),
        Err(problem) => json!({ "file": checked.file, "problem": problem }),
    }
}

fn is_objected(report: &CheckReport, fail_on: FailOn) -> bool {
    let CheckReport {
        errors,
        confirms,
        warnings,
        ..
    } = report;
    let counted = match fail_on {
        FailOn::Error => *errors,
        FailOn::Confirm => errors + confirms,
        FailOn::Warning => errors + confirms + warnings,
    };
    counted > 0
}

fn report_lines(report: &CheckReport) -> Vec<String> {
    let provisional = if report.provisional {
        "　仮レイアウト（公式仕様ではありません）"
    } else {
        ""
    };
    let mut lines = vec![format!(
        "{} 行を検査しました。見出しは数えません。版 {}（{}）{provisional}",
        count(report.rows),
        report.layout_version,
        report.definition.title()
    )];
    lines.extend(report.definition_note.clone());
    lines.push(match (report.errors, report.confirms, report.warnings) {
        (0, 0, 0) => "誤りも確認も警告もありません。".to_owned(),
        (errors, confirms, warnings) => format!(
            "誤り {}、確認 {}、警告 {}（行の数。ファイル全体についての指摘は1件ずつ数えます）",
            count(errors),
            count(confirms),
            count(warnings)
        ),
    });
    for finding in &report.of_file {
        lines.push(format!("  ファイル全体　{}", finding.message));
        lines.push(format!("    → {}", finding.remedy));
    }
    let line = |(code, n): (&String, &u32)| {
        let title = report
            .titles
            .get(code)
            .map(String::as_str)
            .unwrap_or_default();
        format!("  {:>6} 件　{title}（{code}）", count(*n))
    };
    lines.extend(report.by_code.iter().map(line));
    lines
}
