//! 安全に消す: the file that was written in clear is overwritten and removed, if it is still the one that was written. That
//! it begins is kept first, so that a line whose file went is settled though the program ended between the two.

use crate::{
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    files::{name_of, open, read_fault, write_fault},
    sending::hand_over::{hash_of, record::HandOverRecord, view::HandOverView},
};
use kakehashi_domain::{Fault, Outcome};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

/// Erases what a line of the 授受簿 tells of, and settles the line.
///
/// # Errors
/// `INPUT_INVALID` for a line that isn't there or is settled, or a file that was changed since; `FILE_NOT_FOUND`,
/// `OUTPUT_UNWRITABLE` where somebody has it open.
pub(crate) async fn erase_hand_over(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<HandOverView> {
    let line = terminal.see(move |look| look.unsettled(id)).await?;
    let line = blocking(move || is_ours(&line).map(|()| line)).await?;
    if Path::new(&line.path).exists() {
        let begun = HandOverRecord {
            erasing: true,
            ..line.clone()
        };
        terminal
            .ask(move |c| c.keep(|store| store.put_record(&begun)))
            .await?;
        blocking(move || erase(&line)).await?;
    }
    let settle = move |c: &mut Controller| {
        c.settle_hand_over(&permit, id)?;
        c.hand_over_of(id)
    };
    terminal.ask(settle).await
}

impl Look {
    fn unsettled(&self, id: u32) -> Outcome<HandOverRecord> {
        let line: Option<HandOverRecord> = self.books()?.record(id)?;
        let open = line.filter(|line| line.settled_at.is_none());
        open.ok_or_else(|| Fault::invalid("授受簿の行", "もう引き渡しの済んだファイルです。"))
    }
}

/// Whether what lies there is what was written, or what is left of it where erasing it was cut off.
fn is_ours(line: &HandOverRecord) -> Outcome<()> {
    if line.erasing && is_cut_off(&line.path)? {
        return Ok(());
    }
    // A write that was cut off left no hash: whatever lies there under its name isn't known to be ours.
    if hash_of(&line.path)? != line.sha256 {
        let hint = "書き出したあとに変わっているので、消しませんでした。中を確かめて、ご自分で消してください。";
        return Err(Fault::invalid(name_of(&line.path), hint));
    }
    Ok(())
}

/// Whether the file is gone or begins with what it was overwritten with, as none that is written here does.
fn is_cut_off(path: &str) -> Outcome<bool> {
    let mut first = [1];
    match File::open(path).and_then(|mut file| file.read(&mut first)) {
        Ok(_) => Ok(first == [0]),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(e) => Err(read_fault(path, &e)),
    }
}

fn erase(line: &HandOverRecord) -> Outcome<()> {
    let length = open(&line.path)?
        .metadata()
        .map_err(|e| write_fault(&e))?
        .len();
    let overwrite = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).open(&line.path)?;
        io::copy(&mut io::repeat(0).take(length), &mut file)?;
        file.flush()?;
        file.sync_all()?;
        fs::remove_file(&line.path)
    };
    overwrite().map_err(|e| write_fault(&e).with("file", name_of(&line.path)))
}
