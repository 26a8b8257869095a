//! `kakehashi`: does without a window everything that the screens do.
//!
//! Owns: arguments, what is printed, exit statuses. Never: decides anything; each subcommand is a thin adapter over
//! the controller in `kakehashi-terminal`.

mod args;
mod commands;
mod defaults;
mod examples;
mod follow;
mod in_commands;
mod line;
#[cfg(test)]
mod odd_files;
mod opening;
mod output;
mod schemas;
mod taken;
mod topics;
mod usual_words;
mod words;
mod words_of_clap;

use args::{Arguments, Global};
use clap::FromArgMatches;
use kakehashi_operating_system::leave_no_dumps;
use kakehashi_terminal::{Answer, begin_service_log};
use output::Printer;
use std::{env, ffi::OsString, process::ExitCode};

fn main() -> ExitCode {
    let words: Vec<OsString> = env::args_os().collect();
    let printer = Printer::new(asks_for_json(&words) || defaults::ask_for_json());
    let matches = match words_of_clap::command().try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(answer) if words_of_clap::is_help(&answer) => return printer.help(&answer),
        Err(answer) => return printer.problem(&opening::problem(&words_of_clap::fault(&answer))),
    };
    let arguments = match arguments(&matches) {
        Ok(arguments) => arguments,
        Err(problem) => return printer.problem(&problem),
    };
    if let Err(problem) = begin_log(&arguments.global) {
        return printer.problem(&problem);
    }
    if let Err(cause) = leave_no_dumps() {
        tracing::warn!(%cause, "a crash may leave a dump");
    }
    let printer = Printer::new(arguments.global.json);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return printer.bug(&error.to_string()),
    };
    let ended = runtime.block_on(commands::run(arguments, &printer));
    printer.end(ended)
}

fn begin_log(global: &Global) -> Answer<()> {
    let dir = opening::data_dir(global).ok();
    begin_service_log(dir.as_deref(), "error").map_err(|fault| opening::problem(&fault))
}

/// The arguments, with what stands in for options that nobody gave.
fn arguments(matches: &clap::ArgMatches) -> Answer<Arguments> {
    let taken = taken::refuse_unused(matches).map_err(|fault| opening::problem(&fault))?;
    let read = Arguments::from_arg_matches(matches);
    let mut arguments = read.map_err(|e| opening::problem(&words_of_clap::fault(&e)))?;
    defaults::fill(&mut arguments.global, taken)?;
    Ok(arguments)
}

/// Whether the answer is to be JSON, should even the words be wrong.
fn asks_for_json(words: &[OsString]) -> bool {
    let options = words.iter().take_while(|word| *word != "--");
    options.into_iter().any(|word| word == "--json")
}
