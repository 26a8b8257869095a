//! Opening the terminal for a command: data directory, key, profile, person.

use crate::args::Global;
use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_terminal::{
    Answer, KeptData, Terminal, World, is_begun, read_secret, view::ProblemView,
};
use std::{
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};
use zeroize::Zeroizing;

/// How often a program that waits for the data looks whether it is free.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// Who acts, until the end of the command.
pub struct Person {
    user: String,
    password: Zeroizing<String>,
}

/// Opens the data, works with the connection that was named, and logs the person in.
pub async fn open(global: &Global) -> Answer<Terminal> {
    open_as(global, &person(global)?).await
}

/// As [`open`], for somebody whose password was read already.
pub async fn open_as(global: &Global, person: &Person) -> Answer<Terminal> {
    require_begun(global)?;
    let terminal = open_data(global)?;
    let Person { user, password } = person;
    terminal.log_in(user.clone(), password.to_string()).await?;
    choose_profile(&terminal, global).await?;
    Ok(terminal)
}

/// Refuses a place where nothing was ever kept, and leaves it so.
pub fn require_begun(global: &Global) -> Answer<()> {
    if is_begun(&data_dir(global)?) {
        return Ok(());
    }
    Err(problem(&Code::NotSetUp.into()))
}

/// Opens the data only; with `--wait-lock` it waits while another program has it.
pub fn open_data(global: &Global) -> Answer<Terminal> {
    let phrase = key_pass_phrase(global)?;
    let phrase = phrase.as_ref().map(|p| p.as_str());
    let dir = data_dir(global)?;
    let patience = Duration::from_secs(global.wait_lock.unwrap_or_default().into());
    let begun = Instant::now();
    loop {
        let opened = Terminal::open(&dir, World::default(), phrase);
        let is_busy = |fault: &Fault| fault.code == Code::AlreadyRunning;
        if begun.elapsed() >= patience || !opened.as_ref().is_err_and(is_busy) {
            return shown(opened);
        }
        thread::sleep(LOOK_AGAIN);
    }
}

/// What guards the key, where a file says it.
pub fn key_pass_phrase(global: &Global) -> Answer<Option<Zeroizing<String>>> {
    global.key_pass_file.as_deref().map(secret).transpose()
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
    let Person { user, password } = person(global)?;
    Ok((user, password))
}

/// Who acts, for as long as the command runs.
pub fn person(global: &Global) -> Answer<Person> {
    let missing = |name: &str| {
        let hint = format!("{name} を付けてください。");
        problem(&Fault::invalid(name, hint))
    };
    let user = global.user.clone().ok_or_else(|| missing("--user"))?;
    let file = global
        .password_file
        .as_deref()
        .ok_or_else(|| missing("--password-file"))?;
    let password = secret(file)?;
    Ok(Person { user, password })
}

impl Person {
    /// The password that was read.
    pub fn password(&self) -> &str {
        &self.password
    }
}

/// Reads a secret from a file, or from stdin for `-`, in UTF-8, UTF-16 or CP932 as editors save it; neither the line end
/// is part of it nor the mark that some editors put before the first letter.
pub fn secret(file: &str) -> Answer<Zeroizing<String>> {
    let bytes = shown(read_secret(file))?;
    let text = Zeroizing::new(encoding_of(&bytes).decode(&bytes).0.into_owned());
    let line = text.trim_end_matches(['\r', '\n']);
    Ok(Zeroizing::new(line.to_owned()))
}

/// What the bytes are most likely written in; a mark in front tells by itself.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    let is_sign = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ';
    match bytes {
        [sign, 0, ..] if is_sign(sign) => UTF_16LE,
        [0, sign, ..] if is_sign(sign) => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => SHIFT_JIS,
    }
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

/// Where a terminal's data may lie, for what needs no login.
pub fn kept_data(global: &Global) -> Answer<KeptData> {
    let dir = data_dir(global)?;
    let pass_phrase = key_pass_phrase(global)?;
    Ok(KeptData { dir, pass_phrase })
}

/// A fault as shown.
pub fn problem(fault: &Fault) -> ProblemView {
    ProblemView::new(fault, "-")
}

fn shown<T>(outcome: Outcome<T>) -> Answer<T> {
    outcome.map_err(|fault| problem(&fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_editors_save_it() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(Vec<u8>, &str); 7] = [
            (b"himitsu\r\n".to_vec(), "himitsu"),
            (" 合言葉 \n".into(), " 合言葉 "),
            ("\u{FEFF}himitsu\n".into(), "himitsu"),
            (utf16("\u{FEFF}合言葉\r\n"), "合言葉"),
            (utf16("himitsu\r\n"), "himitsu"),
            (b"\xFE\xFF\0h\0i\0\n".to_vec(), "hi"),
            (SHIFT_JIS.encode("合言葉\r\n").0.into_owned(), "合言葉"),
        ];
        let dir = tempfile::tempdir().unwrap();
        for (bytes, wanted) in cases {
            let file = dir.path().join("secret.txt");
            std::fs::write(&file, &bytes).unwrap();
            let read = secret(&file.display().to_string()).unwrap();
            assert_eq!(read.as_str(), wanted, "{bytes:?}");
        }
    }
}
