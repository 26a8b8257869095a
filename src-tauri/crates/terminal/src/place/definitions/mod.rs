//! Definitions of file kinds: looking, importing what a person has compared with the paper, retiring, writing out.

pub(crate) mod view;

mod importing;
mod shown;
mod text;

pub(crate) use shown::kinds_to_send;
pub(crate) use shown::shown_at;

use crate::{
    core::{
        act::{Act, Trail},
        blocking::blocking,
        clock::japan_day,
        controller::{Answer, Controller, Terminal},
        definitions::DefinitionRecord,
    },
    files::{hand_out, name_of, write_fault},
    place::definitions::view::{DefinitionFile, DefinitionView, KindView},
};
use chrono::NaiveDate;
use importing::Given;
use kakehashi_domain::{Code, Outcome, Role};
use kakehashi_layouts::Catalogue;

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
