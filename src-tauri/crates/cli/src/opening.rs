//! Opening the terminal for a command: data directory, key, profile, person.

use crate::args::Global;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_terminal::{Answer, Terminal, World, view::ProblemView};
use std::{
    io::{self, Read},
    path::PathBuf,
};
use zeroize::Zeroizing;

/// Opens the data and logs the person in.
pub async fn open(global: &Global) -> Answer<Terminal> {
    let terminal = open_data(global)?;
    let (user, password) = credentials(global)?;
    terminal.log_in(user, password.to_string()).await?;
    Ok(terminal)
}

/// Opens the data only.
pub fn open_data(global: &Global) -> Answer<Terminal> {
    let phrase = global.key_pass_file.as_deref().map(secret).transpose()?;
    let phrase = phrase.as_ref().map(|p| p.as_str());
    shown(Terminal::open(&data_dir(global)?, World::default(), phrase))
}

/// Works with the profile that `--profile` names.
pub async fn choose_profile(terminal: &Terminal, global: &Global) -> Answer<()> {
    match &global.profile {
        Some(name) => terminal.work_with(name.clone()).await,
        None => Ok(()),
    }
}

/// Who acts.
pub fn credentials(global: &Global) -> Answer<(String, Zeroizing<String>)> {
    let missing = |name: &str| {
        let hint = format!("{name} を付けてください。");
        let fault = Fault::new(Code::InputInvalid)
            .with("field", name)
            .with("hint", hint);
        problem(&fault)
    };
    let user = global.user.clone().ok_or_else(|| missing("--user"))?;
    let file = global
        .password_file
        .as_deref()
        .ok_or_else(|| missing("--password-file"))?;
    Ok((user, secret(file)?))
}

/// Reads a secret from a file, or from stdin for `-`; neither the line end is part of it nor the mark that some editors
/// put before the first letter.
pub fn secret(file: &str) -> Answer<Zeroizing<String>> {
    let mut text = Zeroizing::new(String::new());
    let read = match file {
        "-" => io::stdin().read_to_string(&mut text),
        path => std::fs::File::open(path).and_then(|mut f| f.read_to_string(&mut text)),
    };
    let unreadable = |e: io::Error| {
        let code = if e.kind() == io::ErrorKind::NotFound {
            Code::FileNotFound
        } else {
            Code::FileUnreadable
        };
        problem(&Fault::new(code).with("file", file).because(e.kind()))
    };
    read.map_err(unreadable)?;
    let end = text.trim_end_matches(['\r', '\n']).len();
    text.truncate(end);
    Ok(Zeroizing::new(
        text.trim_start_matches('\u{feff}').to_owned(),
    ))
}

/// Where the data lies.
pub fn data_dir(global: &Global) -> Answer<PathBuf> {
    let own = || {
        directories::ProjectDirs::from("jp", "kakehashi", "Kakehashi")
            .map(|d| d.data_local_dir().to_owned())
    };
    let dir = global.data_dir.clone().or_else(own);
    dir.ok_or_else(|| problem(&Fault::new(Code::DataUnwritable)))
}

/// A fault as shown.
pub fn problem(fault: &Fault) -> ProblemView {
    ProblemView::new(fault, "-")
}

fn shown<T>(outcome: Outcome<T>) -> Answer<T> {
    outcome.map_err(|fault| problem(&fault))
}
