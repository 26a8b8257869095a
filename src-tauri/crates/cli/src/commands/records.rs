//! The audit log.

use crate::{
    args::{Global, PartArgs},
    opening::{open, problem},
    output::{Ending, Printer},
    words::{count, when},
};
use clap::Subcommand;
use kakehashi_domain::{Code, Fault};
use kakehashi_terminal::{
    Answer, verify_audit_file,
    view::{AuditCheck, AuditVerdict},
};
use std::path::Path;
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub enum AuditCommand {
    /// 記録のつながりを確かめる（--file ならログインは要らない）
    Verify {
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// 記録を書き出す
    Export {
        #[arg(long)]
        out: PathBuf,
    },
    /// 何を、いつまで保存するか
    Retention,
    /// 廃棄記録簿
    Disposals {
        #[command(flatten)]
        part: PartArgs,
    },
    /// 古いものに戻っているデータから続けることを認める（2人で。サーバーで確かめたことを書く）
    Accept {
        #[arg(long)]
        reason: String,
    },
}

pub async fn audit(global: &Global, printer: &Printer, command: AuditCommand) -> Answer<Ending> {
    match command {
        AuditCommand::Verify { file: Some(file) } => {
            print_check(printer, &verify_audit_file(&file)?)
        }
        AuditCommand::Verify { file: None } => {
            let check = open(global).await?.verify_audit().await?;
            print_check(printer, &check)
        }
        AuditCommand::Export { out } => export(global, printer, &out).await,
        AuditCommand::Accept { reason } => {
            open(global).await?.accept_older_data(reason).await?;
            printer.answer(&serde_json::json!({}), ["認めたことを記録しました。"]);
            Ok(Ending::Fine)
        }
        AuditCommand::Retention => retention(global, printer).await,
        AuditCommand::Disposals { part } => disposals(global, printer, part).await,
    }
}

async fn export(global: &Global, printer: &Printer, out: &Path) -> Answer<Ending> {
    let entries = open(global)
        .await?
        .export_audit(out.to_string_lossy().into_owned())
        .await?;
    let line = format!(
        "記録 {} 件を書き出しました: {}",
        count(entries),
        out.display()
    );
    printer.answer(
        &serde_json::json!({ "entries": entries, "path": out }),
        [line],
    );
    Ok(Ending::Fine)
}

async fn retention(global: &Global, printer: &Printer) -> Answer<Ending> {
    let periods = open(global).await?.retention().await?;
    let lines = periods
        .iter()
        .map(|it| format!("{}　{}{}", it.what, it.from, it.period));
    printer.answer(&periods, lines);
    Ok(Ending::Fine)
}

async fn disposals(global: &Global, printer: &Printer, part: PartArgs) -> Answer<Ending> {
    let records = open(global).await?.disposals(part.into()).await?;
    let mut lines: Vec<String> = records
        .iter()
        .map(|line| {
            let rows = count(line.rows);
            format!(
                "{}　{}　{rows} 件　{}　{}",
                when(line.at),
                line.what,
                line.why,
                line.by
            )
        })
        .collect();
    if lines.is_empty() {
        lines.push("廃棄の記録はまだありません。".to_owned());
    }
    printer.answer(&records, lines);
    Ok(Ending::Fine)
}

fn print_check(printer: &Printer, check: &AuditCheck) -> Answer<Ending> {
    let mut lines = match check.first_broken {
        None => vec![format!(
            "記録 {} 件は、すべてつながっています。最後のハッシュ値 {}",
            count(check.entries),
            check.head
        )],
        Some(entry) => {
            let fault = problem(&Fault::new(Code::AuditBroken).with("entry", entry));
            vec![fault.sentence, format!("  → {}", fault.next_step)]
        }
    };
    lines.extend(verdict_line(check.verdict).map(str::to_owned));
    if let Some(first) = check.first_time_back {
        let times = count(check.times_back);
        lines.push(format!(
            "  時刻が前の記録より早い記録が {times} 件あります（最初は{first}番目）。端末の時計が戻されたときのものです。"
        ));
    }
    printer.answer(check, lines);
    Ok(Ending::with_findings_if(!check.intact))
}

fn verdict_line(verdict: AuditVerdict) -> Option<&'static str> {
    match verdict {
        AuditVerdict::Intact | AuditVerdict::Broken => None,
        AuditVerdict::Cut => Some("  残っている記録はつながっていて、終わりがなくなっています。"),
        AuditVerdict::Older => Some(
            "  つながっていますが、この端末にはもっと先までありました。古い写しに置きかえられています。",
        ),
        AuditVerdict::Rewritten => {
            Some("  つながっていますが、この端末にあった記録ではありません。書きなおされています。")
        }
    }
}
