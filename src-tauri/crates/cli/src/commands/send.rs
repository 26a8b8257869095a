//! Handing a file in, and sending what was released.

use super::{
    corrections::accept,
    left_out::{self, LeftOutGroup},
    profile::Way,
};
use crate::{
    args::{Global, ListedArgs},
    follow::follow,
    opening::{Person, kept_data, open_as, person},
    output::{Ending, Printer},
    words::{count, job_document, job_line},
};
use clap::Args;
use kakehashi_domain::{Code, Fault, JobState};
use kakehashi_terminal::{
    Answer, Terminal, await_release, listed_by,
    view::{FindingGroup, JobView, Severity, TrialView},
};

#[derive(Args, Debug)]
pub struct SendArgs {
    /// 預けるファイル
    #[arg(required_unless_present = "job")]
    pub file: Option<String>,
    /// ファイルの種類（一覧は kakehashi help kinds）
    #[arg(long, required_unless_present = "job")]
    pub kind: Option<String>,
    /// ファイルの文字コードが、設定とちがうとき: utf-8、cp932、shift_jis、utf-16le、utf-16be、euc-jp（預かるときに設定の文字コードに書きなおす）
    #[arg(long, value_name = "E", conflicts_with_all = ["job", "dry_run"])]
    pub encoding: Option<String>,
    /// 誤りの行を除いて送る（除いた行は「送っていない人」として残る）
    #[arg(long, conflicts_with = "job")]
    pub exclude_errors: bool,
    /// 預けずに、検査して、いま送れるかだけを調べる
    #[arg(long, conflicts_with_all = ["job", "correct", "way", "queue", "wait"])]
    pub dry_run: bool,
    /// 字を直す案を受け入れる（見つかったことのコード、または all）。元のファイルはそのまま、直したものを送る
    #[arg(long, value_name = "CODE|all", conflicts_with = "job")]
    pub correct: Vec<String>,
    /// 送りかた（なければ、接続先で決めたとおり）
    #[arg(long, conflicts_with = "job")]
    pub way: Option<Way>,
    #[command(flatten)]
    pub listed: ListedArgs,
    /// 承認された送信を送る
    #[arg(long, conflicts_with_all = ["file", "kind"])]
    pub job: Option<u32>,
    /// 受付時間の外や、つながらないときは、つながるまで待つ
    #[arg(long)]
    pub queue: bool,
    /// 結果を受け取るまで待つ（ファイルを預けたときは、承認も待つ）
    #[arg(long)]
    pub wait: bool,
}

/// So many seconds the approver may take to leave the data after having decided.
const APPROVER_LEAVES: u32 = 600;

pub async fn send(global: &Global, printer: &Printer, args: SendArgs) -> Answer<Ending> {
    let person = person(global)?;
    let terminal = open_as(global, &person).await?;
    remind(&terminal, printer).await?;
    let (Some(file), Some(kind)) = (args.file.clone(), args.kind.clone()) else {
        return go_on(&terminal, printer, args.job.unwrap_or_default(), &args).await;
    };
    let listed = listed_by(args.listed.typed(), args.listed.control.as_deref())?;
    if args.dry_run {
        let trial = terminal.try_send(file, kind, Some(listed)).await?;
        return Ok(tried(printer, &trial, &args));
    }
    let job = match args.encoding.clone() {
        Some(encoding) => {
            terminal
                .take_in_as(file, kind, encoding, Some(listed))
                .await?
        }
        None => terminal.take_in(file, kind, Some(listed)).await?,
    };
    let job = checked(&terminal, printer, job.id).await?;
    let job = accept(&terminal, printer, job, &args.correct).await?;
    if let Some(way) = args.way {
        terminal.choose_way(job.id, way.into()).await?;
    }
    let Some(job) = ask_approval(&terminal, printer, job, args.exclude_errors).await? else {
        return Ok(Ending::WithFindings);
    };
    if !args.wait {
        print_with_findings(&terminal, printer, &job, vec![job_line(&job)]).await?;
        return Ok(Ending::with_findings_if(job.excluded_rows > 0));
    }
    drop(terminal);
    let terminal = wait_for_release(global, printer, &person, job.id).await?;
    let job = carry(&terminal, printer, job.id, &args).await?;
    finish(&terminal, printer, &job, &args).await
}

