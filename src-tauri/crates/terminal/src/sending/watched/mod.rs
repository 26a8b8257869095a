//! The watched folder: another program lays files down, and they go the way of every file: taken in, checked, released by
//! a person, sent; receipts and results come back beside them. It acts as the person who is logged in.
//!
//! A file counts as finished once it has its last name and stays as it is. Which job is whose stands in the receipts, so that
//! a sudden end loses nothing: a file that was taken in and not moved on is found by its content and goes on.

mod folder;
mod receipt;

pub use receipt::{Receipt, WatchedOutcome, WatchedProblem};

use crate::{
    core::{
        controller::{Answer, Terminal},
        problem::ProblemView,
    },
    files::{read_fault, sealing::HandOutTo},
    sending::jobs::view::{JobAct, JobView},
    view::{HandOverView, KindView},
};
use folder::{DONE, ERROR, Folder, IN, RESULTS};
use kakehashi_domain::{Code, Fault, JobState, Outcome, Retry};
use std::{
    collections::{HashMap, HashSet},
    io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// After how long a file is tried again that had to wait.
const TRY_AGAIN: Duration = Duration::from_secs(60);

/// A folder that this program watches.
pub struct WatchedFolder {
    folder: Folder,
    /// Files in `done` that something may still happen to.
    open: Vec<(String, Receipt)>,
    /// Files that had to wait, and since when.
    waiting: HashMap<PathBuf, Instant>,
    /// Jobs that were set going since the data was opened.
    carried: HashSet<u32>,
}

/// Whether somebody has to stay with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Going {
    /// Something is checked or sent by this program.
    Moving,
    /// All that is left waits for a person, or for time.
    Resting,
}

impl WatchedFolder {
    /// Begins to watch: makes `in`, `done`, `error` and `results` where they are missing.
    ///
    /// # Errors
    /// `OUTPUT_FOLDER_MISSING`, `OUTPUT_UNWRITABLE`, `FOLDER_WATCHED`.
    pub fn open(root: &Path, quiet: Duration) -> Outcome<Self> {
        let folder = Folder::open(root, quiet)?;
        let open = Receipt::open_in(&folder.part(DONE)).map_err(|e| gone(root, &e))?;
        Ok(Self {
            folder,
            open,
            waiting: HashMap::new(),
            carried: HashSet::new(),
        })
    }

    /// Whether files lie there that can be taken in now.
    ///
    /// # Errors
    /// `FILE_UNREADABLE` while the folder can't be reached; later it may be again.
    pub fn has_new(&mut self) -> Outcome<bool> {
        Ok(!self.new_files()?.is_empty())
    }

    /// The jobs that something may still happen to, and where each stood when it was seen last.
    pub fn standing(&self) -> Vec<(u32, Option<JobState>)> {
        let standing = |(_, it): &(String, Receipt)| Some((it.job?, it.state));
        self.open.iter().filter_map(standing).collect()
    }

    /// Whether every file that lies there was tried.
    pub fn is_through(&self) -> bool {
        self.folder.is_empty() || !self.waiting.is_empty()
    }

    /// The data is let go of; whoever has it next sets the jobs going again.
    pub fn rest(&mut self) {
        self.carried.clear();
    }

    /// Takes in what came, and sees what became of what was taken in. Tells the receipts that changed.
    ///
    /// # Errors
    /// What keeps the person from working at all, or the folder from being reached.
    pub async fn work(&mut self, terminal: &Terminal) -> Answer<(Going, Vec<Receipt>)> {
        let mut told = Vec::new();
        let files = self.new_files().map_err(|fault| shown(&fault))?;
        if !files.is_empty() {
            let kinds = terminal.kinds().await?;
            for path in files {
                told.extend(self.bring(terminal, &kinds, &path).await?);
            }
        }
        let mut going = Going::Resting;
        for (name, before) in std::mem::take(&mut self.open) {
            let (receipt, moves) = self.follow(terminal, &name, before.clone()).await?;
            if moves {
                going = Going::Moving;
            }
            if (&receipt.state, &receipt.problem) != (&before.state, &before.problem)
                || receipt.results != before.results
            {
                told.push(receipt.clone());
            }
            if !receipt.is_closed() {
                self.open.push((name, receipt));
            }
        }
        Ok((going, told))
    }

    fn new_files(&mut self) -> Outcome<Vec<PathBuf>> {
        let finished = self.folder.finished();
        let finished = finished.map_err(|e| gone(&self.folder.part(IN), &e))?;
        self.waiting.retain(|path, _| finished.contains(path));
        let waits = |path: &PathBuf| {
            let since = self.waiting.get(path);
            since.is_some_and(|since| since.elapsed() < TRY_AGAIN)
        };
        Ok(finished.into_iter().filter(|path| !waits(path)).collect())
    }

