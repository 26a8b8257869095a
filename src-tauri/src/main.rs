//! The desktop application: one window over the controller. Thin: it parses, asks, and shapes the answer.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod acts;
mod desktop;
mod options;
mod shell;
mod startup;
mod tray;
mod watch;

use kakehashi_domain::{Code, Fault};
use kakehashi_operating_system::{leave_no_dumps, summon};
use kakehashi_terminal::{Terminal, begin_service_log};
use options::Options;
use shell::Shell;
use std::{env, process::ExitCode, sync::Arc};
use tauri::{Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

/// To WebView2: no talk with anybody but us, nothing kept of what is typed, no crash reports. The first list is Tauri's own.
const QUIET: &str = "--disable-features=msWebOOUI,msPdfOOUI,msSmartScreenProtection,\
    AutofillServerCommunication,OptimizationHints,msEdgeAutofill \
    --disable-background-networking --disable-breakpad --disable-crash-reporter --disable-component-update \
    --disable-domain-reliability --disable-save-password-bubble --disable-sync --no-pings --no-first-run";

fn main() -> ExitCode {
    startup::forbid_steering_when_shipped();
    #[cfg(windows)]
    startup::use_own_web_view();
    let options = match Options::read(env::args_os()) {
        Ok(options) => options,
        Err(fault) => return startup::refuse_words(&fault),
    };
    if let Err(fault) = begin_service_log(Some(&options.data_dir), "warn") {
        return startup::refuse_words(&fault);
    }
    if let Err(cause) = leave_no_dumps() {
        tracing::warn!(%cause, "a crash may leave a dump");
    }
    startup::tell_of_panics();
    if options.self_check {
        return startup::check(&options);
    }
    let data_dir = options.data_dir.clone();
    let shown = startup::open(&options).and_then(|terminal| {
        show(options, terminal).map_err(|e| Fault::new(Code::Internal).because(e))
    });
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) if fault.code == Code::AlreadyRunning && summon(&data_dir) => ExitCode::SUCCESS,
        Err(fault) => {
            tracing::error!(number = fault.code.number(), cause = ?fault.cause, "no window");
            startup::tell(&fault);
            ExitCode::FAILURE
        }
    }
}

/// A screen that is smaller than the window is filled by it.
fn fit(window: &WebviewWindow) -> tauri::Result<()> {
    let (Some(screen), size) = (window.current_monitor()?, window.outer_size()?) else {
        return Ok(());
    };
    let screen = screen.size();
    if size.width > screen.width || size.height > screen.height {
        window.maximize()?;
    }
    Ok(())
}

/// Shows the window until the program ends.
fn show(options: Options, terminal: Terminal) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(acts::answer)
        .setup(move |app| {
            let desktop = Box::new(desktop::TauriDesktop::new(app.handle().clone()));
            app.manage(Arc::new(Shell {
                terminal,
                desktop,
                setup_sheet: options.proposal(),
            }));
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Kakehashi 統合専用端末")
                .inner_size(1280.0, 800.0)
                // At 200 % on a small screen too.
                .min_inner_size(640.0, 400.0)
                // What the web view keeps lies under our own folder, where tests search it for clear text.
                .data_directory(options.data_dir.join("webview"))
                .additional_browser_args(QUIET)
                .general_autofill_enabled(false)
                .build()
                .and_then(|window| fit(&window))?;
            tray::place(app.handle());
            watch::begin(app.handle(), &options.data_dir);
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                tray::close(window);
            }
        })
        .run(tauri::generate_context!())
}
