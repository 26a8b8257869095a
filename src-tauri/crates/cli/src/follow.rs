//! Watching a job on its way, with a bar where a person looks on.

use crate::{
    output::Printer,
    words::{count, speed},
};
use indicatif::{ProgressBar, ProgressStyle};
use kakehashi_domain::{JobState, Retry};
use kakehashi_terminal::{
    Answer, Terminal,
    view::{JobView, ProblemView, Progress, ProgressUnit},
};
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// Watches until `done` says so, or until the job has a problem. With `bear`, one that time mends is waited out; any
/// other can't be mended while this program holds the data.
pub async fn follow(
    terminal: &Terminal,
    printer: &Printer,
    id: u32,
    done: impl Fn(&JobView) -> bool,
    bear: bool,
) -> Answer<JobView> {
    let mut changes = terminal.changes();
    let mut screen = Screen::new(printer);
    loop {
        let job = terminal.job(id).await?;
        screen.show(&job);
        let ended = done(&job) || job.state.is_ended();
        let waits_it_out = |problem: &ProblemView| bear && problem.retry == Retry::Retry;
        if ended || job.problem.as_ref().is_some_and(|p| !waits_it_out(p)) {
            screen.end();
            return Ok(job);
        }
        let _change_or_time = timeout(Duration::from_millis(200), changes.recv()).await;
    }
}

struct Screen<'a> {
    printer: &'a Printer,
    bar: Option<ProgressBar>,
    state: Option<JobState>,
    /// When sending was first seen, for the line that sums up.
    sending_since: Option<Instant>,
}

impl<'a> Screen<'a> {
    fn new(printer: &'a Printer) -> Self {
        Self {
            printer,
            bar: None,
            state: None,
            sending_since: None,
        }
    }

    fn show(&mut self, job: &JobView) {
        if self.state != Some(job.state) {
            self.end_bar();
            self.say(job);
            self.state = Some(job.state);
        }
        let Some(progress) = &job.progress else {
            return;
        };
        if self.printer.is_watched() {
            let bar = self.bar.get_or_insert_with(|| new_bar(progress));
            bar.set_length(u64::from(progress.total.unwrap_or(progress.done)));
            bar.set_position(u64::from(progress.done));
        }
    }

    fn say(&mut self, job: &JobView) {
        if job.state == JobState::Uploading {
            self.sending_since = Some(Instant::now());
        }
        if job.state > JobState::Uploading
            && let Some(since) = self.sending_since.take()
        {
            let rate = f64::from(job.leaving_bytes) / since.elapsed().as_secs_f64().max(0.001);
            let bytes = count(job.leaving_bytes);
            self.printer.note(format_args!(
                "  送信しました: {bytes} バイト（{}）",
                speed(rate)
            ));
        }
        let mut line = format!("  {}", job.state_title);
        if let Some(word) = job
            .server_status
            .as_ref()
            .filter(|_| job.state >= JobState::Accepted)
        {
            line.push_str(&format!("（サーバーの状態「{word}」）"));
        }
        self.printer.note(line);
    }

    fn end_bar(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    fn end(&mut self) {
        self.end_bar();
    }
}

fn new_bar(progress: &Progress) -> ProgressBar {
    let template = match progress.unit {
        ProgressUnit::Bytes => "  {bar:30} {bytes}/{total_bytes} {bytes_per_sec} あと{eta}",
        ProgressUnit::Rows => "  {bar:30} {human_pos}/{human_len}行 {per_sec} あと{eta}",
    };
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
