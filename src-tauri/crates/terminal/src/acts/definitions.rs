//! Definitions of file kinds: looking, importing what a person has compared with the paper, retiring, writing out.

use crate::{
    Answer, Terminal,
    act::{Act, Trail},
    clock::japan_day,
    controller::Controller,
    files::{hand_out, name_of, read_small, write_fault},
    password::blocking,
    records::{DefinitionRecord, shelf},
    view::{DefinitionFile, DefinitionProblem, DefinitionView, ImportedView, KindView},
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome, Role};
use kakehashi_layouts::{Catalogue, Direction, Group, Layout, compare};
use sha2::{Digest, Sha256};
use std::sync::Arc;

impl Terminal {
    /// Every version of every kind.
    ///
    /// # Errors
    /// `NOT_LOGGED_IN`.
    pub async fn definitions(&self) -> Answer<Vec<DefinitionView>> {
        self.look(|c| {
            c.person()?;
            c.definition_views()
        })
        .await
    }

    /// The file kinds that can be sent today.
    ///
    /// # Errors
    /// `NOT_LOGGED_IN`.
    pub async fn kinds(&self) -> Answer<Vec<KindView>> {
        self.look(|c| {
            c.person()?;
            Ok(kinds_to_send(c.catalogue(), c.today()))
        })
        .await
    }

    /// Reads a definition file: what is wrong with it, or what it changes. Nothing is imported.
    ///
    /// # Errors
    /// `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `PERMISSION_DENIED`.
    pub async fn read_definition(&self, path: String) -> Answer<DefinitionFile> {
        self.look(move |c| {
            c.allow(&[Role::Admin])?;
            Ok(c.definition_file(&Given::read(&path)?))
        })
        .await
    }

    /// Imports a definition whose fingerprint a person has compared with the paper.
    ///
    /// # Errors
    /// `LAYOUT_BROKEN`, `LAYOUT_FINGERPRINT_MISMATCH`, `LAYOUT_VERSION_TAKEN`, `FILE_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn import_definition(
        &self,
        path: String,
        fingerprint: String,
    ) -> Answer<Vec<DefinitionView>> {
        let trail = Trail::new(Act::ImportDefinition, name_of(&path));
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.import_definition(trail, &Given::read(&path)?, &fingerprint)
            })
            .await
        })
        .await
    }

    /// Stops using an imported definition for new files; jobs that were checked by it keep to it.
    ///
    /// # Errors
    /// `LAYOUT_NOT_IMPORTED`, `PERMISSION_DENIED`.
    pub async fn retire_definition(
        &self,
        kind: String,
        version: String,
    ) -> Answer<Vec<DefinitionView>> {
        let trail = Trail::new(Act::RetireDefinition, format!("{kind}@{version}"));
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                c.retire_definition(&trail, &kind, &version)
            })
            .await
        })
        .await
    }

    /// Writes a definition as it came: the version that is named, or the one in force today. It holds nothing of
    /// people, so that the 授受簿 has no line for it.
    ///
    /// # Errors
    /// `KIND_UNKNOWN`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `PERMISSION_DENIED`.
    pub async fn save_definition(
        &self,
        kind: String,
        version: Option<String>,
        path: String,
    ) -> Answer<()> {
        let trail = Trail::new(Act::SaveDefinition, kind.as_str()).note(&path);
        self.perform(trail, async |trail| {
            let text = self
                .ask(move |c| {
                    c.allow(&[Role::Admin])?;
                    c.definition_text(&kind, version.as_deref())
                })
                .await?;
            blocking(move || {
                hand_out(&path, |sink| {
                    let written = sink.write_all(text.as_bytes());
                    written.map(|()| 1).map_err(|e| write_fault(&e))
                })
            })
            .await?;
            self.ask(move |c| c.commit(&trail, |_| Ok(()))).await
        })
        .await
    }
}

impl Controller {
    fn today(&self) -> NaiveDate {
        japan_day(self.now())
    }

