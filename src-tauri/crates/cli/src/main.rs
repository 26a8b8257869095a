//! `kakehashi`: does without a window everything that the screens do.
//!
//! Owns: arguments, what is printed, exit statuses. Never: decides anything; each subcommand is a thin adapter over
//! the controller in `kakehashi-terminal`.

mod args;
mod commands;
mod follow;
mod line;
mod opening;
mod output;
mod words;

use args::Arguments;
use clap::Parser;
use kakehashi_operating_system::leave_no_dumps;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return output::help(&answer),
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("KAKEHASHI_LOG");
    tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| "error".into()))
        .with_writer(std::io::stderr)
        .init();
    if let Err(cause) = leave_no_dumps() {
        tracing::warn!(%cause, "a crash may leave a dump");
    }
    let printer = output::Printer::new(arguments.global.json);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return printer.bug(&error.to_string()),
    };
    match runtime.block_on(commands::run(arguments, &printer)) {
        Ok(ending) => ExitCode::from(ending.status()),
        Err(problem) => printer.problem(&problem),
    }
}
