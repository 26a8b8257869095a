//! What the shell does by itself while it runs: passes changes on, tells the time to the core and its news to the
//! person, follows the system's lock, answers a second start.

use crate::{shell::Shell, tray};
use kakehashi_operating_system::{listen, watch_lock};
use kakehashi_terminal::{Changed, Left};
use std::{path::Path, sync::Arc, time::Duration};
use tauri::{AppHandle, Emitter, Manager, async_runtime::spawn};
use tokio::sync::broadcast::error::RecvError;

const TICK: Duration = Duration::from_secs(15);
const BACKUPS: Duration = Duration::from_secs(10 * 60);

/// Begins with all of it.
pub fn begin(app: &AppHandle, data_dir: &Path) {
    spawn(pass_changes_on(app.clone()));
    spawn(keep_time(app.clone()));
    spawn(keep_backups(app.clone()));
    let locked = app.clone();
    let watched = watch_lock(move || leave(&locked, Left::System));
    let summoned = app.clone();
    let listening = listen(data_dir, move || show(&summoned).is_ok());
    for cause in [watched.err(), listening.err()].into_iter().flatten() {
        tracing::warn!(%cause, "the system doesn't let us listen");
    }
}

/// Brings the window to the front.
pub fn show(app: &AppHandle) -> tauri::Result<()> {
    let window = app.get_webview_window("main");
    let window = window.ok_or(tauri::Error::WindowNotFound)?;
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}

/// The person is gone.
pub fn leave(app: &AppHandle, left: Left) {
    let shell = app.state::<Arc<Shell>>().inner().clone();
    spawn(async move {
        let _is_logged = shell.terminal.lock(left).await;
    });
}

async fn pass_changes_on(app: AppHandle) {
    let shell = app.state::<Arc<Shell>>().inner().clone();
    let mut changes = shell.terminal.changes();
    shell.terminal.carry_all_on().await;
    loop {
        let changed = match changes.recv().await {
            Ok(changed) => changed,
            Err(RecvError::Lagged(_)) => Changed::anything(),
            Err(RecvError::Closed) => return,
        };
        let _window_gone = app.emit("changed", changed);
    }
}

async fn keep_time(app: AppHandle) {
    let shell = app.state::<Arc<Shell>>().inner().clone();
    loop {
        let tick = shell.terminal.tick().await;
        for notice in &tick.notices {
            shell.desktop.notify(notice.title, &notice.body).await;
        }
        tray::say(&app, &tick.line);
        tokio::time::sleep(TICK).await;
    }
}

async fn keep_backups(app: AppHandle) {
    let shell = app.state::<Arc<Shell>>().inner().clone();
    loop {
        tokio::time::sleep(BACKUPS).await;
        shell.terminal.back_up_when_due().await;
    }
}