    pub(super) fn definition_views(&mut self) -> Outcome<Vec<DefinitionView>> {
        let records = self.definition_records()?;
        let today = self.today();
        let used: Vec<Arc<Layout>> = self.catalogue().all().cloned().collect();
        let mut views = Vec::new();
        for layout in used {
            let is_it = |record: &&DefinitionRecord| record.is(&layout.kind, &layout.version);
            let record = records.iter().find(is_it);
            let imported = record.map(|record| self.imported_view(record, true));
            let best = self.catalogue().of_kind(&layout.kind, today);
            let in_force = best.is_ok_and(|best| Arc::ptr_eq(best, &layout));
            views.push(view(&layout, in_force, imported));
        }
        for record in records {
            let shown = |view: &DefinitionView| record.is(&view.kind, &view.version);
            if views.iter().any(shown) {
                continue;
            }
            views.push(match Layout::parse(&record.text) {
                Ok(layout) => view(&layout, false, Some(self.imported_view(&record, true))),
                Err(_) => unreadable(&record, self.imported_view(&record, false)),
            });
        }
        Ok(views)
    }

    fn imported_view(&mut self, record: &DefinitionRecord, readable: bool) -> ImportedView {
        ImportedView {
            by: self.name_of(&record.by),
            at: record.at,
            sha256: record.sha256.clone(),
            retired_at: record.retired_at,
            readable,
        }
    }

