//! Opening the terminal for a command: data directory, key, profile, person.

use crate::args::Global;
use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_terminal::{Answer, Terminal, World, is_begun, view::ProblemView};
use std::{
    io::{self, Read},
    path::PathBuf,
};
use zeroize::Zeroizing;

/// Opens the data and logs the person in. Where there are none, none are made.
pub async fn open(global: &Global) -> Answer<Terminal> {
    require_begun(global)?;
    let terminal = open_data(global)?;
    let (user, password) = credentials(global)?;
    terminal.log_in(user, password.to_string()).await?;
    Ok(terminal)
}

/// Refuses a place where nothing was ever kept, and leaves it so.
pub fn require_begun(global: &Global) -> Answer<()> {
    if is_begun(&data_dir(global)?) {
        return Ok(());
    }
    Err(problem(&Code::NotSetUp.into()))
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

/// Reads a secret from a file, or from stdin for `-`, in UTF-8, UTF-16 or CP932 as editors save it; neither the line end
/// is part of it nor the mark that some editors put before the first letter.
pub fn secret(file: &str) -> Answer<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let read = match file {
        "-" => io::stdin().read_to_end(&mut bytes),
        path => std::fs::File::open(path).and_then(|mut f| f.read_to_end(&mut bytes)),
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
