//! The worker: takes jobs one after another from 受付 to 処理完了.
//!
//! Rows are taken up in batches, each in one transaction with its results and the job's counts:
//! after a crash the work goes on behind the last batch, and nothing is done twice.

pub mod answer;
pub mod check;
mod process;
pub mod rows;
mod value;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::{
    app::App,
    db::{
        DbError,
        jobs::{self, Job, JobState},
    },
    desk::Desk,
    house,
    server::told,
};
use process::Broken;

/// Works until it is told to stop.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    loop {
        // Only waiting is broken off; work in hand comes to the end of its batch.
        let due = tokio::select! {
            biased;
            () = told(&mut stop) => return,
            due = next_due(&app) => due,
        };
        let done = match due {
            Ok(job) => work_on(&app, job, stop.clone()).await,
            Err(error) => Err(error.into()),
        };
        if let Err(error) = done {
            tracing::error!(%error, "worker");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

/// Does everything that waits.
///
/// # Errors
/// What keeps a job from its end.
pub async fn finish_all(app: &Arc<App>) -> Result<(), Broken> {
    let (_stay, stop) = watch::channel(false);
    while let Some(job) = app.db.read(jobs::oldest_unfinished).await? {
        work_on(app, job, stop.clone()).await?;
    }
    Ok(())
}

/// Waits for a job, and until its time has come.
async fn next_due(app: &App) -> Result<Job, DbError> {
    loop {
        let Some(job) = app.db.read(jobs::oldest_unfinished).await? else {
            app.new_job.notified().await;
            continue;
        };
        if job.state == JobState::Accepted {
            wait(app, job.accepted_at, app.scenario.accept_ms).await;
        } else if job.ok + job.failed == 0 {
            wait(app, job.updated_at, app.scenario.process_ms).await;
        }
        return Ok(job);
    }
}

async fn work_on(app: &Arc<App>, job: Job, stop: watch::Receiver<bool>) -> Result<(), Broken> {
    let Some(desk) = app.desk_of(&job) else {
        // Made by a server that knew more kinds.
        return refuse(
            app,
            job,
            "このファイル種別は、いまのサーバーにありません".into(),
        )
        .await;
    };
    let desk = in_house(app, desk, &job).await?;
    if job.state == JobState::Accepted {
        return begin(app, desk, job).await;
    }
    let (app, receipt) = (Arc::clone(app), job.receipt.clone());
    let done = tokio::task::spawn_blocking(move || process::process(&app, &desk, job, &stop)).await;
    match done.unwrap_or(Err(Broken::Stopped)) {
        Err(Broken::Stopped) => return Ok(()),
        done => done?,
    }
    tracing::info!(receipt, "job finished");
    Ok(())
}

/// The desk for the insurer's character code.
async fn in_house(app: &Arc<App>, desk: Arc<Desk>, job: &Job) -> Result<Arc<Desk>, Broken> {
    let (owned, at, upload) = (Arc::clone(app), Arc::clone(&desk), job.upload.clone());
    let told = tokio::task::spawn_blocking(move || house::encoding(&owned, &at, &upload));
    match told.await.map_err(|_| Broken::Stopped)?? {
        Some(encoding) => Ok(app
            .desks
            .in_encoding(Arc::clone(&desk), encoding)
            .unwrap_or(desk)),
        None => Ok(desk),
    }
}

/// Reads the whole file once: counts its rows, or refuses it.
async fn begin(app: &Arc<App>, desk: Arc<Desk>, job: Job) -> Result<(), Broken> {
    let owned = Arc::clone(app);
    let upload = job.upload.clone();
    let counted =
        tokio::task::spawn_blocking(move || rows::count(&owned.db, &upload, &desk.layout))
            .await
            .map_err(|_| Broken::Stopped)?;
    let now = app.now_ms();
    match counted {
        Ok(total) => Ok(app
            .db
            .write(move |c| jobs::begin(c, &job.receipt, total, now))
            .await?),
        Err(rows::Unreadable::File(message)) => refuse(app, job, message).await,
        Err(rows::Unreadable::Storage(error)) => Err(Broken::Read(error)),
    }
}

async fn refuse(app: &App, job: Job, message: String) -> Result<(), Broken> {
    let now = app.now_ms();
    Ok(app
        .db
        .write(move |c| jobs::refuse(c, &job, &message, now))
        .await?)
}

async fn wait(app: &App, since: i64, ms: u64) {
    let passed = u64::try_from(app.now_ms() - since).unwrap_or(0);
    tokio::time::sleep(Duration::from_millis(ms.saturating_sub(passed))).await;
}
