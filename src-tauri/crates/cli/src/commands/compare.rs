//! The comparison of 5情報, without login.

use crate::{
    args::Global,
    output::{Ending, Printer},
    words::count,
};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use kakehashi_terminal::{Answer, CompareReport, CompareRequest, compare_file};

#[derive(Args, Debug)]
pub struct CompareArgs {
    /// 比べる組のCSV（UTF-8。見出し id,a_kanji,…,b_address）
    #[arg(value_name = "PAIRS.csv")]
    pub pairs: String,
    /// 判定を書き出すCSV
    #[arg(long, value_name = "OUT.csv")]
    pub out: String,
}

pub async fn compare(_: &Global, printer: &Printer, args: CompareArgs) -> Answer<Ending> {
    let request = CompareRequest {
        path: args.pairs,
        out_path: args.out,
    };
    let bar = if printer.is_watched() {
        ProgressBar::new_spinner()
    } else {
        ProgressBar::hidden()
    };
    let counting = bar.clone();
    let on_rows = move |rows, total: Option<u32>| {
        if let (Some(total), None) = (total, counting.length()) {
            counting.set_length(u64::from(total));
            counting.set_style(style());
        }
        counting.set_position(u64::from(rows));
    };
    let report = compare_file(request, on_rows).await;
    bar.finish_and_clear();
    let report = report?;
    printer.answer(&report, report_lines(&report));
    Ok(Ending::with_findings_if(report.b + report.c > 0))
}

fn style() -> ProgressStyle {
    let style =
        ProgressStyle::with_template("  {bar:30} {human_pos}/{human_len}組 {per_sec} あと{eta}");
    style.unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn report_lines(report: &CompareReport) -> [String; 4] {
    [
        format!("{} 組を比べました。", count(report.pairs)),
        format!("  A（目で見なくてよい）　{}", count(report.a)),
        format!("  B（1人が目で見る）　　{}", count(report.b)),
        format!("  C（2人が目で見る）　　{}", count(report.c)),
    ]
}
