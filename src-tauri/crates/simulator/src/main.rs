//! `kakehashi-simulator`, the practice server's command line.

mod cli;
mod words;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    let command = match cli::Cli::try_parse() {
        Ok(command) => command,
        Err(answer) => return say(&answer),
    };
    match command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::from(error.status())
        }
    }
}

/// Says what the parser says: help, or what is wrong with the words.
fn say(answer: &clap::Error) -> ExitCode {
    let Some(help) = words::help(answer) else {
        let _ = writeln!(std::io::stderr(), "{}", words::wrong(answer));
        return ExitCode::from(WRONG_USAGE);
    };
    match write!(std::io::stdout(), "{help}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(WRONG_USAGE),
    }
}
