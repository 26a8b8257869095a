//! The watched folder: the data is opened while there is something to do, and let go of for people in between.

use crate::{
    args::Global,
    opening::{Person, kept_data, open_as, person, problem, require_begun},
    output::{Ending, Printer},
    words::count,
};
use clap::Args;
use kakehashi_domain::Code;
use kakehashi_terminal::{
    Answer, Going, KeptData, Receipt, WatchedFolder, WatchedOutcome, last_change, states_of,
    view::ProblemView,
};
use std::{
    path::PathBuf,
    time::{Duration, Instant, SystemTime},
};
use tokio::time::sleep;

#[derive(Args, Debug)]
pub struct WatchArgs {
    /// 見張るフォルダー（中の in に置かれたものを預け、done か error に移し、results に結果を書く）
    dir: PathBuf,
    /// ファイルがこの秒数だけ変わらなければ、書き終わったとみなす
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    quiet: u32,
    /// いまあるものを済ませたら終わる（タスク スケジューラから動かすとき）
    #[arg(long)]
    once: bool,
}

/// How often the folder is looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// How often a job is looked at that is on its way.
const SOON: Duration = Duration::from_millis(300);
/// After how long the data is opened though nobody changed it: a line that was cut may be back.
const IN_ANY_CASE: Duration = Duration::from_secs(60);

pub async fn watch(global: &Global, printer: &Printer, args: WatchArgs) -> Answer<Ending> {
    require_begun(global)?;
    let quiet = Duration::from_secs(args.quiet.into());
    let folder = WatchedFolder::open(&args.dir, quiet).map_err(|fault| problem(&fault))?;
    let mut watcher = Watcher {
        global,
        printer,
        person: person(global)?,
        data: kept_data(global)?,
        folder,
        left: None,
        seen: None,
        trouble: None,
        told: Vec::new(),
    };
    let place = args.dir.join("in");
    printer.note(format_args!(
        "{} を見張っています（Ctrl+Cで終わります）",
        place.display()
    ));
    loop {
        let turn = watcher.turn().await;
        match turn {
            Ok(()) => watcher.trouble = None,
            // It goes by, or somebody mends it: the folder is watched on.
            Err(problem) if !args.once && passes(&problem) => watcher.say(&problem),
            Err(problem) => return Err(problem),
        }
        if args.once && watcher.folder.is_through() {
            return Ok(watcher.end());
        }
        sleep(LOOK_AGAIN).await;
    }
}

struct Watcher<'a> {
    global: &'a Global,
    printer: &'a Printer,
    person: Person,
    data: KeptData,
    folder: WatchedFolder,
    /// When the data was let go of last.
    left: Option<Instant>,
    /// The last change of the data after which the jobs stood as they do.
    seen: Option<SystemTime>,
    /// What was said to be in the way.
    trouble: Option<String>,
    /// The last receipt of each file.
    told: Vec<Receipt>,
}

impl Watcher<'_> {
    async fn turn(&mut self) -> Answer<()> {
        let has_new = self.folder.has_new().map_err(|fault| problem(&fault))?;
        if !has_new && !self.has_moved().await? {
            return Ok(());
        }
        let terminal = open_as(self.global, &self.person).await?;
        let worked = loop {
            match self.folder.work(&terminal).await {
                Ok((going, receipts)) => {
                    receipts.into_iter().for_each(|receipt| self.tell(receipt));
                    if going == Going::Resting {
                        break Ok(());
                    }
                }
                Err(problem) => break Err(problem),
            }
            sleep(SOON).await;
        };
        drop(terminal);
        self.folder.rest();
        self.left = Some(Instant::now());
        worked
    }

    /// Whether somebody moved what was taken in, or so long has passed that something may go now.
    async fn has_moved(&mut self) -> Answer<bool> {
        let standing = self.folder.standing();
        if standing.is_empty() {
            return Ok(false);
        }
        if self.left.is_none_or(|since| since.elapsed() >= IN_ANY_CASE) {
            return Ok(true);
        }
        let changed = last_change(&self.data.dir);
        if changed.is_some() && changed == self.seen {
            return Ok(false);
        }
        let jobs = standing.iter().map(|(job, _)| *job).collect();
        let states = states_of(self.data.clone(), jobs).await?;
        let was = standing.into_iter().map(|(_, state)| state);
        let has_moved = !was.eq(states.into_iter().map(Some));
        // What moved is seen once it is worked on: whoever moved it may still hold the data.
        if !has_moved {
            self.seen = changed.filter(is_settled);
        }
        Ok(has_moved)
    }

    fn tell(&mut self, receipt: Receipt) {
        let standing = match receipt.outcome {
            WatchedOutcome::Taken => receipt.state_title.clone().unwrap_or_default(),
            WatchedOutcome::Waiting => "待ち".to_owned(),
            WatchedOutcome::Refused => "預かれません".to_owned(),
        };
        let job = receipt.job.map(|job| format!("　送信{job}"));
        let (job, rows) = (job.unwrap_or_default(), count(receipt.rows));
        self.printer.note(format_args!(
            "  {}　{standing}{job}　{rows} 行",
            receipt.file
        ));
        if let Some(problem) = &receipt.problem {
            self.printer
                .note(format_args!("    {} {}", problem.number, problem.sentence));
            self.printer
                .note(format_args!("    → {}", problem.next_step));
        }
        self.told
            .retain(|told| told.file != receipt.file || told.job != receipt.job);
        self.told.push(receipt);
    }

    /// Says once what is in the way.
    fn say(&mut self, problem: &ProblemView) {
        if self.trouble.as_ref() != Some(&problem.sentence) {
            self.printer
                .note(format_args!("{} {}", problem.number, problem.sentence));
            self.printer.note("  → 待って、もう一度ためします");
            self.trouble = Some(problem.sentence.clone());
        }
    }

    fn end(&self) -> Ending {
        let objected = |it: &Receipt| it.outcome != WatchedOutcome::Taken || it.problem.is_some();
        let lines = self.told.iter().map(|it| it.file.clone());
        self.printer.answer(&self.told, lines);
        Ending::with_findings_if(self.told.iter().any(objected))
    }
}

/// The time of a file has a grain (two seconds on some shares): within it another change may have come.
fn is_settled(changed: &SystemTime) -> bool {
    changed
        .elapsed()
        .is_ok_and(|since| since > Duration::from_secs(3))
}

fn passes(problem: &ProblemView) -> bool {
    [
        Code::AlreadyRunning,
        Code::FileUnreadable,
        Code::FileNotFound,
        Code::OutputUnwritable,
        Code::OutputFolderMissing,
        Code::DiskFull,
        Code::DataUnwritable,
    ]
    .contains(&problem.code)
}
