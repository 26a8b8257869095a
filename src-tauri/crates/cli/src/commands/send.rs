//! Handing a file in, and sending what was released.

use super::corrections::accept;
use crate::{
    args::{Global, SendArgs},
    follow::follow,
    opening::{choose_profile, open},
    output::{Ending, Printer},
    words::{count, job_document, job_line},
};
use kakehashi_domain::{Code, Fault, JobState};
use kakehashi_terminal::{
    Answer, Terminal,
    view::{JobView, Severity},
};
use std::time::Duration;

/// How often a waiting command looks whether somebody has approved.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

pub async fn send(global: &Global, printer: &Printer, args: SendArgs) -> Answer<Ending> {
    let terminal = open(global).await?;
    choose_profile(&terminal, global).await?;
    remind(&terminal, printer).await?;
    let (Some(file), Some(kind)) = (args.file.clone(), args.kind.clone()) else {
        let id = args.job.unwrap_or_default();
        let job = carry(&terminal, printer, id, &args).await?;
        return finish(printer, &job, &args);
    };
    let job = terminal.take_in(file, kind).await?;
    let job = checked(&terminal, printer, job.id).await?;
    let job = accept(&terminal, printer, job, &args.correct).await?;
    if let Some(way) = args.way {
        terminal.choose_way(job.id, way.into()).await?;
    }
    let Some(job) = ask_approval(&terminal, printer, job, args.exclude_errors).await? else {
        return Ok(Ending::WithFindings);
    };
    if !args.wait {
        printer.answer(&job_document(&job), [job_line(&job)]);
        return Ok(Ending::with_findings_if(job.excluded_rows > 0));
    }
    drop(terminal);
    let (terminal, id) = wait_for_release(global, printer, job.id).await?;
    let job = carry(&terminal, printer, id, &args).await?;
    finish(printer, &job, &args)
}

/// Asks for approval; None, with the reasons told, where rows have errors that nobody wants left out.
pub(super) async fn ask_approval(
    terminal: &Terminal,
    printer: &Printer,
    job: JobView,
    exclude_errors: bool,
) -> Answer<Option<JobView>> {
    if job.file_errors > 0 || (job.error_rows > 0 && !exclude_errors) {
        refuse(terminal, printer, &job).await?;
        return Ok(None);
    }
    if job.error_rows > 0 {
        let job = terminal.exclude_errors(job.id).await?;
        let (left_out, rest) = (
            count(job.excluded_rows),
            count(job.rows - job.excluded_rows),
        );
        printer.note(format_args!(
            "  誤りの {left_out} 行を除き、{rest} 行を送ります"
        ));
    }
    let job = terminal.job(job.id).await?;
    if job.open_confirms > 0 {
        wait_for_answers(terminal, printer, &job).await?;
        return Ok(None);
    }
    terminal.request_approval(job.id).await.map(Some)
}

/// A file with 確認 is kept: it goes on once somebody has answered them.
async fn wait_for_answers(terminal: &Terminal, printer: &Printer, job: &JobView) -> Answer<()> {
    for group in terminal.finding_groups(job.id).await? {
        if group.severity == Severity::Confirm {
            let (number, title, code) = (count(group.count), group.title, group.code);
            printer.note(format_args!("  {number:>6} 件　{title}（{code}）"));
        }
    }
    let fault = Fault::new(Code::ConfirmsOpen).with("count", count(job.open_confirms));
    printer.note(fault.sentence());
    printer.note(format_args!("  → {}", fault.next_step()));
    printer.answer(&job_document(job), [job_line(job)]);
    Ok(())
}

/// The reminder of an expiry, wherever a file is about to go.
pub(super) async fn remind(terminal: &Terminal, printer: &Printer) -> Answer<()> {
    let certificate = terminal.frame().await?.certificate;
    if let Some(notice) = certificate.and_then(|it| it.notice) {
        printer.note(format_args!(
            "▲ {notice}システム管理者に、更新を頼んでください。"
        ));
    }
    Ok(())
}

/// Watches a check to its end.
pub(super) async fn checked(terminal: &Terminal, printer: &Printer, id: u32) -> Answer<JobView> {
    let is_over = |job: &JobView| job.state != JobState::Checking;
    let checked = follow(terminal, printer, id, is_over, false).await?;
    match checked.problem {
        Some(problem) => Err(problem),
        None => Ok(checked),
    }
}

/// A file with errors isn't kept: the clerk comes back with a corrected one.
async fn refuse(terminal: &Terminal, printer: &Printer, job: &JobView) -> Answer<()> {
    let groups = terminal.finding_groups(job.id).await?;
    let cancelled = terminal.cancel(job.id).await?;
    for group in &groups {
        printer.note(format_args!(
            "  {:>6} 件　{}（{}）",
            count(group.count),
            group.title,
            group.code
        ));
    }
    let fault = Fault::new(Code::HasErrors).with("rows", count(job.error_rows + job.file_errors));
    printer.note(fault.sentence());
    printer.note(format_args!("  → {}", fault.next_step()));
    printer.answer(&job_document(&cancelled), [job_line(&cancelled)]);
    Ok(())
}

/// Sends a released job; with `--wait`, until its result is here.
async fn carry(
    terminal: &Terminal,
    printer: &Printer,
    id: u32,
    args: &SendArgs,
) -> Answer<JobView> {
    let target = if args.wait {
        JobState::ResultReceived
    } else {
        JobState::Accepted
    };
    let job = terminal.job(id).await?;
    if job.way.is_by_hand() {
        return Ok(job);
    }
    let has_result = [JobState::ResultReceived, JobState::Confirmed];
    if !has_result.contains(&job.state) {
        terminal.retry_now(id).await?;
    }
    let job = follow(terminal, printer, id, |j| j.state >= target, args.queue).await?;
    match job.problem {
        Some(problem) => Err(problem),
        None => Ok(job),
    }
}

fn finish(printer: &Printer, job: &JobView, args: &SendArgs) -> Answer<Ending> {
    let mut lines = vec![job_line(job)];
    if let (Some(ok), Some(failed)) = (job.ok_rows, job.failed_rows) {
        let (done, undone) = if job.asks {
            ("回答のあった行", "回答のなかった行")
        } else {
            ("登録できた行", "登録できなかった行")
        };
        let (ok, failed) = (count(ok), count(failed));
        lines.push(format!("  {done} {ok}、{undone} {failed}"));
    }
    printer.answer(&job_document(job), lines);
    let objections = job.failed_rows.unwrap_or(0) > 0 || job.excluded_rows > 0;
    Ok(Ending::with_findings_if(args.wait && objections))
}

/// Lets go of the data while another person approves, and looks again from time to time.
async fn wait_for_release(global: &Global, printer: &Printer, id: u32) -> Answer<(Terminal, u32)> {
    printer.note("  承認を待っています（Ctrl+Cで離れられます。預けたファイルは残ります）");
    loop {
        tokio::time::sleep(LOOK_AGAIN).await;
        let terminal = match open(global).await {
            Ok(terminal) => terminal,
            Err(busy) if busy.code == Code::AlreadyRunning => continue,
            Err(problem) => return Err(problem),
        };
        choose_profile(&terminal, global).await?;
        if terminal.job(id).await?.state != JobState::AwaitingApproval {
            return Ok((terminal, id));
        }
    }
}
