//! An employer's workbook before it is taken: which of its sheets has the form.

use super::view::{EmployerFile, EmployerSheet};
use crate::{
    core::{blocking::blocking, controller::Terminal, gate::Permit, look::Look},
    files::{self, Given, name_of},
};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Layout, Sheet, fit, sheets};
use std::io::Read;
use zeroize::Zeroizing;

/// The longest file: hundreds of thousands of people.
const LONGEST: u64 = 128 << 20;

/// The sheets of an employer's file, with what each holds.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_EMPTY`, `WORKBOOK_LOCKED`.
pub(crate) async fn read_collection(
    terminal: &Terminal,
    _: Permit,
    path: String,
) -> Outcome<EmployerFile> {
    let layout = terminal.see(Look::collection_layout).await?;
    let read = move || {
        let named = |fault: Fault| fault.with("file", name_of(&path));
        let all = sheets(&read_whole(&path)?).map_err(named)?;
        let sheets = all.iter().map(|sheet| view(sheet, &layout)).collect();
        Ok(EmployerFile { sheets })
    };
    blocking(read).await
}

fn view(sheet: &Sheet, layout: &Layout) -> EmployerSheet {
    let fitted = fit(sheet, layout);
    let rows = fitted.as_ref().map_or(&[][..], |it| &it.rows);
    let is_hidden = |(at, _): &&(u32, Vec<String>)| sheet.hidden_rows.contains(at);
    let office = layout.column("office_name").and_then(|at| {
        let mut named = rows.iter().map(|(_, cells)| &cells[at]);
        named.find(|it| !it.is_empty()).cloned()
    });
    EmployerSheet {
        name: sheet.name.clone(),
        hidden: sheet.is_hidden,
        rows: count(rows.len()),
        hidden_rows: count(rows.iter().filter(is_hidden).count()),
        missing: fitted
            .as_ref()
            .map_or_else(Vec::new, |it| it.missing.clone()),
        office: office.unwrap_or_default(),
    }
}

/// The sheet that was named, or the only one that has the form and isn't hidden.
pub(super) fn chosen<'s>(
    all: &'s [Sheet],
    name: Option<&str>,
    layout: &Layout,
) -> Outcome<&'s Sheet> {
    if let Some(name) = name {
        let found = all.iter().find(|sheet| sheet.name == name);
        return found.ok_or_else(|| among(all.iter()));
    }
    let has_form = |sheet: &&Sheet| !sheet.is_hidden && fit(sheet, layout).is_some();
    let fitting: Vec<&Sheet> = all.iter().filter(has_form).collect();
    match fitting.as_slice() {
        [] => Err(headed(layout)),
        [only] => Ok(only),
        several => Err(among(several.iter().copied())),
    }
}

/// Nothing in a file is a heading of the form.
pub(super) fn headed(layout: &Layout) -> Fault {
    let wanted = layout.columns.iter().filter(|it| it.required);
    let titles: Vec<&str> = wanted.map(|it| it.title.as_str()).collect();
    Fault::new(Code::CollectionColumns).with("columns", titles.join("」「"))
}

fn among<'s>(sheets: impl Iterator<Item = &'s Sheet>) -> Fault {
    let names: Vec<&str> = sheets.map(|it| it.name.as_str()).collect();
    Fault::new(Code::CollectionSheets).with("sheets", names.join("」「"))
}

pub(super) fn read_whole(path: &str) -> Outcome<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let given = Given::of(path)?;
    let read = given.open()?.take(LONGEST + 1).read_to_end(&mut bytes);
    read.map_err(|e| files::read_fault(path, &e))?;
    if bytes.len() as u64 > LONGEST {
        return Err(Fault::new(Code::TooManyBytes).with("max", LONGEST));
    }
    Ok(bytes)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
