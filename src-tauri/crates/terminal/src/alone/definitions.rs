//! Definitions without a terminal: what kinds there are, what is wrong with a definition, what changed from one to
//! another, and the empty file and description of a kind. They touch nothing stored and need no login.

use crate::{
    alone::catalogue::{AtHand, KeptData, Origin},
    core::{blocking::blocking, controller::Answer, problem::ProblemView},
    files,
    place::definitions::shown_at,
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Layout, compare, describe, template};
use serde::Serialize;
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// A version of a file kind.
#[derive(Debug, Clone, Serialize, TS)]
pub struct KindLine {
    /// Name of the kind.
    pub kind: String,
    /// The business.
    pub title: String,
    /// The heading that it stands under.
    pub group: &'static str,
    /// Where its files go.
    pub direction: &'static str,
    /// What its files' names end with.
    pub extension: &'static str,
    /// Version of the definition.
    pub version: String,
    /// Whether it is 仮.
    pub provisional: bool,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// Last day in force.
    pub effective_to: Option<NaiveDate>,
    /// Whether files of the kind are read by it today.
    pub in_force: bool,
    /// Where it comes from.
    pub definition: Origin,
}

/// What is wrong with a definition.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DefinitionReport {
    /// The kind that it defines, when nothing is wrong.
    pub kind: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Each thing that is wrong, by line.
    pub problems: Vec<ProblemLine>,
}

/// One thing that is wrong with a definition.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProblemLine {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub text: String,
}

/// One thing that changed from a definition to another.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChangeLine {
    /// Where.
    pub place: String,
    /// What.
    pub text: String,
}

/// Every version of every kind that comes with the program or was imported where a terminal has its data, and why
/// imported ones weren't looked at.
pub fn versions_at_hand(
    today: NaiveDate,
    data: Option<&KeptData>,
) -> (Vec<KindLine>, Option<String>) {
    let at_hand = AtHand::of(data);
    let catalogue = &at_hand.used;
    let mut all: Vec<_> = catalogue.all().collect();
    all.sort_by_key(|layout| shown_at(layout));
    let line = |layout: &std::sync::Arc<Layout>| KindLine {
        kind: layout.kind.clone(),
        title: layout.title.clone(),
        group: layout.group.title(),
        direction: layout.direction.as_str(),
        extension: layout.format.file_type.extension(),
        version: layout.version.clone(),
        provisional: layout.provisional,
        effective_from: layout.effective_from,
        effective_to: layout.effective_to,
        in_force: catalogue
            .of_kind(&layout.kind, today)
            .is_ok_and(|best| best.version == layout.version),
        definition: at_hand.origin(layout),
    };
    let lines = all.into_iter().map(line).collect();
    (lines, at_hand.note.clone())
}

/// Says everything that is wrong with a definition file.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`.
pub async fn check_definition(path: String) -> Answer<DefinitionReport> {
    let checked = blocking(move || {
        let text = text_of(&path)?;
        let layout = Layout::parse(&text).ok();
        let problem = |problem: kakehashi_layouts::DefinitionProblem| ProblemLine {
            line: problem.line,
            text: problem.text,
        };
        Ok(DefinitionReport {
            kind: layout.as_ref().map(|layout| layout.kind.clone()),
            version: layout.map(|layout| layout.version),
            problems: Layout::problems(&text).into_iter().map(problem).collect(),
        })
    });
    checked.await.map_err(problem)
}

/// Tells what changed from one definition file to another.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `LAYOUT_BROKEN`.
pub async fn compare_definitions(old: String, new: String) -> Answer<Vec<ChangeLine>> {
    let compared = blocking(move || {
        let read = |path: &str| Layout::parse(&text_of(path)?);
        let changes = compare(&read(&old)?, &read(&new)?).into_iter();
        let line = |change: kakehashi_layouts::LayoutChange| ChangeLine {
            place: change.place,
            text: change.text,
        };
        Ok(changes.map(line).collect())
    });
    compared.await.map_err(problem)
}

/// Writes an empty file of a kind and its description, as Markdown and as a page to print; tells their paths.
///
/// # Errors
/// `KIND_UNKNOWN`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`.
pub async fn write_template(
    kind: String,
    dir: PathBuf,
    today: NaiveDate,
    data: Option<KeptData>,
) -> Answer<Vec<PathBuf>> {
    let written = blocking(move || {
        let at_hand = AtHand::of(data.as_ref());
        let layout = at_hand.used.of_kind(&kind, today)?;
        let empty = template(layout, Vec::new())?;
        let end = layout.format.file_type.extension();
        [
            (end, empty),
            ("md", describe::markdown(layout).into_bytes()),
            ("html", describe::html(layout).into_bytes()),
        ]
        .into_iter()
        .map(|(end, bytes)| write_out(&dir.join(format!("{kind}.{end}")), &bytes))
        .collect()
    });
    written.await.map_err(problem)
}

fn text_of(path: &str) -> Outcome<String> {
    String::from_utf8(files::read_small(path)?).map_err(|error| {
        let fault = Fault::new(Code::FileUnreadable).with("file", files::name_of(path));
        fault.because(error.utf8_error())
    })
}

fn write_out(path: &Path, bytes: &[u8]) -> Outcome<PathBuf> {
    let name = path.to_string_lossy();
    files::hand_out(&name, |sink| {
        sink.write_all(bytes).map_err(|e| files::write_fault(&e))?;
        Ok(0)
    })?;
    Ok(path.to_owned())
}

fn problem(fault: Fault) -> ProblemView {
    ProblemView::new(&fault, &uuid::Uuid::new_v4().to_string())
}
