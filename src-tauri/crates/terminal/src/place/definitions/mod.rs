//! Definitions of file kinds: looking, importing what a person has compared with the paper, retiring, writing out.

pub(crate) mod drafting;
pub(crate) mod house;
pub(crate) mod text;
pub(crate) mod view;

mod importing;
mod shown;

pub(crate) use shown::{kind_view, kinds_to_send, shown_at};

use crate::{
    core::{
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        definitions::DefinitionRecord,
        gate::Permit,
        look::Look,
    },
    files::pairs_file::empty_pairs,
    place::{
        definitions::view::{DefinitionFile, DefinitionView, KindView},
        handing_out::hand_out_and,
    },
};
use chrono::NaiveDate;
use importing::Given;
use kakehashi_domain::{Code, Outcome};
use kakehashi_layouts::{Catalogue, template};

/// The file of 突合の確認, which no definition describes.
const PAIRS: &str = "pairs";

/// Every version of every kind.
pub(crate) async fn definitions(terminal: &Terminal, _: Permit) -> Outcome<Vec<DefinitionView>> {
    terminal.see(Look::definition_views).await
}

/// The file kinds that can be sent today.
pub(crate) async fn kinds(terminal: &Terminal, _: Permit) -> Outcome<Vec<KindView>> {
    let sent = |look: &Look| Ok(kinds_to_send(&look.definitions().used, look.today()));
    terminal.see(sent).await
}

/// Reads a definition file: what is wrong with it, or what it changes. Nothing is imported.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`.
pub(crate) async fn read_definition(
    terminal: &Terminal,
    _: Permit,
    path: String,
) -> Outcome<DefinitionFile> {
    let read = move |look: &Look| Ok(look.definition_file(&Given::read(&path)?));
    terminal.see(read).await
}

/// Imports a definition whose fingerprint a person has compared with the paper.
///
/// # Errors
/// `LAYOUT_BROKEN`, `LAYOUT_FINGERPRINT_MISMATCH`, `LAYOUT_VERSION_TAKEN`, `FILE_NOT_FOUND`.
pub(crate) async fn import_definition(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    fingerprint: String,
) -> Outcome<Vec<DefinitionView>> {
    let given = blocking(move || Given::read(&path)).await?;
    let import = move |c: &mut Controller| c.import_definition(permit, &given, &fingerprint);
    terminal.ask(import).await
}

/// Stops using an imported definition for new files; jobs that were checked by it keep to it.
///
/// # Errors
/// `LAYOUT_NOT_IMPORTED`.
pub(crate) async fn retire_definition(
    terminal: &Terminal,
    permit: Permit,
    kind: String,
    version: String,
) -> Outcome<Vec<DefinitionView>> {
    let retire = move |c: &mut Controller| c.retire_definition(&permit, &kind, &version);
    terminal.ask(retire).await
}

/// Writes a definition as it came: the version that is named, or the one in force today. It holds nothing of people, so
/// that the 授受簿 has no line for it.
///
/// # Errors
/// `KIND_UNKNOWN`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn save_definition(
    terminal: &Terminal,
    permit: Permit,
    kind: String,
    version: Option<String>,
    path: String,
) -> Outcome<()> {
    let text = move |look: &Look| look.definition_text(&kind, version.as_deref());
    let text = terminal.see(text).await?;
    let log = move |c: &mut Controller| c.write(&permit, |_| Ok(()));
    hand_out_and(terminal, path, text, log).await
}

/// Writes an empty file of a kind, with its heading; `pairs` is the file of 突合の確認. It holds nothing of people.
///
/// # Errors
/// `KIND_UNKNOWN`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn save_template(
    terminal: &Terminal,
    permit: Permit,
    kind: String,
    path: String,
) -> Outcome<()> {
    let empty = move |look: &Look| match kind.as_str() {
        PAIRS => Ok(empty_pairs().into_bytes()),
        _ => template(look.layout_today(&kind)?.as_ref(), Vec::new()),
    };
    let bytes = terminal.see(empty).await?;
    let log = move |c: &mut Controller| c.write(&permit, |_| Ok(()));
    hand_out_and(terminal, path, bytes, log).await
}

impl Look {
    fn today(&self) -> NaiveDate {
        japan_day(self.now())
    }

    fn definition_text(&self, kind: &str, version: Option<&str>) -> Outcome<String> {
        let layout = match version {
            Some(version) => self.definitions().of_version(kind, version)?,
            None => self.layout_today(kind)?,
        };
        let records = self.definition_records()?;
        let is_it = |record: &DefinitionRecord| record.is(kind, &layout.version);
        let imported = records.into_iter().find(is_it).map(|record| record.text);
        let text = imported.or_else(|| Catalogue::text_of(&layout).map(str::to_owned));
        text.ok_or_else(|| Code::Internal.into())
    }
}

impl DefinitionRecord {
    fn is(&self, kind: &str, version: &str) -> bool {
        self.kind == kind && self.version == version
    }

    fn name(&self) -> String {
        format!("{}@{}", self.kind, self.version)
    }
}
