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
    view::{AuditCheck, AuditVerdict, SinceLine},
};
use std::path::Path;
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub enum AuditCommand {
    /// 記録のつながりを確かめる（--file ならログインは要らない）
    Verify {
        #[arg(long)]
        file: Option<PathBuf>,
        /// 当日締めの紙の控え（番号:ハッシュ値）。これが記録の中にあるかも確かめる
        #[arg(long, value_name = "番号:HASH")]
        head: Option<String>,
    },
    /// データが古いものに戻ったあと、サーバーが受け付けたものと見くらべる
    Since {
        /// サーバーにもう一度聞く
        #[arg(long)]
        ask: bool,
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
        AuditCommand::Verify {
            file: Some(file),
            head,
        } => print_check(printer, &verify_audit_file(&file, head.as_deref())?),
        AuditCommand::Verify { file: None, head } => {
            let check = open(global).await?.verify_audit(head).await?;
            print_check(printer, &check)
        }
        AuditCommand::Since { ask } => since(global, printer, ask).await,
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

async fn since(global: &Global, printer: &Printer, ask: bool) -> Answer<Ending> {
    let terminal = open(global).await?;
    let view = match ask {
        true => terminal.ask_since().await?,
        false => terminal.since().await?,
    };
    let Some(view) = view else {
        let line = "データが古いものに戻ったことも、バックアップから戻したこともありません。";
        printer.answer(&view, [line.to_owned()]);
        return Ok(Ending::Fine);
    };
    let head = [
        format!("{} からあとに受け付けたもの", when(view.since)),
        view.words.clone(),
    ];
    printer.answer(
        &view,
        head.into_iter().chain(view.lines.iter().map(since_line)),
    );
    Ok(Ending::with_findings_if(view.server_only > 0))
}

fn since_line(line: &SinceLine) -> String {
    let mut parts = vec![line.known_title.clone(), line.kind_title.clone()];
    parts.extend(line.receipt.as_ref().map(|it| format!("受付番号 {it}")));
    parts.extend(line.accepted_at.map(when));
    parts.extend(line.rows.map(|rows| format!("{} 行", count(rows))));
    parts.extend(
        line.server_status
            .as_ref()
            .map(|it| format!("サーバーの状態「{it}」")),
    );
    parts.extend(line.job.map(|job| format!("送信{job}")));
    parts.extend(line.file_name.clone());
    parts.extend(line.state_title.clone());
    parts.join("　")
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
    lines.extend(verdict_line(check).map(str::to_owned));
    lines.extend(
        check
            .signed_by
            .as_ref()
            .map(|key| format!("  端末の署名は正しいです。署名の鍵 {key}")),
    );
    if let Some(first) = check.first_time_back {
        let times = count(check.times_back);
        lines.push(format!(
            "  時刻が前の記録より早い記録が {times} 件あります（最初は{first}番目）。端末の時計が戻されたときのものです。"
        ));
    }
    printer.answer(check, lines);
    Ok(Ending::with_findings_if(!check.intact))
}

fn verdict_line(check: &AuditCheck) -> Option<&'static str> {
    if check.forged {
        return Some(
            "  つながっていますが、署名が合いません。書き出したあとで作り直されています。",
        );
    }
    match check.verdict {
        AuditVerdict::Intact if check.on_paper == Some(true) => {
            Some("  紙の控えは、この記録の中にあります。")
        }
        AuditVerdict::Older if check.on_paper == Some(false) => Some(
            "  つながっていますが、紙の控えより前で終わっています。古い写しか、控える前に書き出したものです。",
        ),
        AuditVerdict::Rewritten if check.on_paper == Some(false) => Some(
            "  つながっていますが、紙の控えと同じ記録がありません。書きなおされたか、別の端末の記録です。",
        ),
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
