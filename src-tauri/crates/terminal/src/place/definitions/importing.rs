//! Importing a definition that a person has compared with the paper, and retiring one.

use super::shown::view;
use crate::{
    core::{controller::Controller, definitions::DefinitionRecord, gate::Permit, look::Look},
    files::read_small,
    place::definitions::view::{DefinitionFile, DefinitionProblem, DefinitionView},
};
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use kakehashi_layouts::{Catalogue, Layout, compare};
use sha2::{Digest, Sha256};

/// A definition file as it was given.
pub(super) struct Given {
    text: String,
    sha256: String,
}

impl Given {
    pub fn read(path: &str) -> Outcome<Self> {
        Ok(Self::of_bytes(&read_small(path)?))
    }

    /// One that was made here.
    pub fn of(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    fn of_bytes(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        let pairs: Vec<String> = digest.iter().map(|b| format!("{b:02X}")).collect();
        Self {
            text: String::from_utf8_lossy(bytes).into_owned(),
            sha256: pairs.join(":"),
        }
    }
}

impl Look {
    pub(super) fn definition_file(&self, given: &Given) -> DefinitionFile {
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
        let definitions = self.definitions();
        let kind = layout.as_ref().map(|layout| layout.kind.as_str());
        let old = kind.and_then(|kind| definitions.used.of_kind(kind, self.today()).ok());
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
        let is_there = self.definitions().used.all().any(|it| it.kind == *kind);
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

    /// A version's name stands for one content, for ever: jobs are read by it years later.
    fn refuse_other_content(&self, kind: &str, version: &str, given: &Given) -> Outcome<()> {
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
}

impl Controller {
    pub(super) fn import_definition(
        &mut self,
        permit: Permit,
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
            by: permit.user.clone(),
            at: self.now(),
            retired_at: None,
            kind,
            version,
        };
        let permit = permit.note(format!("{} {}", record.name(), record.sha256));
        self.write(&permit, |store| {
            store.put(Shelf::Definition, &record.name(), &record)
        })?;
        self.load_definitions()?;
        self.definition_views()
    }

    pub(super) fn retire_definition(
        &mut self,
        permit: &Permit,
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
        self.write(permit, |store| {
            store.put(Shelf::Definition, &record.name(), &record)
        })?;
        self.load_definitions()?;
        self.definition_views()
    }
}

/// A fingerprint without what people type between its letters.
fn letters(fingerprint: &str) -> String {
    let kept = fingerprint.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_uppercase).collect()
}
