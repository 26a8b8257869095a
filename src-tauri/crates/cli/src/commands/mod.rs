//! Subcommands: parse, ask the controller, print.

mod backup;
mod case;
mod cert;
mod check;
mod compare;
mod comparison;
mod connection;
mod corrections;
mod decisions;
mod identity;
mod imported_definitions;
mod index;
mod jobs;
mod kinds;
mod layout;
mod look_up;
mod machine;
mod mismatch;
mod numbers;
mod pia;
mod records;
mod send;
mod setting;
mod settings;
mod telling;
mod timeline;

use crate::{
    args::{Arguments, Command},
    output::{Ending, Printer},
};
use kakehashi_terminal::Answer;

/// Runs the command.
pub async fn run(arguments: Arguments, printer: &Printer) -> Answer<Ending> {
    let Arguments { global, command } = arguments;
    match command {
        Command::Init { admin, name } => setting::init(&global, printer, admin, name).await,
        Command::Profile(command) => setting::profile(&global, printer, command).await,
        Command::Users(command) => setting::users(&global, printer, command).await,
        Command::Password(command) => setting::password(&global, printer, command).await,
        Command::Server(command) => setting::server(&global, printer, command).await,
        Command::Cert(command) => cert::cert(&global, printer, command).await,
        Command::Connection(command) => connection::connection(&global, printer, command).await,
        Command::Check(args) => check::check(&global, printer, args).await,
        Command::Index(command) => index::index(&global, printer, command).await,
        Command::Compare(args) => compare::compare(printer, args).await,
        Command::Comparison(command) => comparison::comparison(&global, printer, command).await,
        Command::Layout(command) => layout::layout(&global, printer, command).await,
        Command::Kinds(args) => kinds::kinds(&global, printer, args).await,
        Command::Identity(command) => identity::identity(printer, command).await,
        Command::Case(command) => case::case(&global, printer, command).await,
        Command::Lookup(args) => look_up::look_up(&global, printer, args).await,
        Command::Lookups(command) => look_up::look_ups(&global, printer, command).await,
        Command::Numbers(command) => numbers::numbers(&global, printer, command).await,
        Command::Mismatch(command) => mismatch::mismatch(&global, printer, command).await,
        Command::Timeline(command) => timeline::timeline(&global, printer, command).await,
        Command::Pia(args) => pia::pia(&global, printer, args).await,
        Command::Backup(args) => backup::backup(&global, printer, args).await,
        Command::Restore(args) => backup::restore_data(&global, printer, args).await,
        Command::Codes => Ok(telling::codes(printer)),
        Command::Schema(args) => telling::schema(printer, &args),
        Command::Help(args) => telling::help(printer, &args),
        Command::Completions(args) => Ok(telling::completions(printer, &args)),
        Command::Man(args) => telling::manual(printer, &args),
        Command::Doctor { report } => machine::doctor(&global, printer, report.as_deref()),
        Command::DisposeTerminal { sheet, .. } => machine::dispose(&global, printer, &sheet),
        Command::Send(args) => send::send(&global, printer, args).await,
        Command::Decide(args) => decisions::decide(&global, printer, args).await,
        Command::Decisions(command) => decisions::decisions(&global, printer, command).await,
        Command::Approve { job } => jobs::approve(&global, printer, job).await,
        Command::Reject { job, reason } => jobs::reject(&global, printer, job, reason).await,
        Command::Queue { command } => jobs::queue(&global, printer, command).await,
        Command::Jobs { part, command } => jobs::jobs(&global, printer, part, command).await,
        Command::Result { job, to } => jobs::result(&global, printer, job, to).await,
        Command::BranchNumbers { job, to } => {
            jobs::branch_numbers(&global, printer, job, &to).await
        }
        Command::Settings { command } => settings::settings(&global, printer, command).await,
        Command::Audit(command) => records::audit(&global, printer, command).await,
    }
}
