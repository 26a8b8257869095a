//! By which definitions the files of a job are read.

use crate::{
    core::{clock::japan_day, look::Look},
    sending::jobs::record::JobRecord,
};
use kakehashi_domain::{Code, Fault, MessageMeaning, Outcome, ServerWords};
use kakehashi_layouts::{HouseEncoding, Layout, ResultRoles, Row};
use std::{collections::BTreeMap, sync::Arc};

/// The definitions that a job needs. A job keeps to the version that it was checked by.
#[derive(Clone)]
pub(crate) struct JobLayouts {
    /// Of the file that is sent.
    pub sent: Arc<Layout>,
    /// Of the file that comes back.
    pub result: Arc<Layout>,
    /// What its columns mean.
    pub roles: ResultRoles,
    /// Of the file that is made from it for the 基幹システム.
    pub hand_over: Option<Arc<Layout>>,
}

impl JobLayouts {
    /// What the 処理結果メッセージ of an answer means.
    pub fn message(&self, answer: &Row<'_>) -> MessageMeaning {
        let text = answer.at(self.roles.message);
        // A table that can't be read makes nobody registered; a test keeps it whole.
        ServerWords::shipped().map_or(MessageMeaning::Error, |words| words.message(text))
    }

    /// Whether an answer says that its row is done.
    pub fn is_done(&self, answer: &Row<'_>) -> bool {
        self.message(answer) != MessageMeaning::Error
    }
}

impl Look {
    /// The definition for a file that comes in today.
    pub fn layout_today(&self, kind: &str) -> Outcome<Arc<Layout>> {
        let today = japan_day(self.now());
        self.definitions().used.of_kind(kind, today).cloned()
    }

    /// The first definition of today that does what is wanted, by heading and kind.
    pub fn layout_that(&self, does: impl Fn(&Layout) -> bool) -> Outcome<Arc<Layout>> {
        let definitions = self.definitions();
        let mut layouts = definitions.used.in_force(japan_day(self.now()));
        let found = layouts.find(|layout| does(layout)).cloned();
        found.ok_or_else(|| Fault::new(Code::KindUnknown).with("kind", "要る定義"))
    }

    /// The definition that the file of a job was checked by, even if it was retired since; in the character code that
    /// the house had then.
    pub fn layout_of(&self, job: &JobRecord) -> Outcome<Arc<Layout>> {
        let definitions = self.definitions();
        let layout = definitions.of_version(&job.kind, &job.layout_version)?;
        let then = job.house.as_deref().and_then(HouseEncoding::parse);
        Ok(match then {
            Some(then) if then != definitions.house => Arc::new(layout.in_house(then)),
            _ => layout,
        })
    }

    /// The versions of what comes after a file of this kind, for a job to keep to.
    pub fn later_versions(&self, layout: &Layout) -> Outcome<BTreeMap<String, String>> {
        let mut versions = BTreeMap::new();
        let mut next = layout.result_kind.clone();
        while let Some(kind) = next {
            let layout = self.layout_today(&kind)?;
            versions.insert(kind, layout.version.clone());
            next = layout
                .result
                .as_ref()
                .and_then(|roles| roles.hand_over.clone());
        }
        Ok(versions)
    }

    pub fn layouts_of(&self, job: &JobRecord) -> Outcome<JobLayouts> {
        let day = japan_day(job.prepared_at);
        let later = |kind: &str| match job.later_versions.get(kind) {
            Some(version) => self.definitions().of_version(kind, version),
            None => self.definitions().used.of_kind(kind, day).cloned(),
        };
        let sent = self.layout_of(job)?;
        let result = later(sent.result_kind.as_deref().unwrap_or_default())?;
        let roles = result.result.clone().ok_or_else(|| {
            let place = format!("{} [result]", result.kind);
            Fault::new(Code::LayoutBroken).with("where", place)
        })?;
        Ok(JobLayouts {
            hand_over: roles.hand_over.as_deref().map(later).transpose()?,
            sent,
            result,
            roles,
        })
    }
}
