//! What touches the desktop itself: choosing files, notifications. Behind a trait, so that the acts can be tried without a window.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tauri::Manager;
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

const NAME: &str = "Kakehashi 統合専用端末";
/// Under this name the installer makes us known to Windows; without it Windows shows no notification.
#[cfg(windows)]
const APP_ID: &str = "jp.kakehashi.terminal";

/// The desktop around the window.
#[async_trait::async_trait]
pub trait Desktop: Send + Sync {
    /// Lets the person choose a file to open.
    async fn choose_file(&self, title: &str, extensions: &[String]) -> Option<PathBuf>;
    /// Lets the person choose where to save.
    async fn choose_save_file(&self, title: &str, name: &str) -> Option<PathBuf>;
    /// Says something by the operating system, for whoever sits there.
    async fn notify(&self, title: &str, body: &str);
    /// Where files are proposed to go.
    fn suggested_folder(&self) -> PathBuf;
    /// Enlarges everything in the window; 1 is as it is.
    fn zoom(&self, factor: f64);
    /// Shows a file in its folder.
    fn show_in_folder(&self, path: &Path);
    /// Keeps the window out of what other programs take of the screen, for so many seconds.
    fn keep_from_captures(&self, seconds: u64);
}

/// The dialogs of the operating system.
pub struct TauriDesktop(tauri::AppHandle, Arc<AtomicU64>);

impl TauriDesktop {
    /// Over the running application.
    pub fn new(app: tauri::AppHandle) -> Self {
        Self(app, Arc::default())
    }
}

#[async_trait::async_trait]
impl Desktop for TauriDesktop {
    async fn choose_file(&self, title: &str, extensions: &[String]) -> Option<PathBuf> {
        let (reply, answer) = oneshot::channel();
        let extensions: Vec<&str> = extensions.iter().map(String::as_str).collect();
        let mut dialog = self.0.dialog().file().set_title(title);
        if !extensions.is_empty() {
            dialog = dialog.add_filter(extensions.join("・"), &extensions);
        }
        dialog.pick_file(move |path| drop(reply.send(path)));
        answer.await.ok().flatten()?.into_path().ok()
    }

    async fn choose_save_file(&self, title: &str, name: &str) -> Option<PathBuf> {
        let (reply, answer) = oneshot::channel();
        let dialog = self.0.dialog().file().set_title(title).set_file_name(name);
        dialog.save_file(move |path| drop(reply.send(path)));
        answer.await.ok().flatten()?.into_path().ok()
    }

    async fn notify(&self, title: &str, body: &str) {
        let mut notice = notify_rust::Notification::new();
        notice.appname(NAME).summary(title).body(body);
        #[cfg(windows)]
        notice.app_id(APP_ID);
        // It may wait for an answer of the system.
        let shown = tokio::task::spawn_blocking(move || notice.show().map(drop));
        if let Ok(Err(cause)) = shown.await {
            tracing::warn!(%cause, "the system took no notification");
        }
    }

    fn suggested_folder(&self) -> PathBuf {
        let dirs = directories::UserDirs::new();
        let documents = dirs
            .as_ref()
            .and_then(|d| d.document_dir().or(Some(d.home_dir())));
        documents.map_or_else(|| PathBuf::from("."), ToOwned::to_owned)
    }

    fn zoom(&self, factor: f64) {
        let window = self.0.get_webview_window("main");
        if let Some(Err(cause)) = window.map(|window| window.set_zoom(factor.clamp(1.0, 2.0))) {
            tracing::warn!(%cause, "the window can't be enlarged");
        }
    }

    fn keep_from_captures(&self, seconds: u64) {
        let Some(window) = self.0.get_webview_window("main") else {
            return;
        };
        // One that came later holds on longer.
        let turn = self.1.fetch_add(1, Ordering::Relaxed) + 1;
        if let Err(cause) = window.set_content_protected(true) {
            tracing::warn!(%cause, "the window can be captured");
        }
        let latest = Arc::clone(&self.1);
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            if latest.load(Ordering::Relaxed) == turn {
                let _ = window.set_content_protected(false);
            }
        });
    }

    fn show_in_folder(&self, path: &Path) {
        if let Err(cause) = file_manager(path).spawn() {
            tracing::warn!(%cause, "no file manager");
        }
    }
}

/// The system's file manager, at a file.
fn file_manager(path: &Path) -> Command {
    if cfg!(windows) {
        let mut explorer = Command::new("explorer.exe");
        explorer.arg("/select,").arg(path);
        return explorer;
    }
    let mut open = Command::new("xdg-open");
    open.arg(path.parent().unwrap_or(path));
    open
}