    async fn bring(
        &mut self,
        terminal: &Terminal,
        kinds: &[KindView],
        path: &Path,
    ) -> Answer<Option<Receipt>> {
        let name = name_of(path);
        let mut receipt = Receipt::new(&name, now(terminal).await?);
        let text = path.display().to_string();
        let taken = match self.kind(terminal, kinds, path).await {
            Ok(kind) => {
                receipt.kind = Some(kind.clone());
                terminal.take_in(text, kind, None).await
            }
            Err(problem) => Err(problem),
        };
        let problem = match taken {
            Ok(job) if self.folder.is_unchanged(path) => {
                return self.taken(terminal, path, receipt, &job).await.map(Some);
            }
            Ok(job) => {
                // Somebody wrote on: what was taken in isn't what will be there.
                self.settled(terminal, job.id).await?;
                terminal.cancel(job.id).await?;
                return Ok(None);
            }
            Err(problem) => problem,
        };
        if problem.code == Code::AlreadyTakenIn
            && let Some(job) = self.left_behind(terminal, &name, &problem).await?
        {
            return self.taken(terminal, path, receipt, &job).await.map(Some);
        }
        if stops_everything(problem.code) {
            return Err(problem);
        }
        receipt.problem = Some(WatchedProblem::of(&problem));
        if passes(problem.code) {
            let known = self.waiting.insert(path.to_owned(), Instant::now());
            receipt.write(path).map_err(|e| unwritable(path, &e))?;
            return Ok(known.is_none().then_some(receipt));
        }
        receipt.outcome = WatchedOutcome::Refused;
        self.lay(path, ERROR, &receipt)?;
        Ok(Some(receipt))
    }

    /// By its name (`member-registration_0401.csv`), else by its heading.
    async fn kind(&self, terminal: &Terminal, kinds: &[KindView], path: &Path) -> Answer<String> {
        let name = name_of(path);
        let is_named = |kind: &&KindView| {
            let rest = name.strip_prefix(&kind.kind);
            rest.is_some_and(|rest| {
                !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
            })
        };
        if let Some(kind) = kinds.iter().find(is_named) {
            return Ok(kind.kind.clone());
        }
        match terminal.recognise(path.display().to_string()).await? {
            Some(kind) => Ok(kind.kind),
            None => Err(shown(&Fault::new(Code::KindNotTold).with("file", name))),
        }
    }

    /// The job of a file that was taken in by this folder and not moved on, since the program ended in between.
    async fn left_behind(
        &mut self,
        terminal: &Terminal,
        name: &str,
        problem: &ProblemView,
    ) -> Answer<Option<JobView>> {
        let id = problem.params.get("job").and_then(|id| id.parse().ok());
        let Some(id) = id else { return Ok(None) };
        let job = terminal.job(id).await?;
        let mine = |(_, receipt): &&(String, Receipt)| receipt.job == Some(id);
        if let Some((stored, _)) = self.open.iter().find(mine) {
            // Its receipt was written, and the file wasn't moved: else it is another of the same content.
            let is_here = self.folder.part(DONE).join(stored).exists();
            let stored = stored.clone();
            if !is_here {
                self.open.retain(|(name, _)| *name != stored);
                return Ok(Some(job));
            }
            return Ok(None);
        }
        let is_ours = job.file_name == name && job.state <= JobState::Checked;
        Ok(is_ours.then_some(job))
    }

    async fn taken(
        &mut self,
        terminal: &Terminal,
        path: &Path,
        mut receipt: Receipt,
        job: &JobView,
    ) -> Answer<Receipt> {
        receipt.tell(job);
        // Whatever its check has found by now, this folder hasn't seen it yet.
        receipt.state = Some(JobState::Checking);
        receipt.state_title = Some(JobState::Checking.title().to_owned());
        receipt.at = now(terminal).await?;
        let name = self.lay(path, DONE, &receipt)?;
        self.open.push((name, receipt.clone()));
        Ok(receipt)
    }

    /// Lays a file with its receipt into another part of the folder.
    fn lay(&mut self, path: &Path, part: &str, receipt: &Receipt) -> Answer<String> {
        let name = self.folder.free_name(part, &name_of(path));
        let target = self.folder.part(part).join(&name);
        let laid = receipt.write(&target);
        let laid = laid.and_then(|()| self.folder.move_on(path, part, &name));
        laid.map_err(|e| unwritable(&target, &e))?;
        Ok(name)
    }