/// Goes on with a job wherever it stands: released, or left behind in the middle of its check.
async fn go_on(terminal: &Terminal, printer: &Printer, id: u32, args: &SendArgs) -> Answer<Ending> {
    let job = terminal.job(id).await?;
    if ![JobState::Checking, JobState::Checked].contains(&job.state) {
        let job = carry(terminal, printer, id, args).await?;
        return finish(terminal, printer, &job, args).await;
    }
    if job.state == JobState::Checking {
        terminal.retry_now(id).await?;
    }
    let job = checked(terminal, printer, id).await?;
    let Some(job) = ask_approval(terminal, printer, job, args.exclude_errors).await? else {
        return Ok(Ending::WithFindings);
    };
    print_with_findings(terminal, printer, &job, vec![job_line(&job)]).await?;
    Ok(Ending::with_findings_if(job.excluded_rows > 0))
}

fn tried(printer: &Printer, trial: &TrialView, args: &SendArgs) -> Ending {
    let mut lines = vec![
        format!("{} 行を検査しました。預けていません", count(trial.rows)),
        format!("  行き先　{}", trial.goes_to),
        format!(
            "  誤り {}、確認 {}、警告 {}",
            count(trial.errors),
            count(trial.confirms),
            count(trial.warnings)
        ),
    ];
    let code = |(code, n): (&String, &u32)| format!("  {:>6} 件　{code}", count(*n));
    lines.extend(trial.by_code.iter().map(code));
    printer.answer(trial, lines);
    let goes = trial.ready || (args.exclude_errors && trial.confirms == 0);
    Ending::with_findings_if(!goes || trial.warnings + trial.errors > 0)
}

/// Prints a job with what was found by code, as scripts and approvers want it.
pub(super) async fn print_with_findings(
    terminal: &Terminal,
    printer: &Printer,
    job: &JobView,
    lines: Vec<String>,
) -> Answer<()> {
    let groups = match terminal.finding_groups(job.id).await {
        Ok(groups) => groups,
        // Who may see a job needn't be one who may see what was found in it.
        Err(refused) if refused.code == Code::PermissionDenied => Vec::new(),
        Err(problem) => return Err(problem),
    };
    let mut document = job_document(job);
    let by_code = groups
        .iter()
        .map(|group| (group.code.clone(), group.count.into()));
    document["by_code"] = serde_json::Value::Object(by_code.collect());
    let left_out = left_out::by_reason(terminal, job, &groups).await?;
    document["findings"] = serde_json::json!(groups);
    document["left_out"] = serde_json::json!(left_out);
    let found = groups.iter().map(group_line);
    let left_out = left_out.iter().flat_map(LeftOutGroup::lines);
    printer.answer(&document, lines.into_iter().chain(found).chain(left_out));
    Ok(())
}

fn group_line(group: &FindingGroup) -> String {
    let (severity, number) = (group.severity.title(), count(group.count));
    format!(
        "  {severity}　{number:>6} 件　{}（{}）",
        group.title, group.code
    )
}

/// Asks for approval; None, with the reasons told, where rows have errors that nobody wants left out.
pub(super) async fn ask_approval(
    terminal: &Terminal,
    printer: &Printer,
    job: JobView,
    exclude_errors: bool,
) -> Answer<Option<JobView>> {
    let is_to_exclude = job.error_rows > 0 && job.excluded_rows == 0;
    if job.file_errors > 0 || (is_to_exclude && !exclude_errors) {
        refuse(terminal, printer, &job).await?;
        return Ok(None);
    }
    if is_to_exclude {
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
    print_with_findings(terminal, printer, job, vec![job_line(job)]).await
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

/// A file with errors isn't kept: the clerk comes back with a corrected one. It waits where two persons may let it go.
async fn refuse(terminal: &Terminal, printer: &Printer, job: &JobView) -> Answer<()> {
    let groups = terminal.finding_groups(job.id).await?;
    let ended = match job.lifts.is_empty() {
        true => terminal.cancel(job.id).await?,
        false => job.clone(),
    };
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
    print_with_findings(terminal, printer, &ended, vec![job_line(&ended)]).await
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

async fn finish(
    terminal: &Terminal,
    printer: &Printer,
    job: &JobView,
    args: &SendArgs,
) -> Answer<Ending> {
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
    print_with_findings(terminal, printer, job, lines).await?;
    let objections = job.failed_rows.unwrap_or(0) > 0 || job.excluded_rows > 0;
    Ok(Ending::with_findings_if(args.wait && objections))
}

/// Lets go of the data while another person approves; logs in again only once somebody has decided.
async fn wait_for_release(
    global: &Global,
    printer: &Printer,
    person: &Person,
    id: u32,
) -> Answer<Terminal> {
    printer.note("  承認を待っています（Ctrl+Cで離れられます。預けたファイルは残ります）");
    await_release(kept_data(global)?, id).await?;
    let patient = Global {
        wait_lock: Some(global.wait_lock.unwrap_or(APPROVER_LEAVES)),
        ..global.clone()
    };
    open_as(&patient, person).await
}
