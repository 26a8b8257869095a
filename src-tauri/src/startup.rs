//! Before the window: what must be well for there to be one, and the dialog that says what isn't.

use crate::options::Options;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_terminal::{
    SelfCheckLine, SystemClock, SystemPolicies, Terminal, World, check_installation, self_check,
};
use std::{
    env, fs,
    io::{self, Write},
    panic,
    process::ExitCode,
    thread,
};

/// Variables by which others could steer the web view: a test driver, a debugging port, another browser or profile.
#[cfg(not(debug_assertions))]
const STEERING: &[&str] = &[
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
    "WEBVIEW2_BROWSER_EXECUTABLE_FOLDER",
    "WEBVIEW2_CHANNEL_SEARCH_KIND",
    "WEBVIEW2_PIPE_FOR_SCRIPT_DEBUGGER",
    "WEBVIEW2_RELEASE_CHANNELS",
    "WEBVIEW2_RELEASE_CHANNEL_PREFERENCE",
    "WEBVIEW2_USER_DATA_FOLDER",
    "WEBVIEW2_WAIT_FOR_SCRIPT_DEBUGGER",
];

/// Forgets who would steer the web view of a shipped program. Must be the first statement of `main`.
pub fn forbid_steering_when_shipped() {
    #[cfg(not(debug_assertions))]
    #[allow(unsafe_code)]
    for name in STEERING {
        // SAFETY: first statement of main; no other thread exists that could read the environment.
        unsafe { std::env::remove_var(name) }
    }
}

/// Where the installer laid a WebView2 beside us, that one is used. Must come before anything starts a thread.
#[cfg(windows)]
pub fn use_own_web_view() {
    let program = std::env::current_exe().ok();
    let own = program.and_then(|program| Some(program.parent()?.join("WebView2")));
    if let Some(own) = own.filter(|own| own.join("msedgewebview2.exe").exists()) {
        // SAFETY: at the start of main; no other thread exists that could read the environment.
        #[allow(unsafe_code)]
        unsafe {
            std::env::set_var("WEBVIEW2_BROWSER_EXECUTABLE_FOLDER", own);
        }
    }
}

/// Opens the terminal, when there can be a window for it.
///
/// # Errors
/// `INSTALLATION_DAMAGED`, `WEB_VIEW_MISSING`, `ALREADY_RUNNING`, `KEY_MISSING`, `DATA_NEWER` and others of the data.
pub fn open(options: &Options) -> Outcome<Terminal> {
    check_installation()?;
    look_at_web_view()?;
    tauri::async_runtime::block_on(async {
        Terminal::open(&options.data_dir, World::default(), None)
    })
}

/// Says to who starts the program with other words than it knows which those are, and gives the exit status.
pub fn refuse_words(fault: &Fault) -> ExitCode {
    let _no_console = writeln!(io::stderr(), "{}", in_words(fault));
    // A script that has it look without a window would wait for ever for somebody to close a dialog.
    let is_script = env::args_os().any(|word| word == "--self-check");
    if cfg!(windows) && !is_script {
        tell(fault);
    }
    ExitCode::from(fault.code.exit().status())
}

fn in_words(fault: &Fault) -> String {
    format!(
        "{}\n\n{}\n\nエラー番号 {}",
        fault.sentence(),
        fault.next_step(),
        fault.code.number()
    )
}

/// Says in the operating system's own dialog why there is no window, and what to do.
pub fn tell(fault: &Fault) {
    let _read = rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("Kakehashi 統合専用端末")
        .set_description(in_words(fault))
        .show();
}

/// Has a program that breaks before its window is there say so, where it would end without a word.
pub fn tell_of_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        before(what);
        if thread::current().name() == Some("main") {
            tell(&Code::Internal.into());
        }
    }));
}

/// `--self-check`: looks at everything, opens nothing, reports to stdout and, where named, to a file.
pub fn check(options: &Options) -> ExitCode {
    let mut lines = self_check(&options.data_dir, &SystemClock, &SystemPolicies);
    lines.push(SelfCheckLine::new("画面の部品", look_at_web_view()));
    let mut report = String::new();
    for line in &lines {
        report += &format!("{}\r\n", line.text());
    }
    let _no_console = io::stdout().write_all(report.as_bytes());
    let report_is_there = match &options.report {
        Some(path) => fs::write(path, &report).is_ok(),
        None => true,
    };
    if report_is_there && lines.iter().all(|line| line.problem.is_none()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn look_at_web_view() -> Outcome<String> {
    tauri::webview_version().map_err(|e| Fault::new(Code::WebViewMissing).because(e))
}
