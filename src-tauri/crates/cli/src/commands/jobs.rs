//! Jobs: looking, releasing, results.

use super::{decisions, send::print_with_findings};
use crate::{
    args::{Global, OutArgs, PartArgs},
    opening::{open, problem, secret},
    output::{Ending, Printer},
    words::{count, job_document, job_line, when},
};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use kakehashi_domain::{Code, Fault};
use kakehashi_terminal::{
    Answer, Terminal,
    view::{HandOutTo, HandOverView, JobAct, JobView, LetterView},
};
use std::path::{self, Path};

#[derive(Args, Debug)]
pub struct ApproveArgs {
    /// 送信の番号
    job: u32,
}

#[derive(Args, Debug)]
pub struct RejectArgs {
    job: u32,
    #[arg(long)]
    reason: String,
}

#[derive(Args, Debug)]
pub struct QueueArgs {
    #[command(subcommand)]
    command: Option<QueueCommand>,
}

#[derive(Args, Debug)]
pub struct JobsArgs {
    #[command(flatten)]
    part: PartArgs,
    #[command(subcommand)]
    command: Option<JobsCommand>,
}

#[derive(Args, Debug)]
pub struct WriteArgs {
    job: u32,
    #[command(flatten)]
    to: OutArgs,
}

#[derive(Subcommand, Debug)]
pub enum JobsCommand {
    /// 1つの送信の状態
    Show { job: u32 },
    /// 検査で見つかったことを、CSVに書き出す（個人番号は伏せる）
    Findings {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 字を直したところの一覧を、基幹システムへの引き渡しのために書き出す
    Corrections {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 登録されていない行を、新しいファイルに書き出す
    Resend {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 手渡しで送るファイルを書き出す（媒体には --seal-file で暗号化する）
    Write {
        job: u32,
        #[command(flatten)]
        to: OutArgs,
    },
    /// 手渡しで送ったことと、その受付番号を記録する
    Sent {
        job: u32,
        /// 公式の画面に出た受付番号（媒体では、あれば追跡番号）
        #[arg(long, value_name = "N", default_value = "")]
        receipt: String,
        /// 送った日（なければ今日）
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    /// 媒体に付ける送付状（宛先・内容・件数・担当）
    Letter {
        job: u32,
        /// 宛先（なければ、前の送付状と同じ）
        #[arg(long, value_name = "NAME")]
        to: Option<String>,
    },
    /// 媒体を送ったことを送り先に伝えた（送付完了の連絡）と記録する
    Told { job: u32 },
    /// 公式の画面の処理ステータスを、出ているとおりに記録する
    Note {
        job: u32,
        #[arg(long, value_name = "WORD")]
        status: String,
    },
    /// 手渡しで受け取った結果のファイルを受け入れる
    TakeResult {
        file: String,
        /// どの送信の結果か（なければ、中身で探す）
        #[arg(long)]
        job: Option<u32>,
    },
    /// 取り消す
    Cancel { job: u32 },
    /// サーバーが終わらせない送信をあきらめる（理由を書く。2人目の承認者が同じことをすると、失敗として終わる）
    GiveUp {
        job: u32,
        #[arg(long)]
        reason: String,
    },
    /// 結果を読んで確認したことを記録する
    Confirm { job: u32 },
}

#[derive(Subcommand, Debug)]
pub enum QueueCommand {
    /// 保留にする
    Hold {
        job: u32,
        #[arg(long)]
        reason: String,
    },
    /// 保留をやめて、進める
    Release { job: u32 },
    /// ほかより先に送る
    First { job: u32 },
}

pub async fn approve(global: &Global, printer: &Printer, args: ApproveArgs) -> Answer<Ending> {
    let job = open(global).await?.approve(args.job).await?;
    print_job(printer, &job)
}

pub async fn reject(global: &Global, printer: &Printer, args: RejectArgs) -> Answer<Ending> {
    let job = open(global).await?.reject(args.job, args.reason).await?;
    print_job(printer, &job)
}

pub async fn queue(global: &Global, printer: &Printer, args: QueueArgs) -> Answer<Ending> {
    let terminal = open(global).await?;
    match args.command {
        None => {}
        Some(QueueCommand::Hold { job, reason }) => {
            return print_job(printer, &terminal.hold(job, reason).await?);
        }
        Some(QueueCommand::Release { job }) => {
            return print_job(printer, &terminal.let_go(job).await?);
        }
        Some(QueueCommand::First { job }) => {
            return print_job(printer, &terminal.send_first(job).await?);
        }
    }
    let waiting = of_profile(global, terminal.queue().await?);
    let documents: Vec<_> = waiting.iter().map(job_document).collect();
    let why = |job: &JobView| {
        job.waits
            .as_ref()
            .map(|why| format!("  いま待つわけ　{why}"))
    };
    let lines = waiting
        .iter()
        .flat_map(|job| std::iter::once(job_line(job)).chain(why(job)));
    let mut lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        lines.push("送信を待っているものはありません。".to_owned());
    }
    printer.answer(&documents, lines);
    Ok(Ending::Fine)
}

pub async fn jobs(global: &Global, printer: &Printer, args: JobsArgs) -> Answer<Ending> {
    let JobsArgs { part, command } = args;
    let terminal = open(global).await?;
    match command {
        None => {
            let jobs = of_profile(global, terminal.jobs(part.into()).await?);
            print_jobs(printer, &jobs, "送信はありません。")
        }
        Some(JobsCommand::Show { job }) => {
            let job = terminal.job(job).await?;
            let mut lines = shown(&job);
            lines.extend(result_lines(&terminal, &job).await?);
            print_with_findings(&terminal, printer, &job, lines).await?;
            Ok(Ending::Fine)
        }
        Some(JobsCommand::Findings { job, to }) => {
            let written = terminal.save_findings(job, hand_out_to(&to)?).await?;
            print_hand_over(printer, &written)
        }
        Some(JobsCommand::Corrections { job, to }) => {
            let written = terminal.save_corrections(job, hand_out_to(&to)?).await?;
            print_hand_over(printer, &written)
        }
        Some(JobsCommand::Resend { job, to }) => {
            let written = terminal.save_resend(job, hand_out_to(&to)?).await?;
            print_hand_over(printer, &written)
        }
        Some(JobsCommand::Write { job, to }) => {
            print_job(printer, &terminal.write_out(job, hand_out_to(&to)?).await?)
        }
        Some(JobsCommand::Sent { job, receipt, on }) => {
            print_job(printer, &terminal.note_sent(job, receipt, on).await?)
        }
        Some(JobsCommand::Letter { job, to }) => {
            let letter = terminal.letter(job, to).await?;
            if let Some(warning) = &letter.warning {
                printer.note(format_args!("● {warning}"));
            }
            printer.answer(&letter, letter_lines(&letter));
            Ok(Ending::Fine)
        }
        Some(JobsCommand::Told { job }) => print_job(printer, &terminal.note_told(job).await?),
        Some(JobsCommand::Note { job, status }) => {
            print_job(printer, &terminal.note_status(job, status).await?)
        }
        Some(JobsCommand::TakeResult { file, job }) => {
            print_job(printer, &terminal.take_result(file, job).await?)
        }
        Some(JobsCommand::Cancel { job }) => print_job(printer, &terminal.cancel(job).await?),
        Some(JobsCommand::GiveUp { job, reason }) => {
            print_job(printer, &terminal.give_up(job, reason).await?)
        }
        Some(JobsCommand::Confirm { job }) => print_job(printer, &terminal.confirm(job).await?),
    }
}

/// Those of one connection, where one was named.
fn of_profile(global: &Global, mut jobs: Vec<JobView>) -> Vec<JobView> {
    if let Some(profile) = &global.profile {
        jobs.retain(|job| job.profile == *profile);
    }
    jobs
}

/// The letter that goes with a medium, as it is printed.
fn letter_lines(letter: &LetterView) -> Vec<String> {
    vec![
        format!("{}　御中", letter.addressee),
        "媒体送付状".to_owned(),
        format!("  日付　　{}", letter.day),
        format!("  保険者番号　{}", letter.insurer),
        format!("  内容　　{}", letter.contents),
        format!("  ファイル　{}（AES-256で暗号化）", letter.file),
        format!("  件数　　{} 件　媒体 1 枚", count(letter.rows)),
        format!("  担当　　{}", letter.person),
        format!("  整理番号　送信{}", letter.job),
        format!("  SHA-256　{}", letter.sha256),
        "  パスフレーズは、この媒体とは別にお知らせします。".to_owned(),
    ]
}

/// All that an approver wants to see before anything leaves.
fn shown(job: &JobView) -> Vec<String> {
    let found = format!(
        "  {} 行　誤り {}（ファイル全体 {}）　確認 {}（まだ答えていないもの {}）　警告 {}　除いた行 {}",
        count(job.rows),
        count(job.error_rows + job.file_errors),
        count(job.file_errors),
        count(job.confirms),
        count(job.open_confirms),
        count(job.warning_rows),
        count(job.excluded_rows)
    );
    let leaving = format!(
        "  出す {} 行　{} バイト",
        count(job.rows.saturating_sub(job.excluded_rows)),
        count(job.leaving_bytes)
    );
    let mut lines = vec![
        job_line(job),
        format!("  行き先　{}　{}", job.goes_to, job.way_title),
        found,
        leaving,
        format!("  預かったファイルのハッシュ値　{}", job.sha256),
        format!("  出すもののハッシュ値　　　　　{}", job.leaving_sha256),
    ];
    lines.extend(
        job.decisions
            .iter()
            .map(|it| format!("  {}", decisions::line(it))),
    );
    lines.extend(job.parcel.as_ref().map(|it| {
        let (from, by, number) = (it.back_from, it.back_by, it.tracking.as_deref());
        let number = number.unwrap_or("追跡番号なし");
        let told = it.told_at.map_or("まだ".to_owned(), when);
        format!(
            "  媒体　{} に送付（{number}）　送付完了の連絡 {told}　もどる予定 {from} から {by}",
            it.sent_on
        )
    }));
    lines.extend(job.history.iter().map(|line| {
        let word = line
            .server_status
            .as_ref()
            .map(|word| format!("「{word}」"));
        let note = line.note.as_ref().map(|note| format!("　{note}"));
        format!(
            "  {}　{}{}　{}{}",
            when(line.at),
            line.state_title,
            word.unwrap_or_default(),
            line.by,
            note.unwrap_or_default()
        )
    }));
    lines
}

/// What a person reads of a result before they confirm it: how many rows, and why each of the others was not done.
async fn result_lines(terminal: &Terminal, job: &JobView) -> Answer<Vec<String>> {
    if !job.acts.contains(&JobAct::ReadResult) {
        return Ok(Vec::new());
    }
    let result = terminal.result(job.id).await?;
    let done = format!(
        "  結果　済んだ行 {}、済んでいない行 {}",
        count(result.ok),
        count(result.failed)
    );
    let failed = result.failed_rows.iter();
    let failed = failed.map(|row| {
        format!(
            "    {}行目　{}　{}",
            row.row, row.who.registration, row.message
        )
    });
    Ok(std::iter::once(done).chain(failed).collect())
}

pub async fn result(global: &Global, printer: &Printer, args: WriteArgs) -> Answer<Ending> {
    let WriteArgs { job: id, mut to } = args;
    let terminal = open(global).await?;
    let result = terminal.result(id).await?;
    to.out = to.out.join(&result.result_name);
    let written = terminal.save_result(id, hand_out_to(&to)?).await?;
    let mut lines = vec![format!(
        "登録できた行 {}、登録できなかった行 {}、除いた行 {}",
        count(result.ok),
        count(result.failed),
        count(result.excluded)
    )];
    lines.extend(result.failed_rows.iter().map(|row| {
        format!(
            "  {} 行目　{}　{}　{}",
            count(row.row),
            row.who.registration,
            row.who.name,
            row.message
        )
    }));
    lines.push(hand_over_line(&written));
    let document = serde_json::json!({ "result": result, "written": written });
    printer.answer(&document, lines);
    Ok(Ending::with_findings_if(result.failed > 0))
}

pub async fn branch_numbers(global: &Global, printer: &Printer, args: WriteArgs) -> Answer<Ending> {
    let written = open(global)
        .await?
        .save_branch_numbers(args.job, hand_out_to(&args.to)?)
        .await?;
    print_hand_over(printer, &written)
}

fn print_job(printer: &Printer, job: &JobView) -> Answer<Ending> {
    printer.answer(&job_document(job), [job_line(job)]);
    Ok(Ending::Fine)
}

fn print_jobs(printer: &Printer, jobs: &[JobView], none: &str) -> Answer<Ending> {
    let documents: Vec<_> = jobs.iter().map(job_document).collect();
    let mut lines: Vec<String> = jobs.iter().map(job_line).collect();
    if lines.is_empty() {
        lines.push(none.to_owned());
    }
    printer.answer(&documents, lines);
    Ok(Ending::Fine)
}

pub(super) fn print_hand_over(printer: &Printer, written: &HandOverView) -> Answer<Ending> {
    printer.answer(written, [hand_over_line(written)]);
    Ok(Ending::Fine)
}

fn hand_over_line(written: &HandOverView) -> String {
    let HandOverView {
        what, path, rows, ..
    } = written;
    let how = match written.sealed {
        true => "パスフレーズで暗号化しました",
        false => "暗号化されていません",
    };
    format!(
        "{what}を書き出しました（{} 行、{how}）: {path}",
        count(*rows)
    )
}

/// Where a file goes, sealed when a pass phrase is given.
pub(super) fn hand_out_to(args: &OutArgs) -> Answer<HandOutTo> {
    let phrase = args.seal_file.as_deref().map(secret).transpose()?;
    Ok(HandOutTo {
        path: path_text(&args.out)?,
        pass_phrase: phrase.map(|phrase| phrase.to_string()),
    })
}

/// The absolute path, so that the 授受簿 says where a file really lies.
pub(super) fn path_text(path: &Path) -> Answer<String> {
    let absolute = path::absolute(path)
        .ok()
        .and_then(|p| p.into_os_string().into_string().ok());
    absolute
        .ok_or_else(|| problem(&Fault::new(Code::OutputUnwritable).with("file", path.display())))
}
