//! The desktop application: one window over the controller. Thin: it parses, asks, and shapes the answer.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod acts;
mod desk;
mod options;
mod shell;

use options::Options;
use shell::Shell;
use std::sync::Arc;
use tauri::{Emitter, Manager, WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    forbid_automation_when_shipped();
    let options = Options::read();
    let filter = tracing_subscriber::EnvFilter::try_from_env("KAKEHASHI_LOG");
    tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .init();
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(acts::answer)
        .setup(move |app| {
            let shell = Shell::open(&options, desk::TauriDesk::new(app.handle().clone()));
            app.manage(Arc::new(shell));
            tell_of_changes(app.handle());
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Kakehashi 統合専用端末")
                .inner_size(1280.0, 800.0)
                .min_inner_size(800.0, 600.0)
                // What the web view keeps lies under our own folder, where tests search it for clear text.
                .data_directory(options.data_dir.join("webview"))
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}

/// Passes every change on to the window, and goes on with what was under way.
fn tell_of_changes(app: &tauri::AppHandle) {
    let app = app.clone();
    let shell = app.state::<Arc<Shell>>().inner().clone();
    tauri::async_runtime::spawn(async move {
        let Ok(terminal) = &shell.terminal else {
            return;
        };
        let mut changes = terminal.changes();
        terminal.carry_all_on().await;
        use tokio::sync::broadcast::error::RecvError;
        loop {
            let job = match changes.recv().await {
                Ok(change) => change.job,
                Err(RecvError::Lagged(_)) => None,
                Err(RecvError::Closed) => return,
            };
            let _window_gone = app.emit("changed", serde_json::json!({ "job": job }));
        }
    });
}

/// The web view would let a test driver in when this variable is set; a shipped program must not.
fn forbid_automation_when_shipped() {
    #[cfg(not(debug_assertions))]
    #[allow(unsafe_code)]
    // SAFETY: first statement of main; no other thread exists that could read the environment.
    unsafe {
        std::env::remove_var("TAURI_WEBVIEW_AUTOMATION");
    }
}