    /// What became of a file that was taken in, and whether this program has to stay with it.
    async fn follow(
        &mut self,
        terminal: &Terminal,
        name: &str,
        mut receipt: Receipt,
    ) -> Answer<(Receipt, bool)> {
        let id = receipt.job.unwrap_or_default();
        let mut job = match terminal.job(id).await {
            Ok(job) => job,
            // The data came from an older copy.
            Err(problem) if problem.code == Code::JobNotFound => {
                receipt.outcome = WatchedOutcome::Refused;
                receipt.problem = Some(WatchedProblem::of(&problem));
                let place = self.folder.part(DONE).join(name);
                receipt.write(&place).map_err(|e| unwritable(&place, &e))?;
                return Ok((receipt, false));
            }
            Err(problem) => return Err(problem),
        };
        let was_checking = receipt
            .state
            .is_none_or(|state| state == JobState::Checking);
        if was_checking && job.state == JobState::Checking && self.carried.insert(id) {
            terminal.carry_on(id).await;
        }
        if was_checking && job.state == JobState::Checked {
            let groups = terminal.finding_groups(id).await?;
            receipt.by_code = groups.into_iter().map(|it| (it.code, it.count)).collect();
            if job.error_rows + job.file_errors > 0 {
                return self.refuse_rows(terminal, name, receipt, id).await;
            }
            if job.open_confirms == 0 && job.acts.contains(&JobAct::RequestApproval) {
                job = terminal.request_approval(id).await?;
            }
        }
        let is_sent_by_us = job.state.is_moving() && job.way == Default::default();
        if is_sent_by_us && job.held.is_none() && self.carried.insert(id) {
            job = self.set_going(terminal, job).await?;
        }
        receipt.tell(&job);
        if job.state == JobState::ResultReceived {
            self.write_results(terminal, name, &job, &mut receipt)
                .await?;
        }
        receipt.at = now(terminal).await?;
        let place = self.folder.part(DONE).join(name);
        receipt.write(&place).map_err(|e| unwritable(&place, &e))?;
        let passes = |problem: &ProblemView| problem.retry == Retry::Retry;
        let moves = job.state == JobState::Checking
            || (is_sent_by_us && job.held.is_none() && job.problem.as_ref().is_none_or(passes));
        Ok((receipt, moves))
    }

    async fn set_going(&self, terminal: &Terminal, job: JobView) -> Answer<JobView> {
        match terminal.retry_now(job.id).await {
            Ok(job) => Ok(job),
            // It went on in this moment.
            Err(problem) if problem.code == Code::WrongState => terminal.job(job.id).await,
            Err(problem) => Err(problem),
        }
    }

    /// As by `send`: a file with errors isn't kept; whoever brought it comes back with a corrected one.
    async fn refuse_rows(
        &mut self,
        terminal: &Terminal,
        name: &str,
        mut receipt: Receipt,
        id: u32,
    ) -> Answer<(Receipt, bool)> {
        let job = terminal.cancel(id).await?;
        receipt.tell(&job);
        let rows = job.error_rows + job.file_errors;
        let fault = Fault::new(Code::HasErrors).with("rows", rows);
        receipt.problem = Some(WatchedProblem::of(&shown(&fault)));
        receipt.outcome = WatchedOutcome::Refused;
        let path = self.folder.part(DONE).join(name);
        self.lay(&path, ERROR, &receipt)?;
        Ok((receipt, false))
    }

    /// What came of it, for the program that brought the file. Nobody has read it yet: that a person does, in the terminal.
    async fn write_results(
        &self,
        terminal: &Terminal,
        name: &str,
        job: &JobView,
        receipt: &mut Receipt,
    ) -> Answer<()> {
        let to = |what: &str| {
            let name = self
                .folder
                .free_name(RESULTS, &format!("{name}.{what}.csv"));
            HandOutTo::from(self.folder.part(RESULTS).join(name).display().to_string())
        };
        let written = |view: HandOverView| name_of(Path::new(&view.path));
        let mut results = vec![written(terminal.save_result(job.id, to("result")).await?)];
        if job.acts.contains(&JobAct::SaveBranchNumbers) {
            let saved = terminal.save_branch_numbers(job.id, to("hand-over"));
            results.push(written(saved.await?));
        }
        if job.acts.contains(&JobAct::SaveResend) {
            let saved = terminal.save_resend(job.id, to("resend")).await?;
            results.push(written(saved));
        }
        receipt.results = results;
        Ok(())
    }

    /// Waits until a check that is to be thrown away is over.
    async fn settled(&self, terminal: &Terminal, id: u32) -> Answer<()> {
        let mut changes = terminal.changes();
        while terminal.job(id).await?.state == JobState::Checking {
            let a_change = changes.recv();
            let _change_or_time = tokio::time::timeout(Duration::from_millis(200), a_change).await;
        }
        Ok(())
    }
}

/// What stands in the way of a file now and may be gone later.
fn passes(code: Code) -> bool {
    [
        Code::WrongOrder,
        Code::NoProfile,
        Code::DiskFull,
        Code::DataUnwritable,
        Code::FileUnreadable,
        Code::FileNotFound,
    ]
    .contains(&code)
}

/// What stands in the way of every file.
fn stops_everything(code: Code) -> bool {
    [
        Code::NotLoggedIn,
        Code::PermissionDenied,
        Code::SessionLocked,
        Code::DataDamaged,
        Code::Internal,
    ]
    .contains(&code)
}

async fn now(terminal: &Terminal) -> Answer<chrono::DateTime<chrono::Utc>> {
    let now = terminal.see(|look| Ok(look.now())).await;
    now.map_err(|fault| shown(&fault))
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn gone(path: &Path, error: &io::Error) -> Fault {
    read_fault(&path.display().to_string(), error)
}

fn unwritable(path: &Path, error: &io::Error) -> ProblemView {
    let fault = Fault::new(Code::OutputUnwritable).with("file", name_of(path));
    shown(&fault.because(error.kind()))
}

fn shown(fault: &Fault) -> ProblemView {
    ProblemView::new(fault, "-")
}