    fn definition_file(&self, given: &Given) -> DefinitionFile {
        let mut problems: Vec<DefinitionProblem> = Layout::problems(&given.text)
            .into_iter()
            .map(|problem| DefinitionProblem {
                line: u32::try_from(problem.line).unwrap_or(u32::MAX),
                text: problem.text,
            })
            .collect();
        let layout = Layout::parse(&given.text).ok();
        let lacking = layout
            .as_ref()
            .and_then(|it| self.lacking_result(given, it));
        problems.extend(lacking);
        let layout = layout.filter(|_| problems.is_empty());
        let today = self.today();
        let kind = layout.as_ref().map(|layout| layout.kind.as_str());
        let old = kind.and_then(|kind| self.catalogue().of_kind(kind, today).ok());
        DefinitionFile {
            sha256: given.sha256.clone(),
            problems,
            compared_with: old.map(|old| old.version.clone()),
            changes: old
                .zip(layout.as_ref())
                .map(|(old, new)| compare(old, new).iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            defines: layout.map(|layout| view(&layout, false, None)),
        }
    }

    /// A kind that is sent needs the definition of what comes back.
    fn lacking_result(&self, given: &Given, layout: &Layout) -> Option<DefinitionProblem> {
        let kind = layout.result_kind.as_ref()?;
        let is_there = self.catalogue().all().any(|it| it.kind == *kind);
        let line = given
            .text
            .lines()
            .position(|line| line.starts_with("result_kind"));
        (!is_there).then(|| DefinitionProblem {
            line: u32::try_from(line.unwrap_or_default()).unwrap_or_default() + 1,
            text: format!(
                "結果の種類「{kind}」の定義がありません。先にそちらを取り込んでください。"
            ),
        })
    }

    fn import_definition(
        &mut self,
        trail: Trail,
        given: &Given,
        fingerprint: &str,
    ) -> Outcome<Vec<DefinitionView>> {
        if letters(fingerprint) != letters(&given.sha256) {
            return Err(Code::LayoutFingerprintMismatch.into());
        }
        let layout = Layout::parse(&given.text)?;
        if let Some(problem) = self.lacking_result(given, &layout) {
            let place = format!("{}行目: {}", problem.line, problem.text);
            return Err(Fault::new(Code::LayoutBroken).with("where", place));
        }
        let Layout { kind, version, .. } = layout;
        self.refuse_other_content(&kind, &version, given)?;
        let record = DefinitionRecord {
            text: given.text.clone(),
            sha256: given.sha256.clone(),
            by: self.person()?.user.clone(),
            at: self.now(),
            retired_at: None,
            kind,
            version,
        };
        let trail = trail.note(format!("{} {}", record.name(), record.sha256));
        self.commit(&trail, |store| {
            store.put(shelf::DEFINITION, &record.name(), &record)
        })?;
        self.load_definitions()?;
        self.definition_views()
    }

    /// A version's name stands for one content, for ever: jobs are read by it years later.
    fn refuse_other_content(&mut self, kind: &str, version: &str, given: &Given) -> Outcome<()> {
        let records = self.definition_records()?;
        let known = records.iter().find(|record| record.is(kind, version));
        let is_taken = match known {
            Some(record) => record.sha256 != given.sha256,
            None => Catalogue::shipped().of_version(kind, version).is_ok(),
        };
        if !is_taken {
            return Ok(());
        }
        Err(Fault::new(Code::LayoutVersionTaken)
            .with("kind", kind)
            .with("version", version))
    }

    fn retire_definition(
        &mut self,
        trail: &Trail,
        kind: &str,
        version: &str,
    ) -> Outcome<Vec<DefinitionView>> {
        let now = self.now();
        let records = self.definition_records()?;
        let used =
            |record: &DefinitionRecord| record.is(kind, version) && record.retired_at.is_none();
        let Some(mut record) = records.into_iter().find(used) else {
            return Err(Fault::new(Code::LayoutNotImported)
                .with("kind", kind)
                .with("version", version));
        };
        record.retired_at = Some(now);
        self.commit(trail, |store| {
            store.put(shelf::DEFINITION, &record.name(), &record)
        })?;
        self.load_definitions()?;
        self.definition_views()
    }

    fn definition_text(&mut self, kind: &str, version: Option<&str>) -> Outcome<String> {
        let layout = match version {
            Some(version) => self.definitions.of_version(kind, version)?,
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

/// A definition file as it was given.
struct Given {
    text: String,
    sha256: String,
}

impl Given {
    fn read(path: &str) -> Outcome<Self> {
        let bytes = read_small(path)?;
        let pairs: Vec<String> = Sha256::digest(&bytes)
            .iter()
            .map(|b| format!("{b:02X}"))
            .collect();
        Ok(Self {
            text: String::from_utf8_lossy(&bytes).into_owned(),
            sha256: pairs.join(":"),
        })
    }
}

/// The kinds of a catalogue that can be sent on a day, as they are shown: by heading, and what waits for others last.
pub(super) fn kinds_to_send(catalogue: &Catalogue, today: NaiveDate) -> Vec<KindView> {
    let mut sent: Vec<_> = catalogue
        .in_force(today)
        .filter(|layout| layout.direction == Direction::Send)
        .collect();
    sent.sort_by_key(|layout| shown_at(layout));
    sent.into_iter().map(|layout| kind_view(layout)).collect()
}

/// Where a kind stands among others: by heading, and what waits for others last.
pub(crate) fn shown_at(layout: &Layout) -> (Group, bool) {
    let waits = layout.order.iter().any(|order| order.person.is_some());
    (layout.group, waits)
}

fn kind_view(layout: &Layout) -> KindView {
    KindView {
        kind: layout.kind.clone(),
        title: layout.title.clone(),
        group: layout.group.title().to_owned(),
        extension: layout.format.file_type.extension().to_owned(),
        version: layout.version.clone(),
        provisional: layout.provisional,
    }
}

fn view(layout: &Layout, in_force: bool, imported: Option<ImportedView>) -> DefinitionView {
    DefinitionView {
        kind: layout.kind.clone(),
        title: layout.title.clone(),
        group_title: layout.group.title().to_owned(),
        direction_title: layout.direction.title().to_owned(),
        version: layout.version.clone(),
        provisional: layout.provisional,
        effective_from: layout.effective_from,
        effective_to: layout.effective_to,
        in_force,
        imported,
    }
}

/// What an earlier program imported and this one can't read.
fn unreadable(record: &DefinitionRecord, imported: ImportedView) -> DefinitionView {
    let day = japan_day(record.at);
    DefinitionView {
        kind: record.kind.clone(),
        title: record.kind.clone(),
        group_title: String::new(),
        direction_title: String::new(),
        version: record.version.clone(),
        provisional: false,
        effective_from: day,
        effective_to: None,
        in_force: false,
        imported: Some(imported),
    }
}

/// A fingerprint without what people type between its letters.
fn letters(fingerprint: &str) -> String {
    let kept = fingerprint.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_uppercase).collect()
}
