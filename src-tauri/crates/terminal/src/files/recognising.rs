//! Which kind a file is, told from its heading.

use crate::files;
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Catalogue, Layout, recognise, version_of};
use std::sync::Arc;

/// The kind whose heading a file has; None where it has none of them.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_IS_FOLDER`, `FILE_UNREADABLE`.
pub(crate) fn kind_of<'c>(
    path: &str,
    catalogue: &'c Catalogue,
    today: NaiveDate,
) -> Outcome<Option<&'c Arc<Layout>>> {
    let found = recognise(files::open(path)?, catalogue.in_force(today));
    found.map_err(|e| files::read_fault(path, &e))
}

/// By which version of a definition a file is read. What can't be read is told by whoever reads it.
pub(crate) fn version_of_file(path: &str, wanted: &Arc<Layout>) -> Arc<Layout> {
    let found = files::open(path).map(|file| version_of(wanted, file).ok().cloned());
    found.ok().flatten().unwrap_or_else(|| wanted.clone())
}

/// The refusal of a file that isn't of its kind, with the kind that it looks like.
pub(crate) fn with_its_likeness(
    fault: Fault,
    path: &str,
    wanted: &Layout,
    catalogue: &Catalogue,
    today: NaiveDate,
) -> Fault {
    if fault.code != Code::NotThisKind {
        return fault;
    }
    let like = kind_of(path, catalogue, today).ok().flatten();
    let Some(like) = like.filter(|like| like.kind != wanted.kind) else {
        return fault;
    };
    let detail = fault.params.get("detail").cloned().unwrap_or_default();
    let detail = format!("{detail}「{}」のように見え、", like.file_title);
    fault.with("detail", detail)
}
