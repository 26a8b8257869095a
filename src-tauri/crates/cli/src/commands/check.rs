//! 機関内テスト: checking a file without login.

use crate::{
    args::CheckArgs,
    output::{Ending, Printer},
    words::count,
};
use chrono::Utc;
use indicatif::ProgressBar;
use kakehashi_terminal::{Answer, CheckReport, CheckRequest, check_file, japan_day};

pub async fn check(printer: &Printer, args: CheckArgs) -> Answer<Ending> {
    let request = CheckRequest {
        path: args.file,
        kind: args.kind,
        layout_path: args.layout,
        encoding: args.encoding,
        findings_path: args.findings,
        against_path: args.against,
        expected_rows: args.expect_rows,
        today: args.today.unwrap_or_else(|| japan_day(Utc::now())),
    };
    let bar = if printer.is_watched() {
        ProgressBar::new_spinner()
    } else {
        ProgressBar::hidden()
    };
    let counting = bar.clone();
    let report = check_file(request, move |rows| counting.set_position(u64::from(rows))).await;
    bar.finish_and_clear();
    let report = report?;
    printer.answer(&report, report_lines(&report));
    Ok(Ending::with_findings_if(
        report.errors + report.confirms + report.warnings > 0,
    ))
}

fn report_lines(report: &CheckReport) -> Vec<String> {
    let provisional = if report.provisional {
        "　仮レイアウト（公式仕様ではありません）"
    } else {
        ""
    };
    let mut lines = vec![format!(
        "{} 行を検査しました。版 {}{provisional}",
        count(report.rows),
        report.layout_version
    )];
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
